#include "app/forecast.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_forecast(const Arguments& arguments, Console& console) {
  const Status status = app::forecast(
      {arguments.positional.at(0), arguments.get("parameters"), arguments.get("svg"), output_format(arguments)},
      console);
  for (const Diagnostic& diagnostic : status.diagnostics()) console.err << to_string(diagnostic) << '\n';
  return status ? done : nothing_read;
}

}  // namespace entente::cli

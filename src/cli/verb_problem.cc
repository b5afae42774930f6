#include "app/problem_text.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_problem(const Arguments& arguments, Console& console) {
  const app::ProblemTextRequest request{arguments.positional.at(0), arguments.get("output"), output_format(arguments)};
  const Status status = app::problem_text(request, console);
  for (const Diagnostic& diagnostic : status.diagnostics()) console.err << to_string(diagnostic) << '\n';
  return status ? done : nothing_read;
}

}  // namespace entente::cli

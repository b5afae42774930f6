#include "app/sequence.h"
#include "cli/interrupt.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_sequence(const Arguments& arguments, Console& console) {
  app::SequenceRequest request;
  request.path = arguments.positional.at(0);
  request.svg = arguments.get("svg");
  request.format = output_format(arguments);
  const auto most = arguments.number("most");
  if (arguments.has("most") && !(most && *most >= 1 && *most <= 1e9)) {
    console.err << "entente: --most is a number from 1, not \"" << arguments.get("most") << "\"\n";
    return bad_usage;
  }
  if (most) request.config.most_deadlocks = static_cast<std::size_t>(*most);
  const auto timeout = arguments.number("timeout");
  if (arguments.has("timeout") && !(timeout && *timeout >= 0)) {
    console.err << "entente: --timeout is a number of seconds, not \"" << arguments.get("timeout") << "\"\n";
    return bad_usage;
  }
  request.config.stop = stop_when_interrupted(timeout);
  const Status status = app::sequence(request, console);
  for (const Diagnostic& diagnostic : status.diagnostics()) console.err << to_string(diagnostic) << '\n';
  return status ? done : nothing_read;
}

}  // namespace entente::cli

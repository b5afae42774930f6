#include "app/packages.h"
#include "cli/interrupt.h"
#include "cli/verbs.h"

namespace entente::cli {
namespace {

// A count of at least one, or the default; nothing after a sentence on what was wrong.
std::optional<std::size_t> count_of(const Arguments& arguments, const char* option, std::size_t otherwise,
                                    Console& console) {
  if (!arguments.has(option)) return otherwise;
  const auto number = arguments.number(option);
  if (!number || !(*number >= 1 && *number <= 4e9)) {
    console.err << "entente: --" << option << " is a number from 1, not \"" << arguments.get(option) << "\"\n";
    return std::nullopt;
  }
  return static_cast<std::size_t>(*number);
}

}  // namespace

int run_packages(const Arguments& arguments, Console& console) {
  app::PackagesRequest request;
  request.path = arguments.positional.at(0);
  request.svg = arguments.get("svg");
  request.view.format = output_format(arguments);
  const auto limit = count_of(arguments, "limit", 0, console);
  const auto most = count_of(arguments, "most", request.config.most_points, console);
  if (!limit || !most) return bad_usage;
  request.view.most_rows = *limit;
  request.config.most_points = *most;
  request.config.acceptable_only = arguments.has("acceptable");
  request.config.ties = arguments.has("ties");
  request.config.sensitivity = arguments.has("sensitivity");
  const auto timeout = arguments.number("timeout");
  if (arguments.has("timeout") && !(timeout && *timeout >= 0)) {
    console.err << "entente: --timeout is a number of seconds, not \"" << arguments.get("timeout") << "\"\n";
    return bad_usage;
  }
  request.config.expired = stop_when_interrupted(timeout);
  const auto acceptable = app::packages(request, console);
  for (const Diagnostic& diagnostic : acceptable.diagnostics()) console.err << to_string(diagnostic) << '\n';
  if (!acceptable) return nothing_read;
  return *acceptable ? done : answer_is_no;
}

}  // namespace entente::cli

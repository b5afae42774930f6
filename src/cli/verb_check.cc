#include "app/check.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_check(const Arguments& arguments, Console& console) {
  const std::string draft = arguments.positional.size() > 1 ? arguments.positional[1] : "";
  const auto answer = app::check(arguments.positional.at(0), draft, output_format(arguments), console);
  for (const Diagnostic& diagnostic : answer.diagnostics()) console.err << to_string(diagnostic) << '\n';
  if (!answer) return nothing_read;
  return answer->overall == settle::Reception::refused ? answer_is_no : done;
}

}  // namespace entente::cli

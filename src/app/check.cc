#include "app/check.h"

#include "app/input_file.h"
#include "app/problem_file.h"
#include "show/check.h"

namespace entente::app {

Result<settle::CheckAnswer> check(const std::string& problem_path, const std::string& draft_path,
                                  show::OutputFormat format, show::Console& console) {
  const auto problem = load_problem(problem_path);
  if (!problem) return problem.diagnostics();
  std::vector<settle::Provision> draft = problem->provisions;
  if (!draft_path.empty()) {
    const auto text = read_input_file(draft_path);
    if (!text) return text.diagnostics();
    auto read = settle::read_draft(*text, draft_path, *problem);
    if (!read) return read.diagnostics();
    draft = std::move(read).value();
  }
  if (draft.empty())
    return error("draft-missing", "the problem has no provisions, and no draft was named", {problem_path, 0, 0});
  settle::CheckAnswer answer = settle::check_draft(*problem, draft);
  show::print_check(*problem, draft, answer, format, console);
  return {std::move(answer), problem.diagnostics()};
}

}  // namespace entente::app

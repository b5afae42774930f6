#include "app/conflicts_input.h"

#include <filesystem>

#include "app/input_file.h"
#include "app/problem_file.h"

namespace entente::app {

Result<ConflictsInput> load_conflicts_input(const std::string& path) {
  std::error_code failed;
  if (!std::filesystem::is_directory(path, failed)) {
    const Result<std::string> text = read_input_file(path);
    if (!text) return text.diagnostics();
    if (text->starts_with("entente-certificate "))
      return error("problem-format", "this is a certificate, not a problem or formula", {path, 0, 0});
    if (settle::looks_like_dimacs(*text)) {
      Result<settle::GroupedFormula> formula = settle::read_dimacs(*text, path);
      if (!formula) return formula.diagnostics();
      const Diagnostics warnings = formula.diagnostics();
      return {ConflictsInput(std::move(formula).value()), warnings};
    }
    if (path == "-") {  // cannot be read a second time
      Result<settle::Problem> problem = settle::read_problem(*text, path);
      if (!problem) return problem.diagnostics();
      return ConflictsInput(std::move(problem).value());
    }
  }
  Result<settle::Problem> problem = load_problem(path);
  if (!problem) return problem.diagnostics();
  const Diagnostics warnings = problem.diagnostics();
  return {ConflictsInput(std::move(problem).value()), warnings};
}

}  // namespace entente::app

#include "app/conflicts.h"

#include "app/input_file.h"
#include "show/conflicts.h"

namespace entente::app {
namespace {

using settle::FoundSet;

void warn_if_partial(const settle::ConflictsOutcome& outcome, Diagnostics& warnings) {
  if (outcome.stopped) {
    warnings.push_back(warning("partial", "stopped before the end: the list is partial, what stands in it is right"));
  }
}

Status of_formula(const settle::GroupedFormula& formula, const ConflictsRequest& request, show::Console& console,
                  Diagnostics warnings) {
  show::ConflictsPrinter printer(formula, request.marco_lines, request.format, console);
  const auto outcome = settle::enumerate_conflicts(formula, request.config, [&](const FoundSet& found) {
    printer.found(found);
    return true;
  });
  printer.finish(outcome);
  warn_if_partial(outcome, warnings);
  return {Nothing{}, std::move(warnings)};
}

Status of_problem(const settle::Problem& problem, const ConflictsRequest& request, show::Console& console) {
  const settle::ProblemConflicts found = settle::conflicts_of(problem, request.config);
  show::print_conflicts(problem, found, request.format, console);
  Diagnostics warnings;
  warn_if_partial(found.outcome, warnings);
  return {Nothing{}, std::move(warnings)};
}

}  // namespace

Status conflicts(const ConflictsRequest& request, show::Console& console) {
  const Result<std::string> text = read_input_file(request.path);
  if (!text) return text.diagnostics();
  if (settle::looks_like_dimacs(*text)) {
    const Result<settle::GroupedFormula> formula = settle::read_dimacs(*text, request.path);
    if (!formula) return formula.diagnostics();
    return of_formula(*formula, request, console, formula.diagnostics());
  }
  if (request.marco_lines) {
    return error("marco-problem", "--format marco is for formulas (DIMACS CNF, group CNF, WCNF)", {request.path, 0, 0});
  }
  const Result<settle::Problem> problem = settle::read_problem(*text, request.path);
  if (!problem) return problem.diagnostics();
  return of_problem(*problem, request, console);
}

}  // namespace entente::app

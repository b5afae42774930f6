#include "app/packages.h"

#include <fmt/format.h>

#include "app/input_file.h"
#include "app/problem_file.h"
#include "show/frontier_svg.h"

namespace entente::app {
namespace {

Diagnostics limits_of(const settle::PackagesAnswer& answer) {
  Diagnostics notes;
  if (!answer.frontier.complete()) {
    notes.push_back(warning("partial", "stopped before the end: packages are missing from the frontier"));
  } else if (answer.frontier.factor() > 1) {
    notes.push_back(
        warning("thinned", fmt::format("the frontier was thinned: for each package there is a listed one that "
                                       "gives everybody at least 1/{:.6g} of what it gives over their worst",
                                       answer.frontier.factor())));
  }
  if (!answer.table.exact) {
    notes.push_back(warning("rounded", "the numbers have too many digits for exact sums: they were rounded to 2^-100"));
  }
  if (!answer.prices_complete) notes.push_back(warning("partial", "time ran out before all prices were known"));
  if (!answer.ranges_complete)
    notes.push_back(warning("partial", "time ran out before all ranges of weights were known"));
  return notes;
}

}  // namespace

Result<bool> packages(const settle::Problem& given, const PackagesRequest& request, show::Console& console) {
  const settle::Problem problem = settle::with_assumed_values(given);
  const settle::PackagesAnswer answer = settle::find_packages(problem, request.config);
  std::optional<settle::OrdinalAnswer> ordinal;
  if (problem.utilities_from.find("orders") != std::string::npos) {
    ordinal = settle::find_ordinal_packages(given, {2000, request.config.expired});
  }
  show::print_packages(problem, answer, ordinal, request.view, console);
  Diagnostics notes = limits_of(answer);
  if (!request.svg.empty()) {
    const Status written = write_output_file(request.svg, show::frontier_svg(problem, answer));
    if (!written) return written.diagnostics();
  }
  return {answer.any_acceptable, std::move(notes)};
}

Result<bool> packages(const PackagesRequest& request, show::Console& console) {
  const auto problem = load_problem(request.path);
  if (!problem) return problem.diagnostics();
  auto answer = packages(*problem, request, console);
  if (!answer) return answer;
  Diagnostics notes = problem.diagnostics();
  notes.insert(notes.end(), answer.diagnostics().begin(), answer.diagnostics().end());
  return {*answer, std::move(notes)};
}

}  // namespace entente::app

#include "settle/concession_package.h"

#include <algorithm>

#include "settle/sat_optimum.h"

namespace entente::settle {

Package most_accepted_package(const Problem& problem, const ProblemFormula& formula, const Concession& concession,
                              const Stop& stop) {
  const auto given_up = [&](Group group) {
    return group > 0 && std::binary_search(concession.positions.begin(), concession.positions.end(), group - 1);
  };
  Sat sat;
  for (std::size_t i = 0; i < formula.formula.clauses(); ++i) {
    if (!given_up(formula.formula.group_of(i))) sat.add(formula.formula.clause(i));
  }
  int variables = formula.formula.variables;
  std::vector<std::pair<int, std::uint64_t>> wishes;
  std::vector<int> clause;
  for (std::uint32_t p = 0; p < problem.positions.size(); ++p) {
    const SettlePosition& position = problem.positions[p];
    if (!position.issue || position.accepts.empty() || !problem.parties[position.party].signs || given_up(p + 1))
      continue;
    clause = {-++variables};
    for (const OptionIndex option : position.accepts)
      clause.push_back(formula.first_variable[*position.issue] + static_cast<int>(option));
    sat.add(clause);
    wishes.emplace_back(variables, formula.formula.weight_of(p + 1));
  }
  Optimum optimum(sat, variables);
  for (const auto& [literal, weight] : wishes) optimum.add_soft(literal, weight);
  if (optimum.next(stop) != Answer::satisfiable) return concession.package;
  return package_in(problem, formula, sat.model(formula.formula.variables));
}

}  // namespace entente::settle

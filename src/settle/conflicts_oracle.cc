#include "settle/conflicts_oracle.h"

namespace entente::settle {

GroupOracle::GroupOracle(const GroupedFormula& formula) : formula_(formula), by_group_(formula.clauses_by_group()) {
  std::vector<int> clause;
  for (std::size_t i = 0; i < formula.clauses(); ++i) {
    const auto literals = formula.clause(i);
    clause.assign(literals.begin(), literals.end());
    if (formula.group_of(i) != 0) clause.push_back(-selector(formula.group_of(i)));
    sat_.add(clause);
  }
}

Answer GroupOracle::solve(const GroupSet& groups, const Stop& stop) {
  for (const Group group : groups) sat_.assume(selector(group));
  return sat_.solve(stop);
}

GroupSet GroupOracle::core(const GroupSet& groups) const {
  GroupSet needed;
  for (const Group group : groups) {
    if (sat_.failed(selector(group))) needed.push_back(group);
  }
  return needed;
}

std::optional<std::pair<GroupSet, Model>> GroupOracle::grow(Model model, const Stop& stop) {
  while (true) {
    const std::vector<bool> satisfied = satisfied_groups(formula_, model);
    std::vector<int> one_more;
    GroupSet held;
    for (Group group = 1; group <= formula_.groups; ++group) {
      if (satisfied[group]) {
        held.push_back(group);
      } else {
        one_more.push_back(selector(group));
      }
    }
    if (one_more.empty()) return std::pair(std::move(held), std::move(model));
    for (const Group group : held) sat_.assume(selector(group));
    sat_.constrain(one_more);
    const Answer answer = sat_.solve(stop);
    if (answer == Answer::stopped) return std::nullopt;
    if (answer == Answer::unsatisfiable) return std::pair(std::move(held), std::move(model));
    model = this->model();
  }
}

}  // namespace entente::settle

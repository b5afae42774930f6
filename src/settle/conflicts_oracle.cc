#include "settle/conflicts_oracle.h"

#include <algorithm>
#include <cstdlib>

namespace entente::settle {

GroupOracle::GroupOracle(const GroupedFormula& formula)
    : formula_(formula),
      by_group_(formula.clauses_by_group()),
      occurrences_(static_cast<std::size_t>(formula.variables) + 1) {
  std::vector<int> clause;
  for (std::size_t i = 0; i < formula.clauses(); ++i) {
    const auto literals = formula.clause(i);
    clause.assign(literals.begin(), literals.end());
    for (const int literal : literals) {
      auto& list = occurrences_[static_cast<std::size_t>(std::abs(literal))];
      if (list.empty() || list.back() != i) list.push_back(static_cast<std::uint32_t>(i));
    }
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

void GroupOracle::count(const Model& model) {
  true_literals_.assign(formula_.clauses(), 0);
  broken_clauses_.assign(formula_.groups + std::size_t{1}, 0);
  for (std::size_t i = 0; i < formula_.clauses(); ++i) {
    for (const int literal : formula_.clause(i)) true_literals_[i] += is_true(model, literal) ? 1 : 0;
    if (true_literals_[i] == 0) ++broken_clauses_[formula_.group_of(i)];
  }
}

bool GroupOracle::gives_up_a_group(const Model& model, int variable) const {
  for (const std::uint32_t index : occurrences_[static_cast<std::size_t>(variable)]) {
    if (broken_clauses_[formula_.group_of(index)] > 0) continue;
    const auto clause = formula_.clause(index);
    const bool holds = std::any_of(clause.begin(), clause.end(), [&](int literal) {
      return is_true(model, literal) != (std::abs(literal) == variable);  // after the flip
    });
    if (!holds) return true;
  }
  return false;
}

void GroupOracle::flip(Model& model, int variable) {
  for (const std::uint32_t index : occurrences_[static_cast<std::size_t>(variable)]) {
    if (true_literals_[index] == 0) --broken_clauses_[formula_.group_of(index)];
    true_literals_[index] = 0;
  }
  model[static_cast<std::size_t>(variable)] = !model[static_cast<std::size_t>(variable)];
  for (const std::uint32_t index : occurrences_[static_cast<std::size_t>(variable)]) {
    for (const int literal : formula_.clause(index)) true_literals_[index] += is_true(model, literal) ? 1 : 0;
    if (true_literals_[index] == 0) ++broken_clauses_[formula_.group_of(index)];
  }
}

void GroupOracle::hold_more(Model& model) {
  count(model);
  for (Group group = 1; group <= formula_.groups; ++group) {
    if (broken_clauses_[group] == 0) continue;
    for (const std::uint32_t index : by_group_[group]) {
      if (true_literals_[index] > 0) continue;
      for (const int literal : formula_.clause(index)) {
        if (gives_up_a_group(model, std::abs(literal))) continue;
        flip(model, std::abs(literal));
        break;
      }
    }
  }
}

std::optional<std::pair<GroupSet, Model>> GroupOracle::grow(Model model, const Stop& stop) {
  std::vector<int> one_more;
  while (true) {
    hold_more(model);
    one_more.clear();
    GroupSet held;
    for (Group group = 1; group <= formula_.groups; ++group) {
      if (broken_clauses_[group] == 0) {
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

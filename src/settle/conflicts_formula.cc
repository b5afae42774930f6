#include "settle/conflicts_formula.h"

#include <algorithm>
#include <cstdlib>

namespace entente::settle {

void GroupedFormula::add(Group group, std::span<const int> clause) {
  for (const int literal : clause) variables = std::max(variables, std::abs(literal));
  groups = std::max(groups, group);
  literals_.insert(literals_.end(), clause.begin(), clause.end());
  start_.push_back(literals_.size());
  group_.push_back(group);
}

std::vector<std::vector<std::uint32_t>> GroupedFormula::clauses_by_group() const {
  std::vector<std::vector<std::uint32_t>> lists(groups + 1);
  for (std::size_t i = 0; i < clauses(); ++i) lists[group_[i]].push_back(static_cast<std::uint32_t>(i));
  return lists;
}

std::vector<bool> satisfied_groups(const GroupedFormula& formula, const Model& model) {
  std::vector<bool> satisfied(formula.groups + 1, true);
  for (std::size_t i = 0; i < formula.clauses(); ++i) {
    const auto clause = formula.clause(i);
    if (std::none_of(clause.begin(), clause.end(), [&](int literal) { return is_true(model, literal); })) {
      satisfied[formula.group_of(i)] = false;
    }
  }
  return satisfied;
}

GroupSet complement(const GroupSet& set, Group groups) {
  GroupSet rest;
  std::size_t at = 0;
  for (Group group = 1; group <= groups; ++group) {
    if (at < set.size() && set[at] == group) {
      ++at;
    } else {
      rest.push_back(group);
    }
  }
  return rest;
}

}  // namespace entente::settle

#include "settle/marco_map.h"

namespace entente::settle {

SeedMap::SeedMap(Group groups) : groups_(groups), variable_(groups + std::size_t{1}, 0) {}

int SeedMap::variable(Group group) {
  if (variable_[group] == 0) variable_[group] = ++next_;
  return variable_[group];
}

std::optional<GroupSet> SeedMap::seed(const Stop& stop) {
  if (exhausted_) return std::nullopt;
  const Answer answer = sat_.solve(stop);
  exhausted_ = answer == Answer::unsatisfiable;
  if (answer != Answer::satisfiable) return std::nullopt;
  GroupSet groups;
  for (Group group = 1; group <= groups_; ++group) {
    if (variable_[group] == 0 || sat_.value(variable_[group])) groups.push_back(group);
  }
  return groups;
}

void SeedMap::block_above(const GroupSet& conflict) {
  clause_.clear();
  for (const Group group : conflict) clause_.push_back(-variable(group));
  sat_.add(clause_);
}

void SeedMap::block_below_complement(const GroupSet& rest) {
  clause_.clear();
  for (const Group group : rest) clause_.push_back(variable(group));
  sat_.add(clause_);
}

}  // namespace entente::settle

#include "settle/conflicts_shrink.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_map>

namespace entente::settle {

Shrinker::Shrinker(GroupOracle& oracle) : oracle_(oracle) {
  const std::size_t size = oracle.formula().groups + std::size_t{1};
  concessions_with_.resize(size);
  in_core_.assign(size, 0);
  needed_.assign(size, 0);
}

void Shrinker::learn_concession(const GroupSet& concession) {
  const auto index = static_cast<std::uint32_t>(concessions_.size());
  concessions_.push_back(concession);
  for (const Group group : concession) concessions_with_[group].push_back(index);
}

void Shrinker::set_core(const GroupSet& groups) {
  for (const Group group : core_) in_core_[group] = 0;
  core_ = groups;
  for (const Group group : core_) in_core_[group] = 1;
}

void Shrinker::mark_by_concessions() {
  // How many members each concession shares with the core; the work is bounded by the occurrences of the members.
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, Group>> shared;
  for (const Group group : core_) {
    for (const std::uint32_t index : concessions_with_[group]) {
      auto& [count, last] = shared[index];
      ++count;
      last = group;
    }
  }
  for (const auto& [index, entry] : shared) {
    if (entry.first == 1) needed_[entry.second] = 1;
  }
}

std::optional<Group> Shrinker::only_broken_after_flip(const Model& model, Group broken, int variable) {
  // `model` is already flipped. Clauses that do not hold `variable` are as before: those of `broken` alone can be
  // broken.
  const GroupedFormula& formula = oracle_.formula();
  const auto holds = [&](std::uint32_t index) {
    const auto clause = formula.clause(index);
    return std::any_of(clause.begin(), clause.end(), [&](int literal) { return is_true(model, literal); });
  };
  for (const std::uint32_t index : oracle_.clauses_by_group()[broken]) {
    if (!holds(index)) return std::nullopt;
  }
  std::optional<Group> other;
  for (const std::uint32_t index : occurrences_[static_cast<std::size_t>(variable)]) {
    const Group group = formula.group_of(index);
    if ((group != 0 && !in_core_[group]) || holds(index)) continue;
    if (group == 0 || (other && *other != group)) return std::nullopt;
    other = group;
  }
  return other;
}

void Shrinker::rotate(Model& model, Group broken, int depth) {
  const GroupedFormula& formula = oracle_.formula();
  if (occurrences_.empty()) {
    occurrences_.resize(static_cast<std::size_t>(formula.variables) + 1);
    for (std::size_t i = 0; i < formula.clauses(); ++i) {
      for (const int literal : formula.clause(i)) {
        occurrences_[static_cast<std::size_t>(std::abs(literal))].push_back(static_cast<std::uint32_t>(i));
      }
    }
  }
  for (const std::uint32_t index : oracle_.clauses_by_group()[broken]) {
    const auto clause = formula.clause(index);
    if (std::any_of(clause.begin(), clause.end(), [&](int literal) { return is_true(model, literal); })) continue;
    for (const int literal : clause) {
      if (rotations_left_ == 0) return;
      --rotations_left_;
      const auto variable = static_cast<std::size_t>(std::abs(literal));
      model[variable] = !model[variable];
      const auto other = only_broken_after_flip(model, broken, std::abs(literal));
      if (other && !needed_[*other]) {
        needed_[*other] = 1;
        if (depth > 0) rotate(model, *other, depth - 1);
      }
      model[variable] = !model[variable];
    }
    return;  // one broken clause must be repaired by the flip, so the first one names all candidates
  }
}

std::optional<GroupSet> Shrinker::shrink(GroupSet groups, const Stop& stop) {
  // Refute again while that removes something.
  while (true) {
    const Answer answer = oracle_.solve(groups, stop);
    if (answer == Answer::stopped) return std::nullopt;
    GroupSet smaller = oracle_.core(groups);
    const bool done = smaller.size() == groups.size();
    groups = std::move(smaller);
    if (done) break;
  }
  set_core(groups);
  for (const Group group : core_) needed_[group] = 0;
  mark_by_concessions();
  while (true) {
    const auto next = std::find_if(core_.begin(), core_.end(), [&](Group group) { return !needed_[group]; });
    if (next == core_.end()) return core_;
    const Group candidate = *next;
    GroupSet without;
    without.reserve(core_.size());
    for (const Group group : core_) {
      if (group != candidate) without.push_back(group);
    }
    const Answer answer = oracle_.solve(without, stop);
    if (answer == Answer::stopped) return std::nullopt;
    if (answer == Answer::unsatisfiable) {
      set_core(oracle_.core(without));
      mark_by_concessions();
    } else {
      needed_[candidate] = 1;
      rotations_left_ = 200 + 20 * core_.size();
      Model model = oracle_.model();
      rotate(model, candidate, 200);
    }
  }
}

}  // namespace entente::settle

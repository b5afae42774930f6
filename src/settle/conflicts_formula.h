// A formula whose clauses are bundled into groups: group 0 always holds, every other group may be given up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente::settle {

using Group = std::uint32_t;          // 1…groups; 0 is the part that always holds
using GroupSet = std::vector<Group>;  // ascending, without repetition

// Clauses over the variables 1…variables; a literal is ±variable. A group without clauses is satisfied by everything.
class GroupedFormula {
 public:
  int variables = 0;
  Group groups = 0;
  std::vector<std::uint64_t> weight;  // of group g at [g]; empty: every group weighs 1

  void add(Group group, std::span<const int> clause);  // raises `variables` and `groups` as needed
  std::size_t clauses() const { return group_.size(); }
  std::span<const int> clause(std::size_t index) const {
    return {literals_.data() + start_[index], start_[index + 1] - start_[index]};
  }
  Group group_of(std::size_t index) const { return group_[index]; }
  std::uint64_t weight_of(Group group) const { return weight.empty() ? 1 : weight[group]; }

  // The clauses of each group, as indices: those of g stand in [g]. Linear.
  std::vector<std::vector<std::uint32_t>> clauses_by_group() const;

 private:
  std::vector<int> literals_;
  std::vector<std::size_t> start_{0};
  std::vector<Group> group_;
};

// A total assignment: [v] is true where variable v is. [0] is unused.
using Model = std::vector<bool>;

inline bool is_true(const Model& model, int literal) {
  return literal > 0 ? model[static_cast<std::size_t>(literal)] : !model[static_cast<std::size_t>(-literal)];
}

// Which groups have all their clauses satisfied: [g] for each group, group 0 included. Linear in the formula.
std::vector<bool> satisfied_groups(const GroupedFormula& formula, const Model& model);

GroupSet complement(const GroupSet& set, Group groups);

}  // namespace entente::settle

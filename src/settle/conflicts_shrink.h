// Shrinks an unsatisfiable set of groups to a minimal one.
#pragma once

#include <optional>
#include <vector>

#include "settle/conflicts_oracle.h"

namespace entente::settle {

// Deletion with three aids (Belov and Marques-Silva 2011/2012; Liffiton and others 2016):
// - every refutation replaces the set by its core, and the core is refuted again while it gets smaller;
// - a member is known to be needed, without a call, where it is the only member in the complement of a maximal
// satisfiable
//   set found before: the set without it lies within that one;
// - model rotation: a model that breaks one member alone proves it needed, and flipping one of the variables of the
// broken
//   clauses may break another member alone.
// Invariant: the set stays unsatisfiable, and members marked as needed belong to every unsatisfiable subset of it.
class Shrinker {
 public:
  explicit Shrinker(GroupOracle& oracle);

  // Complements of maximal satisfiable sets help the calls that follow.
  void learn_concession(const GroupSet& concession);

  // A minimal unsatisfiable subset of `groups`, which must be unsatisfiable with `oracle` (group 0 must be
  // satisfiable). Nothing when stopped.
  std::optional<GroupSet> shrink(GroupSet groups, const Stop& stop);

 private:
  void mark_by_concessions();
  void rotate(Model& model, Group broken, int depth);
  std::optional<Group> only_broken_after_flip(const Model& model, Group broken, int variable);
  void set_core(const GroupSet& groups);

  GroupOracle& oracle_;
  std::vector<std::vector<std::uint32_t>>
      occurrences_;  // clauses in which a variable occurs, by variable; built when needed
  std::vector<GroupSet> concessions_;
  std::vector<std::vector<std::uint32_t>> concessions_with_;  // indices into concessions_, by group
  GroupSet core_;
  std::vector<char> in_core_;
  std::vector<char> needed_;
  std::size_t rotations_left_ = 0;
};

}  // namespace entente::settle

// Asks whether some of a formula's groups can hold together; shrinks sets that cannot to a conflict and grows sets that
// can to a maximal one.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "settle/conflicts_formula.h"
#include "settle/sat.h"

namespace entente::settle {

// The formula in one incremental solver: variable variables + g selects group g, so that assuming it asks for the
// group.
class GroupOracle {
 public:
  explicit GroupOracle(const GroupedFormula& formula);

  const GroupedFormula& formula() const { return formula_; }
  int selector(Group group) const { return formula_.variables + static_cast<int>(group); }

  // Whether the groups can all hold (with group 0).
  Answer solve(const GroupSet& groups, const Stop& stop);
  // After unsatisfiable: those of `groups` that the refutation used, ascending.
  GroupSet core(const GroupSet& groups) const;
  // After satisfiable.
  Model model() const { return sat_.model(formula_.variables); }

  // The satisfiable set that `model` shows, extended to a maximal one, with a model of it. Nothing when stopped.
  // Variables are flipped while that holds a group more and gives up none; then each call of the solver asks for a
  // model with at least one more group, until there is none.
  std::optional<std::pair<GroupSet, Model>> grow(Model model, const Stop& stop);

  Sat& sat() { return sat_; }
  const std::vector<std::vector<std::uint32_t>>& clauses_by_group() const { return by_group_; }

 private:
  void count(const Model& model);
  bool gives_up_a_group(const Model& model, int variable) const;
  void flip(Model& model, int variable);
  void hold_more(Model& model);

  const GroupedFormula& formula_;
  std::vector<std::vector<std::uint32_t>> by_group_;
  std::vector<std::vector<std::uint32_t>> occurrences_;  // clauses, by variable
  std::vector<std::uint32_t> true_literals_;             // by clause, in the model that is grown
  std::vector<std::uint32_t> broken_clauses_;            // by group
  Sat sat_;
};

}  // namespace entente::settle

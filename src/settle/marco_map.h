// The map of MARCO: which subsets of the groups are not yet known to be satisfiable or unsatisfiable.
#pragma once

#include <optional>
#include <vector>

#include "settle/conflicts_formula.h"
#include "settle/sat.h"

namespace entente::settle {

// Variables stand for groups and come in only with the first blocking clause that names them: a group that no clause
// names is in every seed. Decisions try true first, always, so that a seed is maximal among the subsets that are left.
class SeedMap {
 public:
  explicit SeedMap(Group groups);

  // A maximal subset that is neither above a conflict nor below a satisfiable set; nothing when there is none left
  // (then `exhausted` is true) or when stopped.
  std::optional<GroupSet> seed(const Stop& stop);
  bool exhausted() const { return exhausted_; }

  void block_above(const GroupSet& conflict);         // no superset of an unsatisfiable set
  void block_below_complement(const GroupSet& rest);  // no subset of the satisfiable set whose complement is `rest`

 private:
  int variable(Group group);

  Group groups_;
  Sat sat_{Sat::Phase::prefer_true_always};
  std::vector<int> variable_;  // by group; 0: not named yet
  std::vector<int> clause_;
  int next_ = 0;
  bool exhausted_ = false;
};

}  // namespace entente::settle

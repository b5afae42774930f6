// Conflicts and concessions of small formulas by trying every assignment and every subset of groups.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "settle/conflicts_formula.h"

namespace entente::oracle {

struct AllConflicts {
  std::set<settle::GroupSet> conflicts;
  std::set<settle::GroupSet> concessions;
};

// At most 20 variables and 20 groups.
AllConflicts conflicts_by_force(const settle::GroupedFormula& formula);

// Whether some assignment satisfies group 0 and all of `groups`.
bool can_hold_by_force(const settle::GroupedFormula& formula, const settle::GroupSet& groups);

}  // namespace entente::oracle

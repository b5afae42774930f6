// Conflicts and concessions in the order of their cost.
#pragma once

#include "settle/conflicts.h"
#include "settle/conflicts_oracle.h"

namespace entente::settle {

// Concessions: the groups that an optimal model gives up; then that set and its supersets are blocked, and so on. With
// weights above zero each optimum is minimal, for a cheaper subset would have come before.
void enumerate_smallest_concessions(const GroupedFormula& formula, const ConflictsConfig& config, const Sink& sink,
                                    ConflictsOutcome& outcome);

// Conflicts: where all are asked for, by duality if that ends within its limits (conflicts_dual.h), and sorted. Else
// the least hitting set of the concessions known so far is the smallest conflict if it cannot hold, else it is grown,
// which yields concessions that it does not hit (Ignatiev, Previti, Liffiton and Marques-Silva 2015). `first` is of no
// use afterwards.
void enumerate_smallest_conflicts(GroupOracle& first, const ConflictsConfig& config, const Sink& sink,
                                  ConflictsOutcome& outcome);

}  // namespace entente::settle

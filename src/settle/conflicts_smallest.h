// Conflicts and concessions in the order of their cost.
#pragma once

#include "settle/conflicts.h"
#include "settle/conflicts_oracle.h"

namespace entente::settle {

// Concessions: the groups that an optimal model gives up; then that set and its supersets are blocked, and so on. With
// weights above zero each optimum is minimal, for a cheaper subset would have come before.
void enumerate_smallest_concessions(const GroupedFormula& formula, const ConflictsConfig& config, const Sink& sink,
                                    ConflictsOutcome& outcome);

// Conflicts are the minimal hitting sets of the concessions (Reiter 1987); the least hitting set of those known so far
// is the smallest conflict if it cannot hold, else it is grown, which yields concessions it does not hit (Ignatiev,
// Previti, Liffiton and Marques-Silva 2015). First MARCO runs within a limit of solver calls: where it ends, its
// conflicts are sorted and given, and where it does not, its sets start the search off.
void enumerate_smallest_conflicts(GroupOracle& oracle, const ConflictsConfig& config, const Sink& sink,
                                  ConflictsOutcome& outcome);

}  // namespace entente::settle

// MARCO: all conflicts and concessions of a formula.
#pragma once

#include "settle/conflicts.h"
#include "settle/conflicts_oracle.h"

namespace entente::settle {

// Liffiton, Previti, Malik and Marques-Silva, "Fast, flexible MUS enumeration" (Constraints 2016). A map formula
// describes the subsets not yet classified. A maximal seed is taken from it; if the groups can hold it is a maximal
// satisfiable set, and its subsets are blocked; if not it is shrunk to a conflict, whose supersets are blocked. When
// the map has no seed left, all have been given. Before that, conflicts that share no group are taken out of the whole
// formula one after the other, which gives the map its first clauses at the price of one pass. `given` are concessions
// that are known already: they count as given, and are not given again.
ConflictsOutcome enumerate_by_marco(GroupOracle& oracle, const ConflictsConfig& config, const Sink& sink,
                                    const std::vector<GroupSet>& given);

}  // namespace entente::settle

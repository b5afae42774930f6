// Concessions alone.
#pragma once

#include "settle/conflicts.h"
#include "settle/conflicts_oracle.h"

namespace entente::settle {

// As found, up to config.most_concessions. Every maximal satisfiable set blocks its subsets in the formula itself, so
// that each next model is new (Marques-Silva, Heras, Janota, Previti and Belov, "On computing minimal correction
// subsets", IJCAI 2013). Models can be grown in the same solver, since what holds more than a known set is not blocked;
// once there are many blocking clauses, which would slow that down, it is done in a solver of its own. `blocked` is of
// no use afterwards: all that was found is blocked in it.
void enumerate_concessions(GroupOracle& blocked, const ConflictsConfig& config, const Sink& sink,
                           ConflictsOutcome& outcome);

}  // namespace entente::settle

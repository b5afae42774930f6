// Conflicts from concessions: where all concessions can be had, the conflicts follow without a further call of the
// solver.
#pragma once

#include <optional>
#include <vector>

#include "settle/conflicts.h"
#include "settle/conflicts_oracle.h"

namespace entente::settle {

struct DualStart {
  std::vector<GroupSet> concessions;               // as found; all there are where `conflicts` is there
  std::optional<std::vector<GroupSet>> conflicts;  // all of them, in no order
};

// Conflicts are the minimal sets that meet every concession (Reiter 1987). So the concessions are enumerated
// (concessions.h) and then their minimal transversals (minimal_transversals.h): CAMUS (Liffiton and Sakallah 2008),
// with a limit on each part. Growing a model costs far less than shrinking a core, so this is many times faster than
// MARCO wherever the concessions are few; they are not where many conflicts are disjoint, and then it is not tried.
// What was found within the limits is of use to the ways that do without. `each` receives the concessions as they are
// found; false ends it. `oracle` is of no use afterwards.
DualStart start_by_duality(GroupOracle& oracle, const ConflictsConfig& config, const Sink& each);

}  // namespace entente::settle

// The minimal sets that meet every set of a family: the minimal transversals of a hypergraph. Where all concessions of
// a formula are known, these are its conflicts (Reiter 1987; Liffiton and Sakallah 2008).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "settle/conflicts_formula.h"
#include "settle/sat.h"

namespace entente::settle {

// All minimal transversals, each once, in no order; nothing where there are more than `most`, where finding them takes
// more than some `most_work` elementary steps, or when stopped. A family with an empty set has none, the empty family
// has the empty set.
//
// MMCS (Murakami and Uno 2014): depth first, one member more for a set that is not met yet, of which the one with the
// fewest candidates is taken. Invariant: each member of the part built so far is the only one that meets some set,
// which is what minimal means; a candidate that would break it is passed over. Tries of one set are kept from each
// other's branches, so that nothing is found twice. Space linear in the family.
std::optional<std::vector<GroupSet>> minimal_transversals(const std::vector<GroupSet>& family, std::size_t most,
                                                          std::size_t most_work, const Stop& stop);

}  // namespace entente::settle

// Single unknown names that are no person's: where the text introduces persons by full names, or where what stands
// beside the name is what places, states and bodies have ("Vell's capital", "in Vell", "Mara Orlen of Vell",
// "the Vell army", "Vell closed its border").
#pragma once

#include "read/names.h"

namespace entente::read {

// Changes the kinds in `names` of such entities and of their mentions; those that have what only states have become
// states. Before persons are tied. O(mentions), each with a look at its own sentence.
void judge_bare_names(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer, const NameHeads& heads);

}  // namespace entente::read

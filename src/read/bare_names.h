// Names that are no persons'. A report that introduces its persons by full name or title calls a state or a body by one
// word alone.
#pragma once

#include "read/names.h"

namespace entente::read {

// Makes a name of one word, which no title, given name or honorific shows to be a person's, a thing that speaks for
// itself, where at least two persons are introduced by their full names. O(names).
void judge_bare_names(Names& names, const text::Gazetteer& gazetteer);

}  // namespace entente::read

// Names that are no persons'. A report that introduces its persons by full name or title calls a state or a body by one
// word alone; and "it" is nobody.
#pragma once

#include "read/names.h"

namespace entente::read {

// Makes a person whom no title, given name or honorific shows to be one a thing that speaks for itself: where the name
// is one word and at least two others are introduced by their full names, or where "it" stands for it ("Vell Steel said
// it would close"). O(names).
void judge_bare_names(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer);

}  // namespace entente::read

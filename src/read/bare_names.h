// Names of one word that are no persons'. A report that introduces its persons by full name or title calls a state or a
// body by one word alone.
#pragma once

#include "read/names.h"

namespace entente::read {

// Makes every person of one word a thing that speaks for itself, where nobody of the document is called so by title,
// given name or honorific, and at least two others are introduced by their full names. O(names).
void judge_bare_names(Names& names, const text::Gazetteer& gazetteer);

}  // namespace entente::read

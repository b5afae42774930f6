// Short names of bodies: "Northway" for "Northway Rail", "the Alliance" for "Alliance of Inland States", "AIS" for it.
#pragma once

#include "read/names.h"

namespace entente::read {

// Gives every name of one word that no list knows the name and party of the one body of the document that it shortens:
// with "the" its last word, else its first or its initials after the whole name. One that several could mean stays as
// it is. O(names).
void join_short_names(const Analysis& analysis, Names& names, const NameHeads& heads);

}  // namespace entente::read

// From drafts to a reading: who speaks, for whom, to whom, through whom, in which form. The same for every reader,
// whatever found the spans.
#pragma once

#include <string>
#include <vector>

#include "core/case_facts.h"
#include "read/names.h"
#include "read/read.h"
#include "read/statements.h"
#include "text/dates.h"

namespace entente::read {

// `drafts` are in the order that nest() gives them: a parent before its children.
Reading resolve(const Analysis& analysis, Names& names, const std::vector<Draft>& drafts,
                const text::Gazetteer& gazetteer, const NameHeads& heads, const text::DateFinder& dates);

// The part of a reader's options that the case's facts make: a hash of them.
std::string options_of(const CaseFacts& facts);

}  // namespace entente::read

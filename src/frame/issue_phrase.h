// A short noun phrase for what a position is about.
#pragma once

#include <string>
#include <string_view>

#include "core/span.h"

namespace entente::frame {

// The head of a thing as a phrase of at most eight words: without its article, its subordinate clauses and its last
// prepositional phrases; with single blanks.
std::string issue_phrase(std::string_view text, Span what);

}  // namespace entente::frame

// A short noun phrase for what a position is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frame/clause.h"

namespace entente::frame {

// The phrase of a thing that a person would file it under: without the verb that acts on it ("extending the pilot
// phase"
// -> "pilot phase"), its article, what hangs on it beyond one preposition, and quotation marks; at most eight words, as
// they are written, with single blanks. Of a clause, its subject; its object where the subject is a party or a pronoun.
// O(n).
std::string issue_phrase(const std::vector<Word>& words, Range what);

// Whether a thing's phrase names no matter of its own: only words of any negotiation ("the text", "this paragraph").
bool is_hollow(const std::vector<Word>& words, Range what);

// What the sentence says it is about: "tolls" of "On tolls, Peru said …"; empty where it says nothing.
std::string topic_of(const std::vector<Word>& words);

}  // namespace entente::frame

// What a verb's complement names: the things that a stance is taken on, what they depend on, and whether the words of
// the complement themselves say the stance.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "frame/clause.h"

namespace entente::frame {

struct Thing {
  Range words;
  Stance stance = Stance::states;
  int polarity = 0;
  Strength strength = Strength::open;
};

struct Complement {
  std::vector<Thing> things;
  std::vector<Range> conditions;
  bool anaphoric = false;  // "this proposal": what was named before
};

// Without stop signs, commas, connectors and lone quotation marks at its ends.
Range trimmed(const std::vector<Word>& words, Range range);

// Whether a condition opens at a word: "only if", "provided that".
bool opens_condition(const std::vector<Word>& words, std::uint32_t at);

// Whether a condition under which something would be done opens among words, and none under which it would not
// ("unless"). O(n).
bool is_conditional_promise(const std::vector<Word>& words, Range range);

// The things that the complement of a verb names. O(n).
Complement complement_of(const std::vector<Word>& words, Range range, const StanceVerb& verb,
                         const Predicate& predicate, const Lexicon& lexicon);

// The stance that the words of a clause say by themselves: "should" proposes, "premature" opposes, "risk" questions.
Thing judged(const std::vector<Word>& words, Range clause);

}  // namespace entente::frame

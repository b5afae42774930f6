// Who a sentence says somebody's word came through, beside those it was said to: "minutes seen by the Courier",
// "relayed by a monk", "through an aide", "via the agency Norpress", "on the word of a deputy".
#pragma once

#include "read/statements.h"

namespace entente::read {

struct Carrier {
  // Whom such words may name: outlets alone; persons too ("through an aide", but not "through the valley"); anybody.
  enum Who : std::uint8_t { outlet, person, anybody };

  Range whom;
  Who who = outlet;
  bool named = false;  // what has a name of its own carries so as well
};

// In the order of the text; of the cue's sentence alone, near it, and of nothing within the content. O(words near).
std::vector<Carrier> carriers_of(const Analysis& analysis, const Phrases& phrases, const Draft& draft);

}  // namespace entente::read

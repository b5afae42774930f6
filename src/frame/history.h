// A party's line on an issue: its positions in the order of their dates, and what moved between them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/position.h"

namespace entente::frame {

// A position with the date from which it is known to hold; `number` is the caller's name for it.
struct DatedPosition {
  std::uint32_t number = 0;
  std::string party;
  std::string issue;
  Stance stance = Stance::states;
  int polarity = 0;
  Strength strength = Strength::open;
  Date date;
};

enum class MovementKind : std::uint8_t {
  reversal,    // from for to against, or back
  entry,       // from neither to for or against
  withdrawal,  // from for or against to neither
  hardening,   // the same side, more strongly
  softening,   // the same side, less strongly
  restated,    // the same side and strength by another act ("proposes" -> "demands")
};

// The later position does not replace the earlier one: both stay, and this is what lies between them.
struct Movement {
  MovementKind kind = MovementKind::reversal;
  std::uint32_t from = 0;  // numbers of the two positions
  std::uint32_t to = 0;
};

struct History {
  std::string party;
  std::string issue;
  std::vector<std::uint32_t> dated;  // numbers, from the earliest; what cannot be ordered keeps the order of the input
  std::vector<std::uint32_t> undated;  // never ordered by guess
  std::vector<Movement> movements;     // between dated positions alone
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      contradictions;  // for and against, and neither known to be later
};

// One history for each party and issue, in the alphabet's order of both. Two dated positions are ordered only where
// every instant that the one may mean is before every instant that the other may (core/date.h). O(n log n) for n
// positions, but for positions of one party on one issue whose dates overlap.
std::vector<History> histories(const std::vector<DatedPosition>& positions);

}  // namespace entente::frame

// Sets of word shingles: what two documents have word for word in common. Private to the room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "read/stories_words.h"

namespace entente::read {

// Runs of so many words. Four is long enough that chance and set phrases seldom make one, and short enough that a
// changed word costs only four of them.
inline constexpr std::size_t shingle_words = 4;

using ShingleSet = std::vector<std::uint32_t>;  // hashes, ascending, each once

struct Shingles {
  ShingleSet all;
  ShingleSet quoted;  // those that lie wholly between quotation marks: two witnesses of one speech share these too
};

// A text of one to three words is one shingle; an empty one has none. O(n log n).
Shingles shingles_of(std::span<const StoryWord> words);

std::size_t common_shingles(const ShingleSet& a, const ShingleSet& b);  // O(|a| + |b|)

// How much of two documents is word for word the same.
struct Overlap {
  double jaccard = 0;      // common / all
  double containment = 0;  // common / the smaller one's
  double reuse = 0;        // the same outside quotations
  std::size_t reused = 0;  // how many shingles these are
};
Overlap overlap_of(const Shingles& a, const Shingles& b);
// The same, where it is known how many of all and of the quoted shingles are common.
Overlap overlap_of(const Shingles& a, const Shingles& b, std::size_t common, std::size_t quoted);

}  // namespace entente::read

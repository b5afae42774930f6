// The best sequence of tags of one line, under rules of what may follow what.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "read/reader_model.h"

namespace entente::read {

// Positions [first, last] of a stream, both ends included.
struct TaggedSpan {
  std::uint8_t kind = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// Viterbi's algorithm: `scores` has a row of set.size() log-probabilities for each position. Before and behind the line
// stands "outside". Ties go to the lower tag. O(n · tags²).
std::vector<std::uint8_t> best_tags(std::span<const float> scores, const std::vector<bool>& continues,
                                    std::uint32_t first, std::uint32_t last, const TagSet& set);

// The spans of a sequence of tags whose first stands at position `first`; appended to `found`.
void append_spans(const std::vector<std::uint8_t>& tags, const TagSet& set, std::uint32_t first,
                  std::vector<TaggedSpan>& found);

}  // namespace entente::read

// The spans of one line that are likely among all sequences of its tags, and the choice between them. The best single
// sequence (tag_search.h) answers another question: a span may end at two places of nearly the same chance, and the
// best sequence then says "here" with half a chance, or leaves it out for what stands beside it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "read/reader_model.h"
#include "read/tag_search.h"

namespace entente::read {

struct LikelySpan {
  TaggedSpan span;
  double chance = 0;  // 0–1, among all sequences of tags
};

constexpr double least_span_chance = 0.05;  // below it a span is not looked at

// Forward and backward sums over the sequences of tags of a set with begin, inside, end and single of each kind.
class SpanSearch {
 public:
  explicit SpanSearch(const TagSet& set);  // the set must outlive it

  // Of the line at positions [first, last): `scores` has a row of set.size() log-probabilities for each position of the
  // text. Sorted by last, first and kind. O(n · tags²), and for each likely beginning the length of what it begins.
  std::vector<LikelySpan> likely(std::span<const float> scores, const std::vector<bool>& continues, std::uint32_t first,
                                 std::uint32_t last) const;

 private:
  struct Sums;
  Sums sums(std::span<const float> scores, const std::vector<bool>& continues, std::uint32_t first,
            std::uint32_t last) const;

  std::size_t count_;
  std::vector<double> step_, inner_;  // [from][to]: e to the moves; within a word
  struct Places {
    std::uint8_t kind = 0;
    std::size_t begin = 0, inside = 0, end = 0, single = 0;
  };
  std::vector<Places> kinds_;
};

// Of the spans, sorted as `likely` gives them, those of no common position whose chances, each less the least of its
// kind, sum up to most; in order. Ties go to fewer and earlier ones. O(n²) in the spans of a line, which are few.
std::vector<LikelySpan> apart(const std::vector<LikelySpan>& spans, std::span<const double> least);

}  // namespace entente::read

// The sentence that a span stands in.
#pragma once

#include <algorithm>
#include <iterator>
#include <vector>

#include "core/span.h"

namespace entente::app {

// Among sentences in order; the span itself where none begins at or before it. O(log n).
inline Span sentence_around(Span what, const std::vector<Span>& sentences) {
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), what.start,
                                      [](std::uint32_t start, const Span& sentence) { return start < sentence.start; });
  if (after == sentences.begin()) return what;
  return {std::prev(after)->start, std::max(std::prev(after)->end, what.end)};
}

}  // namespace entente::app

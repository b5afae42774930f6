// A half-open range [start, end) into a document's text.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace entente {

// In memory a span counts bytes of UTF-8; at the border (dossier, JSON) it is converted to code points by
// text/code_points.h. A span owns nothing: the document does.
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const Span&, const Span&) = default;

  bool empty() const { return end <= start; }
  std::uint32_t size() const { return empty() ? 0 : end - start; }
  bool contains(const Span& other) const { return start <= other.start && other.end <= end; }
  bool overlaps(const Span& other) const { return start < other.end && other.start < end; }

  // The text that the span names; an end past the text is cut to it.
  std::string_view in(std::string_view text) const {
    const std::size_t from = std::min<std::size_t>(start, text.size());
    return text.substr(from, std::min<std::size_t>(end, text.size()) - from);
  }
};

}  // namespace entente

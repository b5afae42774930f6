// The border between bytes (in memory) and Unicode code points (in the dossier and in JSON).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace entente::text {

// Converts spans of one text in either direction; a conversion takes O(log n). The text must be valid UTF-8 and outlive
// nothing: the index keeps no view of it.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view utf8);

  std::uint32_t to_code_points(std::uint32_t byte) const;  // a byte inside a character counts as its start
  std::uint32_t to_bytes(std::uint32_t code_point) const;
  Span to_code_points(Span bytes) const { return {to_code_points(bytes.start), to_code_points(bytes.end)}; }
  Span to_bytes(Span code_points) const { return {to_bytes(code_points.start), to_bytes(code_points.end)}; }
  std::uint32_t size() const { return code_points_; }  // in code points

 private:
  // For each character of several bytes: the byte after it, and how many more bytes than code points lie before there.
  struct Wide {
    std::uint32_t byte_end;
    std::uint32_t surplus;
  };
  std::vector<Wide> wide_;
  std::uint32_t code_points_ = 0;
};

}  // namespace entente::text

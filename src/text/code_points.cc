#include "text/code_points.h"

#include <algorithm>

namespace entente::text {
namespace {

std::uint32_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return 4;
}

}  // namespace

CodePointIndex::CodePointIndex(std::string_view utf8) {
  std::uint32_t surplus = 0;
  std::uint32_t byte = 0;
  const auto size = static_cast<std::uint32_t>(utf8.size());
  while (byte < size) {
    const std::uint32_t length = std::min(length_of(static_cast<unsigned char>(utf8[byte])), size - byte);
    byte += length;
    ++code_points_;
    if (length > 1) {
      surplus += length - 1;
      wide_.push_back({byte, surplus});
    }
  }
}

std::uint32_t CodePointIndex::to_code_points(std::uint32_t byte) const {
  const auto after = std::upper_bound(wide_.begin(), wide_.end(), byte,
                                      [](std::uint32_t value, const Wide& wide) { return value < wide.byte_end; });
  const std::uint32_t surplus = after == wide_.begin() ? 0 : std::prev(after)->surplus;
  std::uint32_t result = byte - surplus;
  if (after != wide_.end()) {
    const std::uint32_t start = after->byte_end - (after->surplus - surplus) - 1;  // of the wide character
    if (byte > start) result = start - surplus;
  }
  return std::min(result, code_points_);
}

std::uint32_t CodePointIndex::to_bytes(std::uint32_t code_point) const {
  const auto after = std::partition_point(wide_.begin(), wide_.end(), [code_point](const Wide& wide) {
    return wide.byte_end - wide.surplus <= code_point;
  });
  const std::uint32_t surplus = after == wide_.begin() ? 0 : std::prev(after)->surplus;
  return std::min(code_point, code_points_) + surplus;
}

}  // namespace entente::text

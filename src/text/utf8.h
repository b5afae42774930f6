// One code point of UTF-8 at a time.
#pragma once

#include <cstddef>
#include <string_view>

namespace entente::text {

// The code point that starts at text[at], and moves `at` past it. A byte that starts none gives U+FFFD and is passed
// alone. `at` must be less than the text's size.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::size_t more = lead >= 0xF0 && lead < 0xF5   ? 3
                           : lead >= 0xE0 && lead < 0xF0 ? 2
                           : lead >= 0xC2 && lead < 0xE0 ? 1
                                                         : 0;
  if (more == 0 || at + more > text.size()) return 0xFFFD;
  char32_t code = lead & (0x3Fu >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0xFFFD;
    code = code << 6 | (byte(at + i) & 0x3Fu);
  }
  at += more;
  return code;
}

}  // namespace entente::text

#include "show/picture.h"

#include <cstdint>

#include "show/brief.h"

namespace entente::show {
namespace {

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t n = bytes.size() - i < 3 ? bytes.size() - i : 3;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += k <= n ? digits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

}  // namespace

std::string picture(std::string_view svg, std::string_view words) {
  return "<p><img alt=\"" + escaped(words) + "\" src=\"data:image/svg+xml;base64," + base64(svg) + "\"></p>\n";
}

std::string wide_picture(std::string_view svg, std::string_view words) {
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + escaped(words) + "\">" +
         picture(svg, words) + "</div>\n";
}

}  // namespace entente::show

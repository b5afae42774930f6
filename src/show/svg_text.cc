#include "show/svg_text.h"

#include "show/table.h"

namespace entente::show {
namespace {

// The first `columns` columns of the text, whole code points.
std::string_view cut(std::string_view text, int columns) {
  std::size_t end = 0;
  while (end < text.size()) {
    std::size_t next = end + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    if (display_width(text.substr(0, next)) > columns) break;
    end = next;
  }
  return text.substr(0, end);
}

}  // namespace

std::string svg_escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return result;
}

std::vector<std::string> wrapped_lines(std::string_view text, int width, std::size_t most) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (display_width(word) > width) word = cut(word, width);
    if (word.empty()) continue;
    const int used = lines.empty() ? width : display_width(lines.back());
    if (lines.empty() || used + 1 + display_width(word) > width) {
      if (lines.size() == most) {
        lines.back() = std::string(cut(lines.back(), width - 1)) + "…";
        return lines;
      }
      lines.emplace_back(word);
    } else {
      lines.back() += ' ';
      lines.back() += word;
    }
  }
  return lines;
}

}  // namespace entente::show

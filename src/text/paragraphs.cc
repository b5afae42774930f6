#include "text/text.h"

namespace entente::text {

std::vector<Span> paragraphs(std::string_view text) {
  std::vector<Span> lines;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = text.substr(from, end - from);
    const std::size_t first = line.find_first_not_of(" \t\r\f\v");
    if (first != std::string_view::npos) {
      const std::size_t last = line.find_last_not_of(" \t\r\f\v");
      lines.push_back({static_cast<std::uint32_t>(from + first), static_cast<std::uint32_t>(from + last + 1)});
    }
    from = end + 1;
  }
  return lines;
}

}  // namespace entente::text

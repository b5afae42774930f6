#include "core/diagnostic.h"

#include <algorithm>

namespace entente {

std::string to_string(const Diagnostic& diagnostic) {
  std::string out;
  const Place& place = diagnostic.place;
  if (!place.file.empty()) {
    out += place.file;
    if (place.line > 0) {
      out += ':' + std::to_string(place.line);
      if (place.column > 0) out += ':' + std::to_string(place.column);
    }
    out += ": ";
  }
  switch (diagnostic.severity) {
    case Severity::note:
      out += "note: ";
      break;
    case Severity::warning:
      out += "warning: ";
      break;
    case Severity::error:
      out += "error: ";
      break;
  }
  return out + diagnostic.message + " [" + diagnostic.code + "]";
}

Place place_at(std::string file, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const std::size_t line = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = newline == std::string_view::npos ? before.size() + 1 : before.size() - newline;
  return {std::move(file), line, column};
}

}  // namespace entente

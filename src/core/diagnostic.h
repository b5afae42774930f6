// What went wrong, or is worth knowing, with its place: a code for programs, a sentence for a person.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

// Where: a file or origin, and a line and column (from 1; 0 is unknown) or a byte offset.
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
};

enum class Severity { note, warning, error };

struct Diagnostic {
  std::string code;     // stable, lower-case words joined by hyphens: "warc-truncated"
  std::string message;  // one sentence for a person
  Place place;
  Severity severity = Severity::error;
};

using Diagnostics = std::vector<Diagnostic>;

inline Diagnostic error(std::string code, std::string message, Place place = {}) {
  return {std::move(code), std::move(message), std::move(place), Severity::error};
}
inline Diagnostic warning(std::string code, std::string message, Place place = {}) {
  return {std::move(code), std::move(message), std::move(place), Severity::warning};
}

// "file:line:column: error: message [code]", the parts that are known.
std::string to_string(const Diagnostic& diagnostic);

// Line and column (from 1, the column in bytes) of a byte offset in `text`.
Place place_at(std::string file, std::string_view text, std::size_t offset);

}  // namespace entente

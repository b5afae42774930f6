// Values that events carry and formulas speak of: whole numbers, reals, texts, and patterns that texts are matched
// with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace entente::verify {

enum class ValueType : std::uint8_t { integer, real, text, pattern };

std::string_view to_string(ValueType type);  // "int", "float", "string", "regexp": the words of a signature
std::optional<ValueType> parse_value_type(std::string_view word);

// A pattern is a text with the syntax of docs/logic.md; it is a type of its own so that a text is not taken for one.
struct Pattern {
  std::string source;
  friend bool operator==(const Pattern&, const Pattern&) = default;
  friend auto operator<=>(const Pattern&, const Pattern&) = default;
};

using Value = std::variant<std::int64_t, double, std::string, Pattern>;

inline ValueType type_of(const Value& value) { return static_cast<ValueType>(value.index()); }

// As it stands in a verdict line: 7, 1.33333, "words".
std::string to_string(const Value& value);

}  // namespace entente::verify

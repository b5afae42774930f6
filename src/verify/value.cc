#include "verify/value.h"

#include <array>

#include <fmt/format.h>

namespace entente::verify {

namespace {
constexpr std::array<std::string_view, 4> type_words = {"int", "float", "string", "regexp"};
}

std::string_view to_string(ValueType type) { return type_words[static_cast<std::size_t>(type)]; }

std::optional<ValueType> parse_value_type(std::string_view word) {
  for (std::size_t i = 0; i < type_words.size(); ++i) {
    if (type_words[i] == word) return static_cast<ValueType>(i);
  }
  return std::nullopt;
}

std::string to_string(const Value& value) {
  struct Printer {
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(double number) const { return fmt::format("{:g}", number); }
    std::string operator()(const std::string& text) const { return '"' + text + '"'; }
    std::string operator()(const Pattern& pattern) const { return "r\"" + pattern.source + '"'; }
  };
  return std::visit(Printer{}, value);
}

}  // namespace entente::verify

#include "certify/lines.h"

#include <charconv>

namespace entente::certify {
namespace {

std::optional<std::uint32_t> canonical_number(std::string_view word, std::uint32_t least, std::uint32_t greatest) {
  std::uint32_t value = 0;
  const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (failure != std::errc{} || end != word.data() + word.size() || (word.size() > 1 && word[0] == '0'))
    return std::nullopt;
  return value < least || value > greatest ? std::nullopt : std::optional(value);
}

}  // namespace

void Lines::next() {
  ended_ = !std::getline(in_, line_) || in_.eof();
  rest_ = line_;
  more_ = !rest_.empty();
  ++number_;
}

bool Lines::take(std::string_view line) {
  const bool same = !ended_ && line_ == line;
  if (same) next();
  return same || fail("the line \"" + std::string(line) + "\" must stand here");
}

bool Lines::starts_with(std::string_view keyword) {
  const std::string_view line = line_;
  if (ended_ || line.substr(0, line.find(between_)) != keyword) return false;
  word();
  return true;
}

std::string_view Lines::word() {
  if (!more_) fail("the line has fewer words than its kind");
  const std::size_t end = rest_.find(between_);
  const std::string_view found = rest_.substr(0, end);
  more_ = end != std::string_view::npos;
  rest_ = more_ ? rest_.substr(end + 1) : std::string_view{};
  return found;
}

std::optional<std::uint32_t> Lines::number(std::uint32_t least, std::uint32_t greatest) {
  return more_ ? canonical_number(word(), least, greatest) : std::nullopt;
}

bool Lines::numbers(std::uint32_t greatest, Numbers& numbers) {
  numbers.clear();
  while (more_) {
    const auto value = number(numbers.empty() ? 1 : numbers.back() + 1, greatest);
    if (!value) return fail("the numbers are wrong or not ascending");
    numbers.push_back(*value);
  }
  return true;
}

bool Lines::literals(std::uint32_t variables, Clause& clause) {
  clause.clear();
  while (more_) {
    std::string_view literal = word();
    if (literal == "0" && !more_) return true;
    const bool negative = !literal.empty() && literal[0] == '-';
    const auto variable = canonical_number(literal.substr(negative ? 1 : 0), 1, variables);
    if (!variable) break;
    clause.push_back(negative ? -static_cast<int>(*variable) : static_cast<int>(*variable));
  }
  return fail("the literals of a clause, ended by 0, are wrong");
}

bool Lines::fail(const std::string& what) {
  if (failure_.empty()) failure_ = "line " + std::to_string(number_) + ": " + what;
  return false;
}

}  // namespace entente::certify

#include "verify/expressions.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <regex>

#include <fmt/format.h>

#include "core/date.h"

namespace entente::verify {
namespace {

using Kind = Term::Kind;

// Whole numbers wrap around at 64 bits, as the machine's do. Division is towards zero; x / 0 is 0 and x MOD 0 is x, as
// in VeriMon, so that x = (x / y) * y + x MOD y for all x and y.
Word wrapped(std::uint64_t number) { return static_cast<Word>(number); }

bool whole(Kind kind, Word a, Word b, Word& result) {
  const auto x = static_cast<std::uint64_t>(a);
  const auto y = static_cast<std::uint64_t>(b);
  switch (kind) {
    case Kind::add:
      result = wrapped(x + y);
      return true;
    case Kind::subtract:
      result = wrapped(x - y);
      return true;
    case Kind::multiply:
      result = wrapped(x * y);
      return true;
    case Kind::divide:
      result = b == 0 ? 0 : b == -1 ? wrapped(0 - x) : a / b;
      return true;
    case Kind::modulo:
      result = b == 0 ? a : b == -1 ? 0 : a % b;
      return true;
    default:
      return false;
  }
}

bool real(Kind kind, double a, double b, Word& result) {
  switch (kind) {
    case Kind::add:
      result = word_of(a + b);
      return true;
    case Kind::subtract:
      result = word_of(a - b);
      return true;
    case Kind::multiply:
      result = word_of(a * b);
      return true;
    case Kind::divide:
      result = word_of(a / b);
      return true;
    default:
      return false;
  }
}

bool whole_of(double number, Word& result) {
  if (!(number > -9.2e18 && number < 9.2e18)) return false;
  result = static_cast<Word>(number);
  return true;
}

bool call(const Expression& expression, Word argument, Interner& interner, Word& result) {
  switch (expression.kind) {
    case Kind::negate:
      result = expression.type == ValueType::real ? word_of(-real_of(argument))
                                                  : wrapped(0 - static_cast<std::uint64_t>(argument));
      return true;
    case Kind::real_to_integer:
      return whole_of(real_of(argument), result);
    case Kind::integer_to_real:
      result = word_of(static_cast<double>(argument));
      return true;
    case Kind::integer_to_text:
      result = interner.number(std::to_string(argument));
      return true;
    case Kind::real_to_text:
      result = interner.number(fmt::format("{:g}", real_of(argument)));
      return true;
    case Kind::text_to_integer: {
      const std::string_view text = interner.text(argument);
      const auto read = std::from_chars(text.data(), text.data() + text.size(), result);
      return read.ec == std::errc() && read.ptr == text.data() + text.size();
    }
    case Kind::text_to_real: {
      const std::string text(interner.text(argument));
      char* end = nullptr;
      result = word_of(std::strtod(text.c_str(), &end));
      return !text.empty() && end == text.c_str() + text.size();
    }
    case Kind::pattern_to_text:
    case Kind::text_to_pattern:
      result = argument;
      return true;
    case Kind::day_of_month:
    case Kind::month:
    case Kind::year:
    case Kind::format_date: {
      Word seconds = 0;
      if (!whole_of(std::floor(real_of(argument) / 86400), seconds) || seconds < -100000000 || seconds > 100000000)
        return false;
      const Date date = date_from_days(seconds);
      if (expression.kind == Kind::format_date) {
        result = interner.number(fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day));
      } else {
        result = expression.kind == Kind::year ? date.year : expression.kind == Kind::month ? date.month : date.day;
      }
      return true;
    }
    default:
      return false;
  }
}

// MonPoly's patterns are those of OCaml's Str: there \( \) \| group and choose, and the bare signs are themselves.
std::string usual_pattern(std::string_view pattern) {
  std::string usual;
  bool set = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (set) {
      if (c == '\\') usual += '\\';
      usual += c;
      set = c != ']' || i == 0 || pattern[i - 1] == '[';
    } else if (c == '\\' && i + 1 < pattern.size()) {
      const char next = pattern[++i];
      // A reference to a group: matching those can take time exponential in the text.
      if (next >= '0' && next <= '9') throw std::regex_error(std::regex_constants::error_backref);
      if (next != '(' && next != ')' && next != '|') usual += '\\';
      usual += next;
    } else if (c == '(' || c == ')' || c == '|' || c == '{' || c == '}') {
      usual += '\\';
      usual += c;
    } else {
      set = c == '[';
      usual += c;
    }
  }
  return usual;
}

}  // namespace

bool Expression::value(const Word* row, Interner& interner, Word& result) const {
  switch (kind) {
    case Kind::variable:
      result = row[column];
      return true;
    case Kind::constant:
      result = word;
      return true;
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide:
    case Kind::modulo: {
      Word a = 0;
      Word b = 0;
      if (!arguments[0].value(row, interner, a) || !arguments[1].value(row, interner, b)) return false;
      return type == ValueType::real ? real(kind, real_of(a), real_of(b), result) : whole(kind, a, b, result);
    }
    default: {
      Word argument = 0;
      return arguments[0].value(row, interner, argument) && call(*this, argument, interner, result);
    }
  }
}

std::size_t column_of(const Columns& columns, const std::string& name) {
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

Expression compile(const Term& term, const Columns& columns, const Types& types, Interner& interner) {
  Expression result;
  result.kind = term.kind;
  result.type = type_of(term, types);
  if (term.kind == Kind::variable) result.column = column_of(columns, term.name);
  if (term.kind == Kind::constant) result.word = word_of(term.value, interner);
  for (const Term& argument : term.arguments) result.arguments.push_back(compile(argument, columns, types, interner));
  return result;
}

Test::Test(const Condition& condition, const Columns& columns, const Types& types, Interner& interner)
    : kind_(condition.kind), negated_(condition.negated), added_(condition.adds.size()) {
  for (std::size_t i = 0; i < condition.terms.size(); ++i) {
    const Term& term = condition.terms[i];
    const auto added = std::find(condition.adds.begin(), condition.adds.end(), term.name);
    const bool group = kind_ == Formula::Kind::matches && i >= 2;
    const bool adds = group && term.kind == Kind::variable && added != condition.adds.end();
    if (group) groups_.push_back(adds ? static_cast<int>(added - condition.adds.begin()) : -1);
    terms_.push_back(adds ? Expression{} : compile(term, columns, types, interner));
  }
  if (!condition.terms.empty()) type_ = type_of(condition.terms[0], types);
}

bool Test::plain(const Word* row, Interner& interner) const {
  Word a = 0;
  Word b = 0;
  if (!terms_[0].value(row, interner, a) || !terms_[1].value(row, interner, b)) return false;
  switch (kind_) {
    case Formula::Kind::equal:
      return a == b;
    case Formula::Kind::less:
      return type_ == ValueType::integer ? a < b : compare_words(a, b, type_, interner) < 0;
    case Formula::Kind::less_or_equal:
      return type_ == ValueType::integer ? a <= b : compare_words(a, b, type_, interner) <= 0;
    default:
      return interner.text(b).find(interner.text(a)) != std::string_view::npos;
  }
}

bool Test::matches(Word* row, std::size_t width, Interner& interner) const {
  Word text = 0;
  Word pattern = 0;
  if (!terms_[0].value(row, interner, text) || !terms_[1].value(row, interner, pattern)) return false;
  const std::string subject(
      interner.text(text).substr(0, 4096));  // the library's matcher recurses with the text's length
  std::smatch found;
  try {
    // `__polynomial` is libstdc++'s matcher without backtracking: no pattern takes more than text times pattern.
    const std::regex compiled(usual_pattern(interner.text(pattern).substr(0, 1024)),
                              std::regex::ECMAScript | std::regex_constants::__polynomial);
    if (!std::regex_search(subject, found, compiled)) return false;
  } catch (const std::regex_error&) {
    return false;  // no pattern: it matches nothing
  }
  std::vector<bool> filled(added_, false);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (i + 1 >= found.size() || !found[i + 1].matched) return false;
    const Word group = interner.number(found[i + 1].str());
    if (groups_[i] < 0) {
      Word wanted = 0;
      if (!terms_[i + 2].value(row, interner, wanted) || wanted != group) return false;
    } else {
      const auto column = static_cast<std::size_t>(groups_[i]);
      if (filled[column] && row[width + column] != group) return false;
      row[width + column] = group;
      filled[column] = true;
    }
  }
  return true;
}

bool Test::holds(Word* row, std::size_t width, Interner& interner) const {
  switch (kind_) {
    case Formula::Kind::truth:
      return !negated_;
    case Formula::Kind::falsity:
      return negated_;
    case Formula::Kind::matches:
      return matches(row, width, interner) != negated_;
    default:
      break;
  }
  if (added_ > 0) return terms_[0].value(row, interner, row[width]);
  return plain(row, interner) != negated_;
}

}  // namespace entente::verify

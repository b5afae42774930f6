// Formulas as text, which the parser reads back as the same formula. Each kind has the binding that the parser gives
// it; a part that binds more loosely than its place allows stands in parentheses. A prefix operator reaches as far to
// the right as it can, so it stands in parentheses wherever something that binds more tightly would follow.
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "verify/formula.h"

namespace entente::verify {
namespace {

using Kind = Formula::Kind;

std::string joined(const std::vector<std::string>& names, std::size_t from = 0) {
  std::string text;
  for (std::size_t i = from; i < names.size(); ++i) text += (i > from ? "," : "") + names[i];
  return text;
}

int binding(Kind kind) {
  switch (kind) {
    case Kind::aggregation:
    case Kind::let:
    case Kind::let_past:
    case Kind::freeze:
      return 0;
    case Kind::since:
    case Kind::until:
    case Kind::trigger:
    case Kind::release:
      return 1;
    case Kind::previous:
    case Kind::next:
    case Kind::once:
    case Kind::eventually:
    case Kind::historically:
    case Kind::always:
      return 2;
    case Kind::exists:
    case Kind::for_all:
      return 3;
    case Kind::equivalence:
      return 4;
    case Kind::implication:
      return 5;
    case Kind::disjunction:
      return 6;
    case Kind::conjunction:
      return 7;
    case Kind::negation:
      return 8;
    case Kind::equal:
    case Kind::less:
    case Kind::less_or_equal:
    case Kind::substring:
    case Kind::matches:
      return 9;
    case Kind::truth:
    case Kind::falsity:
    case Kind::predicate:
      return 10;
  }
  return 10;
}

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::since:
      return " SINCE";
    case Kind::until:
      return " UNTIL";
    case Kind::trigger:
      return " TRIGGER";
    case Kind::release:
      return " RELEASE";
    case Kind::previous:
      return "PREVIOUS";
    case Kind::next:
      return "NEXT";
    case Kind::once:
      return "ONCE";
    case Kind::eventually:
      return "EVENTUALLY";
    case Kind::historically:
      return "PAST_ALWAYS";
    case Kind::always:
      return "ALWAYS";
    case Kind::exists:
      return "EXISTS ";
    case Kind::for_all:
      return "FORALL ";
    case Kind::equivalence:
      return " EQUIV ";
    case Kind::implication:
      return " IMPLIES ";
    case Kind::disjunction:
      return " OR ";
    case Kind::conjunction:
      return " AND ";
    case Kind::equal:
      return " = ";
    case Kind::less:
      return " < ";
    case Kind::less_or_equal:
      return " <= ";
    case Kind::substring:
      return " SUBSTRING ";
    case Kind::matches:
      return " MATCHES ";
    case Kind::let:
      return "LET ";
    case Kind::let_past:
      return "LETPAST ";
    case Kind::freeze:
      return "FRZ ";
    default:
      return "";
  }
}

constexpr std::array<std::string_view, 6> aggregate_words = {"CNT", "MIN", "MAX", "SUM", "AVG", "MED"};

std::string arguments(const std::vector<Term>& terms, std::size_t from = 0) {
  std::string text = "(";
  for (std::size_t i = from; i < terms.size(); ++i) text += (i > from ? "," : "") + to_string(terms[i]);
  return text + ')';
}

// p(_x): the parser binds what begins with _ where it stands, so that quantifier is not written.
bool binds_unnamed_alone(const Formula& formula) {
  if (formula.kind != Kind::exists || formula.parts[0].kind != Kind::predicate) return false;
  std::vector<std::string> unnamed;
  for (const Term& term : formula.parts[0].terms) {
    if (term.kind == Term::Kind::variable && term.name.front() == '_') unnamed.push_back(term.name);
  }
  return unnamed == formula.variables;
}

std::string print(const Formula& formula, int least);

std::string bare(const Formula& formula) {
  if (binds_unnamed_alone(formula)) return bare(formula.parts[0]);
  const int own = binding(formula.kind);
  const auto part = [&](std::size_t i, int least) { return print(formula.parts[i], least); };
  switch (formula.kind) {
    case Kind::truth:
      return "TRUE";
    case Kind::falsity:
      return "FALSE";
    case Kind::predicate:
      return formula.name + arguments(formula.terms);
    case Kind::equal:
    case Kind::less:
    case Kind::less_or_equal:
    case Kind::substring:
      return to_string(formula.terms[0]) + std::string(word(formula.kind)) + to_string(formula.terms[1]);
    case Kind::matches:
      return to_string(formula.terms[0]) + " MATCHES " + to_string(formula.terms[1]) +
             (formula.terms.size() > 2 ? ' ' + arguments(formula.terms, 2) : "");
    case Kind::negation:
      return "NOT " + part(0, own);
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::equivalence:
      return part(0, own) + std::string(word(formula.kind)) + part(1, own + 1);
    case Kind::implication:
      return part(0, own + 1) + std::string(word(formula.kind)) + part(1, own);
    case Kind::since:
    case Kind::until:
    case Kind::trigger:
    case Kind::release:
      return part(0, own + 1) + std::string(word(formula.kind)) + to_string(formula.interval) + ' ' + part(1, own);
    case Kind::previous:
    case Kind::next:
    case Kind::once:
    case Kind::eventually:
    case Kind::historically:
    case Kind::always:
      return std::string(word(formula.kind)) + to_string(formula.interval) + ' ' + part(0, own);
    case Kind::exists:
    case Kind::for_all:
      return std::string(word(formula.kind)) + joined(formula.variables) + ". " + part(0, own);
    case Kind::aggregation:
      return formula.variables[0] + " <- " + std::string(aggregate_words[static_cast<std::size_t>(formula.aggregate)]) +
             ' ' + formula.variables[1] + (formula.variables.size() > 2 ? ';' + joined(formula.variables, 2) : "") +
             " (" + part(0, 0) + ')';
    case Kind::let:
    case Kind::let_past:
    case Kind::freeze:
      return std::string(word(formula.kind)) + formula.name + '(' + joined(formula.variables) + ") = " + part(0, 0) +
             " IN " + part(1, 0);
  }
  return "";
}

std::string print(const Formula& formula, int least) {
  const int own = binding(binds_unnamed_alone(formula) ? Kind::predicate : formula.kind);
  return own < least ? '(' + bare(formula) + ')' : bare(formula);
}

int term_binding(Term::Kind kind) {
  switch (kind) {
    case Term::Kind::add:
    case Term::Kind::subtract:
      return 1;
    case Term::Kind::multiply:
    case Term::Kind::divide:
    case Term::Kind::modulo:
      return 2;
    case Term::Kind::negate:
      return 3;
    default:
      return 4;
  }
}

std::string print(const Term& term, int least);

std::string bare(const Term& term) {
  static constexpr std::array<std::string_view, 20> words = {
      "",    "",    " + ", " - ", " * ", " / ", " MOD ",        "- ",    "f2i",  "i2f",
      "i2s", "s2i", "f2s", "s2f", "r2s", "s2r", "DAY_OF_MONTH", "MONTH", "YEAR", "FORMAT_DATE"};
  const std::string own(words[static_cast<std::size_t>(term.kind)]);
  const int strength = term_binding(term.kind);
  switch (term.kind) {
    case Term::Kind::variable:
      return term.name;
    case Term::Kind::constant:
      // A real that a formula can be read back from: with its point, and with every digit it needs.
      if (const double* number = std::get_if<double>(&term.value)) {
        std::string digits = fmt::format("{}", *number);
        if (digits.find_first_of("en") != std::string::npos) digits = fmt::format("{:f}", *number);
        return digits.find('.') == std::string::npos ? digits + '.' : digits;
      }
      return to_string(term.value);
    case Term::Kind::negate:
      return own + print(term.arguments[0], strength);
    default:
      if (strength == 4) return own + '(' + print(term.arguments[0], 0) + ')';
      return print(term.arguments[0], strength) + own + print(term.arguments[1], strength + 1);
  }
}

std::string print(const Term& term, int least) {
  return term_binding(term.kind) < least ? '(' + bare(term) + ')' : bare(term);
}

}  // namespace

std::string to_string(const Term& term) { return bare(term); }

std::string to_string(const Interval& interval) {
  if (interval == Interval{}) return "";
  if (!interval.high) return fmt::format("[{},*]", interval.low);
  if (*interval.high < 0) return fmt::format("[{},0)", interval.low);  // read from [0,0): nothing is in it
  return fmt::format("[{},{}]", interval.low, *interval.high);
}

std::string to_string(const Formula& formula) { return bare(formula); }

}  // namespace entente::verify

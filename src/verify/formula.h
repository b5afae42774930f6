// Formulas of metric first-order temporal logic as trees, in the language of MonPoly (docs/logic.md says what each
// means). A formula owns its parts; every part knows where it stood in the text that it was read from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/span.h"
#include "verify/value.h"

namespace entente::verify {

struct Term {
  enum class Kind : std::uint8_t {
    variable,
    constant,
    add,
    subtract,
    multiply,
    divide,
    modulo,  // two arguments
    negate,  // one argument from here on
    real_to_integer,
    integer_to_real,
    integer_to_text,
    text_to_integer,
    real_to_text,
    text_to_real,
    pattern_to_text,
    text_to_pattern,
    day_of_month,
    month,
    year,
    format_date
  };
  Kind kind = Kind::constant;
  std::string name;  // of a variable
  Value value;       // of a constant
  std::vector<Term> arguments;
  Span at;
};

// A span of time differences, both ends included, in the unit of the time stamps; `high` absent means without end. An
// open bound of the text is already made a closed one, so that low > high can occur: nothing is in such an interval.
struct Interval {
  std::int64_t low = 0;
  std::optional<std::int64_t> high;

  bool contains(std::int64_t difference) const { return difference >= low && (!high || difference <= *high); }
  friend bool operator==(const Interval&, const Interval&) = default;
};

enum class Aggregate : std::uint8_t { count, minimum, maximum, sum, average, median };

struct Formula {
  // Beside each kind: what of the fields below it uses.
  enum class Kind : std::uint8_t {
    truth,
    falsity,
    predicate,  // name, terms
    equal,
    less,
    less_or_equal,  // terms[0], terms[1]
    substring,      // terms[0] occurs in terms[1]
    matches,        // terms[0] matches the pattern terms[1]; terms[2…] are what its groups match
    negation,       // parts[0]
    conjunction,
    disjunction,
    implication,
    equivalence,  // parts[0], parts[1]
    exists,
    for_all,  // variables, parts[0]
    previous,
    next,  // interval, parts[0]
    once,
    eventually,
    historically,
    always,
    since,
    until,
    trigger,
    release,      // interval, parts[0], parts[1]
    aggregation,  // variables[0] <- aggregate of variables[1] per variables[2…] over parts[0]
    let,
    let_past,
    freeze  // name(variables…) = parts[0] IN parts[1]
  };
  Kind kind = Kind::truth;
  std::string name;
  std::vector<std::string> variables;
  std::vector<Term> terms;
  Interval interval;
  Aggregate aggregate = Aggregate::count;
  std::vector<Formula> parts;
  Span at;  // in the text that it was read from
};

// Reads one formula; `file` names the text in diagnostics. Errors: "formula-syntax" with line and column.
Result<Formula> parse_formula(std::string_view text, std::string_view file);

// In MonPoly's syntax, with as few parentheses as reading it back allows. parse_formula(to_string(f)) is f again.
std::string to_string(const Formula& formula);
std::string to_string(const Term& term);
std::string to_string(const Interval& interval);

// Free variables, each once, in the order in which verdicts print them: from left to right, but for SINCE, UNTIL,
// TRIGGER and RELEASE first those of the right side; of an aggregation its result and then its groups.
std::vector<std::string> free_variables(const Formula& formula);
void add_variables(const Term& term, std::vector<std::string>& variables);

// Builders, for those who make formulas without a text.
Term variable(std::string name);
Term constant(Value value);
Term apply(Term::Kind kind, Term argument);
Term apply(Term::Kind kind, Term left, Term right);
Formula truth();
Formula falsity();
Formula predicate(std::string name, std::vector<Term> terms);
Formula compare(Formula::Kind kind, Term left, Term right);  // equal, less, less_or_equal, substring
Formula negation(Formula part);
Formula binary(Formula::Kind kind, Formula left, Formula right);                           // conjunction … equivalence
Formula quantified(Formula::Kind kind, std::vector<std::string> variables, Formula part);  // exists, for_all
Formula temporal(Formula::Kind kind, Interval interval, Formula part);                     // previous … always
Formula temporal(Formula::Kind kind, Interval interval, Formula left, Formula right);      // since … release
Formula aggregation(std::string result, Aggregate aggregate, std::string over, std::vector<std::string> groups,
                    Formula part);
Formula let(Formula::Kind kind, std::string name, std::vector<std::string> variables, Formula meaning, Formula body);
// All of them, from the left; truth of none.
Formula conjunction_of(std::vector<Formula> parts);
// One of them, from the left; falsity of none.
Formula disjunction_of(std::vector<Formula> parts);

}  // namespace entente::verify

// The parser of formulas: operator precedence, one pass, linear in the text. A parenthesis may hold a term or a
// formula, which shows only later: so both are read as one thing, an Expression, and the operator that takes it says
// which it must be.
//
// Binding, loosest first: aggregation and LET; SINCE UNTIL TRIGGER RELEASE (right); PREVIOUS NEXT ONCE EVENTUALLY …;
// EXISTS FORALL; EQUIV (left); IMPLIES (right); OR; AND; NOT; = < <= > >= SUBSTRING MATCHES; + -; * / MOD; unary minus.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "verify/formula.h"
#include "verify/formula_lexer.h"

namespace entente::verify {
namespace {

using Kind = Formula::Kind;

enum Binding {
  loosest = 0,
  temporal_infix,
  temporal_prefix,
  quantifier,
  equiv,
  implies,
  or_,
  and_,
  not_,
  comparison,
  sum,
  product,
  unary_minus
};

constexpr int deepest = 200;  // levels of a formula: no recursion over it may exhaust the stack

struct Expression {
  std::optional<Term> term;
  std::optional<Formula> formula;
  Span at;
  int depth = 1;
};

const std::map<std::string_view, Kind> unary_temporal = {
    {"PREV", Kind::previous}, {"PREVIOUS", Kind::previous},        {"NEXT", Kind::next},
    {"ONCE", Kind::once},     {"EVENTUALLY", Kind::eventually},    {"SOMETIMES", Kind::eventually},
    {"ALWAYS", Kind::always}, {"PAST_ALWAYS", Kind::historically}, {"HISTORICALLY", Kind::historically}};
const std::map<std::string_view, Term::Kind> functions = {{"f2i", Term::Kind::real_to_integer},
                                                          {"i2f", Term::Kind::integer_to_real},
                                                          {"i2s", Term::Kind::integer_to_text},
                                                          {"s2i", Term::Kind::text_to_integer},
                                                          {"f2s", Term::Kind::real_to_text},
                                                          {"s2f", Term::Kind::text_to_real},
                                                          {"r2s", Term::Kind::pattern_to_text},
                                                          {"s2r", Term::Kind::text_to_pattern},
                                                          {"DAY_OF_MONTH", Term::Kind::day_of_month},
                                                          {"MONTH", Term::Kind::month},
                                                          {"YEAR", Term::Kind::year},
                                                          {"FORMAT_DATE", Term::Kind::format_date}};
const std::map<std::string_view, Aggregate> aggregates = {{"CNT", Aggregate::count},   {"MIN", Aggregate::minimum},
                                                          {"MAX", Aggregate::maximum}, {"SUM", Aggregate::sum},
                                                          {"AVG", Aggregate::average}, {"MED", Aggregate::median}};

struct Infix {
  int binding;
  bool right = false;
};
const std::map<std::string_view, Infix> infixes = {{"SINCE", {temporal_infix, true}},
                                                   {"UNTIL", {temporal_infix, true}},
                                                   {"TRIGGER", {temporal_infix, true}},
                                                   {"RELEASE", {temporal_infix, true}},
                                                   {"EQUIV", {equiv}},
                                                   {"IMPLIES", {implies, true}},
                                                   {"OR", {or_}},
                                                   {"AND", {and_}},
                                                   {"=", {comparison}},
                                                   {"<", {comparison}},
                                                   {"<=", {comparison}},
                                                   {">", {comparison}},
                                                   {">=", {comparison}},
                                                   {"SUBSTRING", {comparison}},
                                                   {"MATCHES", {comparison}},
                                                   {"+", {sum}},
                                                   {"-", {sum}},
                                                   {"*", {product}},
                                                   {"/", {product}},
                                                   {"MOD", {product}}};

// Thrown and caught in this file alone: the first error ends the reading.
struct Wrong {
  std::string message;
  std::size_t where;
};

class Parser {
 public:
  explicit Parser(const std::vector<Token>& tokens) : tokens_(tokens) {
    for (const Token& token : tokens) {
      if (!token.words.empty() && token.words[0] == '_') names_.insert(token.words);
    }
  }

  Formula run() {
    Formula formula = formula_of(expression(loosest));
    if (peek().kind != Token::Kind::end) fail("the formula is over here, but more words follow");
    return formula;
  }

 private:
  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }
  const Token& take() { return next_ + 1 < tokens_.size() ? tokens_[next_++] : tokens_.back(); }
  [[noreturn]] void fail(std::string message) const { throw Wrong{std::move(message), peek().at.start}; }
  bool accept(std::string_view words) {
    if (!peek().is(words)) return false;
    take();
    return true;
  }
  void expect(std::string_view words, std::string_view why) {
    if (!accept(words)) fail("expected " + std::string(words) + ' ' + std::string(why));
  }
  Span since(std::size_t start) const {
    return {static_cast<std::uint32_t>(start), tokens_[next_ > 0 ? next_ - 1 : 0].at.end};
  }

  std::string name(std::string_view what) {
    if (peek().kind != Token::Kind::name) fail("expected " + std::string(what));
    return std::string(take().words);
  }
  std::string variable_name() {
    if (accept("_")) return unnamed();
    return name("the name of a variable");
  }
  // A name of its own for what has none: one that the text does not have.
  std::string unnamed() {
    while (true) {
      std::string fresh = '_' + std::to_string(++unnamed_);
      if (names_.count(fresh) == 0) return fresh;
    }
  }

  static Formula formula_of(Expression expression) {
    if (expression.formula) return std::move(*expression.formula);
    throw Wrong{"a formula is needed here, and this is a term", expression.at.start};
  }
  static Term term_of(Expression expression) {
    if (expression.term) return std::move(*expression.term);
    throw Wrong{"a term is needed here, and this is a formula", expression.at.start};
  }
  Expression made(Formula formula, std::size_t start, int depth) const {
    formula.at = since(start);
    return {std::nullopt, std::move(formula), since(start), checked(depth)};
  }
  Expression made(Term term, std::size_t start, int depth) const {
    term.at = since(start);
    return {std::move(term), std::nullopt, since(start), checked(depth)};
  }
  int checked(int depth) const {
    if (depth > deepest) fail("the formula is nested more than " + std::to_string(deepest) + " levels deep");
    return depth;
  }

  Expression expression(int least) {
    if (++nesting_ > deepest) fail("the formula is nested more than " + std::to_string(deepest) + " levels deep");
    Expression left = prefix();
    while (true) {
      const auto at = peek().kind == Token::Kind::symbol || peek().kind == Token::Kind::keyword
                          ? infixes.find(peek().words)
                          : infixes.end();
      if (at == infixes.end() || at->second.binding <= least) break;
      left = infix(std::move(left), at->first, at->second);
    }
    --nesting_;
    return left;
  }

  Expression infix(Expression left, std::string_view words, Infix rule) {
    const std::size_t start = left.at.start;
    const Token& operator_token = take();
    const int right_least = rule.right ? rule.binding - 1 : rule.binding;
    if (rule.binding == temporal_infix) {
      const Kind kind = words == "SINCE"     ? Kind::since
                        : words == "UNTIL"   ? Kind::until
                        : words == "TRIGGER" ? Kind::trigger
                                             : Kind::release;
      const Interval window = optional_interval();
      Expression right = expression(right_least);
      const int depth = std::max(left.depth, right.depth) + 1;
      return made(temporal(kind, window, formula_of(std::move(left)), formula_of(std::move(right))), start, depth);
    }
    Expression right = expression(right_least);
    const int depth = std::max(left.depth, right.depth) + 1;
    if (rule.binding < comparison) {
      const Kind kind = words == "AND"       ? Kind::conjunction
                        : words == "OR"      ? Kind::disjunction
                        : words == "IMPLIES" ? Kind::implication
                                             : Kind::equivalence;
      return made(binary(kind, formula_of(std::move(left)), formula_of(std::move(right))), start, depth);
    }
    Term l = term_of(std::move(left));
    Term r = term_of(std::move(right));
    if (rule.binding > comparison) {
      const Term::Kind kind = words == "+"   ? Term::Kind::add
                              : words == "-" ? Term::Kind::subtract
                              : words == "*" ? Term::Kind::multiply
                              : words == "/" ? Term::Kind::divide
                                             : Term::Kind::modulo;
      return made(apply(kind, std::move(l), std::move(r)), start, depth);
    }
    Formula formula;
    if (words == "MATCHES") {
      formula.kind = Kind::matches;
      formula.terms = {std::move(l), std::move(r)};
      if (peek().is("(")) match_groups(formula);
    } else if (words == ">" || words == ">=") {
      formula = compare(words == ">" ? Kind::less : Kind::less_or_equal, std::move(r), std::move(l));
    } else {
      formula = compare(words == "="    ? Kind::equal
                        : words == "<"  ? Kind::less
                        : words == "<=" ? Kind::less_or_equal
                                        : Kind::substring,
                        std::move(l), std::move(r));
    }
    Expression result = made(std::move(formula), start, depth);
    const auto again = infixes.find(peek().words);
    if (peek().kind != Token::Kind::text && again != infixes.end() && again->second.binding == comparison) {
      throw Wrong{"comparisons do not chain: join two of them by AND", operator_token.at.start};
    }
    return result;
  }

  void match_groups(Formula& formula) {
    take();
    if (!accept(")")) {
      do {
        if (accept("_")) {
          formula.terms.push_back(variable(unnamed()));
        } else {
          formula.terms.push_back(term_of(expression(comparison)));
        }
      } while (accept(","));
      expect(")", "after the groups of MATCHES");
    }
  }

  Expression prefix() {
    const Token& token = peek();
    const std::size_t start = token.at.start;
    switch (token.kind) {
      case Token::Kind::integer:
        take();
        return made(constant(token.integer), start, 1);
      case Token::Kind::real:
        take();
        return made(constant(token.real), start, 1);
      case Token::Kind::text:
        take();
        return made(constant(std::string(token.words)), start, 1);
      case Token::Kind::pattern:
        take();
        return made(constant(Pattern{std::string(token.words)}), start, 1);
      case Token::Kind::time_span:
        fail("a time span stands in intervals alone");
      case Token::Kind::end:
        fail("the formula breaks off here");
      case Token::Kind::name:
        return named(start);
      case Token::Kind::symbol:
        return symbol(start);
      case Token::Kind::keyword:
        return keyword(start);
    }
    fail("not part of a formula");
  }

  Expression named(std::size_t start) {
    if (peek(1).is("<-")) return aggregation_from(start);
    std::string word = name("a name");
    if (!peek().is("(")) return made(variable(std::move(word)), start, 1);
    return predicate_from(std::move(word), start);
  }

  Expression predicate_from(std::string word, std::size_t start) {
    take();
    std::vector<Term> terms;
    std::vector<std::string> unnamed_variables;
    int depth = 1;
    if (!accept(")")) {
      do {
        Expression argument = expression(comparison);
        depth = std::max(depth, argument.depth + 1);
        terms.push_back(term_of(std::move(argument)));
        const Term& last = terms.back();
        if (last.kind == Term::Kind::variable && last.name.front() == '_') unnamed_variables.push_back(last.name);
      } while (accept(","));
      expect(")", "after the arguments of " + word);
    }
    Formula formula = predicate(std::move(word), std::move(terms));
    formula.at = since(start);
    // A variable whose name begins with _ speaks of anything: it is bound where it stands.
    if (!unnamed_variables.empty())
      formula = quantified(Kind::exists, std::move(unnamed_variables), std::move(formula));
    return made(std::move(formula), start, depth + 1);
  }

  Expression aggregation_from(std::size_t start) {
    std::string result = variable_name();
    take();
    const auto at = aggregates.find(peek().words);
    if (peek().kind != Token::Kind::keyword || at == aggregates.end())
      fail("expected one of CNT, MIN, MAX, SUM, AVG, MED");
    take();
    std::string over = variable_name();
    std::vector<std::string> groups;
    if (accept(";") && (peek().kind == Token::Kind::name || peek().is("_"))) {
      do groups.push_back(variable_name());
      while (accept(","));
    }
    Expression body = expression(loosest);
    const int depth = body.depth + 1;
    return made(
        aggregation(std::move(result), at->second, std::move(over), std::move(groups), formula_of(std::move(body))),
        start, depth);
  }

  Expression symbol(std::size_t start) {
    if (accept("(")) {
      Expression inner = expression(loosest);
      expect(")", "to close the parenthesis");
      inner.at = since(start);
      inner.depth = checked(inner.depth);
      return inner;
    }
    if (accept("-")) {
      Expression inner = expression(unary_minus);
      const int depth = inner.depth + 1;
      return made(apply(Term::Kind::negate, term_of(std::move(inner))), start, depth);
    }
    if (peek().is("_")) {
      if (peek(1).is("<-")) return aggregation_from(start);
      take();
      return made(variable(unnamed()), start, 1);
    }
    if (peek().is("|>") || peek().is("<|")) fail("regular expressions over time points are not in this language");
    fail("not the beginning of a formula or a term");
  }

  Expression keyword(std::size_t start) {
    const std::string_view word = peek().words;
    if (const auto at = unary_temporal.find(word); at != unary_temporal.end()) {
      take();
      const Interval window = optional_interval();
      Expression body = expression(temporal_prefix);
      const int depth = body.depth + 1;
      return made(temporal(at->second, window, formula_of(std::move(body))), start, depth);
    }
    if (const auto at = functions.find(word); at != functions.end()) {
      take();
      expect("(", "after the name of a function");
      Expression inner = expression(comparison);
      expect(")", "after the argument of a function");
      const int depth = inner.depth + 1;
      return made(apply(at->second, term_of(std::move(inner))), start, depth);
    }
    if (accept("TRUE")) return made(truth(), start, 1);
    if (accept("FALSE")) return made(falsity(), start, 1);
    if (accept("NOT")) {
      Expression inner = expression(not_);
      const int depth = inner.depth + 1;
      return made(negation(formula_of(std::move(inner))), start, depth);
    }
    if (word == "EXISTS" || word == "FORALL")
      return quantified_from(start, word == "EXISTS" ? Kind::exists : Kind::for_all);
    if (word == "LET" || word == "LETPAST" || word == "FRZ") {
      return let_from(start, word == "LET" ? Kind::let : word == "FRZ" ? Kind::freeze : Kind::let_past);
    }
    if (word == "FORWARD" || word == "BACKWARD" || word == "MATCHF" || word == "MATCHP") {
      fail("regular expressions over time points are not in this language");
    }
    fail("the word " + std::string(word) + " cannot stand here");
  }

  Expression quantified_from(std::size_t start, Kind kind) {
    take();
    std::vector<std::string> variables;
    do variables.push_back(variable_name());
    while (accept(","));
    expect(".", "after the variables of a quantifier");
    Expression body = expression(quantifier - 1);
    const int depth = body.depth + 1;
    return made(quantified(kind, std::move(variables), formula_of(std::move(body))), start, depth);
  }

  Expression let_from(std::size_t start, Kind kind) {
    take();
    std::string word = name("the predicate that is defined");
    expect("(", "after the name of the predicate");
    std::vector<std::string> parameters;
    if (!accept(")")) {
      do parameters.push_back(name("a variable: the parameters of a definition are variables"));
      while (accept(","));
      expect(")", "after the parameters");
    }
    expect("=", "and then what the predicate means");
    Expression meaning = expression(loosest);
    expect("IN", "and then the formula that uses the definition");
    Expression body = expression(loosest);
    const int depth = std::max(meaning.depth, body.depth) + 1;
    return made(
        let(kind, std::move(word), std::move(parameters), formula_of(std::move(meaning)), formula_of(std::move(body))),
        start, depth);
  }

  Interval optional_interval() {
    const bool begins = (peek().is("[") || peek().is("(")) &&
                        (peek(1).kind == Token::Kind::integer || peek(1).kind == Token::Kind::time_span) &&
                        peek(2).is(",");
    if (!begins) return {};
    const bool open_low = take().is("(");
    Interval window;
    window.low = bound() + (open_low ? 1 : 0);
    expect(",", "between the bounds of an interval");
    if (accept("*")) {
      if (!accept(")")) expect("]", "to close the interval");
      return window;
    }
    const std::int64_t high = bound();
    if (accept(")")) {
      window.high = high - 1;
    } else {
      expect("]", "or ) to close the interval");
      window.high = high;
    }
    return window;
  }

  std::int64_t bound() {
    if (peek().kind != Token::Kind::integer && peek().kind != Token::Kind::time_span)
      fail("expected a bound: a number, or 5d, 3h");
    if (peek().integer < 0) fail("a bound of an interval is not negative");
    if (peek().integer > (std::int64_t{1} << 60)) fail("the bound is too large");
    return take().integer;
  }

  const std::vector<Token>& tokens_;
  std::size_t next_ = 0;
  int nesting_ = 0;
  int unnamed_ = 0;
  std::set<std::string_view> names_;  // of the text, those that begin with _
};

}  // namespace

Result<Formula> parse_formula(std::string_view text, std::string_view file) {
  const Result<std::vector<Token>> tokens = lex_formula(text, file);
  if (!tokens) return tokens.diagnostics();
  try {
    return Parser(*tokens).run();
  } catch (const Wrong& wrong) {
    return error("formula-syntax", wrong.message, place_at(std::string(file), text, wrong.where));
  }
}

}  // namespace entente::verify

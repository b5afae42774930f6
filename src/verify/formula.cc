#include "verify/formula.h"

#include <algorithm>

namespace entente::verify {

Term variable(std::string name) {
  Term term;
  term.kind = Term::Kind::variable;
  term.name = std::move(name);
  return term;
}

Term constant(Value value) {
  Term term;
  term.value = std::move(value);
  return term;
}

Term apply(Term::Kind kind, Term argument) {
  Term term;
  term.kind = kind;
  term.arguments.push_back(std::move(argument));
  return term;
}

Term apply(Term::Kind kind, Term left, Term right) {
  Term term;
  term.kind = kind;
  term.arguments.push_back(std::move(left));
  term.arguments.push_back(std::move(right));
  return term;
}

namespace {
Formula of_kind(Formula::Kind kind) {
  Formula formula;
  formula.kind = kind;
  return formula;
}
}  // namespace

Formula truth() { return of_kind(Formula::Kind::truth); }
Formula falsity() { return of_kind(Formula::Kind::falsity); }

Formula predicate(std::string name, std::vector<Term> terms) {
  Formula formula = of_kind(Formula::Kind::predicate);
  formula.name = std::move(name);
  formula.terms = std::move(terms);
  return formula;
}

Formula compare(Formula::Kind kind, Term left, Term right) {
  Formula formula = of_kind(kind);
  formula.terms.push_back(std::move(left));
  formula.terms.push_back(std::move(right));
  return formula;
}

Formula negation(Formula part) {
  Formula formula = of_kind(Formula::Kind::negation);
  formula.at = part.at;
  formula.parts.push_back(std::move(part));
  return formula;
}

Formula binary(Formula::Kind kind, Formula left, Formula right) {
  Formula formula = of_kind(kind);
  formula.at = {left.at.start, right.at.end};
  formula.parts.reserve(2);
  formula.parts.push_back(std::move(left));
  formula.parts.push_back(std::move(right));
  return formula;
}

Formula quantified(Formula::Kind kind, std::vector<std::string> variables, Formula part) {
  Formula formula = of_kind(kind);
  formula.at = part.at;
  formula.variables = std::move(variables);
  formula.parts.push_back(std::move(part));
  return formula;
}

Formula temporal(Formula::Kind kind, Interval interval, Formula part) {
  Formula formula = of_kind(kind);
  formula.at = part.at;
  formula.interval = interval;
  formula.parts.push_back(std::move(part));
  return formula;
}

Formula temporal(Formula::Kind kind, Interval interval, Formula left, Formula right) {
  Formula formula = binary(kind, std::move(left), std::move(right));
  formula.interval = interval;
  return formula;
}

Formula aggregation(std::string result, Aggregate aggregate, std::string over, std::vector<std::string> groups,
                    Formula part) {
  Formula formula = of_kind(Formula::Kind::aggregation);
  formula.at = part.at;
  formula.aggregate = aggregate;
  formula.variables = {std::move(result), std::move(over)};
  formula.variables.insert(formula.variables.end(), groups.begin(), groups.end());
  formula.parts.push_back(std::move(part));
  return formula;
}

Formula let(Formula::Kind kind, std::string name, std::vector<std::string> variables, Formula meaning, Formula body) {
  Formula formula = binary(kind, std::move(meaning), std::move(body));
  formula.name = std::move(name);
  formula.variables = std::move(variables);
  return formula;
}

namespace {
Formula folded(Formula::Kind kind, std::vector<Formula> parts, Formula of_none) {
  if (parts.empty()) return of_none;
  Formula all = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) all = binary(kind, std::move(all), std::move(parts[i]));
  return all;
}
}  // namespace

Formula conjunction_of(std::vector<Formula> parts) {
  return folded(Formula::Kind::conjunction, std::move(parts), truth());
}
Formula disjunction_of(std::vector<Formula> parts) {
  return folded(Formula::Kind::disjunction, std::move(parts), falsity());
}

namespace {

void add_unique(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void collect(const Formula& formula, std::vector<std::string>& names) {
  using Kind = Formula::Kind;
  switch (formula.kind) {
    case Kind::since:
    case Kind::until:
    case Kind::trigger:
    case Kind::release:
      collect(formula.parts[1], names);
      collect(formula.parts[0], names);
      return;
    case Kind::exists:
    case Kind::for_all:
      for (const std::string& name : free_variables(formula.parts[0])) {
        if (std::find(formula.variables.begin(), formula.variables.end(), name) == formula.variables.end())
          add_unique(names, name);
      }
      return;
    case Kind::aggregation:
      for (std::size_t i = 0; i < formula.variables.size(); ++i) {
        if (i != 1) add_unique(names, formula.variables[i]);
      }
      return;
    case Kind::let:
    case Kind::let_past:
    case Kind::freeze:
      collect(formula.parts[1], names);
      return;
    default:
      for (const Term& term : formula.terms) add_variables(term, names);
      for (const Formula& part : formula.parts) collect(part, names);
  }
}

}  // namespace

void add_variables(const Term& term, std::vector<std::string>& variables) {
  if (term.kind == Term::Kind::variable) add_unique(variables, term.name);
  for (const Term& argument : term.arguments) add_variables(argument, variables);
}

std::vector<std::string> free_variables(const Formula& formula) {
  std::vector<std::string> names;
  collect(formula, names);
  return names;
}

}  // namespace entente::verify

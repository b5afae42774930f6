#include "verify/desugar.h"

namespace entente::verify {
namespace {

using Kind = Formula::Kind;

Formula at(Formula formula, const Formula& original) {
  formula.at = original.at;
  return formula;
}

Formula simple_negation(Formula part) {
  const Span where = part.at;
  Formula result;
  if (part.kind == Kind::negation) {
    result = std::move(part.parts[0]);
    return result;
  }
  result = part.kind == Kind::truth ? falsity() : part.kind == Kind::falsity ? truth() : negation(std::move(part));
  result.at = where;
  return result;
}

// A comparison of two constants, where its truth is the same for every order of texts that anybody might use.
Formula decided(Formula formula) {
  const Term& a = formula.terms[0];
  const Term& b = formula.terms[1];
  if (a.kind != Term::Kind::constant || b.kind != Term::Kind::constant || a.value.index() != b.value.index())
    return formula;
  const bool holds = formula.kind == Kind::equal  ? a.value == b.value
                     : formula.kind == Kind::less ? a.value < b.value
                                                  : a.value <= b.value;
  return at(holds ? truth() : falsity(), formula);
}

}  // namespace

Formula desugar(const Formula& formula) {
  std::vector<Formula> parts;
  parts.reserve(formula.parts.size());
  for (const Formula& part : formula.parts) parts.push_back(desugar(part));
  const auto with_parts = [&] {
    Formula result;
    result.kind = formula.kind;
    result.name = formula.name;
    result.variables = formula.variables;
    result.terms = formula.terms;
    result.interval = formula.interval;
    result.aggregate = formula.aggregate;
    result.parts = std::move(parts);
    result.at = formula.at;
    return result;
  };
  switch (formula.kind) {
    case Kind::equal:
    case Kind::less:
    case Kind::less_or_equal:
      return decided(with_parts());
    case Kind::negation:
      return at(simple_negation(std::move(parts[0])), formula);
    case Kind::conjunction:
      if (parts[0].kind == Kind::truth) return std::move(parts[1]);
      if (parts[1].kind == Kind::truth) return std::move(parts[0]);
      return with_parts();
    case Kind::disjunction:
      if (parts[0].kind == Kind::falsity) return std::move(parts[1]);
      if (parts[1].kind == Kind::falsity) return std::move(parts[0]);
      return with_parts();
    case Kind::implication:
      return at(binary(Kind::disjunction, simple_negation(std::move(parts[0])), std::move(parts[1])), formula);
    case Kind::equivalence: {
      Formula both = at(binary(Kind::conjunction, parts[0], parts[1]), formula);
      Formula neither =
          at(binary(Kind::conjunction, simple_negation(std::move(parts[0])), simple_negation(std::move(parts[1]))),
             formula);
      return at(binary(Kind::disjunction, std::move(both), std::move(neither)), formula);
    }
    case Kind::for_all:
      return at(simple_negation(
                    at(quantified(Kind::exists, formula.variables, simple_negation(std::move(parts[0]))), formula)),
                formula);
    case Kind::historically:
    case Kind::always: {
      const Kind kind = formula.kind == Kind::always ? Kind::eventually : Kind::once;
      return at(simple_negation(at(temporal(kind, formula.interval, simple_negation(std::move(parts[0]))), formula)),
                formula);
    }
    case Kind::trigger:
    case Kind::release: {
      const Kind kind = formula.kind == Kind::trigger ? Kind::since : Kind::until;
      Formula dual = binary(kind, simple_negation(std::move(parts[0])), simple_negation(std::move(parts[1])));
      dual.interval = formula.interval;
      return at(simple_negation(at(std::move(dual), formula)), formula);
    }
    case Kind::since:
    case Kind::until:
      if (parts[0].kind == Kind::truth) {
        return at(temporal(formula.kind == Kind::since ? Kind::once : Kind::eventually, formula.interval,
                           std::move(parts[1])),
                  formula);
      }
      return with_parts();
    default:
      return with_parts();
  }
}

}  // namespace entente::verify

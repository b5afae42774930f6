#include "oracle/mfotl_generator.h"

#include <algorithm>

namespace entente::oracle {
namespace {

using namespace verify;
using Kind = Formula::Kind;
using Names = std::vector<std::string>;

class Generator {
 public:
  Generator(std::mt19937& random, const GeneratorLimits& limits) : random_(random), limits_(limits) {}

  // A formula whose free variables are `names`, computable alone.
  Formula safe(const Names& names, int depth) {
    if (depth <= 0) return leaf(names);
    switch (pick(22)) {
      case 0:
      case 1:
        return leaf(names);
      case 2:
      case 3:
        return binary(Kind::conjunction, safe(subset(names), depth - 1), safe(names, depth - 1));
      case 4:
        return binary(Kind::conjunction, safe(names, depth - 1), negation(safe(subset(names), depth - 1)));
      case 5:
        return binary(Kind::conjunction, negation(safe(subset(names), depth - 1)), safe(names, depth - 1));
      case 6:
        return binary(Kind::disjunction, safe(names, depth - 1), safe(names, depth - 1));
      case 7:
        return exists(names, depth);
      case 8:
        return temporal(Kind::previous, interval(true), safe(names, depth - 1));
      case 9:
        return temporal(Kind::next, interval(true), safe(names, depth - 1));
      case 10:
      case 11:
        return temporal(Kind::once, interval(true), safe(names, depth - 1));
      case 12:
        return temporal(Kind::eventually, interval(false), safe(names, depth - 1));
      case 13:
      case 14:
        return temporal(Kind::since, interval(true), left_side(names, depth - 1), safe(names, depth - 1));
      case 15:
        return temporal(Kind::until, interval(false), left_side(names, depth - 1), safe(names, depth - 1));
      case 16:
        return guarded(names, depth);
      case 17:
        return comparison(names, depth);
      case 18:
        return aggregated(names, depth);
      case 19:
        return defined(names, depth);
      case 20:
        return binary(Kind::conjunction, safe(names, depth - 1), universal(subset(names), depth - 1));
      default:
        return names.empty() ? negation(safe(names, depth - 1)) : safe(names, depth - 1);
    }
  }

 private:
  int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  Names subset(const Names& names) {
    Names some;
    for (const std::string& name : names) {
      if (pick(2) == 0) some.push_back(name);
    }
    return some;
  }
  std::string fresh() { return "v" + std::to_string(++count_); }

  Interval interval(bool unbounded) {
    Interval result;
    result.low = pick(3) == 0 ? pick(4) : 0;
    if (!unbounded || pick(3) > 0) result.high = result.low + pick(5) - (pick(20) == 0 ? 1 : 0);
    return result;
  }

  Formula leaf(const Names& names) {
    if (names.empty()) return pick(4) == 0 ? truth() : pick(3) == 0 ? predicate("p", {number()}) : predicate("e", {});
    if (names.size() == 1) {
      const Term x = variable(names[0]);
      switch (pick(8)) {
        case 0:
          return predicate("r", {x, x});
        case 1:
          return predicate("s", {x, number()});
        case 2:
          return compare(Kind::equal, x, number());
        default:
          return predicate(pick(3) == 0 ? "p" : pick(2) == 0 ? "q" : "u", {x});
      }
    }
    if (names.size() == 2) {
      const bool swapped = pick(2) == 0;
      return predicate(pick(2) == 0 ? "r" : "s", {variable(names[swapped ? 1 : 0]), variable(names[swapped ? 0 : 1])});
    }
    return binary(Kind::conjunction, leaf({names.begin(), names.begin() + 2}), leaf({names.begin() + 1, names.end()}));
  }
  Term number() { return constant(std::int64_t{pick(3)}); }

  Formula exists(const Names& names, int depth) {
    if (names.size() >= 2) return quantified(Kind::exists, {fresh()}, safe(names, depth - 1));
    Names more = names;
    more.push_back(fresh());
    return quantified(Kind::exists, {more.back()}, safe(more, depth - 1));
  }

  Formula left_side(const Names& names, int depth) {
    Formula part = safe(subset(names), depth);
    return pick(2) == 0 ? negation(std::move(part)) : part;
  }

  // Sugar that is computable under a guard.
  Formula guarded(const Names& names, int depth) {
    Formula guard = safe(names, depth - 1);
    Formula a = any(subset(names), depth - 1);
    Formula b = any(subset(names), depth - 1);
    switch (pick(5)) {
      case 0:
        return binary(Kind::conjunction, std::move(guard), binary(Kind::disjunction, std::move(a), std::move(b)));
      case 1:
        return binary(Kind::conjunction, std::move(guard), binary(Kind::implication, std::move(a), std::move(b)));
      case 2:
        return binary(Kind::conjunction, std::move(guard), binary(Kind::equivalence, std::move(a), std::move(b)));
      case 3:
        return binary(Kind::conjunction, std::move(guard),
                      negation(binary(Kind::conjunction, std::move(a), std::move(b))));
      default:
        return binary(Kind::conjunction, std::move(guard),
                      negation(binary(Kind::disjunction, std::move(a), std::move(b))));
    }
  }
  Formula any(const Names& names, int depth) {
    if (!names.empty() && pick(3) == 0)
      return compare(pick(2) == 0 ? Kind::less : Kind::equal, variable(names[0]), number());
    Formula part = safe(names, depth);
    return pick(3) == 0 ? negation(std::move(part)) : part;
  }

  // ALWAYS, PAST_ALWAYS, TRIGGER, RELEASE, FORALL, which are negations inside and so stand under a guard.
  Formula universal(const Names& names, int depth) {
    Formula part = negation(safe(names, depth - 1));
    switch (pick(5)) {
      case 0:
        return temporal(Kind::historically, interval(true), std::move(part));
      case 1:
        return temporal(Kind::always, interval(false), std::move(part));
      case 2:
        return temporal(Kind::trigger, interval(true), left_side(names, depth - 1), std::move(part));
      case 3:
        return temporal(Kind::release, interval(false), left_side(names, depth - 1), std::move(part));
      default: {
        if (names.size() >= 2) return part;
        Names more = names;
        more.push_back(fresh());
        return quantified(Kind::for_all, {more.back()}, binary(Kind::implication, safe(more, depth - 1), leaf(more)));
      }
    }
  }

  Formula comparison(const Names& names, int depth) {
    Formula guard = safe(names, depth - 1);
    if (names.empty()) return guard;
    const Term x = variable(names[static_cast<std::size_t>(pick(static_cast<int>(names.size())))]);
    const Term y = pick(2) == 0 ? number() : variable(names.back());
    Formula test = compare(pick(3) == 0 ? Kind::equal : pick(2) == 0 ? Kind::less : Kind::less_or_equal, x, y);
    if (pick(4) == 0) test.terms[1] = apply(Term::Kind::modulo, test.terms[1], number());
    if (pick(3) == 0) test = negation(std::move(test));
    return pick(2) == 0 ? binary(Kind::conjunction, std::move(guard), std::move(test))
                        : binary(Kind::conjunction, std::move(test), std::move(guard));
  }

  Formula aggregated(const Names& names, int depth) {
    if (!limits_.aggregations || names.empty() || aggregations_ > 0) return safe(names, depth - 1);
    ++aggregations_;
    const Names groups(names.begin() + 1, names.end());
    Names inner = groups;
    inner.push_back(fresh());
    if (inner.size() < 2 && pick(2) == 0) inner.push_back(fresh());
    constexpr Aggregate kinds[] = {Aggregate::count, Aggregate::minimum, Aggregate::maximum, Aggregate::sum};
    Formula result = aggregation(names[0], kinds[pick(4)], inner[groups.size()], groups, safe(inner, depth - 1));
    return pick(2) == 0
               ? result
               : binary(Kind::conjunction, std::move(result), compare(Kind::less, number(), variable(names[0])));
  }

  Formula defined(const Names& names, int depth) {
    if (!limits_.definitions || names.size() > 2) return safe(names, depth - 1);
    const std::string name = "D" + std::to_string(++count_);
    Names parameters;
    std::vector<Term> arguments;
    for (const std::string& variable_name : names) {
      parameters.push_back(fresh());
      arguments.push_back(variable(variable_name));
    }
    Formula use = predicate(name, arguments);
    switch (pick(3)) {
      case 0:
        return let(Kind::let, name, parameters, safe(parameters, depth - 1),
                   binary(Kind::conjunction, temporal(Kind::once, interval(true), use), safe(names, depth - 1)));
      case 1: {
        std::vector<Term> own;
        for (const std::string& parameter : parameters) own.push_back(variable(parameter));
        Formula earlier = temporal(Kind::previous, interval(true), predicate(name, own));
        if (pick(2) == 0) earlier = binary(Kind::conjunction, std::move(earlier), safe(parameters, depth - 2));
        if (pick(2) == 0) earlier = temporal(Kind::once, interval(true), std::move(earlier));
        return let(Kind::let_past, name, parameters,
                   binary(Kind::disjunction, safe(parameters, depth - 2), std::move(earlier)),
                   pick(2) == 0
                       ? use
                       : binary(Kind::conjunction, temporal(Kind::once, interval(true), use), safe(names, depth - 1)));
      }
      default:
        return let(Kind::freeze, name, parameters, safe(parameters, depth - 2),
                   pick(2) == 0
                       ? temporal(Kind::once, interval(true), binary(Kind::conjunction, use, safe(names, depth - 2)))
                       : temporal(Kind::since, interval(true), negation(use), safe(names, depth - 2)));
    }
  }

  std::mt19937& random_;
  const GeneratorLimits& limits_;
  int count_ = 0;
  int aggregations_ = 0;
};

}  // namespace

Signature generator_signature() {
  return parse_signature("p(int) q(int) u(int) r(int,int) s(int,int) t(string) e()", "generator").value();
}

Formula random_formula(std::mt19937& random, const GeneratorLimits& limits) {
  Names names;
  const auto wanted = static_cast<unsigned>(random() % 8);
  for (unsigned i = 0; i < (wanted == 0 ? 0u : wanted < 5 ? 1u : 2u); ++i) names.push_back(i == 0 ? "x" : "y");
  return Generator(random, limits).safe(names, limits.depth);
}

Trace random_trace(std::mt19937& random, std::size_t points, int values) {
  Trace trace;
  auto time = static_cast<std::int64_t>(random() % 3);
  const std::size_t count = random() % (points + 1);
  const auto number = [&] { return Value(static_cast<std::int64_t>(random() % static_cast<unsigned>(values))); };
  for (std::size_t i = 0; i < count; ++i) {
    time += static_cast<std::int64_t>(random() % 4);
    trace.times.push_back(time);
    std::vector<Event>& events = trace.events.emplace_back();
    const auto many = static_cast<unsigned>(random() % 6);
    for (unsigned k = 0; k < many; ++k) {
      switch (random() % 6) {
        case 0:
          events.push_back({"p", {number()}});
          break;
        case 1:
          events.push_back({"q", {number()}});
          break;
        case 2:
          events.push_back({"u", {number()}});
          break;
        case 3:
          events.push_back({"r", {number(), number()}});
          break;
        case 4:
          events.push_back({"s", {number(), number()}});
          break;
        default:
          events.push_back({"e", {}});
          break;
      }
    }
  }
  return trace;
}

}  // namespace entente::oracle

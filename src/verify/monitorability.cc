// A part is computable where its table is finite. Predicates are; x = 5 is; a conjunction is where its computable parts
// bind every variable that its comparisons and negations speak of. So a conjunction is taken apart into its conjuncts
// (through NOT (A OR B) too) and put together in the order in which variables get bound. What is computable only under
// such a guard, as in p(x) AND (q(x) OR x = 3), is computed from the guard's rows ("alternatives").
#include "verify/monitorability.h"

#include <algorithm>
#include <map>
#include <set>

namespace entente::verify {
namespace {

using Kind = Formula::Kind;
using Names = std::vector<std::string>;

bool has(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool all_in(const Names& some, const Names& names) {
  return std::all_of(some.begin(), some.end(), [&](const std::string& name) { return has(names, name); });
}
bool same_set(const Names& a, const Names& b) { return a.size() == b.size() && all_in(a, b); }
Names variables_of(const Term& term) {
  Names names;
  add_variables(term, names);
  return names;
}
std::string listed(const Names& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + std::string(name_in_text(names[i]));
  }
  return text;
}
Names missing(const Names& wanted, const Names& there) {
  Names result;
  for (const std::string& name : wanted) {
    if (!has(there, name)) result.push_back(name);
  }
  return result;
}
bool is_comparison(Kind kind) {
  return kind == Kind::equal || kind == Kind::less || kind == Kind::less_or_equal || kind == Kind::substring ||
         kind == Kind::matches;
}

struct Conjunct {
  const Formula* formula;
  bool negated;
};

// A AND B, NOT (A OR B), NOT NOT A, taken apart.
void take_apart(const Formula& formula, bool negated, std::vector<Conjunct>& conjuncts) {
  if (formula.kind == Kind::negation) return take_apart(formula.parts[0], !negated, conjuncts);
  const Kind splits = negated ? Kind::disjunction : Kind::conjunction;
  if (formula.kind == splits) {
    take_apart(formula.parts[0], negated, conjuncts);
    take_apart(formula.parts[1], negated, conjuncts);
    return;
  }
  conjuncts.push_back({&formula, negated});
}

class Planner {
 public:
  std::optional<Plan> run(const Formula& formula, Objections& objections) {
    auto plan_made = plan(formula, objections);
    if (tries_ > most_tries)
      objections.push_back({"formula-too-large", "the formula is too large to be planned", formula.at});
    return plan_made;
  }

 private:
  static constexpr int most_tries = 200000;

  using Made = std::optional<Plan>;

  static Made unsafe(Objections& objections, const Formula& formula, std::string why) {
    objections.push_back({"formula-unsafe", std::move(why), formula.at});
    return std::nullopt;
  }

  static Plan of(Plan::Kind kind, const Formula& formula) {
    Plan result;
    result.kind = kind;
    result.name = formula.name;
    result.interval = formula.interval;
    result.aggregate = formula.aggregate;
    result.variables = formula.variables;
    return result;
  }

  Made plan(const Formula& formula, Objections& objections) {
    if (++tries_ > most_tries) return std::nullopt;
    switch (formula.kind) {
      case Kind::truth:
        return of(Plan::Kind::truth, formula);
      case Kind::falsity:
        return of(Plan::Kind::falsity, formula);
      case Kind::predicate:
        return leaf(formula, objections);
      case Kind::equal:
      case Kind::less:
      case Kind::less_or_equal:
      case Kind::substring:
      case Kind::matches:
      case Kind::conjunction: {
        std::vector<Conjunct> conjuncts;
        take_apart(formula, false, conjuncts);
        return join(conjuncts, {}, objections);
      }
      case Kind::negation:
        return negation_alone(formula, objections);
      case Kind::disjunction:
        return either(formula, objections);
      case Kind::exists:
        return exists(formula, objections);
      case Kind::previous:
        return unary(Plan::Kind::previous, formula, objections);
      case Kind::next:
        return unary(Plan::Kind::next, formula, objections);
      case Kind::once:
        return unary(Plan::Kind::once, formula, objections);
      case Kind::eventually:
        bounded(formula, objections);
        return unary(Plan::Kind::eventually, formula, objections);
      case Kind::since:
        return binary_temporal(Plan::Kind::since, formula, objections);
      case Kind::until:
        bounded(formula, objections);
        return binary_temporal(Plan::Kind::until, formula, objections);
      case Kind::aggregation: {
        Made inner = plan(formula.parts[0], objections);
        if (!inner) return std::nullopt;
        Plan result = of(Plan::Kind::aggregation, formula);
        result.columns = {formula.variables[0]};
        for (std::size_t i = 2; i < formula.variables.size(); ++i) {
          if (!has(result.columns, formula.variables[i])) result.columns.push_back(formula.variables[i]);
        }
        result.parts.push_back(std::move(*inner));
        return result;
      }
      case Kind::let_past:
      case Kind::freeze:
        return definition(formula, objections);
      default:
        return unsafe(objections, formula, "this kind of formula has no table");  // gone since desugar
    }
  }

  static void bounded(const Formula& formula, Objections& objections) {
    if (formula.interval.high) return;
    const std::string word = formula.kind == Kind::until ? "UNTIL" : "EVENTUALLY";
    objections.push_back(
        {"formula-unbounded-future",
         word + " (ALWAYS and RELEASE are made of it) without an upper bound would wait for ever: give it one, as in " +
             word + "[0,7d]",
         formula.at});
  }

  Made leaf(const Formula& formula, Objections& objections) {
    Plan result = of(Plan::Kind::event, formula);
    if (definitions_.count(formula.name) > 0) result.kind = Plan::Kind::reference;
    if (formula.name == "tp" || formula.name == "ts" || formula.name == "tpts") result.kind = Plan::Kind::clock;
    result.terms = formula.terms;
    for (const Term& term : formula.terms) {
      if (term.kind == Term::Kind::variable) {
        if (!has(result.columns, term.name)) result.columns.push_back(term.name);
      } else if (term.kind != Term::Kind::constant) {
        return unsafe(objections, formula,
                      "an argument of a predicate is a variable or a constant, not " + readable(term) +
                          ": write a variable y there, and AND y = " + readable(term));
      }
    }
    return result;
  }

  static std::string readable(Term term) {
    const auto strip = [](const auto& self, Term& t) -> void {
      t.name = name_in_text(t.name);
      for (Term& argument : t.arguments) self(self, argument);
    };
    strip(strip, term);
    return to_string(term);
  }

  Made negation_alone(const Formula& formula, Objections& objections) {
    const Formula& inner = formula.parts[0];
    const Names free = free_variables(inner);
    if (!free.empty()) {
      // NOT x = x is nowhere true, for whatever x.
      if (inner.kind == Kind::equal && inner.terms[0].kind == Term::Kind::variable &&
          inner.terms[1].kind == Term::Kind::variable && inner.terms[0].name == inner.terms[1].name) {
        Plan nothing = of(Plan::Kind::falsity, formula);
        nothing.columns = free;
        return nothing;
      }
      std::vector<Conjunct> conjuncts;
      take_apart(formula, false, conjuncts);
      return join(conjuncts, {}, objections);
    }
    if (is_comparison(inner.kind)) {
      std::vector<Conjunct> conjuncts;
      take_apart(formula, false, conjuncts);
      return join(conjuncts, {}, objections);
    }
    Made part = plan(inner, objections);
    if (!part) return std::nullopt;
    Plan result = of(Plan::Kind::complement, formula);
    result.parts.push_back(std::move(*part));
    return result;
  }

  Made either(const Formula& formula, Objections& objections) {
    Made left = plan(formula.parts[0], objections);
    Made right = plan(formula.parts[1], objections);
    if (!left || !right) return std::nullopt;
    if (!same_set(left->columns, right->columns)) {
      Names odd = missing(left->columns, right->columns);
      for (const std::string& name : missing(right->columns, left->columns)) odd.push_back(name);
      return unsafe(objections, formula,
                    "only one side of OR restricts " + listed(odd) +
                        ": let both sides speak of it, or restrict it "
                        "by a conjunct outside of the OR");
    }
    Plan result = of(Plan::Kind::either, formula);
    result.columns = left->columns;
    for (Plan* side : {&*left, &*right}) {
      if (side->kind == Plan::Kind::either) {
        for (Plan& part : side->parts) result.parts.push_back(std::move(part));
      } else {
        result.parts.push_back(std::move(*side));
      }
    }
    return result;
  }

  Made exists(const Formula& formula, Objections& objections) {
    Made inner = plan(formula.parts[0], objections);
    if (!inner) return std::nullopt;
    Names kept = missing(inner->columns, formula.variables);
    if (kept.size() == inner->columns.size()) return inner;  // a variable that the part does not speak of
    if (inner->kind == Plan::Kind::project) {
      inner->columns = std::move(kept);
      return inner;
    }
    Plan result = of(Plan::Kind::project, formula);
    result.columns = std::move(kept);
    result.parts.push_back(std::move(*inner));
    return result;
  }

  Made unary(Plan::Kind kind, const Formula& formula, Objections& objections) {
    Made inner = plan(formula.parts[0], objections);
    if (!inner) return std::nullopt;
    Plan result = of(kind, formula);
    result.columns = inner->columns;
    result.parts.push_back(std::move(*inner));
    return result;
  }

  Made binary_temporal(Plan::Kind kind, const Formula& formula, Objections& objections) {
    const bool negated = formula.parts[0].kind == Kind::negation;
    const Formula& left_formula = negated ? formula.parts[0].parts[0] : formula.parts[0];
    Made right = plan(formula.parts[1], objections);
    Made left = plan(left_formula, objections);
    const char* word = kind == Plan::Kind::since ? "SINCE" : "UNTIL";
    if (right) {
      const Names unbound = missing(free_variables(left_formula), right->columns);
      if (!unbound.empty()) {
        return unsafe(objections, formula,
                      "the left side of " + std::string(word) + " speaks of " + listed(unbound) +
                          ", which the right side does not restrict: let the right side speak of it, or bind it on "
                          "the left by EXISTS");
      }
    }
    if (!left || !right) return std::nullopt;
    Plan result = of(kind, formula);
    result.negated = negated;
    result.columns = right->columns;
    result.parts.push_back(std::move(*left));
    result.parts.push_back(std::move(*right));
    return result;
  }

  // How far from now a predicate is asked for: not at all, in the past alone, now or in the past, or anywhere.
  enum class Reach { unused, past, now, anywhere };
  static Reach beyond(Reach part, Reach step) {
    if (part == Reach::unused) return part;
    if (part == Reach::anywhere || step == Reach::anywhere) return Reach::anywhere;
    return part == Reach::past || step == Reach::past ? Reach::past : Reach::now;
  }
  static Reach reach(const Formula& formula, const std::string& name) {
    if (formula.kind == Kind::predicate) return formula.name == name ? Reach::now : Reach::unused;
    Reach most = Reach::unused;
    for (const Formula& part : formula.parts) most = std::max(most, reach(part, name));
    switch (formula.kind) {
      case Kind::previous:
        return beyond(most, Reach::past);
      case Kind::next:
      case Kind::eventually:
      case Kind::until:
      case Kind::freeze:
        return beyond(most, Reach::anywhere);
      default:
        return most;
    }
  }

  Made definition(const Formula& formula, Objections& objections) {
    if (formula.kind == Kind::let_past && reach(formula.parts[0], formula.name) > Reach::past) {
      objections.push_back({"formula-recursion",
                            "in its own meaning " + std::string(name_in_text(formula.name)) +
                                " may be asked for earlier time points alone: put PREVIOUS before it",
                            formula.at});
      return std::nullopt;
    }
    if (formula.kind == Kind::freeze &&
        std::any_of(definitions_.begin(), definitions_.end(),
                    [&](const std::string& name) { return reach(formula.parts[1], name) != Reach::unused; })) {
      objections.push_back({"formula-freeze",
                            "the body of FRZ may not use what LETPAST or FRZ around it defines: define it inside",
                            formula.at});
      return std::nullopt;
    }
    if (formula.kind == Kind::let_past) definitions_.insert(formula.name);
    Made meaning = plan(formula.parts[0], objections);
    definitions_.insert(formula.name);
    Made body = plan(formula.parts[1], objections);
    if (!meaning || !body) return std::nullopt;
    Plan result = of(formula.kind == Kind::let_past ? Plan::Kind::let_past : Plan::Kind::freeze, formula);
    result.columns = body->columns;
    result.parts.push_back(std::move(*meaning));
    result.parts.push_back(std::move(*body));
    return result;
  }

  // A comparison as a condition over the columns `bound`, or nothing where it speaks of others and does not define
  // them.
  static std::optional<Condition> condition(const Conjunct& conjunct, const Names& bound) {
    const Formula& formula = *conjunct.formula;
    Condition result;
    result.kind = formula.kind;
    result.negated = conjunct.negated;
    result.terms = formula.terms;
    if (all_in(free_variables(formula), bound)) return result;
    if (conjunct.negated) return std::nullopt;
    if (formula.kind == Kind::equal) {
      for (const std::size_t side : {0u, 1u}) {
        const Term& variable_side = formula.terms[side];
        const Term& value_side = formula.terms[1 - side];
        if (variable_side.kind == Term::Kind::variable && all_in(variables_of(value_side), bound)) {
          result.terms = {value_side};
          result.adds = {variable_side.name};
          return result;
        }
      }
    }
    if (formula.kind == Kind::matches && all_in(variables_of(formula.terms[0]), bound) &&
        all_in(variables_of(formula.terms[1]), bound)) {
      for (std::size_t i = 2; i < formula.terms.size(); ++i) {
        const Term& group = formula.terms[i];
        if (all_in(variables_of(group), bound)) continue;
        if (group.kind != Term::Kind::variable) return std::nullopt;
        if (!has(result.adds, group.name)) result.adds.push_back(group.name);
      }
      return result;
    }
    return std::nullopt;
  }

  // Puts conjuncts together. `guard` are columns that the rows begin with.
  Made join(const std::vector<Conjunct>& conjuncts, const Names& guard, Objections& objections) {
    Plan result;
    result.kind = Plan::Kind::join;
    Names bound = guard;
    std::vector<Conjunct> waiting;
    Objections reasons;  // why the conjuncts that wait are not computable alone
    for (const Conjunct& conjunct : conjuncts) {
      const Kind kind = conjunct.formula->kind;
      if (conjunct.negated || is_comparison(kind)) {
        waiting.push_back(conjunct);
        continue;
      }
      if (kind == Kind::falsity) {
        Condition never;
        never.kind = Kind::falsity;
        result.conditions.push_back(std::move(never));
        continue;
      }
      Objections own;
      Made part = plan(*conjunct.formula, own);
      if (!part) {
        waiting.push_back(conjunct);
        reasons.insert(reasons.end(), own.begin(), own.end());
        continue;
      }
      // Objections that came with a plan (an unbounded future) stand.
      objections.insert(objections.end(), own.begin(), own.end());
      for (const std::string& name : part->columns) {
        if (!has(bound, name)) bound.push_back(name);
      }
      result.parts.push_back(std::move(*part));
    }
    result.positives = result.parts.size();
    bool progress = true;
    while (progress && !waiting.empty()) {
      progress = false;
      for (std::size_t i = 0; i < waiting.size();) {
        if (settle(waiting[i], bound, result, objections)) {
          waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(i));
          progress = true;
        } else {
          ++i;
        }
      }
    }
    if (!waiting.empty()) {
      for (const Conjunct& conjunct : waiting)
        object(conjunct, bound, conjuncts.size() + guard.size() == 1, reasons, objections);
      return std::nullopt;
    }
    result.columns = bound;
    if (guard.empty() && result.parts.size() == 1 && result.positives == 1 && result.conditions.empty() &&
        result.alternatives.empty()) {
      Plan alone = std::move(result.parts[0]);
      return alone;
    }
    return result;
  }

  // One conjunct that waited: a condition, something taken away, or alternatives under what is bound.
  bool settle(const Conjunct& conjunct, Names& bound, Plan& result, Objections& objections) {
    const Formula& formula = *conjunct.formula;
    if (is_comparison(formula.kind)) {
      auto made = condition(conjunct, bound);
      if (!made) return false;
      bound.insert(bound.end(), made->adds.begin(), made->adds.end());
      result.conditions.push_back(std::move(*made));
      return true;
    }
    if (formula.kind == Kind::truth || formula.kind == Kind::falsity) {
      Condition made;
      made.kind = (formula.kind == Kind::truth) != conjunct.negated ? Kind::truth : Kind::falsity;
      result.conditions.push_back(std::move(made));
      return true;
    }
    const Names free = free_variables(formula);
    if (conjunct.negated && all_in(free, bound)) {
      Objections own;
      if (Made part = plan(formula, own)) {
        objections.insert(objections.end(), own.begin(), own.end());
        result.parts.push_back(std::move(*part));
        return true;
      }
    }
    // A OR B, or NOT (A AND B): each side under the guard.
    const Kind splits = conjunct.negated ? Kind::conjunction : Kind::disjunction;
    if (formula.kind != splits || bound.empty()) return false;
    std::vector<Conjunct> sides;
    split(formula, conjunct.negated, splits, sides);
    std::vector<Plan> plans;
    for (const Conjunct& side : sides) {
      std::vector<Conjunct> inner;
      take_apart(*side.formula, side.negated, inner);
      Objections own;
      Made part = join(inner, bound, own);
      if (!part || (!plans.empty() && !same_set(part->columns, plans[0].columns))) return false;
      objections.insert(objections.end(), own.begin(), own.end());
      plans.push_back(std::move(*part));
    }
    bound = plans[0].columns;
    result.alternatives.push_back(std::move(plans));
    return true;
  }

  static void split(const Formula& formula, bool negated, Kind splits, std::vector<Conjunct>& sides) {
    if (formula.kind == splits) {
      split(formula.parts[0], negated, splits, sides);
      split(formula.parts[1], negated, splits, sides);
    } else {
      sides.push_back({&formula, negated});
    }
  }

  static void object(const Conjunct& conjunct, const Names& bound, bool alone, const Objections& reasons,
                     Objections& objections) {
    const Formula& formula = *conjunct.formula;
    const Names unbound = missing(free_variables(formula), bound);
    std::string what = conjunct.negated ? "NOT of this" : "this";
    if (is_comparison(formula.kind) || (conjunct.negated && !unbound.empty())) {
      std::string message = is_comparison(formula.kind) && !conjunct.negated ? "this comparison" : what;
      message += " holds for infinitely many values of " + listed(unbound) +
                 (alone ? ": join to it, by AND, a predicate or another computable formula that restricts "
                        : ", which nothing that it is joined to restricts: add a conjunct that restricts ") +
                 (unbound.size() > 1 ? "them" : "it");
      if (formula.kind == Kind::equal && !conjunct.negated)
        message += "; an equality computes one variable out of others, x = y + 1";
      objections.push_back({"formula-unsafe", std::move(message), formula.at});
      return;
    }
    if (reasons.empty()) {
      objections.push_back(
          {"formula-unsafe", what + " has no finite table here: restrict its variables inside of it", formula.at});
    }
    objections.insert(objections.end(), reasons.begin(), reasons.end());
  }

  std::set<std::string> definitions_;
  int tries_ = 0;
};

}  // namespace

std::optional<Plan> make_plan(const Formula& desugared, Objections& objections) {
  auto plan = Planner().run(desugared, objections);
  if (!objections.empty()) return std::nullopt;
  return plan;
}

}  // namespace entente::verify

// Types by unification: a set of type variables, each standing for one type, merged as uses show that two must be the
// same.
#include "verify/types.h"

#include <optional>

namespace entente::verify {
namespace {

using Kind = Formula::Kind;

struct Unknown {
  int parent;
  std::optional<ValueType> known;
  bool number = false;  // int or float
};

std::string describe(const Unknown& type) {
  if (type.known) return std::string(to_string(*type.known));
  return type.number ? "a number" : "of unknown type";
}

class Inference {
 public:
  Inference(const Signature& signature, Objections& objections) : signature_(signature), objections_(objections) {}

  Types run(const Formula& formula) {
    visit(formula);
    Types types;
    for (const auto& [name, type] : variables_) types.variables[name] = settled(type);
    for (const auto& [name, parameters] : definitions_) {
      for (const int type : parameters) types.definitions[name].push_back(settled(type));
    }
    return types;
  }

 private:
  int make(std::optional<ValueType> known = std::nullopt, bool number = false) {
    all_.push_back({static_cast<int>(all_.size()), known, number});
    return static_cast<int>(all_.size()) - 1;
  }
  int root(int type) {
    while (all_[type].parent != type) type = all_[type].parent = all_[all_[type].parent].parent;
    return type;
  }
  ValueType settled(int type) {
    const Unknown& unknown = all_[root(type)];
    return unknown.known ? *unknown.known : ValueType::real;
  }
  int of_variable(const std::string& name) {
    const auto [at, added] = variables_.try_emplace(name, 0);
    if (added) at->second = make();
    return at->second;
  }

  void unify(int a, int b, Span at, const std::string& what) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    Unknown& x = all_[a];
    Unknown& y = all_[b];
    const auto is_number = [](const Unknown& t) {
      return *t.known == ValueType::integer || *t.known == ValueType::real;
    };
    const bool clash = (x.known && y.known && *x.known != *y.known) || (x.known && y.number && !is_number(x)) ||
                       (y.known && x.number && !is_number(y));
    if (clash) {
      objections_.push_back(
          {"formula-type",
           what + ": one side is " + describe(x) + ", the other " + describe(y) + "; both must be of one type", at});
      return;
    }
    if (!x.known) x.known = y.known;
    x.number = x.number || y.number;
    y.parent = a;
  }

  int term(const Term& t) {
    using Term_ = Term::Kind;
    const auto function = [&](ValueType from, ValueType to) {
      unify(make(from), term(t.arguments[0]), t.at, "the argument of " + to_string(t));
      return make(to);
    };
    switch (t.kind) {
      case Term_::variable:
        return of_variable(t.name);
      case Term_::constant:
        return make(type_of(t.value));
      case Term_::add:
      case Term_::subtract:
      case Term_::multiply:
      case Term_::divide:
      case Term_::negate: {
        const int number = make(std::nullopt, true);
        for (const Term& argument : t.arguments) {
          unify(number, term(argument), t.at, "the arithmetic in " + readable(t));
        }
        return number;
      }
      case Term_::modulo: {
        const int number = make(ValueType::integer);
        for (const Term& argument : t.arguments)
          unify(number, term(argument), t.at, "the arithmetic in " + readable(t));
        return number;
      }
      case Term_::real_to_integer:
        return function(ValueType::real, ValueType::integer);
      case Term_::integer_to_real:
        return function(ValueType::integer, ValueType::real);
      case Term_::integer_to_text:
        return function(ValueType::integer, ValueType::text);
      case Term_::text_to_integer:
        return function(ValueType::text, ValueType::integer);
      case Term_::real_to_text:
        return function(ValueType::real, ValueType::text);
      case Term_::text_to_real:
        return function(ValueType::text, ValueType::real);
      case Term_::pattern_to_text:
        return function(ValueType::pattern, ValueType::text);
      case Term_::text_to_pattern:
        return function(ValueType::text, ValueType::pattern);
      case Term_::day_of_month:
      case Term_::month:
      case Term_::year:
        return function(ValueType::real, ValueType::integer);
      case Term_::format_date:
        return function(ValueType::real, ValueType::text);
    }
    return make();
  }

  static std::string readable(Term t) {
    strip(t);
    return to_string(t);
  }
  static void strip(Term& t) {
    t.name = name_in_text(t.name);
    for (Term& argument : t.arguments) strip(argument);
  }

  void predicate(const Formula& formula) {
    std::vector<int> expected;
    if (const auto defined = definitions_.find(formula.name); defined != definitions_.end()) {
      expected = defined->second;
    } else if (formula.name == "tp" || formula.name == "ts" || formula.name == "tpts") {
      expected.assign(formula.name == "tpts" ? 2 : 1, make(ValueType::integer));
    } else if (const PredicateDeclaration* declared = signature_.find(formula.name)) {
      for (const ValueType type : declared->types) expected.push_back(make(type));
    } else {
      objections_.push_back(
          {"formula-predicate",
           "the predicate " + std::string(name_in_text(formula.name)) + " is not in the signature: declare it there",
           formula.at});
      for (const Term& t : formula.terms) term(t);
      return;
    }
    const std::string name(name_in_text(formula.name));
    if (expected.size() != formula.terms.size()) {
      objections_.push_back({"formula-predicate",
                             name + " has " + std::to_string(expected.size()) + " arguments, and here " +
                                 std::to_string(formula.terms.size()),
                             formula.at});
    }
    for (std::size_t i = 0; i < formula.terms.size(); ++i) {
      const int type = term(formula.terms[i]);
      if (i < expected.size()) {
        unify(expected[i], type, formula.terms[i].at,
              "argument " + std::to_string(i + 1) + " of " + name + ", " + readable(formula.terms[i]));
      }
    }
  }

  void aggregation(const Formula& formula) {
    visit(formula.parts[0]);
    const int over = of_variable(formula.variables[1]);
    const int result = of_variable(formula.variables[0]);
    const std::string what = "the result of the aggregation, " + std::string(name_in_text(formula.variables[0]));
    switch (formula.aggregate) {
      case Aggregate::count:
        unify(make(ValueType::integer), result, formula.at, what);
        break;
      case Aggregate::minimum:
      case Aggregate::maximum:
        unify(over, result, formula.at, what);
        break;
      case Aggregate::sum:
        unify(make(std::nullopt, true), over, formula.at, "what SUM adds up");
        unify(over, result, formula.at, what);
        break;
      case Aggregate::average:
      case Aggregate::median:
        unify(make(std::nullopt, true), over, formula.at,
              formula.aggregate == Aggregate::average ? "what AVG is taken of" : "what MED is taken of");
        unify(make(ValueType::real), result, formula.at, what);
        break;
    }
  }

  void visit(const Formula& formula) {
    switch (formula.kind) {
      case Kind::predicate:
        return predicate(formula);
      case Kind::equal:
      case Kind::less:
      case Kind::less_or_equal:
        unify(term(formula.terms[0]), term(formula.terms[1]), formula.at, "a comparison");
        return;
      case Kind::substring:
        for (const Term& t : formula.terms) unify(make(ValueType::text), term(t), t.at, "SUBSTRING");
        return;
      case Kind::matches:
        for (std::size_t i = 0; i < formula.terms.size(); ++i) {
          unify(make(i == 1 ? ValueType::pattern : ValueType::text), term(formula.terms[i]), formula.terms[i].at,
                "MATCHES");
        }
        return;
      case Kind::aggregation:
        return aggregation(formula);
      case Kind::let_past:
      case Kind::freeze: {
        std::vector<int> parameters;
        for (const std::string& parameter : formula.variables) parameters.push_back(of_variable(parameter));
        definitions_[formula.name] = std::move(parameters);
        break;
      }
      default:
        break;
    }
    for (const Formula& part : formula.parts) visit(part);
  }

  const Signature& signature_;
  Objections& objections_;
  std::vector<Unknown> all_;
  std::map<std::string, int> variables_;
  std::map<std::string, std::vector<int>> definitions_;
};

}  // namespace

Types infer_types(const Formula& resolved, const Signature& signature, Objections& objections) {
  return Inference(signature, objections).run(resolved);
}

ValueType type_of(const Term& term, const Types& types) {
  using Kind_ = Term::Kind;
  switch (term.kind) {
    case Kind_::variable: {
      const auto at = types.variables.find(term.name);
      return at == types.variables.end() ? ValueType::real : at->second;
    }
    case Kind_::constant:
      return type_of(term.value);
    case Kind_::add:
    case Kind_::subtract:
    case Kind_::multiply:
    case Kind_::divide:
    case Kind_::negate:
      return type_of(term.arguments[0], types);
    case Kind_::modulo:
    case Kind_::real_to_integer:
    case Kind_::text_to_integer:
    case Kind_::day_of_month:
    case Kind_::month:
    case Kind_::year:
      return ValueType::integer;
    case Kind_::integer_to_real:
    case Kind_::text_to_real:
      return ValueType::real;
    case Kind_::integer_to_text:
    case Kind_::real_to_text:
    case Kind_::pattern_to_text:
    case Kind_::format_date:
      return ValueType::text;
    case Kind_::text_to_pattern:
      return ValueType::pattern;
  }
  return ValueType::integer;
}

}  // namespace entente::verify

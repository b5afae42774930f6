// Names are scoped by a stack of (name, new name); a definition carries the definitions that were in force where it
// stood, so that LET A(x) = A(x) IN … speaks of the outer A inside. An argument of a written-out predicate that is no
// variable, or one that stands twice, becomes a variable of its own, bound at the spot and made equal to the argument:
// A(x,5) is EXISTS y. A(x,y) AND y = 5.
#include "verify/resolve.h"

#include <algorithm>
#include <map>
#include <memory>

namespace entente::verify {
namespace {

using Kind = Formula::Kind;
using Names = std::map<std::string, std::string>;

struct Definition;
using Definitions = std::map<std::pair<std::string, std::size_t>, std::shared_ptr<const Definition>>;

struct Definition {
  std::vector<std::string> parameters;
  const Formula* meaning = nullptr;  // nothing where the predicate stays a predicate, called `name`
  std::string name;
  Definitions around;
  mutable bool used = false;
};

class Resolver {
 public:
  explicit Resolver(Objections& objections) : objections_(objections) {}

  Formula run(const Formula& formula, const Names& names, const Definitions& definitions) {
    if (++parts_ > 100000) {
      if (parts_ == 100001) {
        objections_.push_back(
            {"formula-too-large", "written out, the LETs of this formula make more than 100,000 parts", formula.at});
      }
      return falsity();
    }
    switch (formula.kind) {
      case Kind::predicate:
        return resolve_predicate(formula, names, definitions);
      case Kind::exists:
      case Kind::for_all:
        return resolve_quantifier(formula, names, definitions);
      case Kind::aggregation:
        return resolve_aggregation(formula, names, definitions);
      case Kind::let:
      case Kind::let_past:
      case Kind::freeze:
        return resolve_definition(formula, names, definitions);
      default:
        break;
    }
    Formula result = shell(formula);
    for (const Term& term : formula.terms) result.terms.push_back(renamed(term, names));
    for (const Formula& part : formula.parts) result.parts.push_back(run(part, names, definitions));
    return result;
  }

 private:
  static Formula shell(const Formula& formula) {
    Formula result;
    result.kind = formula.kind;
    result.name = formula.name;
    result.interval = formula.interval;
    result.aggregate = formula.aggregate;
    result.at = formula.at;
    return result;
  }

  std::string fresh(std::string_view name) { return std::string(name_in_text(name)) + '#' + std::to_string(++count_); }

  static std::string renamed(const std::string& name, const Names& names) {
    const auto at = names.find(name);
    return at == names.end() ? name : at->second;
  }
  Term renamed(const Term& term, const Names& names) {
    Term result = term;
    if (term.kind == Term::Kind::variable) result.name = renamed(term.name, names);
    for (Term& argument : result.arguments) argument = renamed(argument, names);
    return result;
  }

  Formula resolve_quantifier(const Formula& formula, const Names& names, const Definitions& definitions) {
    Names inner = names;
    Formula result = shell(formula);
    for (const std::string& variable : formula.variables) {
      result.variables.push_back(fresh(variable));
      inner[variable] = result.variables.back();
    }
    result.parts.push_back(run(formula.parts[0], inner, definitions));
    return result;
  }

  // Inside, the groups are the variables of outside; every other variable is its own.
  Formula resolve_aggregation(const Formula& formula, const Names& names, const Definitions& definitions) {
    const std::vector<std::string> free = free_variables(formula.parts[0]);
    Names inner;
    for (std::size_t i = 1; i < formula.variables.size(); ++i) {
      const std::string& variable = formula.variables[i];
      if (std::find(free.begin(), free.end(), variable) == free.end()) {
        objections_.push_back(
            {"formula-aggregation",
             (i == 1 ? "the aggregated variable " : "the group variable ") + std::string(name_in_text(variable)) +
                 " is not a free variable of the formula that is aggregated: use one of its free variables",
             formula.at});
      }
    }
    for (const std::string& variable : free) {
      const bool group =
          std::find(formula.variables.begin() + 2, formula.variables.end(), variable) != formula.variables.end();
      inner[variable] = group ? renamed(variable, names) : fresh(variable);
    }
    if (std::find(formula.variables.begin() + 2, formula.variables.end(), formula.variables[0]) !=
        formula.variables.end()) {
      objections_.push_back({"formula-aggregation",
                             "the result " + formula.variables[0] + " is also a group: give it another name",
                             formula.at});
    }
    Formula result = shell(formula);
    for (std::size_t i = 0; i < formula.variables.size(); ++i) {
      result.variables.push_back(renamed(formula.variables[i], i == 1 ? inner : names));
    }
    // The aggregated variable may be a group as well; then it has the group's name, as it should.
    result.parts.push_back(run(formula.parts[0], inner, definitions));
    return result;
  }

  Formula resolve_definition(const Formula& formula, const Names& names, const Definitions& definitions) {
    check_parameters(formula);
    auto definition = std::make_shared<Definition>();
    const std::pair key{formula.name, formula.variables.size()};
    Definitions inner = definitions;
    // What is not asked for at another time is not frozen: FRZ is then as LET.
    const bool frozen = formula.kind == Kind::freeze && asked_at_another_time(formula.parts[1], key, false);
    if (formula.kind == Kind::let || (formula.kind == Kind::freeze && !frozen)) {
      definition->parameters = formula.variables;
      definition->meaning = &formula.parts[0];
      definition->around = definitions;
      inner[key] = definition;
      Formula body = run(formula.parts[1], names, inner);
      if (!definition->used) check_unused(formula, definitions);
      return body;
    }
    definition->name = fresh(formula.name);
    inner[key] = definition;
    Formula result = shell(formula);
    result.name = definition->name;
    Names parameters;
    for (const std::string& parameter : formula.variables) {
      result.variables.push_back(fresh(parameter));
      parameters[parameter] = result.variables.back();
    }
    result.parts.push_back(run(formula.parts[0], parameters, formula.kind == Kind::let_past ? inner : definitions));
    result.parts.push_back(run(formula.parts[1], names, inner));
    return result;
  }

  using Key = std::pair<std::string, std::size_t>;

  // A definition made inside may hide the name or pass it on: then the answer is yes, which is never wrong.
  static bool asked_at_another_time(const Formula& formula, const Key& key, bool elsewhere) {
    if (formula.kind == Kind::predicate) return elsewhere && Key{formula.name, formula.terms.size()} == key;
    const bool definition = formula.kind == Kind::let || formula.kind == Kind::let_past || formula.kind == Kind::freeze;
    const bool temporal = formula.kind >= Kind::previous && formula.kind <= Kind::release;
    for (const Formula& part : formula.parts) {
      if (asked_at_another_time(part, key, elsewhere || temporal || definition)) return true;
    }
    return false;
  }

  void check_parameters(const Formula& formula) {
    const std::string what = "the parameters of " + formula.name;
    std::vector<std::string> parameters = formula.variables;
    std::sort(parameters.begin(), parameters.end());
    if (std::adjacent_find(parameters.begin(), parameters.end()) != parameters.end()) {
      objections_.push_back({"formula-definition", what + " must be distinct", formula.at});
    }
    std::vector<std::string> free = free_variables(formula.parts[0]);
    std::sort(free.begin(), free.end());
    if (free != parameters) {
      objections_.push_back({"formula-definition", what + " must be the free variables of what it means", formula.at});
    }
  }

  // What is defined and never used must be a formula all the same: its objections are found by resolving it once.
  void check_unused(const Formula& formula, const Definitions& definitions) {
    Names parameters;
    for (const std::string& parameter : formula.variables) parameters[parameter] = fresh(parameter);
    run(formula.parts[0], parameters, definitions);
  }

  Formula resolve_predicate(const Formula& formula, const Names& names, const Definitions& definitions) {
    const auto at = definitions.find({formula.name, formula.terms.size()});
    if (at == definitions.end() || at->second->meaning == nullptr) {
      Formula result = shell(formula);
      if (at != definitions.end()) result.name = at->second->name;
      for (const Term& term : formula.terms) result.terms.push_back(renamed(term, names));
      return result;
    }
    const Definition& definition = *at->second;
    definition.used = true;
    Names parameters;
    std::vector<std::string> used;
    std::vector<std::string> bound;
    std::vector<Formula> equalities;
    for (std::size_t i = 0; i < formula.terms.size(); ++i) {
      Term argument = renamed(formula.terms[i], names);
      const bool plain =
          argument.kind == Term::Kind::variable && std::find(used.begin(), used.end(), argument.name) == used.end();
      if (plain) {
        used.push_back(argument.name);
        parameters[definition.parameters[i]] = argument.name;
        continue;
      }
      bound.push_back(fresh(definition.parameters[i]));
      parameters[definition.parameters[i]] = bound.back();
      equalities.push_back(compare(Kind::equal, variable(bound.back()), std::move(argument)));
      equalities.back().at = formula.at;
    }
    Formula result = run(*definition.meaning, parameters, definition.around);
    for (Formula& equality : equalities) result = binary(Kind::conjunction, std::move(result), std::move(equality));
    if (!bound.empty()) result = quantified(Kind::exists, std::move(bound), std::move(result));
    return result;
  }

  Objections& objections_;
  int count_ = 0;
  std::size_t parts_ = 0;
};

}  // namespace

Formula resolve(const Formula& formula, Objections& objections) { return Resolver(objections).run(formula, {}, {}); }

std::string_view name_in_text(std::string_view resolved) { return resolved.substr(0, resolved.find('#')); }

}  // namespace entente::verify

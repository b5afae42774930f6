#include "oracle/mfotl_oracle.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace entente::oracle {
namespace {

using namespace verify;
using Kind = Formula::Kind;
using Assignment = std::map<std::string, Value>;

constexpr std::int64_t end_of_time = std::int64_t{1} << 62;

class Oracle {
 public:
  Oracle(const Trace& trace, std::vector<Value> domain) : times_(trace.times), domain_(std::move(domain)) {
    for (const auto& events : trace.events) events_.emplace_back(events.begin(), events.end());
    times_.push_back(end_of_time);
    events_.emplace_back();
  }

  bool beyond = false;  // was anything after the end asked for?

  // A predicate that a formula defines: which tuples it has at a time point, when asked from within.
  struct Meaning {
    Kind kind;
    const Formula* definition;
    const std::map<std::string, Meaning>* around;
    std::size_t point = 0;  // FRZ: where it is frozen; LETPAST inside itself: asked for before this point alone
    bool inside = false;
  };
  using Meanings = std::map<std::string, Meaning>;

  bool holds(const Formula& f, const Assignment& v, std::size_t i, const Meanings& meanings) {
    const auto part = [&](std::size_t k, std::size_t j) { return holds(f.parts[k], v, j, meanings); };
    const auto near = [&](std::size_t j) {
      return f.interval.contains(j > i ? times_[j] - times_[i] : times_[i] - times_[j]);
    };
    switch (f.kind) {
      case Kind::truth:
        return true;
      case Kind::falsity:
        return false;
      case Kind::predicate:
        return predicate(f, v, i, meanings);
      case Kind::equal:
      case Kind::less:
      case Kind::less_or_equal:
      case Kind::substring:
      case Kind::matches:
        return compare(f, v);
      case Kind::negation:
        return !part(0, i);
      case Kind::conjunction:
        return part(0, i) && part(1, i);
      case Kind::disjunction:
        return part(0, i) || part(1, i);
      case Kind::implication:
        return !part(0, i) || part(1, i);
      case Kind::equivalence:
        return part(0, i) == part(1, i);
      case Kind::exists:
        return some(f.variables, f.parts[0], v, i, meanings, true);
      case Kind::for_all:
        return !some(f.variables, f.parts[0], v, i, meanings, false);
      case Kind::previous:
        return i > 0 && near(i - 1) && part(0, i - 1);
      case Kind::next:
        if (i + 1 == times_.size()) return asked_beyond();
        return near(i + 1) && part(0, i + 1);
      case Kind::once:
      case Kind::since:
        for (std::size_t j = i + 1; j-- > 0;) {
          if (near(j) && part(f.parts.size() - 1, j)) return true;
          if (f.kind == Kind::since && !part(0, j)) return false;
        }
        return false;
      case Kind::historically:
      case Kind::trigger:
        for (std::size_t j = i + 1; j-- > 0;) {
          if (near(j) && !part(f.parts.size() - 1, j)) return false;
          if (f.kind == Kind::trigger && part(0, j)) return true;
        }
        return true;
      case Kind::eventually:
      case Kind::until:
        for (std::size_t j = i; j < times_.size(); ++j) {
          if (j > i && times_[j] - times_[i] > *f.interval.high) return false;
          if (near(j) && part(f.parts.size() - 1, j)) return true;
          if (f.kind == Kind::until && !part(0, j)) return false;
        }
        return asked_beyond();
      case Kind::always:
      case Kind::release:
        for (std::size_t j = i; j < times_.size(); ++j) {
          if (j > i && times_[j] - times_[i] > *f.interval.high) return true;
          if (near(j) && !part(f.parts.size() - 1, j)) return false;
          if (f.kind == Kind::release && part(0, j)) return true;
        }
        return asked_beyond();
      case Kind::aggregation: {
        const auto value = aggregate(f, v, i, meanings);
        const Value& result = v.at(f.variables[0]);
        return value && *value == result;
      }
      case Kind::let:
      case Kind::let_past:
      case Kind::freeze: {
        Meanings inner = meanings;
        inner[f.name + '/' + std::to_string(f.variables.size())] = {f.kind, &f, &meanings, i, false};
        return holds(f.parts[1], v, i, inner);
      }
    }
    return false;
  }

  // The aggregation's value for the groups' values in `v`; nothing where there is none.
  std::optional<Value> aggregate(const Formula& f, const Assignment& v, std::size_t i, const Meanings& meanings) {
    const std::vector<std::string> free = free_variables(f.parts[0]);
    std::vector<std::string> open;
    Assignment w;
    for (const std::string& name : free) {
      const bool group = std::find(f.variables.begin() + 2, f.variables.end(), name) != f.variables.end();
      if (group) {
        w[name] = v.at(name);
      } else {
        open.push_back(name);
      }
    }
    std::vector<Value> values;
    each(open, w, 0, [&](const Assignment& u) {
      if (holds(f.parts[0], u, i, meanings)) values.push_back(u.at(f.variables[1]));
      return true;
    });
    if (values.empty() && f.variables.size() > 2) return std::nullopt;
    return combined(f.aggregate, values);
  }

  const std::vector<Value>& domain() const { return domain_; }
  std::size_t points() const { return times_.size(); }

  template <typename Visit>
  bool each(const std::vector<std::string>& variables, Assignment& v, std::size_t from, Visit visit) {
    if (from == variables.size()) return visit(v);
    for (const Value& value : domain_) {
      v[variables[from]] = value;
      if (!each(variables, v, from + 1, visit)) return false;
    }
    return true;
  }

 private:
  bool asked_beyond() {
    beyond = true;
    return false;
  }

  bool some(const std::vector<std::string>& variables, const Formula& part, const Assignment& v, std::size_t i,
            const Meanings& meanings, bool wanted) {
    Assignment w = v;
    bool found = false;
    each(variables, w, 0, [&](const Assignment& u) { return !(found = holds(part, u, i, meanings) == wanted); });
    return found;
  }

  bool predicate(const Formula& f, const Assignment& v, std::size_t i, const Meanings& meanings) {
    std::vector<Value> arguments;
    for (const Term& term : f.terms) {
      const auto value = evaluate(term, v);
      if (!value) return false;
      arguments.push_back(*value);
    }
    const auto defined = meanings.find(f.name + '/' + std::to_string(f.terms.size()));
    if (defined != meanings.end()) return by_definition(defined->second, arguments, i);
    const auto point = static_cast<std::int64_t>(i);
    if (f.name == "tp" || f.name == "ts" || f.name == "tpts") {
      if (i + 1 == times_.size()) return false;
      if (f.name == "tpts") return arguments[0] == Value(point) && arguments[1] == Value(times_[i]);
      return arguments[0] == Value(f.name == "tp" ? point : times_[i]);
    }
    return std::any_of(events_[i].begin(), events_[i].end(),
                       [&](const Event& e) { return e.predicate == f.name && e.arguments == arguments; });
  }

  bool by_definition(const Meaning& meaning, const std::vector<Value>& arguments, std::size_t i) {
    const Formula& f = *meaning.definition;
    Assignment w;
    for (std::size_t k = 0; k < arguments.size(); ++k) w[f.variables[k]] = arguments[k];
    if (meaning.kind == Kind::let) return holds(f.parts[0], w, i, *meaning.around);
    if (meaning.kind == Kind::freeze) return holds(f.parts[0], w, meaning.point, *meaning.around);
    // Inside its own meaning, what is asked of LETPAST is there for earlier time points alone.
    if (meaning.inside && i >= meaning.point) return false;
    Meanings inner = *meaning.around;
    inner[f.name + '/' + std::to_string(f.variables.size())] = {Kind::let_past, &f, meaning.around, i, true};
    return holds(f.parts[0], w, i, inner);
  }

  static std::optional<Value> evaluate(const Term& term, const Assignment& v) {
    using Op = Term::Kind;
    if (term.kind == Op::variable) return v.at(term.name);
    if (term.kind == Op::constant) return term.value;
    std::vector<Value> values;
    for (const Term& argument : term.arguments) {
      const auto value = evaluate(argument, v);
      if (!value) return std::nullopt;
      values.push_back(*value);
    }
    if (const auto* a = std::get_if<std::int64_t>(&values[0])) {
      const auto* second = values.size() > 1 ? std::get_if<std::int64_t>(&values[1]) : nullptr;
      if (values.size() > 1 && second == nullptr) return std::nullopt;
      const std::int64_t b = second != nullptr ? *second : 0;
      switch (term.kind) {
        case Op::add:
          return *a + b;
        case Op::subtract:
          return *a - b;
        case Op::multiply:
          return *a * b;
        case Op::divide:
          return b == 0 ? 0 : *a / b;
        case Op::modulo:
          return b == 0 ? *a : *a % b;
        case Op::negate:
          return -*a;
        case Op::integer_to_real:
          return static_cast<double>(*a);
        default:
          return std::nullopt;
      }
    }
    return std::nullopt;
  }

  static bool compare(const Formula& f, const Assignment& v) {
    const auto a = evaluate(f.terms[0], v);
    const auto b = evaluate(f.terms[1], v);
    if (!a || !b || a->index() != b->index()) return false;
    switch (f.kind) {
      case Kind::equal:
        return *a == *b;
      case Kind::less:
        return *a < *b;
      case Kind::less_or_equal:
        return *a <= *b;
      case Kind::substring:
        return std::holds_alternative<std::string>(*a) &&
               std::get<std::string>(*b).find(std::get<std::string>(*a)) != std::string::npos;
      default:
        return false;
    }
  }

  static double real(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    return 0;
  }

  static std::optional<Value> combined(Aggregate aggregate, std::vector<Value> values) {
    std::sort(values.begin(), values.end());
    switch (aggregate) {
      case Aggregate::count:
        return static_cast<std::int64_t>(values.size());
      case Aggregate::minimum:
        return values.empty() ? Value(std::int64_t{0}) : values.front();
      case Aggregate::maximum:
        return values.empty() ? Value(std::int64_t{0}) : values.back();
      case Aggregate::sum: {
        std::int64_t sum = 0;
        for (const Value& value : values) sum += std::get<std::int64_t>(value);
        return sum;
      }
      case Aggregate::average: {
        double sum = 0;
        for (const Value& value : values) sum += real(value);
        return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
      }
      case Aggregate::median:
        return values.empty() ? 0.0 : (real(values[(values.size() - 1) / 2]) + real(values[values.size() / 2])) / 2;
    }
    return std::nullopt;
  }

  std::vector<std::int64_t> times_;
  std::vector<std::vector<Event>> events_;
  std::vector<Value> domain_;
};

void constants(const Term& term, std::set<Value>& values) {
  if (term.kind == Term::Kind::constant) values.insert(term.value);
  for (const Term& argument : term.arguments) constants(argument, values);
}
void constants(const Formula& formula, std::set<Value>& values) {
  for (const Term& term : formula.terms) constants(term, values);
  for (const Formula& part : formula.parts) constants(part, values);
}
void aggregations(const Formula& formula, std::vector<const Formula*>& found) {
  for (const Formula& part : formula.parts) aggregations(part, found);
  if (formula.kind == Kind::aggregation) found.push_back(&formula);
}

}  // namespace

std::vector<Value> domain_of(const Formula& formula, const Trace& trace) {
  std::set<Value> values;
  for (const auto& events : trace.events) {
    for (const Event& event : events) values.insert(event.arguments.begin(), event.arguments.end());
  }
  constants(formula, values);
  std::vector<const Formula*> found;  // the inner ones first
  aggregations(formula, found);
  for (const Formula* aggregation : found) {
    Oracle oracle(trace, {values.begin(), values.end()});
    for (std::size_t i = 0; i < oracle.points(); ++i) {
      Assignment v;
      const std::vector<std::string> groups(aggregation->variables.begin() + 2, aggregation->variables.end());
      oracle.each(groups, v, 0, [&](const Assignment& u) {
        if (const auto value = oracle.aggregate(*aggregation, u, i, {})) values.insert(*value);
        return true;
      });
    }
  }
  return {values.begin(), values.end()};
}

std::vector<Verdict> verdicts(const Formula& formula, const std::vector<Column>& columns, const Trace& trace,
                              std::vector<Value> domain, std::uint64_t& undecided) {
  Oracle oracle(trace, std::move(domain));
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  std::vector<Verdict> result;
  undecided = trace.times.size();
  for (std::size_t i = 0; i < trace.times.size(); ++i) {
    Verdict verdict;
    verdict.time_point = i;
    verdict.time = trace.times[i];
    Assignment v;
    oracle.each(names, v, 0, [&](const Assignment& u) {
      std::vector<Value> row;
      for (const Column& column : columns) {
        row.push_back(u.at(column.name));
        if (type_of(row.back()) != column.type) return true;
      }
      if (oracle.holds(formula, u, i, {})) verdict.rows.push_back(std::move(row));
      return true;
    });
    if (oracle.beyond) {
      undecided = i;
      break;
    }
    if (verdict.holds()) {
      std::sort(verdict.rows.begin(), verdict.rows.end());
      result.push_back(std::move(verdict));
    }
  }
  return result;
}

}  // namespace entente::oracle

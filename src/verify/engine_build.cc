#include "verify/engine_build.h"

#include <algorithm>

namespace entente::verify {
namespace {

bool has(const Columns& columns, const std::string& name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

Positions positions(const Columns& wanted, const Columns& there) {
  Positions result;
  for (const std::string& name : wanted) result.push_back(column_of(there, name));
  return result;
}

Columns common(const Columns& some, const Columns& others) {
  Columns result;
  for (const std::string& name : some) {
    if (has(others, name)) result.push_back(name);
  }
  return result;
}

Columns only(const Columns& some, const Columns& others) {
  Columns result;
  for (const std::string& name : some) {
    if (!has(others, name)) result.push_back(name);
  }
  return result;
}

bool ready(const Condition& condition, const Columns& bound) {
  Columns names;
  for (const Term& term : condition.terms) add_variables(term, names);
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return has(bound, name) || has(condition.adds, name); });
}

// How far back a body looks, for FRZ; nothing: without bound.
std::optional<std::int64_t> past_of(const Plan& plan) {
  std::int64_t most = 0;
  const auto take = [&](const Plan& part) {
    const auto past = past_of(part);
    most = past && most >= 0 ? std::max(most, *past) : -1;
  };
  for (const Plan& part : plan.parts) take(part);
  for (const auto& group : plan.alternatives) {
    for (const Plan& part : group) take(part);
  }
  if (most < 0 || plan.kind == Plan::Kind::let_past) return std::nullopt;
  if (plan.kind == Plan::Kind::once || plan.kind == Plan::Kind::since || plan.kind == Plan::Kind::previous) {
    if (!plan.interval.high) return std::nullopt;
    return most + std::max<std::int64_t>(0, *plan.interval.high);
  }
  return most;
}

void predicates_of(const Plan& plan, const Signature& signature, std::vector<bool>& used) {
  if (plan.kind == Plan::Kind::event)
    used[static_cast<std::size_t>(signature.find(plan.name) - signature.predicates.data())] = true;
  for (const Plan& part : plan.parts) predicates_of(part, signature, used);
  for (const auto& group : plan.alternatives) {
    for (const Plan& part : group) predicates_of(part, signature, used);
  }
}

}  // namespace

std::vector<Argument> Builder::arguments(const Plan& plan) {
  std::vector<Argument> result;
  Columns seen;
  for (const Term& term : plan.terms) {
    Argument argument;
    if (term.kind == Term::Kind::constant) {
      argument.fixed = true;
      argument.word = word_of(term.value, engine_.shared_.interner);
    } else {
      argument.column = column_of(plan.columns, term.name);
      argument.repeated = has(seen, term.name);
      seen.push_back(term.name);
    }
    result.push_back(argument);
  }
  return result;
}

Builder::Built Builder::leaf(const Plan& plan) {
  const std::size_t columns = plan.columns.size();
  if (plan.kind == Plan::Kind::clock) {
    const Clock clock = plan.name == "tp" ? Clock::point : plan.name == "ts" ? Clock::time : Clock::both;
    return {make_clock(engine_.shared_, clock, arguments(plan), columns), plan.columns};
  }
  if (plan.kind == Plan::Kind::reference) {
    return {make_reference(engine_.shared_, *definitions_.at(plan.name), arguments(plan), columns), plan.columns};
  }
  engine_.queues_.push_back(std::make_unique<EventQueue>(arguments(plan), columns));
  const auto number = static_cast<std::size_t>(signature_.find(plan.name) - signature_.predicates.data());
  engine_.sinks_[number].queues.push_back(engine_.queues_.back().get());
  return {make_events(engine_.shared_, *engine_.queues_.back(), columns), plan.columns};
}

Builder::Built Builder::either(const Plan& plan) {
  std::vector<NodePointer> nodes;
  std::vector<Positions> orders;
  bool window = false;
  for (const Plan& part : plan.parts) {
    Built built = build(part);
    window = window || built.node->is_window();
    orders.push_back(positions(plan.columns, built.columns));
    nodes.push_back(std::move(built.node));
  }
  if (!window) return {make_union_of_rows(std::move(nodes), std::move(orders)), plan.columns};
  for (NodePointer& node : nodes) node = as_table(std::move(node));
  return {make_window_union(std::move(nodes), std::move(orders)), plan.columns};
}

Builder::Built Builder::project(const Plan& plan) {
  Built part = build(plan.parts[0]);
  Positions kept = positions(plan.columns, part.columns);
  if (part.node->is_window())
    return {make_window_map(engine_.shared_, std::move(part.node), {}, std::move(kept)), plan.columns};
  return {make_projection_of_rows(std::move(part.node), std::move(kept)), plan.columns};
}

Builder::Built Builder::binary(const Plan& plan) {
  Built left = build(plan.parts[0]);
  Built right = build(plan.parts[1]);
  Positions left_columns = positions(left.columns, right.columns);
  const auto make = plan.kind == Plan::Kind::since ? make_since : make_until;
  return {make(engine_.shared_, std::move(left.node), plan.negated, std::move(right.node), std::move(left_columns),
               plan.interval),
          right.columns};
}

Builder::Built Builder::aggregate(const Plan& plan) {
  Built part = build(plan.parts[0]);
  Aggregation rule;
  rule.kind = plan.aggregate;
  rule.over = column_of(part.columns, plan.variables[1]);
  const auto type = types_.variables.find(plan.variables[1]);
  rule.type = type == types_.variables.end() ? ValueType::real : type->second;
  rule.groups = positions(Columns(plan.columns.begin() + 1, plan.columns.end()), part.columns);
  return {make_aggregation(engine_.shared_, std::move(part.node), std::move(rule)), plan.columns};
}

Builder::Built Builder::let_past(const Plan& plan) {
  auto definition = std::make_unique<Definition>(plan.variables.size());
  definitions_[plan.name] = definition.get();
  Built body = build(plan.parts[1]);
  if (definition->readers() == 0) return body;  // what nobody asks for is not computed
  Built meaning = build(plan.parts[0]);
  // The definition's columns are its parameters in their order.
  Positions order = positions(plan.variables, meaning.columns);
  NodePointer source = as_rows(std::move(meaning.node));
  std::vector<NodePointer> one;
  one.push_back(std::move(source));
  source = make_union_of_rows(std::move(one), {std::move(order)});
  return {make_let_past(std::move(definition), std::move(source), std::move(body.node)), body.columns};
}

Builder::Built Builder::freeze(const Plan& plan) {
  Built meaning = build(plan.parts[0]);
  std::vector<NodePointer> one;
  one.push_back(as_rows(std::move(meaning.node)));
  NodePointer source = make_union_of_rows(std::move(one), {positions(plan.variables, meaning.columns)});
  std::vector<std::size_t> arities;
  for (const PredicateDeclaration& predicate : signature_.predicates) arities.push_back(predicate.types.size());
  Freezer freezer;
  freezer.history = std::make_shared<History>(std::move(arities));
  freezer.past = past_of(plan.parts[1]);
  engine_.histories_.push_back(freezer.history);
  std::vector<bool> used(signature_.predicates.size(), false);
  predicates_of(plan.parts[1], signature_, used);
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) engine_.sinks_[i].histories.push_back(freezer.history.get());
  }
  freezer.make_body = [body = plan.parts[1], name = plan.name, columns = plan.variables.size(), types = types_,
                       signature = signature_, &interner = engine_.shared_.interner](std::uint64_t first_point) {
    return std::make_unique<Engine>(body, types, signature, interner, first_point, name, columns);
  };
  return {make_freeze(engine_.shared_, std::move(source), std::move(freezer), plan.parts[1].columns),
          plan.parts[1].columns};
}

Builder::Built Builder::join(const Plan& plan) {
  std::vector<Built> parts;
  bool rows = false;
  for (std::size_t i = 0; i < plan.parts.size(); ++i) {
    parts.push_back(build(plan.parts[i]));
    rows = rows || (i < plan.positives && !parts.back().node->is_window());
  }
  if (!rows && plan.positives > 0 && plan.alternatives.empty()) return join_of_windows(plan, std::move(parts));
  std::vector<NodePointer> inputs;
  return join_of_rows(plan, std::move(parts), inputs);
}

Builder::Built Builder::join_of_windows(const Plan& plan, std::vector<Built> parts) {
  Built result = std::move(parts[0]);
  std::vector<Built> waiting;
  for (std::size_t i = 1; i < plan.positives; ++i) waiting.push_back(std::move(parts[i]));
  while (!waiting.empty()) {
    // The one that shares most columns next: a join on nothing multiplies.
    auto best = std::max_element(waiting.begin(), waiting.end(), [&](const Built& a, const Built& b) {
      return common(a.columns, result.columns).size() < common(b.columns, result.columns).size();
    });
    Built other = std::move(*best);
    waiting.erase(best);
    const Columns shared = common(other.columns, result.columns);
    const Columns fresh = only(other.columns, result.columns);
    result.node = make_window_join(std::move(result.node), std::move(other.node), positions(shared, result.columns),
                                   positions(shared, other.columns), positions(fresh, other.columns));
    result.columns.insert(result.columns.end(), fresh.begin(), fresh.end());
  }
  std::vector<std::size_t> negatives;
  for (std::size_t i = plan.positives; i < plan.parts.size(); ++i) negatives.push_back(i);
  const auto take_away = [&] {
    std::erase_if(negatives, [&](std::size_t i) {
      if (!only(parts[i].columns, result.columns).empty()) return false;
      Positions key = positions(parts[i].columns, result.columns);
      result.node = make_window_difference(std::move(result.node), as_table(std::move(parts[i].node)), std::move(key));
      return true;
    });
  };
  take_away();
  if (!plan.conditions.empty()) {
    std::vector<Test> tests;
    for (const Condition& condition : plan.conditions) {
      tests.emplace_back(condition, result.columns, types_, engine_.shared_.interner);
      result.columns.insert(result.columns.end(), condition.adds.begin(), condition.adds.end());
    }
    Positions all;
    for (std::size_t i = 0; i < result.columns.size(); ++i) all.push_back(i);
    result.node = make_window_map(engine_.shared_, std::move(result.node), std::move(tests), std::move(all));
    take_away();
  }
  return result;
}

Builder::Built Builder::join_of_rows(const Plan& plan, std::vector<Built> parts, std::vector<NodePointer>& inputs) {
  Columns bound;
  // The base: the first positive part that is rows; a window where alternatives need one.
  std::size_t base = plan.parts.size();
  for (std::size_t i = 0; i < plan.positives && base == plan.parts.size(); ++i) {
    if (!parts[i].node->is_window()) base = i;
  }
  if (base == plan.parts.size() && plan.positives > 0) {
    base = 0;
    parts[0].node = as_rows(std::move(parts[0].node));
  }
  const bool has_base = base < plan.parts.size();
  if (has_base) {
    bound = parts[base].columns;
    inputs.push_back(std::move(parts[base].node));
  }
  Chain steps = chain(plan, std::move(parts), bound, inputs);
  const std::size_t columns = bound.size();
  return {make_join(engine_.shared_, std::move(inputs), has_base, std::move(steps), columns), std::move(bound)};
}

Chain Builder::chain(const Plan& plan, std::vector<Built> parts, Columns& bound, std::vector<NodePointer>& inputs) {
  Chain result;
  std::vector<bool> condition_done(plan.conditions.size(), false);
  const auto apply_conditions = [&] {
    for (bool progress = true; progress;) {
      progress = false;
      for (std::size_t i = 0; i < plan.conditions.size(); ++i) {
        const Condition& condition = plan.conditions[i];
        if (condition_done[i] || !ready(condition, bound)) continue;
        // A variable that a later join bound as well is compared, not added.
        Condition applied = condition;
        if (condition.kind == Formula::Kind::equal && !condition.adds.empty() && has(bound, condition.adds[0])) {
          applied.terms = {variable(condition.adds[0]), condition.terms[0]};
          applied.adds.clear();
        } else if (!condition.adds.empty()) {
          applied.adds = only(condition.adds, bound);
        }
        Step step;
        step.kind = Step::Kind::test;
        step.test.emplace_back(applied, bound, types_, engine_.shared_.interner);
        result.steps.push_back(std::move(step));
        bound.insert(bound.end(), applied.adds.begin(), applied.adds.end());
        condition_done[i] = progress = true;
      }
    }
  };
  const auto connect = [&](Built& part, Step::Kind kind) {
    Step step;
    step.kind = kind;
    const Columns shared = common(part.columns, bound);
    const Columns fresh = only(part.columns, bound);
    step.key = positions(shared, bound);
    step.input_key = positions(shared, part.columns);
    step.new_columns = positions(fresh, part.columns);
    if (part.node->is_window()) {
      step.whole = fresh.empty();
      if (!step.whole && !shared.empty()) step.index = part.node->table().add_index(step.input_key);
    }
    step.input = inputs.size();
    inputs.push_back(std::move(part.node));
    result.steps.push_back(std::move(step));
    bound.insert(bound.end(), fresh.begin(), fresh.end());
  };
  const auto waits = [&](std::size_t i) { return parts[i].node != nullptr; };
  const auto take_away = [&] {
    for (std::size_t i = plan.positives; i < plan.parts.size(); ++i) {
      if (waits(i) && only(parts[i].columns, bound).empty()) connect(parts[i], Step::Kind::remove);
    }
  };
  apply_conditions();
  take_away();
  while (true) {
    // Next what only looks up; then what shares most columns with what is bound.
    std::size_t best = plan.positives;
    std::size_t best_rank = 0;
    for (std::size_t i = 0; i < plan.positives; ++i) {
      if (!waits(i)) continue;
      const std::size_t shared = common(parts[i].columns, bound).size();
      const std::size_t rank =
          1 + (shared == parts[i].columns.size() ? 1000 : shared * 2) + (parts[i].node->is_window() ? 0 : 1);
      if (rank > best_rank) {
        best = i;
        best_rank = rank;
      }
    }
    if (best == plan.positives) break;
    connect(parts[best], Step::Kind::join);
    apply_conditions();
    take_away();
  }
  for (const std::vector<Plan>& group : plan.alternatives) {
    Step step;
    step.kind = Step::Kind::alternatives;
    Columns after;
    for (const Plan& branch : group) {
      std::vector<Built> branch_parts;
      for (const Plan& part : branch.parts) branch_parts.push_back(build(part));
      Columns branch_bound = bound;
      Chain steps = chain(branch, std::move(branch_parts), branch_bound, inputs);
      if (after.empty()) after = branch_bound;
      steps.order = positions(after, branch_bound);
      step.branches.push_back(std::move(steps));
    }
    result.steps.push_back(std::move(step));
    bound = after;
    apply_conditions();
    take_away();
  }
  for (std::size_t i = 0; i < bound.size(); ++i) result.order.push_back(i);
  return result;
}

Builder::Built Builder::build(const Plan& plan) {
  Shared& shared = engine_.shared_;
  const auto timed = [&](auto make) {
    Built part = build(plan.parts[0]);
    return Built{make(shared, std::move(part.node), plan.interval), std::move(part.columns)};
  };
  switch (plan.kind) {
    case Plan::Kind::truth:
      return {make_constant(shared, true, 0), {}};
    case Plan::Kind::falsity:
      return {make_constant(shared, false, plan.columns.size()), plan.columns};
    case Plan::Kind::event:
    case Plan::Kind::clock:
    case Plan::Kind::reference:
      return leaf(plan);
    case Plan::Kind::join:
      return join(plan);
    case Plan::Kind::either:
      return either(plan);
    case Plan::Kind::project:
      return project(plan);
    case Plan::Kind::complement:
      return {make_complement(build(plan.parts[0]).node), {}};
    case Plan::Kind::previous:
      return timed(make_previous);
    case Plan::Kind::next:
      return timed(make_next);
    case Plan::Kind::once:
      return timed(make_once);
    case Plan::Kind::eventually:
      return timed(make_eventually);
    case Plan::Kind::since:
    case Plan::Kind::until:
      return binary(plan);
    case Plan::Kind::aggregation:
      return aggregate(plan);
    case Plan::Kind::let_past:
      return let_past(plan);
    case Plan::Kind::freeze:
      return freeze(plan);
  }
  return {make_constant(shared, false, 0), {}};
}

}  // namespace entente::verify

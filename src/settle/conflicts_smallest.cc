#include "settle/conflicts_smallest.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "settle/conflicts_cost.h"
#include "settle/marco.h"
#include "settle/sat_optimum.h"

namespace entente::settle {
namespace {

std::uint64_t weight_in(const GroupedFormula& formula, Group group, const ConflictsConfig& config) {
  return config.order == ConflictsConfig::Order::smallest_by_weight ? formula.weight_of(group) : 1;
}

// The least hitting sets of concessions; variable g stands for group g.
class HittingSets {
 public:
  HittingSets(const GroupedFormula& formula, const ConflictsConfig& config)
      : formula_(formula),
        config_(config),
        optimum_(sat_, static_cast<int>(formula.groups)),
        known_(formula.groups + std::size_t{1}, 0) {}

  void must_hit(const GroupSet& concession) {
    std::vector<int> clause;
    for (const Group group : concession) {
      if (!known_[group]) {
        known_[group] = 1;
        in_use_.push_back(group);
        optimum_.add_soft(-static_cast<int>(group), weight_in(formula_, group, config_));
      }
      clause.push_back(static_cast<int>(group));
    }
    sat_.add(clause);
  }

  void block(const GroupSet& conflict) {
    std::vector<int> clause;
    for (const Group group : conflict) {
      // A group that no concession names is in no conflict: conflicts are made of groups that hitting sets chose, or
      // were found by MARCO together with the concessions that each of their members is in.
      clause.push_back(-static_cast<int>(group));
    }
    sat_.add(clause);
  }

  Answer next(const Stop& stop) { return optimum_.next(stop); }
  std::uint64_t lower_bound() const { return optimum_.lower_bound(); }

  GroupSet set() const {
    GroupSet groups;
    for (const Group group : in_use_) {
      if (sat_.value(static_cast<int>(group))) groups.push_back(group);
    }
    std::sort(groups.begin(), groups.end());
    return groups;
  }

 private:
  const GroupedFormula& formula_;
  const ConflictsConfig& config_;
  Sat sat_{Sat::Phase::prefer_false_always};
  Optimum optimum_;
  std::vector<char> known_;
  std::vector<Group> in_use_;
};

// What a first, limited run of MARCO finds.
struct Start {
  std::vector<FoundSet> conflicts;
  std::vector<GroupSet> concessions;
  ConflictsOutcome outcome;
};

Start start_with_marco(GroupOracle& oracle, const ConflictsConfig& config) {
  constexpr std::size_t most_solves = 20'000;
  constexpr std::size_t most_sets = 5'000;
  Start start;
  ConflictsConfig all = config;
  all.conflicts = all.concessions = true;
  all.most_conflicts = all.most_concessions = SIZE_MAX;
  const std::size_t before = oracle.sat().solves();
  start.outcome = enumerate_by_marco(oracle, all, [&](const FoundSet& found) {
    if (found.is_conflict) {
      start.conflicts.push_back(found);
    } else {
      start.concessions.push_back(found.groups);
    }
    return oracle.sat().solves() - before < most_solves &&
           start.conflicts.size() + start.concessions.size() < most_sets;
  });
  std::sort(start.conflicts.begin(), start.conflicts.end(), [](const FoundSet& a, const FoundSet& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.groups < b.groups;
  });
  return start;
}

}  // namespace

void enumerate_smallest_concessions(const GroupedFormula& formula, const ConflictsConfig& config, const Sink& sink,
                                    ConflictsOutcome& outcome) {
  GroupOracle oracle(formula);
  Sat& sat = oracle.sat();
  Optimum optimum(sat, formula.variables + static_cast<int>(formula.groups));
  const auto by_group = formula.clauses_by_group();
  for (Group group = 1; group <= formula.groups; ++group) {
    if (!by_group[group].empty()) optimum.add_soft(oracle.selector(group), weight_in(formula, group, config));
  }
  while (outcome.concessions < config.most_concessions) {
    const Answer answer = optimum.next(config.stop);
    if (answer != Answer::satisfiable) {
      outcome.stopped = answer == Answer::stopped;
      outcome.complete = !outcome.stopped;
      break;
    }
    FoundSet found;
    std::vector<int> block;
    for (Group group = 1; group <= formula.groups; ++group) {
      if (by_group[group].empty() || sat.value(oracle.selector(group))) continue;
      found.groups.push_back(group);
      block.push_back(oracle.selector(group));
    }
    found.cost = cost_of(formula, found.groups, config);
    found.model = oracle.model();
    sat.add(block);
    ++outcome.concessions;
    if (!sink(found)) break;
  }
  outcome.solves += sat.solves();
}

void enumerate_smallest_conflicts(GroupOracle& oracle, const ConflictsConfig& config, const Sink& sink,
                                  ConflictsOutcome& outcome) {
  const GroupedFormula& formula = oracle.formula();
  const auto give = [&](const FoundSet& found) {
    ++outcome.conflicts;
    return sink(found) && outcome.conflicts < config.most_conflicts;
  };
  if (config.most_conflicts == 0) return;
  const Start start = start_with_marco(oracle, config);
  if (start.outcome.complete) {
    for (std::size_t i = 0; i < start.conflicts.size(); ++i) {
      if (!give(start.conflicts[i]) && i + 1 < start.conflicts.size()) return;
    }
    outcome.complete = true;
    return;
  }
  HittingSets hitting(formula, config);
  for (const GroupSet& concession : start.concessions) hitting.must_hit(concession);
  std::set<GroupSet> given;
  auto candidate = start.conflicts.begin();
  while (true) {
    const Answer answer = hitting.next(config.stop);
    if (answer != Answer::satisfiable) {
      outcome.stopped = answer == Answer::stopped;
      outcome.complete = !outcome.stopped;
      return;
    }
    GroupSet set = hitting.set();
    // Known conflicts of the least cost that is still possible need no further search.
    for (; candidate != start.conflicts.end() && candidate->cost <= hitting.lower_bound(); ++candidate) {
      if (!given.insert(candidate->groups).second) continue;
      hitting.block(candidate->groups);
      if (!give(*candidate)) return;
    }
    if (given.count(set) > 0) continue;
    Answer holds = oracle.solve(set, config.stop);
    if (holds == Answer::unsatisfiable) {
      hitting.block(set);
      given.insert(set);
      if (!give({true, set, cost_of(formula, set, config), {}})) return;
    }
    // Disjoint concessions that the set does not hit, one after the other.
    while (holds == Answer::satisfiable) {
      const auto grown = oracle.grow(oracle.model(), config.stop);
      if (!grown) break;
      const GroupSet concession = complement(grown->first, formula.groups);
      hitting.must_hit(concession);
      if (concession.empty()) break;
      GroupSet both;
      std::set_union(set.begin(), set.end(), concession.begin(), concession.end(), std::back_inserter(both));
      set = std::move(both);
      holds = oracle.solve(set, config.stop);
    }
    if (config.stop && config.stop()) {
      outcome.stopped = true;
      return;
    }
  }
}

}  // namespace entente::settle

#include "settle/conflicts_smallest.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "settle/conflicts_cost.h"
#include "settle/conflicts_dual.h"
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
      // A group that no concession names is in no conflict: conflicts are made of groups that hitting sets chose.
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

void enumerate_smallest_conflicts(GroupOracle& first, const ConflictsConfig& config, const Sink& sink,
                                  ConflictsOutcome& outcome) {
  const GroupedFormula& formula = first.formula();
  const auto give = [&](const FoundSet& found) {
    ++outcome.conflicts;
    return sink(found) && outcome.conflicts < config.most_conflicts;
  };
  if (config.most_conflicts == 0) return;
  DualStart start;
  std::optional<GroupOracle> fresh;
  if (config.most_conflicts == SIZE_MAX) {
    start = start_by_duality(first, config, [](const FoundSet&) { return true; });
    if (start.conflicts) {
      std::vector<FoundSet> conflicts;
      for (GroupSet& groups : *start.conflicts) {
        const std::uint64_t cost = cost_of(formula, groups, config);
        conflicts.push_back({true, std::move(groups), cost, {}});
      }
      std::sort(conflicts.begin(), conflicts.end(), [](const FoundSet& a, const FoundSet& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.groups < b.groups;
      });
      outcome.complete = std::all_of(conflicts.begin(), conflicts.end(), give);
      return;
    }
    fresh.emplace(formula);
  }
  GroupOracle& oracle = fresh ? *fresh : first;
  HittingSets hitting(formula, config);
  for (const GroupSet& concession : start.concessions) hitting.must_hit(concession);
  while (true) {
    const Answer answer = hitting.next(config.stop);
    if (answer != Answer::satisfiable) {
      outcome.stopped = answer == Answer::stopped;
      outcome.complete = !outcome.stopped;
      return;
    }
    GroupSet set = hitting.set();
    Answer holds = oracle.solve(set, config.stop);
    if (holds == Answer::unsatisfiable) {
      hitting.block(set);
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

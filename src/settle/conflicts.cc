#include "settle/conflicts.h"

#include <optional>

#include "settle/conflicts_cost.h"
#include "settle/conflicts_smallest.h"
#include "settle/marco.h"

namespace entente::settle {
namespace {

// Concessions alone: every maximal satisfiable set blocks its subsets in the formula itself, so that each next model is
// new (Marques-Silva, Heras, Janota, Previti and Belov, "On computing minimal correction subsets", IJCAI 2013). Models
// can be grown in the same solver, since what holds more than a known set is not blocked; once there are many blocking
// clauses, which would slow that down, it is done in a solver of its own.
void enumerate_concessions(GroupOracle& blocked, const ConflictsConfig& config, const Sink& sink,
                           ConflictsOutcome& outcome) {
  constexpr std::size_t most_together = 64;
  const GroupedFormula& formula = blocked.formula();
  std::optional<GroupOracle> own;
  std::vector<int> block;
  for (Group group = 1; group <= formula.groups; ++group) blocked.sat().prefer(blocked.selector(group));
  while (outcome.concessions < config.most_concessions) {
    if (outcome.concessions == most_together) {
      own.emplace(formula);
      for (Group group = 1; group <= formula.groups; ++group) own->sat().prefer(own->selector(group));
    }
    const Answer answer = blocked.sat().solve(config.stop);
    if (answer == Answer::unsatisfiable) {
      outcome.complete = true;
      break;
    }
    GroupOracle& grower = own ? *own : blocked;
    auto grown = answer == Answer::satisfiable ? grower.grow(blocked.model(), config.stop) : std::nullopt;
    if (!grown) {
      outcome.stopped = true;
      break;
    }
    FoundSet found;
    found.groups = complement(grown->first, formula.groups);
    found.cost = cost_of(formula, found.groups, config);
    found.model = std::move(grown->second);
    block.clear();
    for (const Group group : found.groups) block.push_back(blocked.selector(group));
    blocked.sat().add(block);
    ++outcome.concessions;
    if (!sink(found)) break;
  }
  if (own) outcome.solves += own->sat().solves();
}

ConflictsOutcome smallest_first(GroupOracle& oracle, const ConflictsConfig& config, const Sink& sink) {
  ConflictsOutcome outcome;
  outcome.complete = true;
  bool go_on = true;
  const Sink watched = [&](const FoundSet& found) { return go_on = sink(found); };
  if (config.conflicts) {
    outcome.complete = false;
    enumerate_smallest_conflicts(oracle, config, watched, outcome);
  }
  if (config.concessions && go_on && !outcome.stopped) {
    const bool conflicts_complete = outcome.complete;
    outcome.complete = false;
    enumerate_smallest_concessions(oracle.formula(), config, watched, outcome);
    outcome.complete = outcome.complete && conflicts_complete;
  }
  return outcome;
}

}  // namespace

ConflictsOutcome enumerate_conflicts(const GroupedFormula& formula, const ConflictsConfig& config, const Sink& sink) {
  GroupOracle oracle(formula);
  ConflictsOutcome outcome;
  const Answer always = oracle.solve({}, config.stop);
  if (always == Answer::stopped) {
    outcome.stopped = true;
  } else if (always == Answer::unsatisfiable) {
    outcome.complete = outcome.always_broken = true;
    if (config.conflicts && config.most_conflicts > 0) {
      outcome.conflicts = 1;
      sink({true, {}, 0, {}});
    }
  } else if (config.order != ConflictsConfig::Order::as_found) {
    outcome = smallest_first(oracle, config, sink);
  } else if (config.conflicts) {
    outcome = enumerate_by_marco(oracle, config, sink);
  } else {
    enumerate_concessions(oracle, config, sink, outcome);
  }
  outcome.solves += oracle.sat().solves();
  return outcome;
}

}  // namespace entente::settle

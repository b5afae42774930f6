#include "settle/conflicts.h"

#include <optional>

#include "settle/concessions.h"
#include "settle/conflicts_cost.h"
#include "settle/conflicts_dual.h"
#include "settle/conflicts_smallest.h"
#include "settle/marco.h"

namespace entente::settle {
namespace {

// By duality where that ends within its limits, else by MARCO, which starts with the concessions that were found. For a
// few sets MARCO alone is quicker.
ConflictsOutcome as_found(GroupOracle& first, const ConflictsConfig& config, const Sink& sink) {
  constexpr std::size_t few = 100;
  if (config.most_conflicts < few || (config.concessions && config.most_concessions < few))
    return enumerate_by_marco(first, config, sink, {});
  ConflictsOutcome outcome;
  bool go_on = true;
  std::size_t concessions = 0;
  const DualStart start = start_by_duality(first, config, [&](const FoundSet& found) {
    if (!config.concessions || ++concessions > config.most_concessions) return true;
    ++outcome.concessions;
    return go_on = sink(found);
  });
  if (!go_on) return outcome;
  if (!start.conflicts) {
    GroupOracle fresh(first.formula());
    outcome = enumerate_by_marco(fresh, config, sink, start.concessions);
    outcome.solves += fresh.sat().solves();
    return outcome;
  }
  for (const GroupSet& groups : *start.conflicts) {
    if (outcome.conflicts == config.most_conflicts) return outcome;
    ++outcome.conflicts;
    if (!sink({true, groups, cost_of(first.formula(), groups, config), {}})) return outcome;
  }
  outcome.complete = concessions <= config.most_concessions;
  return outcome;
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
    outcome = as_found(oracle, config, sink);
  } else {
    enumerate_concessions(oracle, config, sink, outcome);
  }
  outcome.solves += oracle.sat().solves();
  return outcome;
}

}  // namespace entente::settle

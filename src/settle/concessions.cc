#include "settle/concessions.h"

#include <optional>

#include "settle/conflicts_cost.h"

namespace entente::settle {

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

}  // namespace entente::settle

// What a set of groups costs.
#pragma once

#include "settle/conflicts.h"

namespace entente::settle {

inline std::uint64_t cost_of(const GroupedFormula& formula, const GroupSet& groups, const ConflictsConfig& config) {
  if (config.order != ConflictsConfig::Order::smallest_by_weight) return groups.size();
  std::uint64_t cost = 0;
  for (const Group group : groups) {
    const std::uint64_t weight = formula.weight_of(group);
    cost = cost > UINT64_MAX - weight ? UINT64_MAX : cost + weight;
  }
  return cost;
}

}  // namespace entente::settle

#include "oracle/conflicts_by_force.h"

namespace entente::oracle {
namespace {

using settle::Group;
using settle::GroupedFormula;
using settle::GroupSet;

// For every assignment that satisfies group 0: the set of the groups it satisfies, as bits (group g is bit g − 1).
std::set<std::uint32_t> satisfied_sets(const GroupedFormula& formula) {
  std::set<std::uint32_t> sets;
  settle::Model model(static_cast<std::size_t>(formula.variables) + 1);
  for (std::uint32_t bits = 0; bits < (1u << formula.variables); ++bits) {
    for (int v = 1; v <= formula.variables; ++v) model[static_cast<std::size_t>(v)] = (bits >> (v - 1)) & 1u;
    const auto satisfied = settle::satisfied_groups(formula, model);
    if (!satisfied[0]) continue;
    std::uint32_t set = 0;
    for (Group g = 1; g <= formula.groups; ++g) set |= satisfied[g] ? 1u << (g - 1) : 0u;
    sets.insert(set);
  }
  return sets;
}

GroupSet to_set(std::uint32_t bits) {
  GroupSet set;
  for (Group g = 1; bits >> (g - 1) != 0; ++g) {
    if ((bits >> (g - 1)) & 1u) set.push_back(g);
  }
  return set;
}

}  // namespace

AllConflicts conflicts_by_force(const GroupedFormula& formula) {
  const auto sets = satisfied_sets(formula);
  const std::uint32_t count = 1u << formula.groups;
  std::vector<char> can(count, 0);
  for (std::uint32_t set = count; set-- > 0;) {
    can[set] = sets.count(set) > 0;
    for (Group g = 0; g < formula.groups && !can[set]; ++g) {
      if (!((set >> g) & 1u)) can[set] = can[set | (1u << g)];
    }
  }
  AllConflicts all;
  for (std::uint32_t set = 0; set < count; ++set) {
    bool minimal = !can[set];
    bool maximal = can[set];
    for (Group g = 0; g < formula.groups; ++g) {
      const std::uint32_t bit = 1u << g;
      if ((set & bit) && !can[set ^ bit]) minimal = false;
      if (!(set & bit) && can[set | bit]) maximal = false;
    }
    if (minimal) all.conflicts.insert(to_set(set));
    if (maximal) all.concessions.insert(to_set((count - 1) & ~set));
  }
  return all;
}

bool can_hold_by_force(const GroupedFormula& formula, const GroupSet& groups) {
  std::uint32_t wanted = 0;
  for (const Group g : groups) wanted |= 1u << (g - 1);
  for (const std::uint32_t set : satisfied_sets(formula)) {
    if ((set & wanted) == wanted) return true;
  }
  return false;
}

}  // namespace entente::oracle

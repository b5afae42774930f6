// Conflicts and concessions of a grouped formula: minimal sets of groups that cannot all hold (MUS), and minimal sets
// of groups whose giving up lets the rest hold (MCS).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "settle/conflicts_formula.h"
#include "settle/sat.h"

namespace entente::settle {

struct ConflictsConfig {
  enum class Order {
    as_found,            // fastest
    smallest_by_count,   // fewest groups first
    smallest_by_weight,  // least sum of weights first
  };
  bool conflicts = true;
  bool concessions = true;
  Order order = Order::as_found;
  std::size_t most_conflicts = SIZE_MAX;
  std::size_t most_concessions = SIZE_MAX;
  Stop stop;
};

// A set as it is found. For a concession `model` satisfies everything but the set; for a conflict it is empty.
struct FoundSet {
  bool is_conflict = false;
  GroupSet groups;
  std::uint64_t cost = 0;  // the sum of its weights (their number by count), saturating
  Model model;
};

// Receives each set as it is found; false ends the enumeration.
using Sink = std::function<bool(const FoundSet&)>;

struct ConflictsOutcome {
  bool complete = false;       // there are no more sets, of the kinds asked for, than those given
  bool stopped = false;        // ended by `stop`
  bool always_broken = false;  // the part that always holds cannot: one conflict, the empty set, and no concession
  std::size_t conflicts = 0;
  std::size_t concessions = 0;
  std::size_t solves = 0;  // calls of the solver
};

// Enumerates. Each set is given once. Conflicts by duality where the concessions are few (conflicts_dual.h), else by
// MARCO's scheme; concessions alone by blocking what was found in the formula itself; smallest first by duality or by
// optimisation (sat_optimum.h). The number of sets can be exponential: use the limits or `stop`.
ConflictsOutcome enumerate_conflicts(const GroupedFormula& formula, const ConflictsConfig& config, const Sink& sink);

}  // namespace entente::settle

// Minimal deadlocks: moments that wait for one another. What would break them: sequence_swaps.h.
#pragma once

#include <optional>

#include "settle/sequence_graph.h"

namespace entente::settle {

// Needs looked at before striking members out of a deadlock or a swap, one by one, is given up.
constexpr std::size_t most_work = 100'000'000;

// Of the moments that are not reached: for each those requirements that no reached step meets, as sets of blocked
// moments. A set of moments is a deadlock where each member has a requirement whose moments all lie in the set. (A
// requirement that names no step at all makes its moment a deadlock of its own.)
struct Blocked {
  struct Need {
    std::uint32_t requirement;
    std::vector<Moment> any_of;  // ascending
  };
  std::vector<Moment> moments;           // ascending
  std::vector<std::vector<Need>> needs;  // by moment; empty where it is reached
};

Blocked blocked_moments(const StepGraph& graph, const std::vector<char>& reached);

// One minimal deadlock that does not touch the moments `granted` (by moment), or nothing where there is none.
//
// For each moment the requirement with the fewest steps is taken; the strongly connected components (Tarjan 1972) of
// that graph from which nothing leads out are deadlocks, and the smallest is shrunk. Where every requirement in it
// names one step, its minimal deadlocks are the circles without chord: the shortest circle through one member, cut at
// its narrowest chord that leads back. Else members are struck out one by one, with all that then no longer wait; what
// must stay, stays. Linear in the first case, in the second (members that stay) * (size of the component), given up,
// with a set that may not be minimal, after `most_work`.
struct FoundDeadlock {
  std::vector<Moment> moments;  // ascending
  bool minimal = true;
};
std::optional<FoundDeadlock> one_deadlock(const StepGraph& graph, const std::vector<char>& granted);

// All minimal deadlocks from the smallest up, by SAT (sat_optimum.h), up to `most`; the flag says whether these are
// all.
struct DeadlockList {
  std::vector<std::vector<Moment>> deadlocks;
  bool complete = false;
  bool stopped = false;
};
DeadlockList all_deadlocks(const StepGraph& graph, const Blocked& blocked, std::size_t most, const Stop& stop);

}  // namespace entente::settle

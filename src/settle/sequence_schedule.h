// The earliest schedule of what can be carried out.
#pragma once

#include "settle/sequence_graph.h"

namespace entente::settle {

// Fills schedule, days, critical_path, broken_windows and schedule_exact. `reached` as from reachable_moments.
//
// Without limits of days: Knuth's generalisation of Dijkstra's algorithm (1977): finishes are handled in the order of
// time, a requirement is met by the first of its steps to finish, a moment starts when its last requirement is met. A
// limit "a within n days of b" does not make a earlier but b later: b may not finish earlier than n days before a
// starts. So starts are raised and the schedule made again until nothing changes; as every rule is "not earlier than a
// monotone function of the others", this ends in the earliest schedule of all, or some start passes the sum of all
// days, which no possible schedule needs, and the limit that raised it is broken. Where a limit names several steps,
// each choice among them is tried, up to `most_choices`. O((steps + waits) log steps) for each time it is made.
void schedule(const StepGraph& graph, const std::vector<char>& reached, const Stop& stop, Sequence& sequence);

}  // namespace entente::settle

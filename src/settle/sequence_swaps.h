// What would break a deadlock: steps that are taken at once.
#pragma once

#include "settle/sequence_deadlock.h"

namespace entente::settle {

// Sets of moments that, happening at once after all that is reached, meet one another's requirements, and hold a member
// of the deadlock: a smallest one by steps, then the others as small, up to `most`. With `smallest` false one that is
// minimal alone (no part of it does), by striking out; given up, with one that may not be minimal, after `most_work`.
struct SwapList {
  std::vector<std::vector<Moment>> swaps;
  bool smallest = true;
  bool minimal = true;
  bool complete = false;
  bool stopped = false;
};
SwapList swaps_of(const StepGraph& graph, const Blocked& blocked, const std::vector<Moment>& deadlock, bool smallest,
                  std::size_t most, const Stop& stop);

}  // namespace entente::settle

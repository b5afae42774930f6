// The order of steps: what can start, when what can be done is done, which steps wait for one another in a circle, what
// would break the circle.
//
// A step may start once each of its waits is met: one of the steps that the wait names has finished. Steps that are
// `together` make up one moment: they start at the same time, and waits among them are met by that. Days count from
// now; what is done was finished at day 0.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "settle/problem.h"
#include "settle/sat.h"

namespace entente::settle {

struct SequenceConfig {
  std::size_t most_deadlocks = 20;
  std::size_t most_swaps = 10;  // per deadlock
  std::size_t most_guarantees = 20;
  std::size_t exact_up_to = 2'000;  // blocked steps; with more, one deadlock after the other and one swap each, which
                                    // is minimal but may not be the smallest
  Stop stop;
};

struct StepTime {
  StepIndex step = 0;
  double start = 0;  // days from now
  double finish = 0;
  double slack = 0;  // how much later it could start without delaying the end, its windows aside
  bool critical = false;
};

// A wait of a step, by its index in the step's waits.
struct WaitOf {
  StepIndex step = 0;
  std::uint32_t wait = 0;
  friend bool operator==(const WaitOf&, const WaitOf&) = default;
};

// A limit "within n days of" that cannot be kept, with the steps that follow one another in the contradiction. The
// schedule is given without it.
struct BrokenWindow {
  WaitOf window;
  std::vector<StepIndex> chain;  // from the step that the window starts at to the step that comes too late
  bool certain = true;           // false: the search for a schedule that keeps it was given up
};

// A minimal set of steps none of which can start before another of them: even if all other steps had happened.
struct Deadlock {
  std::vector<StepIndex> steps;               // ascending
  bool minimal = true;                        // false: too large to be shrunk to the end
  std::vector<WaitOf> waits;                  // for each member a wait that nothing outside can meet
  std::vector<std::vector<StepIndex>> swaps;  // sets that, happening at one moment, let a member happen; smallest first
  bool swaps_are_smallest = true;             // each is a smallest one
  bool swaps_are_minimal = true;              // of each no part would do
  bool swaps_complete = true;                 // all smallest ones are listed
};

// A step that a guarantee could stand in for, so that those who wait for it need not.
struct Guarantee {
  StepIndex in_place_of = 0;
  std::vector<StepIndex> unlocks;  // steps that can then be carried out, ascending
};

struct Sequence {
  std::vector<StepIndex> can_start;      // ascending; not done, every wait met by what is done
  std::vector<StepTime> schedule;        // of all that can be carried out, by start, then by index
  double days = 0;                       // until the last of them has finished
  std::vector<StepIndex> critical_path;  // from the first to the last; empty where nothing can be done
  std::vector<BrokenWindow> broken_windows;
  bool schedule_exact = true;       // false: not all choices of windows were tried, a shorter one may exist
  std::vector<StepIndex> blocked;   // ascending; never can start
  std::vector<Deadlock> deadlocks;  // smallest first
  bool deadlocks_complete = true;
  std::vector<Guarantee> guarantees;  // those that unlock most first
  bool stopped = false;
};

Sequence sequence_of(const Problem& problem, const SequenceConfig& config);

}  // namespace entente::settle

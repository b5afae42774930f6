// Steps and their waits as an AND/OR graph over moments.
#pragma once

#include <cstdint>
#include <vector>

#include "settle/sequence.h"

namespace entente::settle {

using Moment = std::uint32_t;

// A wait of a moment that its own steps do not meet.
struct Requirement {
  Moment moment = 0;
  WaitOf wait;
  std::vector<StepIndex> any_of;
  double within_days = -1;  // negative: no limit
};

struct StepGraph {
  static constexpr Moment none = UINT32_MAX;

  std::vector<Moment> moment_of;                 // by step; none where it is done
  std::vector<std::vector<StepIndex>> steps_in;  // by moment
  std::vector<double> days;                      // by step
  std::vector<Requirement> requirements;
  std::vector<std::vector<std::uint32_t>> requirements_of;    // by moment
  std::vector<std::vector<std::uint32_t>> requirements_with;  // by step: those that it can meet

  std::size_t moments() const { return steps_in.size(); }
  std::size_t steps() const { return moment_of.size(); }
  bool is_done(StepIndex step) const { return moment_of[step] == none; }
};

// Linear. Requirements that a done step meets are left out, unless they set a limit of days.
StepGraph step_graph(const Problem& problem);

// Which moments can come about once those `granted` count as done, by moment. Linear.
std::vector<char> reachable_moments(const StepGraph& graph, const std::vector<Moment>& granted = {});

// What one more moment would let come about, asked for one after the other: what each brings is followed from what is
// reached and then taken back, so that a question costs what it brings and no more.
class Unlocking {
 public:
  Unlocking(const StepGraph& graph, const std::vector<char>& reached);

  // The moments that come about once `granted`, which is not reached, counts as done; without it, ascending.
  std::vector<Moment> unlocked_by(Moment granted);

 private:
  const StepGraph& graph_;
  std::vector<char> reached_;
  std::vector<char> met_;            // by requirement
  std::vector<std::uint32_t> open_;  // by moment: requirements that are not met
};

}  // namespace entente::settle

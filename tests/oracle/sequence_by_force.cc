#include "oracle/sequence_by_force.h"

#include <algorithm>

namespace entente::oracle {
namespace {

using settle::Problem;
using settle::Step;
using settle::StepIndex;
using settle::Wait;

Bits done_steps(const Problem& problem) {
  Bits done = 0;
  for (StepIndex s = 0; s < problem.steps.size(); ++s) done |= problem.steps[s].done ? 1u << s : 0u;
  return done;
}

// The steps, not done, that happen together with this one.
Bits moment_of(const Problem& problem, StepIndex step) {
  Bits set = 1u << step;
  for (bool grew = true; grew;) {
    grew = false;
    for (StepIndex a = 0; a < problem.steps.size(); ++a) {
      for (const StepIndex b : problem.steps[a].together) {
        if (problem.steps[a].done || problem.steps[b].done) continue;
        const Bits both = 1u << a | 1u << b;
        if ((set & both) != 0 && (set & both) != both) {
          set |= both;
          grew = true;
        }
      }
    }
  }
  return set;
}

bool waits_met(const Problem& problem, Bits moment, Bits happened) {
  for (StepIndex s = 0; s < problem.steps.size(); ++s) {
    if (!(moment >> s & 1u)) continue;
    for (const Wait& wait : problem.steps[s].waits) {
      Bits any = 0;
      for (const StepIndex other : wait.any_of) any |= 1u << other;
      if ((any & (happened | moment)) == 0) return false;
    }
  }
  return true;
}

bool closed(const Problem& problem, Bits set) {
  for (StepIndex s = 0; s < problem.steps.size(); ++s) {
    if ((set >> s & 1u) && (problem.steps[s].done || (moment_of(problem, s) & ~set) != 0)) return false;
  }
  return true;
}

}  // namespace

Bits can_happen_by_force(const Problem& problem, Bits granted) {
  // Every state that can be visited; what happens never hinders, but that is not presumed here.
  std::set<Bits> visited;
  std::vector<Bits> open{done_steps(problem) | granted};
  Bits ever = 0;
  while (!open.empty()) {
    const Bits state = open.back();
    open.pop_back();
    if (!visited.insert(state).second) continue;
    ever |= state;
    for (StepIndex s = 0; s < problem.steps.size(); ++s) {
      if (state >> s & 1u) continue;
      const Bits moment = moment_of(problem, s);
      if (waits_met(problem, moment, state)) open.push_back(state | moment);
    }
  }
  return ever;
}

std::set<Bits> deadlocks_by_force(const Problem& problem) {
  const Bits all = (1u << problem.steps.size()) - 1;
  std::set<Bits> deadlocks;
  for (Bits set = 1; set <= all; ++set) {
    if (!closed(problem, set)) continue;
    bool stuck = true;
    for (StepIndex s = 0; s < problem.steps.size(); ++s) {
      if ((set >> s & 1u) && waits_met(problem, moment_of(problem, s), all & ~set)) stuck = false;
    }
    if (stuck) deadlocks.insert(set);
  }
  std::set<Bits> minimal;
  for (const Bits set : deadlocks) {
    const bool has_smaller = std::any_of(deadlocks.begin(), deadlocks.end(),
                                         [&](Bits other) { return other != set && (other & ~set) == 0; });
    if (!has_smaller) minimal.insert(set);
  }
  return minimal;
}

std::set<Bits> swaps_by_force(const Problem& problem, Bits deadlock) {
  const Bits all = (1u << problem.steps.size()) - 1;
  std::set<Bits> swaps;
  std::size_t least = problem.steps.size() + 1;
  for (Bits set = 1; set <= all; ++set) {
    const auto size = static_cast<std::size_t>(__builtin_popcount(set));
    if (size > least || !closed(problem, set)) continue;
    Problem changed = problem;
    StepIndex first = 0;
    while (!(set >> first & 1u)) ++first;
    for (StepIndex s = first + 1; s < problem.steps.size(); ++s) {
      if (set >> s & 1u) changed.steps[first].together.push_back(s);
    }
    if ((can_happen_by_force(changed) & deadlock) == 0) continue;
    if (size < least) swaps.clear();
    least = size;
    swaps.insert(set);
  }
  return swaps;
}

bool is_schedule(const Problem& problem, Bits steps, const std::vector<int>& starts) {
  const auto finish = [&](StepIndex s) {
    return problem.steps[s].done ? 0 : starts[s] + static_cast<int>(problem.steps[s].days);
  };
  Bits placed = done_steps(problem);
  for (StepIndex s = 0; s < problem.steps.size(); ++s) {
    if (!(steps >> s & 1u) || problem.steps[s].done) continue;
    for (StepIndex other = 0; other < problem.steps.size(); ++other) {
      if ((moment_of(problem, s) >> other & 1u) && starts[other] != starts[s]) return false;
    }
  }
  for (bool grew = true; grew;) {
    grew = false;
    for (StepIndex s = 0; s < problem.steps.size(); ++s) {
      if (!(steps >> s & 1u) || (placed >> s & 1u)) continue;
      const Bits moment = moment_of(problem, s);
      bool fits = true;
      for (StepIndex member = 0; member < problem.steps.size(); ++member) {
        if (!(moment >> member & 1u)) continue;
        for (const Wait& wait : problem.steps[member].waits) {
          fits = fits && std::any_of(wait.any_of.begin(), wait.any_of.end(), [&](StepIndex other) {
                   if (moment >> other & 1u) return true;
                   if (!(placed >> other & 1u) || finish(other) > starts[member]) return false;
                   return !wait.within_days || starts[member] <= finish(other) + static_cast<int>(*wait.within_days);
                 });
        }
      }
      if (!fits) continue;
      placed |= moment;
      grew = true;
    }
  }
  return (steps & ~placed) == 0;
}

std::optional<ForcedSchedule> best_schedule_by_force(const Problem& problem, int horizon) {
  const Bits steps = can_happen_by_force(problem) & ~done_steps(problem);
  std::vector<Bits> moments;
  for (StepIndex s = 0; s < problem.steps.size(); ++s) {
    const Bits moment = moment_of(problem, s);
    if ((steps >> s & 1u) && (moment & ((1u << s) - 1)) == 0) moments.push_back(moment);
  }
  std::optional<ForcedSchedule> best;
  std::vector<int> at(moments.size(), 0);
  std::vector<int> starts(problem.steps.size(), 0);
  while (true) {
    int days = 0;
    for (std::size_t i = 0; i < moments.size(); ++i) {
      for (StepIndex s = 0; s < problem.steps.size(); ++s) {
        if (!(moments[i] >> s & 1u)) continue;
        starts[s] = at[i];
        days = std::max(days, at[i] + static_cast<int>(problem.steps[s].days));
      }
    }
    if (is_schedule(problem, steps, starts)) {
      if (!best) best = ForcedSchedule{days, starts};
      best->days = std::min(best->days, days);
      for (std::size_t s = 0; s < starts.size(); ++s) best->earliest[s] = std::min(best->earliest[s], starts[s]);
    }
    std::size_t digit = 0;
    while (digit < at.size() && ++at[digit] > horizon) at[digit++] = 0;
    if (digit == at.size()) return best;
  }
}

}  // namespace entente::oracle

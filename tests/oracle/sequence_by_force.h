// Small step graphs by trying everything.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "settle/problem.h"

namespace entente::oracle {

using Bits = std::uint32_t;  // a set of steps

// All steps that some execution carries out: from what is done, again and again any set of steps that are together (or
// one step alone) happens whose waits are met by what happened before or by the set itself. `granted` happened besides.
Bits can_happen_by_force(const settle::Problem& problem, Bits granted = 0);

// Sets of steps, closed under `together`, of which no member can ever happen first even where every other step has
// happened; the minimal ones.
std::set<Bits> deadlocks_by_force(const settle::Problem& problem);

// The smallest sets of steps, closed under `together`, such that with the set made simultaneous a step of the deadlock
// can happen. Empty where there are none.
std::set<Bits> swaps_by_force(const settle::Problem& problem, Bits deadlock);

// Whole-day starts of all steps that can happen: whether these keep every wait and limit, in an order that exists.
bool is_schedule(const settle::Problem& problem, Bits steps, const std::vector<int>& starts);

// The fewest days of a schedule with starts from 0 to `horizon`, and for each step the earliest start in any of them
// (whatever its days); nothing where there is none.
struct ForcedSchedule {
  int days = 0;
  std::vector<int> earliest;
};
std::optional<ForcedSchedule> best_schedule_by_force(const settle::Problem& problem, int horizon);

}  // namespace entente::oracle

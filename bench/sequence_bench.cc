// sequence_bench [STEPS]: what can start, the schedule and one minimal deadlock of graphs with that many steps
// (100,000), and all smallest swaps of graphs with 200. One line for each graph; processor time, the least of three.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <random>

#include <fmt/core.h>

#include "settle/settle.h"

namespace {

using namespace entente::settle;

// Steps wait for earlier ones, 1 to 3 waits of 1 to `most_alternatives` steps; the last `backward` part also waits for
// later ones, which makes deadlocks. Durations are 0 to 9 days; every hundredth wait has a limit of 30 days.
Problem random_steps(StepIndex steps, std::uint32_t most_alternatives, StepIndex backward, bool limits,
                     std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto pick = [&](StepIndex least, StepIndex most) {
    return std::uniform_int_distribution<StepIndex>(least, most)(random);
  };
  Problem problem;
  problem.steps.resize(steps);
  for (StepIndex s = 0; s < steps; ++s) {
    problem.steps[s].days = pick(0, 9);
    for (std::uint32_t w = 0, end = s == 0 ? 0 : pick(1, 3); w < end; ++w) {
      Wait wait;
      const bool forward = s >= steps - backward && pick(0, 1) == 0;
      for (std::uint32_t a = 0, size = pick(1, most_alternatives); a < size; ++a) {
        wait.any_of.push_back(forward ? pick(steps - backward, steps - 1) : pick(s > 1000 ? s - 1000 : 0, s - 1));
      }
      std::sort(wait.any_of.begin(), wait.any_of.end());
      if (limits && pick(0, 99) == 0) wait.within_days = 30;
      problem.steps[s].waits.push_back(std::move(wait));
    }
  }
  return problem;
}

Problem chain(StepIndex steps, StepIndex circle) {
  Problem problem;
  problem.steps.resize(steps);
  for (StepIndex s = 0; s < steps; ++s) {
    problem.steps[s].days = 1;
    const bool first_of_circle = s == steps - circle;
    if (s > 0) problem.steps[s].waits.push_back({{first_of_circle ? steps - 1 : s - 1}, std::nullopt, {}});
  }
  return problem;
}

void row(const char* name, const Problem& problem, SequenceConfig config) {
  double least = 1e9;
  Sequence sequence;
  for (int run = 0; run < 3; ++run) {
    const std::clock_t began = std::clock();
    sequence = sequence_of(problem, config);
    least = std::min(least, static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
  }
  const std::size_t members = sequence.deadlocks.empty() ? 0 : sequence.deadlocks[0].steps.size();
  const std::size_t swap =
      sequence.deadlocks.empty() || sequence.deadlocks[0].swaps.empty() ? 0 : sequence.deadlocks[0].swaps[0].size();
  fmt::print(
      "{:34} {:7} steps {:7} scheduled {:7} blocked {:3} deadlocks (first {:6}, swap {:6}) {:4} limits broken {:8.3f} "
      "s\n",
      name, problem.steps.size(), sequence.schedule.size(), sequence.blocked.size(), sequence.deadlocks.size(), members,
      swap, sequence.broken_windows.size(), least);
}

}  // namespace

int main(int argc, char** argv) {
  const auto steps = static_cast<StepIndex>(argc > 1 ? std::atoi(argv[1]) : 100'000);
  SequenceConfig one;
  one.most_deadlocks = 1;
  row("one circle of two fifths", chain(steps, steps * 2 / 5), one);
  row("single waits", random_steps(steps, 1, steps / 4, false, 1), one);
  row("up to two alternatives", random_steps(steps, 2, steps * 3 / 4, false, 2), one);
  row("up to three, with limits of days", random_steps(steps, 3, steps / 4, true, 3), one);
  row("200 steps, two alternatives", random_steps(200, 2, 190, false, 4), {});
  row("200 steps, single waits", random_steps(200, 1, 150, false, 5), {});
}

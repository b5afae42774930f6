#include "settle/sequence.h"

#include <ctime>
#include <random>

#include <gtest/gtest.h>

#include "oracle/sequence_by_force.h"
#include "settle/sequence_deadlock.h"

namespace entente::settle {
namespace {

using oracle::Bits;

Bits bits_of(const std::vector<StepIndex>& steps) {
  Bits bits = 0;
  for (const StepIndex s : steps) bits |= 1u << s;
  return bits;
}

struct Shape {
  std::uint32_t steps = 5;
  bool limits = false;
  bool together = true;
};

Problem random_steps(std::mt19937& random, const Shape& shape) {
  const auto pick = [&](std::uint32_t least, std::uint32_t most) {
    return std::uniform_int_distribution<std::uint32_t>(least, most)(random);
  };
  Problem problem;
  problem.steps.resize(pick(1, shape.steps));
  const auto last = static_cast<std::uint32_t>(problem.steps.size()) - 1;
  for (Step& step : problem.steps) {
    step.days = pick(0, 2);
    step.done = pick(0, 14) == 0;
    const std::uint32_t most_waits = shape.limits ? 2 : 3;
    for (std::uint32_t w = 0, end = pick(0, most_waits); w < end; ++w) {
      Wait wait;
      for (std::uint32_t i = 0, size = pick(0, 3) == 0 ? 2 : 1; i < size; ++i) wait.any_of.push_back(pick(0, last));
      if (shape.limits && pick(0, 2) != 0) wait.within_days = pick(0, 1);
      step.waits.push_back(wait);
    }
    if (shape.together && pick(0, 7) == 0) step.together.push_back(pick(0, last));
  }
  return problem;
}

TEST(Sequence, StartsDeadlocksAndSwapsAgreeWithForce) {
  std::mt19937 random(1);
  int deadlocks = 0;
  for (int round = 0; round < 20'000; ++round) {
    const Problem problem = random_steps(random, {5, false, true});
    SequenceConfig config;
    config.most_deadlocks = config.most_swaps = 1'000;
    const Sequence sequence = sequence_of(problem, config);
    const Bits all = (1u << problem.steps.size()) - 1;
    const Bits reached = oracle::can_happen_by_force(problem);
    ASSERT_EQ(bits_of(sequence.blocked), all & ~reached) << "round " << round;
    std::set<Bits> found;
    for (const Deadlock& deadlock : sequence.deadlocks) found.insert(bits_of(deadlock.steps));
    ASSERT_EQ(found, oracle::deadlocks_by_force(problem)) << "round " << round;
    ASSERT_TRUE(sequence.deadlocks_complete);
    for (const Deadlock& deadlock : sequence.deadlocks) {
      std::set<Bits> swaps;
      for (const auto& swap : deadlock.swaps) swaps.insert(bits_of(swap));
      ASSERT_EQ(swaps, oracle::swaps_by_force(problem, bits_of(deadlock.steps))) << "round " << round;
      ASSERT_TRUE(deadlock.swaps_complete);
      for (const WaitOf& wait : deadlock.waits) {
        const Bits members = bits_of(deadlock.steps);
        ASSERT_TRUE(members >> wait.step & 1u);
        ASSERT_EQ(bits_of(problem.steps[wait.step].waits[wait.wait].any_of) & ~members, 0u);
      }
      ++deadlocks;
    }
    for (const Guarantee& guarantee : sequence.guarantees) {
      Bits moment = 0;  // the step with those that happen at its moment
      for (StepIndex s = 0; s < problem.steps.size(); ++s) moment |= s == guarantee.in_place_of ? 1u << s : 0u;
      for (bool grew = true; grew;) {
        grew = false;
        for (StepIndex a = 0; a < problem.steps.size(); ++a) {
          for (const StepIndex b : problem.steps[a].together) {
            const Bits both = 1u << a | 1u << b;
            if (problem.steps[a].done || problem.steps[b].done || (moment & both) == 0 || (moment & both) == both)
              continue;
            moment |= both;
            grew = true;
          }
        }
      }
      const Bits then = oracle::can_happen_by_force(problem, moment);
      ASSERT_EQ(bits_of(guarantee.unlocks), then & ~reached & ~moment) << "round " << round;
    }
  }
  EXPECT_GT(deadlocks, 4'000);
}

// Every graph of four steps: the waits of each are one of the families of sets of the other steps of which none holds
// another.
TEST(Sequence, DeadlocksOfAllGraphsOfFourSteps) {
  std::vector<std::vector<Bits>> families;
  for (Bits family = 0; family < 1u << 7; ++family) {
    std::vector<Bits> sets;
    for (Bits set = 1; set < 8; ++set) {
      if (family >> (set - 1) & 1u) sets.push_back(set);
    }
    const bool nested = std::any_of(sets.begin(), sets.end(), [&](Bits a) {
      return std::any_of(sets.begin(), sets.end(), [&](Bits b) { return a != b && (a & ~b) == 0; });
    });
    if (!nested) families.push_back(sets);
  }
  ASSERT_EQ(families.size(), 19u);
  const auto with = [&](StepIndex step, const std::vector<Bits>& family) {
    Step result;
    for (const Bits set : family) {
      Wait wait;
      StepIndex other = 0;
      for (StepIndex s = 0; s < 4; ++s) {
        if (s != step && (set >> other++ & 1u)) wait.any_of.push_back(s);
      }
      result.waits.push_back(wait);
    }
    return result;
  };
  std::size_t graphs = 0;
  std::size_t deadlocked = 0;
  for (std::size_t code = 0; code < 19 * 19 * 19 * 19; ++code) {
    Problem problem;
    std::size_t rest = code;
    bool ordered = true;  // of graphs that differ in the names of steps alone one is enough: the least first
    std::size_t before = 0;
    for (StepIndex s = 0; s < 4; ++s, rest /= 19) {
      ordered = ordered && families[rest % 19].size() >= before;
      before = families[rest % 19].size();
      problem.steps.push_back(with(s, families[rest % 19]));
    }
    if (!ordered) continue;
    ++graphs;
    SequenceConfig config;
    config.most_guarantees = 0;
    config.most_swaps = 4;
    const Sequence sequence = sequence_of(problem, config);
    std::set<Bits> found;
    for (const Deadlock& deadlock : sequence.deadlocks) found.insert(bits_of(deadlock.steps));
    ASSERT_EQ(found, oracle::deadlocks_by_force(problem)) << "graph " << code;
    ASSERT_EQ(bits_of(sequence.blocked), 15u & ~oracle::can_happen_by_force(problem)) << "graph " << code;
    deadlocked += found.empty() ? 0 : 1;
  }
  EXPECT_GT(graphs, 10'000u);
  EXPECT_GT(deadlocked, 5'000u);
}

TEST(Sequence, TheScheduleIsTheEarliestThereIs) {
  std::mt19937 random(2);
  for (int round = 0; round < 3'000; ++round) {
    const Problem problem = random_steps(random, {4, false, true});
    const Sequence sequence = sequence_of(problem, {});
    int horizon = 0;
    for (const Step& step : problem.steps) horizon += static_cast<int>(step.days);
    const auto best = oracle::best_schedule_by_force(problem, horizon);
    ASSERT_TRUE(best) << "round " << round;
    ASSERT_EQ(sequence.days, best->days) << "round " << round;
    for (const StepTime& time : sequence.schedule)
      ASSERT_EQ(time.start, best->earliest[time.step]) << "round " << round;
    ASSERT_TRUE(sequence.broken_windows.empty());
  }
}

TEST(Sequence, LimitsOfDaysAreKeptInTheShortestScheduleOrReported) {
  std::mt19937 random(3);
  int possible = 0;
  int impossible = 0;
  for (int round = 0; round < 3'000; ++round) {
    const Problem problem = random_steps(random, {4, true, round % 2 == 0});
    const Sequence sequence = sequence_of(problem, {});
    int horizon = 0;
    for (const Step& step : problem.steps) horizon += static_cast<int>(step.days);
    const auto best = oracle::best_schedule_by_force(problem, horizon);
    ASSERT_EQ(sequence.broken_windows.empty(), best.has_value()) << "round " << round;
    if (!best) {
      ++impossible;
      continue;
    }
    ++possible;
    ASSERT_EQ(sequence.days, best->days) << "round " << round;
    std::vector<int> starts(problem.steps.size(), 0);
    Bits steps = 0;
    for (const StepTime& time : sequence.schedule) {
      starts[time.step] = static_cast<int>(time.start);
      steps |= 1u << time.step;
    }
    ASSERT_TRUE(oracle::is_schedule(problem, steps, starts)) << "round " << round;
  }
  EXPECT_GT(possible, 500);
  EXPECT_GT(impossible, 25);
}

TEST(Sequence, TheCriticalPathLeadsToTheEndWithoutSlack) {
  std::mt19937 random(4);
  for (int round = 0; round < 2'000; ++round) {
    const Problem problem = random_steps(random, {6, false, true});
    const Sequence sequence = sequence_of(problem, {});
    if (sequence.schedule.empty()) continue;
    ASSERT_FALSE(sequence.critical_path.empty());
    std::vector<const StepTime*> of(problem.steps.size(), nullptr);
    for (const StepTime& time : sequence.schedule) of[time.step] = &time;
    ASSERT_EQ(of[sequence.critical_path.front()]->start, 0);
    ASSERT_EQ(of[sequence.critical_path.back()]->finish, sequence.days);
    for (std::size_t i = 0; i < sequence.critical_path.size(); ++i) {
      ASSERT_EQ(of[sequence.critical_path[i]]->slack, 0) << "round " << round;
      ASSERT_TRUE(of[sequence.critical_path[i]]->critical);
    }
  }
}

// Whether a deadlock member can happen once these steps happen at one moment.
bool breaks(const Problem& problem, Bits swap, const Deadlock& deadlock) {
  Problem swapped = problem;
  StepIndex first = 0;
  while (!(swap >> first & 1u)) ++first;
  for (StepIndex s = first; s < problem.steps.size(); ++s) {
    if (swap >> s & 1u) swapped.steps[first].together.push_back(s);
  }
  return (oracle::can_happen_by_force(swapped) & bits_of(deadlock.steps)) != 0;
}

// Whether no step outside happens at the moment of one inside.
bool whole_moments(const Problem& problem, Bits set) {
  for (StepIndex a = 0; a < problem.steps.size(); ++a) {
    for (const StepIndex b : problem.steps[a].together) {
      if (!problem.steps[a].done && !problem.steps[b].done && (set >> a & 1u) != (set >> b & 1u)) return false;
    }
  }
  return true;
}

TEST(Sequence, TheWayForManyStepsFindsMinimalDeadlocksAndSwapsToo) {
  std::mt19937 random(5);
  int found = 0;
  for (int round = 0; round < 10'000; ++round) {
    const Problem problem = random_steps(random, {6, false, true});
    SequenceConfig config;
    config.exact_up_to = 0;
    const Sequence sequence = sequence_of(problem, config);
    const auto expected = oracle::deadlocks_by_force(problem);
    ASSERT_EQ(sequence.deadlocks.empty(), expected.empty()) << "round " << round;
    for (const Deadlock& deadlock : sequence.deadlocks) {
      ASSERT_EQ(expected.count(bits_of(deadlock.steps)), 1u) << "round " << round;
      for (const auto& swap : deadlock.swaps) {
        const Bits bits = bits_of(swap);
        ASSERT_TRUE(breaks(problem, bits, deadlock)) << "round " << round;
        ASSERT_TRUE(deadlock.swaps_are_minimal);
        for (Bits part = (bits - 1) & bits; part != 0; part = (part - 1) & bits) {
          ASSERT_FALSE(whole_moments(problem, part) && breaks(problem, part, deadlock)) << "round " << round;
        }
      }
      ASSERT_EQ(deadlock.swaps.empty(), oracle::swaps_by_force(problem, bits_of(deadlock.steps)).empty());
      ++found;
    }
  }
  EXPECT_GT(found, 2'000);
}

// Steps in a row, each waiting for the one before; the last part is a circle.
Problem long_chain(StepIndex steps, StepIndex circle) {
  Problem problem;
  problem.steps.resize(steps);
  for (StepIndex s = 0; s < steps; ++s) {
    problem.steps[s].days = 1;
    if (s > 0 && s != steps - circle) problem.steps[s].waits.push_back({{s - 1}, std::nullopt, {}});
  }
  if (circle > 0) problem.steps[steps - circle].waits.push_back({{steps - 1}, std::nullopt, {}});
  return problem;
}

TEST(Sequence, AHundredThousandStepsTakeLessThanASecond) {
  const Problem problem = long_chain(100'000, 40'000);
  SequenceConfig config;
  config.most_deadlocks = 1;
  const std::clock_t began = std::clock();  // processor time: other work on the machine does not bear on it
  const Sequence sequence = sequence_of(problem, config);
  const double seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
  EXPECT_EQ(sequence.schedule.size(), 60'000u);
  EXPECT_EQ(sequence.days, 60'000);
  ASSERT_EQ(sequence.deadlocks.size(), 1u);
  EXPECT_EQ(sequence.deadlocks[0].steps.size(), 40'000u);
  EXPECT_EQ(sequence.deadlocks[0].swaps[0].size(), 40'000u);
  EXPECT_LT(seconds, 5) << "the target is one second in release";
}

}  // namespace
}  // namespace entente::settle

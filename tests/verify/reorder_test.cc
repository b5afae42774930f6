// Events late, repeated and out of order: the final verdicts are those of the sorted log without repeats.
#include "verify/reorder.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "oracle/mfotl_generator.h"
#include "verify/printing.h"

namespace entente::verify {
namespace {

struct Dated {
  std::int64_t time = 0;
  Event event;
};

void append(std::vector<Verdict>& all, const std::vector<Verdict>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// What a monitor says of the events in order, those of one time as one time point.
std::vector<Verdict> in_order(const Formula& formula, const Signature& signature, const std::vector<Dated>& events) {
  std::map<std::int64_t, std::vector<Event>> points;
  for (const Dated& dated : events) points[dated.time].push_back(dated.event);
  Monitor monitor = Monitor::make(formula, signature).value();
  std::vector<Verdict> all;
  for (const auto& [time, at] : points) {
    append(all, *monitor.feed(time, at));
  }
  append(all, monitor.finish());
  return all;
}

std::vector<Dated> events_of(const oracle::Trace& trace) {
  std::vector<Dated> events;
  for (std::size_t i = 0; i < trace.times.size(); ++i) {
    for (const Event& event : trace.events[i]) events.push_back({trace.times[i], event});
  }
  return events;
}

// An order in which no event comes later than `lateness` after a newer one: by time plus a random delay of up to
// `lateness`.
std::vector<Dated> shuffled(std::vector<Dated> events, std::int64_t lateness, std::mt19937& random) {
  std::vector<std::pair<std::int64_t, Dated>> delayed;
  for (Dated& dated : events) {
    const auto delay = static_cast<std::int64_t>(random() % static_cast<unsigned>(lateness + 1));
    delayed.emplace_back(dated.time + delay, std::move(dated));
  }
  std::shuffle(delayed.begin(), delayed.end(), random);
  std::stable_sort(delayed.begin(), delayed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Dated> result;
  for (auto& [when, dated] : delayed) result.push_back(std::move(dated));
  return result;
}

TEST(Reorder, EveryPermutationWithinTheLatenessWithRepeats) {
  const Signature signature = oracle::generator_signature();
  std::mt19937 random(11);
  int permutations = 0;
  std::uint64_t set_back = 0;
  std::uint64_t repeats = 0;
  for (int round = 0; round < 1500; ++round) {
    oracle::GeneratorLimits limits;
    limits.depth = 1 + static_cast<int>(random() % 3);
    const Formula formula = oracle::random_formula(random, limits);
    if (!Monitor::make(formula, signature)) continue;
    std::vector<Dated> events = events_of(oracle::random_trace(random, 40, 3));
    const std::vector<Verdict> expected = in_order(formula, signature, events);
    for (std::size_t i = events.size() / 3; i-- > 0;) events.push_back(events[random() % events.size()]);
    for (int order = 0; order < 4; ++order) {
      const auto lateness = static_cast<std::int64_t>(random() % 12);
      ReorderConfig config;
      config.lateness = lateness;
      config.provisional = order % 2 == 0;
      if (order == 3) config.lateness.reset();
      ReorderingMonitor monitor = ReorderingMonitor::make(formula, signature, config).value();
      std::vector<Verdict> finals;
      std::map<std::int64_t, std::vector<std::vector<Value>>> provisional;
      const auto follow = [&](const Outcome& outcome) {
        append(finals, outcome.final);
        ASSERT_TRUE(outcome.late.empty());
        for (const Revision& revision : outcome.revisions) {
          if (revision.verdict.rows.empty()) {
            provisional.erase(revision.verdict.time);
          } else {
            provisional[revision.verdict.time] = revision.verdict.rows;
          }
        }
        // A final verdict is what the provisional one was last.
        if (!config.provisional) return;
        for (const Verdict& verdict : outcome.final)
          ASSERT_EQ(provisional[verdict.time], verdict.rows) << to_string(formula);
      };
      for (const Dated& dated : shuffled(events, lateness, random)) {
        const auto outcome = monitor.arrive({dated.time, dated.event, std::nullopt});
        ASSERT_TRUE(outcome.ok());
        follow(*outcome);
      }
      follow(monitor.finish());
      ASSERT_EQ(finals, expected) << to_string(formula) << " round " << round << " order " << order;
      ++permutations;
      set_back += monitor.counts().set_back;
      repeats += monitor.counts().repeats;
    }
  }
  EXPECT_GT(permutations, 4000);
  EXPECT_GT(set_back, 10000u);
  EXPECT_GT(repeats, 10000u);
}

Event p(std::int64_t x) { return {"p", {x}}; }
Event q(std::int64_t x) { return {"q", {x}}; }

TEST(Reorder, ARevisionNamesItsCause) {
  const Signature signature = oracle::generator_signature();
  const Formula formula = parse_formula("p(x) AND NOT (ONCE[0,10] q(x))", "f").value();
  ReorderConfig config;
  config.lateness = 5;
  ReorderingMonitor monitor = ReorderingMonitor::make(formula, signature, config).value();
  EXPECT_TRUE(monitor.arrive({10, p(1), std::nullopt})->revisions.empty());
  const Outcome first = monitor.arrive({11, p(2), std::nullopt}).value();
  ASSERT_EQ(first.revisions.size(), 1u);
  EXPECT_EQ(to_string(first.revisions[0].verdict), "@10 (time point 0): (1)");
  EXPECT_TRUE(first.revisions[0].first);
  EXPECT_EQ(first.revisions[0].cause, 1u);
  const Outcome revised = monitor.arrive({9, q(1), std::nullopt}).value();
  ASSERT_EQ(revised.revisions.size(), 1u);
  EXPECT_FALSE(revised.revisions[0].verdict.holds());
  EXPECT_EQ(revised.revisions[0].verdict.time, 10);
  ASSERT_EQ(revised.revisions[0].gone.size(), 1u);
  EXPECT_EQ(revised.revisions[0].cause, 2u);
  EXPECT_TRUE(monitor.arrive({9, q(1), std::nullopt})->revisions.empty());
  EXPECT_EQ(monitor.counts().repeats, 1u);
  const Outcome end = monitor.finish();
  ASSERT_EQ(end.final.size(), 1u);
  EXPECT_EQ(to_string(end.final[0]), "@11 (time point 2): (2)");
}

TEST(Reorder, WhatIsTooLateIsReportedAndRecomputed) {
  const Signature signature = oracle::generator_signature();
  const Formula formula = parse_formula("p(x) AND NOT (ONCE[0,10] q(x))", "f").value();
  for (const bool provisional : {true, false}) {
    ReorderConfig config;
    config.lateness = 2;
    config.keep_log = true;
    config.provisional = provisional;
    ReorderingMonitor monitor = ReorderingMonitor::make(formula, signature, config).value();
    std::vector<Verdict> finals;
    for (const std::int64_t time : {10, 11, 12, 20}) append(finals, monitor.arrive({time, p(1), std::nullopt})->final);
    ASSERT_EQ(finals.size(), 3u);
    const Outcome late = monitor.arrive({9, q(1), std::nullopt}).value();
    ASSERT_EQ(late.late.size(), 1u);
    EXPECT_EQ(late.late[0].closed_before, 18);
    EXPECT_EQ(late.late[0].number, 4u);
    append(finals, monitor.finish().final);
    EXPECT_EQ(finals.size(), 4u);
    const Outcome again = monitor.recompute().value();
    ASSERT_EQ(again.final.size(), 1u);
    EXPECT_EQ(again.final[0].time, 20);
    ASSERT_EQ(again.revisions.size(), 3u);
    for (const Revision& revision : again.revisions) {
      EXPECT_FALSE(revision.verdict.holds());
      EXPECT_EQ(revision.cause, 4u);
    }
  }
  ReorderingMonitor forgetful = ReorderingMonitor::make(formula, signature, {}).value();
  EXPECT_EQ(forgetful.recompute().diagnostics()[0].code, "reorder-no-log");
}

TEST(Reorder, TheClockIsThatOfArrivalsWhereTheyHaveOne) {
  const Signature signature = oracle::generator_signature();
  ReorderConfig config;
  config.lateness = 5;
  ReorderingMonitor monitor = ReorderingMonitor::make(parse_formula("p(x)", "f").value(), signature, config).value();
  EXPECT_TRUE(monitor.arrive({10, p(1), 12})->final.empty());
  // By the clock of arrivals time 10 is closed, though nothing newer happened.
  EXPECT_EQ(monitor.arrive({16, p(2), 17})->final.size(), 1u);
  EXPECT_EQ(monitor.arrive({11, p(3), 18})->late.size(), 1u);
}

}  // namespace
}  // namespace entente::verify

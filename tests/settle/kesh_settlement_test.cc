// The invented negotiation in examples/kesh: no deal at first, two smallest concessions, a deadlock of three that a
// simultaneous swap breaks.
#include <algorithm>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "certify/certify.h"
#include "settle/settle.h"

namespace entente::settle {
namespace {

Problem kesh() {
  std::ostringstream text;
  text << std::ifstream(ENTENTE_SOURCE_DIR "/examples/kesh/problem.toml").rdbuf();
  auto problem = read_problem(text.str(), "problem.toml");
  EXPECT_TRUE(problem);
  return problem ? std::move(problem).value() : Problem{};
}

std::vector<std::string> names_of(const Problem& problem, const std::vector<StepIndex>& steps) {
  std::vector<std::string> names;
  for (const StepIndex step : steps) names.push_back(problem.steps[step].name);
  return names;
}

TEST(Kesh, NoDealAndExactlyTwoSmallestConcessions) {
  const Problem problem = kesh();
  const ProblemConflicts found = conflicts_of(problem, {});
  ASSERT_TRUE(found.outcome.complete);
  EXPECT_FALSE(found.conflicts.empty());
  ASSERT_GE(found.concessions.size(), 3u);
  const auto& first = found.concessions[0];
  const auto& second = found.concessions[1];
  ASSERT_EQ(first.positions.size(), 1u);
  ASSERT_EQ(second.positions.size(), 1u);
  EXPECT_EQ(first.weight, second.weight);
  EXPECT_NE(problem.positions[first.positions[0]].party, problem.positions[second.positions[0]].party);
  for (std::size_t i = 2; i < found.concessions.size(); ++i) {
    EXPECT_GT(found.concessions[i].weight, first.weight);
    EXPECT_GT(found.concessions[i].positions.size(), 1u);
  }
}

TEST(Kesh, WhatEachPartyAloneCouldConcedeIsOneOfThem) {
  const Problem problem = kesh();
  const ProblemConflicts found = conflicts_of(problem, {});
  ASSERT_EQ(found.alone.size(), 2u);
  for (const PartyAlone& alone : found.alone) {
    ASSERT_TRUE(alone.least);
    EXPECT_EQ(alone.least->weight, found.concessions[0].weight);
    for (const std::uint32_t position : alone.least->positions)
      EXPECT_EQ(problem.positions[position].party, alone.party);
  }
  ASSERT_TRUE(found.everybody);
  std::vector<PartyIndex> parties;
  for (const std::uint32_t position : found.everybody->positions) parties.push_back(problem.positions[position].party);
  for (const PartyAlone& alone : found.alone) EXPECT_EQ(std::count(parties.begin(), parties.end(), alone.party), 1);
}

TEST(Kesh, ConflictsAreSentencesWithTheWordsBehindThem) {
  const Problem problem = kesh();
  for (const auto& conflict : conflicts_of(problem, {}).conflicts) {
    EXPECT_EQ(conflict_sentence(problem, conflict), "Marenne and Ostrel cannot both have their way");
    for (const std::uint32_t position : conflict) {
      ASSERT_FALSE(problem.positions[position].origin.evidence.empty());
      EXPECT_FALSE(problem.positions[position].origin.evidence[0].words.empty());
    }
  }
}

TEST(Kesh, TheCertificatesAreValid) {
  const Problem problem = kesh();
  const ProblemFormula formula = formula_of(problem);
  const ProblemConflicts found = conflicts_of(problem, {});
  const CertificateWriter writer(canonical_form(problem), formula.formula);
  for (const auto& conflict : found.conflicts) {
    std::istringstream in(writer.conflict(found_conflict(conflict).groups, {}).value_or(""));
    EXPECT_TRUE(certify::check(in).valid);
  }
  for (const Concession& concession : found.concessions) {
    const FoundSet set = found_concession(formula, concession);
    std::istringstream in(writer.concession(set.groups, set.model, {}).value_or(""));
    EXPECT_TRUE(certify::check(in).valid);
  }
}

TEST(Kesh, ADeadlockOfThreeThatASwapBreaks) {
  const Problem problem = kesh();
  const Sequence sequence = sequence_of(problem, {});
  ASSERT_EQ(sequence.deadlocks.size(), 1u);
  const std::vector<std::string> three = {"the batteries leave Tarn", "the crews sail home", "the Friends sign"};
  EXPECT_EQ(names_of(problem, sequence.deadlocks[0].steps), three);
  ASSERT_EQ(sequence.deadlocks[0].swaps.size(), 1u);
  EXPECT_EQ(names_of(problem, sequence.deadlocks[0].swaps[0]), three);
  EXPECT_EQ(sequence.deadlocks[0].waits.size(), 3u);
  Problem swapped = problem;
  for (const StepIndex step : sequence.deadlocks[0].swaps[0]) {
    swapped.steps[sequence.deadlocks[0].swaps[0][0]].together.push_back(step);
  }
  const Sequence then = sequence_of(swapped, {});
  EXPECT_TRUE(then.blocked.empty());
  EXPECT_TRUE(then.deadlocks.empty());
}

}  // namespace
}  // namespace entente::settle

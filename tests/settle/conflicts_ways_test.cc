// Each way to enumerate conflicts by itself: small formulas would all go by duality else.
#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "oracle/conflicts_by_force.h"
#include "settle/conflicts_dual.h"
#include "settle/conflicts_smallest.h"
#include "settle/marco.h"
#include "settle/minimal_transversals.h"

namespace entente::settle {
namespace {

int pick(std::mt19937& random, int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); }

GroupedFormula random_formula(std::mt19937& random) {
  GroupedFormula formula;
  formula.variables = pick(random, 1, 6);
  formula.groups = static_cast<Group>(pick(random, 1, 10));
  for (int i = 0, clauses = pick(random, 1, 18); i < clauses; ++i) {
    std::vector<int> clause;
    for (int j = 0, size = pick(random, 1, 3); j < size; ++j)
      clause.push_back(pick(random, 1, formula.variables) * (pick(random, 0, 1) == 0 ? -1 : 1));
    formula.add(static_cast<Group>(pick(random, 0, static_cast<int>(formula.groups))), clause);
  }
  return formula;
}

// Pairs of groups that exclude each other, one pair a variable.
GroupedFormula disjoint_pairs(int pairs) {
  GroupedFormula formula;
  for (int variable = 1; variable <= pairs; ++variable) {
    formula.add(static_cast<Group>(2 * variable - 1), std::vector<int>{variable});
    formula.add(static_cast<Group>(2 * variable), std::vector<int>{-variable});
  }
  return formula;
}

TEST(MinimalTransversals, AgreeWithForce) {
  std::mt19937 random(3);
  std::size_t found = 0;
  for (int round = 0; round < 20'000; ++round) {
    const int elements = pick(random, 1, 8);
    std::vector<GroupSet> family(static_cast<std::size_t>(pick(random, 0, 7)));
    for (GroupSet& set : family) {
      for (int element = 1; element <= elements; ++element) {
        if (pick(random, 0, 2) == 0) set.push_back(static_cast<Group>(element * 5));
      }
    }
    const auto meets_all = [&](unsigned set) {
      return std::all_of(family.begin(), family.end(), [&](const GroupSet& other) {
        return std::any_of(other.begin(), other.end(), [&](Group group) { return (set >> (group / 5 - 1) & 1u) != 0; });
      });
    };
    std::set<GroupSet> expected;
    for (unsigned set = 0; set < 1u << elements; ++set) {
      if (!meets_all(set)) continue;
      bool minimal = true;
      GroupSet groups;
      for (int element = 0; element < elements; ++element) {
        if ((set >> element & 1u) == 0) continue;
        groups.push_back(static_cast<Group>((element + 1) * 5));
        minimal = minimal && !meets_all(set & ~(1u << element));
      }
      if (minimal) expected.insert(groups);
    }
    const auto sets = minimal_transversals(family, 1'000, 1'000'000, {});
    ASSERT_TRUE(sets);
    ASSERT_EQ(std::set<GroupSet>(sets->begin(), sets->end()), expected) << "round " << round;
    ASSERT_EQ(sets->size(), expected.size()) << "given twice, round " << round;
    found += expected.size();
  }
  EXPECT_GT(found, 20'000u);
}

TEST(MinimalTransversals, AreAllOrNoneAtALimit) {
  std::vector<GroupSet> family;
  for (Group g = 1; g <= 20; g += 2) family.push_back({g, g + 1});
  EXPECT_TRUE(minimal_transversals(family, 1'024, 10'000'000, {}));
  EXPECT_FALSE(minimal_transversals(family, 1'023, 10'000'000, {}));
  EXPECT_FALSE(minimal_transversals(family, 1'024, 5'000, {}));
  EXPECT_FALSE(minimal_transversals(family, 1'024, 10'000'000, [] { return true; }));
}

TEST(ConflictsWays, MarcoAgreesWithForceWhateverIsKnownBeforehand) {
  std::mt19937 random(5);
  int given_beforehand = 0;
  for (int round = 0; round < 20'000; ++round) {
    const GroupedFormula formula = random_formula(random);
    if (!oracle::can_hold_by_force(formula, {})) continue;
    const auto expected = oracle::conflicts_by_force(formula);
    std::vector<GroupSet> known;
    for (const GroupSet& concession : expected.concessions) {
      if (pick(random, 0, 1) == 0) known.push_back(concession);
    }
    std::set<GroupSet> concessions(known.begin(), known.end());
    std::set<GroupSet> conflicts;
    GroupOracle oracle(formula);
    const ConflictsConfig config;
    const ConflictsOutcome outcome = enumerate_by_marco(
        oracle, config,
        [&](const FoundSet& found) {
          EXPECT_TRUE((found.is_conflict ? conflicts : concessions).insert(found.groups).second) << "given twice";
          return true;
        },
        known);
    ASSERT_TRUE(outcome.complete) << "round " << round;
    ASSERT_EQ(conflicts, expected.conflicts) << "round " << round;
    ASSERT_EQ(concessions, expected.concessions) << "round " << round;
    ASSERT_EQ(outcome.concessions, expected.concessions.size()) << "round " << round;
    given_beforehand += known.empty() ? 0 : 1;
  }
  EXPECT_GT(given_beforehand, 5'000);
}

TEST(ConflictsWays, TheHittingSetSearchAgreesWithForceAndIsInOrder) {
  std::mt19937 random(6);
  for (int round = 0; round < 10'000; ++round) {
    const GroupedFormula formula = random_formula(random);
    if (!oracle::can_hold_by_force(formula, {})) continue;
    GroupOracle oracle(formula);
    ConflictsConfig config;
    config.order = ConflictsConfig::Order::smallest_by_count;
    config.most_conflicts = SIZE_MAX - 1;  // a limit, so that duality is not tried
    std::set<GroupSet> conflicts;
    std::size_t last = 0;
    ConflictsOutcome outcome;
    const Sink sink = [&](const FoundSet& found) {
      EXPECT_TRUE(conflicts.insert(found.groups).second) << "given twice";
      EXPECT_GE(found.groups.size(), last);
      last = found.groups.size();
      return true;
    };
    enumerate_smallest_conflicts(oracle, config, sink, outcome);
    ASSERT_TRUE(outcome.complete) << "round " << round;
    ASSERT_EQ(conflicts, oracle::conflicts_by_force(formula).conflicts) << "round " << round;
  }
}

TEST(ConflictsWays, ManyDisjointConflictsAreNotLookedForByTheirConcessions) {
  const GroupedFormula formula = disjoint_pairs(40);  // 2^40 concessions
  GroupOracle oracle(formula);
  EXPECT_FALSE(start_by_duality(oracle, {}, [](const FoundSet&) { return true; }).conflicts);
  ConflictsConfig config;
  config.concessions = false;
  config.order = ConflictsConfig::Order::smallest_by_count;
  config.most_conflicts = 40;
  std::size_t conflicts = 0;
  enumerate_conflicts(formula, config, [&](const FoundSet& found) {
    conflicts += found.groups.size() == 2 ? 1 : 0;
    return true;
  });
  EXPECT_EQ(conflicts, 40u);
}

}  // namespace
}  // namespace entente::settle

#include "settle/conflicts.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "oracle/conflicts_by_force.h"
#include "settle/conflicts_dimacs.h"

namespace entente::settle {
namespace {

using Order = ConflictsConfig::Order;

struct Given {
  std::vector<FoundSet> in_order;
  std::set<GroupSet> conflicts;
  std::set<GroupSet> concessions;
  ConflictsOutcome outcome;
};

Given enumerate(const GroupedFormula& formula, const ConflictsConfig& config = {}) {
  Given given;
  given.outcome = enumerate_conflicts(formula, config, [&](const FoundSet& found) {
    given.in_order.push_back(found);
    const bool fresh = (found.is_conflict ? given.conflicts : given.concessions).insert(found.groups).second;
    EXPECT_TRUE(fresh) << "given twice";
    return true;
  });
  return given;
}

GroupedFormula random_formula(std::mt19937& random) {
  const auto pick = [&](int least, int most) { return std::uniform_int_distribution<int>(least, most)(random); };
  GroupedFormula formula;
  formula.variables = pick(1, 5);
  formula.groups = static_cast<Group>(pick(1, 9));
  const int clauses = pick(1, 16);
  const bool own_group_each = pick(0, 2) == 0;
  std::vector<int> clause;
  for (int i = 0; i < clauses; ++i) {
    clause.clear();
    const int size = pick(0, 20) == 0 ? 0 : pick(1, 3);
    for (int j = 0; j < size; ++j) clause.push_back(pick(1, formula.variables) * (pick(0, 1) == 0 ? -1 : 1));
    const Group group =
        own_group_each ? static_cast<Group>(i % 10) : static_cast<Group>(pick(0, static_cast<int>(formula.groups)));
    formula.add(group, clause);
  }
  formula.weight.assign(formula.groups + std::size_t{1}, 1);
  for (auto& weight : formula.weight) weight = static_cast<std::uint64_t>(pick(1, 4));
  return formula;
}

void expect_models_hold(const GroupedFormula& formula, const Given& given) {
  for (const FoundSet& found : given.in_order) {
    if (found.is_conflict) continue;
    const auto satisfied = satisfied_groups(formula, found.model);
    for (const Group group : complement(found.groups, formula.groups)) EXPECT_TRUE(satisfied[group]);
    EXPECT_TRUE(satisfied[0]);
  }
}

TEST(Conflicts, AgreeWithForceOnThirtyThousandSmallFormulas) {
  std::mt19937 random(20240601);
  for (int round = 0; round < 30'000; ++round) {
    const GroupedFormula formula = random_formula(random);
    const auto expected = oracle::conflicts_by_force(formula);
    ConflictsConfig config;
    const Given given = enumerate(formula, config);
    ASSERT_EQ(given.conflicts, expected.conflicts) << "round " << round;
    ASSERT_EQ(given.concessions, expected.concessions) << "round " << round;
    ASSERT_TRUE(given.outcome.complete);
    expect_models_hold(formula, given);
  }
}

TEST(Conflicts, ConcessionsAloneAgreeWithForce) {
  std::mt19937 random(7);
  for (int round = 0; round < 5'000; ++round) {
    const GroupedFormula formula = random_formula(random);
    ConflictsConfig config;
    config.conflicts = false;
    const Given given = enumerate(formula, config);
    ASSERT_EQ(given.concessions, oracle::conflicts_by_force(formula).concessions) << "round " << round;
    ASSERT_TRUE(given.conflicts.empty());
    ASSERT_TRUE(given.outcome.complete);
    expect_models_hold(formula, given);
  }
}

TEST(Conflicts, SmallestFirstAgreesWithForceAndIsInOrder) {
  std::mt19937 random(11);
  for (int round = 0; round < 6'000; ++round) {
    const GroupedFormula formula = random_formula(random);
    const auto expected = oracle::conflicts_by_force(formula);
    ConflictsConfig config;
    config.order = round % 2 == 0 ? Order::smallest_by_count : Order::smallest_by_weight;
    const Given given = enumerate(formula, config);
    ASSERT_EQ(given.conflicts, expected.conflicts) << "round " << round;
    ASSERT_EQ(given.concessions, expected.concessions) << "round " << round;
    ASSERT_TRUE(given.outcome.complete);
    for (std::size_t i = 1; i < given.in_order.size(); ++i) {
      if (given.in_order[i - 1].is_conflict == given.in_order[i].is_conflict) {
        ASSERT_LE(given.in_order[i - 1].cost, given.in_order[i].cost);
      }
    }
    expect_models_hold(formula, given);
  }
}

TEST(Conflicts, ALimitGivesAsManyAndNoMore) {
  std::mt19937 random(13);
  for (int round = 0; round < 3'000; ++round) {
    const GroupedFormula formula = random_formula(random);
    const auto expected = oracle::conflicts_by_force(formula);
    ConflictsConfig config;
    config.order = static_cast<Order>(round % 3);
    config.most_conflicts = 2;
    config.most_concessions = 1;
    const Given given = enumerate(formula, config);
    ASSERT_EQ(given.conflicts.size(), std::min<std::size_t>(2, expected.conflicts.size())) << "round " << round;
    ASSERT_EQ(given.concessions.size(), std::min<std::size_t>(1, expected.concessions.size())) << "round " << round;
    for (const auto& set : given.conflicts) ASSERT_EQ(expected.conflicts.count(set), 1u);
    for (const auto& set : given.concessions) ASSERT_EQ(expected.concessions.count(set), 1u);
  }
}

TEST(Conflicts, StoppedGivesWhatItHasAndSaysSo) {
  std::mt19937 random(17);
  GroupedFormula formula;
  for (Group g = 1; g <= 60; ++g) {
    std::vector<int> clause;
    for (int j = 0; j < 2; ++j) clause.push_back(static_cast<int>(random() % 12 + 1) * (random() % 2 == 0 ? 1 : -1));
    formula.add(g, clause);
  }
  for (const Order order : {Order::as_found, Order::smallest_by_count}) {
    int left = 300;
    ConflictsConfig config;
    config.order = order;
    config.stop = [&left] { return --left < 0; };
    const Given given = enumerate(formula, config);
    EXPECT_TRUE(given.outcome.stopped);
    EXPECT_FALSE(given.outcome.complete);
  }
}

TEST(Conflicts, TheSmallestOfVeryManyComeFirst) {
  // 2^13 conflicts of 14 members and one of 3.
  GroupedFormula formula;
  Group group = 0;
  const int n = 13;
  for (int i = 1; i <= n; ++i) {
    formula.add(++group, std::vector<int>{i});
    formula.add(++group, std::vector<int>{i});
  }
  std::vector<int> all;
  for (int i = 1; i <= n; ++i) all.push_back(-i);
  formula.add(++group, all);
  const Group first = group + 1;
  formula.add(++group, std::vector<int>{n + 1});
  formula.add(++group, std::vector<int>{-(n + 1), n + 2});
  formula.add(++group, std::vector<int>{-(n + 2)});
  ConflictsConfig config;
  config.concessions = false;
  config.order = Order::smallest_by_count;
  config.most_conflicts = 40;
  const Given given = enumerate(formula, config);
  ASSERT_EQ(given.in_order.size(), 40u);
  EXPECT_EQ(given.in_order[0].groups, (GroupSet{first, first + 1, first + 2}));
  for (std::size_t i = 1; i < 40; ++i) EXPECT_EQ(given.in_order[i].groups.size(), std::size_t{n} + 1);
}

TEST(Conflicts, EqualThePublishedListsOfMarco) {
  const std::filesystem::path folder = ENTENTE_SOURCE_DIR "/../shared/data/settle/marco";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  int formulas = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".cnf") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const auto formula = read_dimacs(text.str(), entry.path().string());
    ASSERT_TRUE(formula);
    std::set<GroupSet> conflicts;
    std::set<GroupSet> concessions;
    std::ifstream expected(entry.path().string() + ".out");
    bool cut_short = false;  // a list whose last line has no end is a part of the list
    for (std::string line; std::getline(expected, line);) {
      cut_short = expected.eof();
      if (cut_short) break;
      std::istringstream words(line.substr(1));
      GroupSet set;
      for (Group g; words >> g;) set.push_back(g);
      std::sort(set.begin(), set.end());
      if (line[0] == 'U') conflicts.insert(set);
      if (line[0] == 'S') concessions.insert(complement(set, formula->groups));
    }
    const Given given = enumerate(*formula);
    if (cut_short) {
      for (const GroupSet& set : conflicts) EXPECT_EQ(given.conflicts.count(set), 1u) << entry.path();
      for (const GroupSet& set : concessions) EXPECT_EQ(given.concessions.count(set), 1u) << entry.path();
    } else {
      EXPECT_EQ(given.conflicts, conflicts) << entry.path();
      EXPECT_EQ(given.concessions, concessions) << entry.path();
    }
    ++formulas;
  }
  EXPECT_GT(formulas, 0);
}

}  // namespace
}  // namespace entente::settle

#include "settle/frontier.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "oracle/frontier_oracle.h"
#include "oracle/random_problem.h"

namespace entente::settle {
namespace {

using Rows = std::vector<std::pair<std::vector<Int128>, Package>>;

Rows rows_of(const std::vector<oracle::Outcome>& outcomes) {
  Rows rows;
  for (const auto& outcome : outcomes) rows.emplace_back(outcome.sums, outcome.package);
  return rows;
}

// With ties: every package of every point.
Rows rows_of(const Frontier& frontier) {
  Rows rows;
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    std::vector<Int128> sums;
    for (std::size_t d = 0; d < frontier.width(); ++d) sums.push_back(frontier.sum(i, d));
    std::vector<Package> packages = frontier.all_packages(i, 1'000'000);
    EXPECT_EQ(packages.size(), frontier.count(i));
    EXPECT_NE(std::find(packages.begin(), packages.end(), frontier.package(i)), packages.end());
    std::sort(packages.begin(), packages.end());
    for (Package& package : packages) rows.emplace_back(sums, std::move(package));
  }
  return rows;
}

void compare_generated(int cases, std::uint64_t seed, const oracle::ProblemShape& shape, bool acceptable_only = false) {
  std::mt19937_64 random(seed);
  for (int c = 0; c < cases; ++c) {
    const Problem problem = oracle::random_problem(random, shape);
    ASSERT_TRUE(is_well_formed(problem));
    const UtilityTable table = make_utility_table(problem);
    ASSERT_TRUE(table.exact);
    FrontierRequest request = request_of(problem, table);
    request.ties = true;
    request.acceptable_only = acceptable_only;
    const Rows expected = rows_of(oracle::brute_force_frontier(request));
    const Frontier found = find_frontier(request);
    ASSERT_EQ(rows_of(found), expected) << "case " << c;
    ASSERT_EQ(found.factor(), 1);
    request.ties = false;
    const Frontier single = find_frontier(request);
    ASSERT_EQ(single.size(), found.size());
    for (std::size_t i = 0; i < single.size(); ++i) {
      const std::vector<Package> packages = found.all_packages(i, 1'000'000);
      ASSERT_NE(std::find(packages.begin(), packages.end(), single.package(i)), packages.end());
    }
  }
}

TEST(Frontier, EqualsBruteForceForOneParty) { compare_generated(1000, 1, {1, 4, 3, 4}); }
TEST(Frontier, EqualsBruteForceForTwo) { compare_generated(6000, 2, {2, 5, 4, 6}); }
TEST(Frontier, EqualsBruteForceForThree) { compare_generated(6000, 3, {3, 5, 4, 6}); }
TEST(Frontier, EqualsBruteForceForThreeWithFewTies) { compare_generated(400, 4, {3, 5, 5, 1000}); }
TEST(Frontier, EqualsBruteForceForFour) { compare_generated(3000, 5, {4, 4, 4, 5}); }
TEST(Frontier, EqualsBruteForceForSix) { compare_generated(1500, 6, {6, 4, 4, 4}); }
TEST(Frontier, EqualsBruteForceForFiveWithFewTies) { compare_generated(200, 7, {5, 5, 4, 1000}); }
TEST(Frontier, EqualsBruteForceUnderConstraints) { compare_generated(6000, 8, {3, 5, 3, 5, 6, 6}); }
TEST(Frontier, EqualsBruteForceUnderManyConstraints) { compare_generated(2000, 9, {2, 6, 3, 8, 14, 8}); }
TEST(Frontier, EqualsBruteForceAboveReservations) { compare_generated(6000, 10, {3, 4, 3, 6, 3, 3, true}, true); }

// The same table with every sum pushed past 62 bits has the same frontier.
TEST(Frontier, WideSumsGiveTheSame) {
  std::mt19937_64 random(11);
  for (int c = 0; c < 1000; ++c) {
    const Problem problem = oracle::random_problem(random, {3, 5, 4, 7, 3, 3});
    UtilityTable table = make_utility_table(problem);
    const FrontierRequest request = request_of(problem, table);
    const Frontier narrow = find_frontier(request);
    for (auto& issue : table.value) {
      for (Int128& value : issue) value *= Int128{1} << 80;
    }
    table.narrow = false;
    const Frontier wide = find_frontier(request);
    ASSERT_EQ(wide.size(), narrow.size());
    for (std::size_t i = 0; i < wide.size(); ++i) ASSERT_EQ(wide.package(i), narrow.package(i));
  }
}

// Layers of thousands of points go through the blocks, splits and trims of the structures.
void compare_large(std::size_t parties, std::size_t issues, std::size_t options, std::uint64_t seed,
                   std::size_t least) {
  std::mt19937_64 random(seed);
  Problem problem;
  for (std::size_t i = 0; i < issues; ++i) {
    problem.issues.push_back({std::to_string(i), "", {}, {}});
    for (std::size_t o = 0; o < options; ++o) problem.issues.back().options.push_back({std::to_string(o), "", {}});
  }
  for (std::size_t p = 0; p < parties; ++p) {
    problem.parties.emplace_back().preferences.issues.resize(issues);
    for (auto& issue : problem.parties.back().preferences.issues) {
      for (std::size_t o = 0; o < options; ++o) issue.values.push_back(static_cast<double>(random() % 1000));
    }
  }
  const UtilityTable table = make_utility_table(problem);
  const FrontierRequest request = request_of(problem, table);
  const Frontier found = find_frontier(request);
  ASSERT_GT(found.size(), least);
  // The reference: every outcome against the points that were found, and those against one another.
  const auto no_less = [&](std::size_t point, const std::vector<Int128>& sums) {
    for (std::size_t d = 0; d < parties; ++d) {
      if (found.sum(point, d) < sums[d]) return false;
    }
    return true;
  };
  std::vector<std::vector<Int128>> points;
  for (std::size_t i = 0; i < found.size(); ++i) {
    points.emplace_back();
    for (std::size_t d = 0; d < parties; ++d) points.back().push_back(found.sum(i, d));
    std::vector<Int128> sums(parties, 0);
    const Package package = found.package(i);
    for (std::size_t k = 0; k < issues; ++k) {
      for (std::size_t d = 0; d < parties; ++d) sums[d] += table.value[k][package[k] * parties + d];
    }
    ASSERT_EQ(points.back(), sums) << "the package has other utilities than its point";
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = 0; j < points.size(); ++j) {
      ASSERT_TRUE(i == j || !no_less(j, points[i])) << i << " " << j;
    }
  }
  for (const auto& outcome : oracle::all_outcomes(request)) {
    bool covered = false;
    for (std::size_t i = 0; i < found.size() && !covered; ++i) covered = no_less(i, outcome.sums);
    ASSERT_TRUE(covered);
  }
}

TEST(Frontier, LargeWithTwo) { compare_large(2, 7, 7, 21, 20); }
TEST(Frontier, LargeWithThree) { compare_large(3, 7, 7, 22, 400); }
TEST(Frontier, LargeWithFour) { compare_large(4, 6, 6, 23, 100); }

TEST(Frontier, ThinnedKeepsItsFactor) {
  std::mt19937_64 random(12);
  int thinned = 0;
  for (int c = 0; c < 300; ++c) {
    const Problem problem = oracle::random_problem(random, {3, 5, 5, 1000});
    const UtilityTable table = make_utility_table(problem);
    FrontierRequest request = request_of(problem, table);
    request.most_points = 8;
    const Frontier found = find_frontier(request);
    thinned += found.factor() > 1 ? 1 : 0;
    for (const auto& outcome : oracle::all_outcomes(request)) {
      bool covered = false;
      for (std::size_t i = 0; i < found.size() && !covered; ++i) {
        covered = true;
        for (std::size_t d = 0; d < 3; ++d) {
          covered = covered && static_cast<double>(found.sum(i, d)) * found.factor() * (1 + 1e-9) >=
                                   static_cast<double>(outcome.sums[d]);
        }
      }
      ASSERT_TRUE(covered);
    }
  }
  EXPECT_GT(thinned, 100);
}

TEST(Frontier, OutOfTimeStillAnswers) {
  std::mt19937_64 random(13);
  for (int c = 0; c < 100; ++c) {
    const Problem problem = oracle::random_problem(random, {3, 5, 5, 1000, 2, 2});
    const UtilityTable table = make_utility_table(problem);
    FrontierRequest request = request_of(problem, table);
    const Frontier all = find_frontier(request);
    request.expired = [] { return true; };
    const Frontier found = find_frontier(request);
    EXPECT_EQ(found.size() > 0, all.size() > 0);
    EXPECT_TRUE(found.complete());
  }
}

TEST(Frontier, WithoutUtilitiesAnyPackageDoes) {
  Problem problem;
  problem.issues.push_back({"fees", "", {{"none", "", {}}, {"full", "", {}}}, {}});
  const UtilityTable table = make_utility_table(problem);
  FrontierRequest request = request_of(problem, table);
  EXPECT_EQ(find_frontier(request).size(), 1u);
  request.clauses = {{{0, {0}}}, {{0, {1}}}};
  EXPECT_EQ(find_frontier(request).size(), 0u);
}

}  // namespace
}  // namespace entente::settle

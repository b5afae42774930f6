#include "settle/ordinal.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "oracle/frontier_oracle.h"
#include "oracle/random_problem.h"
#include "settle/frontier.h"

namespace entente::settle {
namespace {

Problem with_orders(std::mt19937_64& random, const oracle::ProblemShape& shape) {
  Problem problem = oracle::random_problem(random, shape);
  for (Party& party : problem.parties) {
    for (IssuePreference& issue : party.preferences.issues) {
      for (const double value : issue.values) issue.rank.push_back(static_cast<std::uint32_t>(value));
      issue.values.clear();
    }
  }
  return problem;
}

std::vector<Package> all_packages(const Problem& problem) {
  const UtilityTable none;
  UtilityTable table = none;
  for (const Issue& issue : problem.issues) table.value.emplace_back(issue.options.size() * 0);
  std::vector<Package> packages;
  for (const auto& outcome : oracle::all_outcomes(request_of(problem, table))) packages.push_back(outcome.package);
  return packages;
}

bool weakly_better_everywhere(const Problem& problem, const Package& a, const Package& b, bool& strictly) {
  strictly = false;
  for (const Party& party : problem.parties) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto& rank = party.preferences.issues[i].rank;
      if (rank[a[i]] > rank[b[i]]) return false;
      strictly = strictly || rank[a[i]] < rank[b[i]];
    }
  }
  return true;
}

TEST(Ordinal, UndominatedAreThoseThatNoOtherNecessarilyDominates) {
  std::mt19937_64 random(41);
  for (int c = 0; c < 2000; ++c) {
    const Problem problem = with_orders(random, {2, 3, 4, 4, 3, 0});
    std::set<std::vector<std::vector<std::uint32_t>>> expected;  // by ranks: equal packages stand once
    const auto ranks = [&](const Package& package) {
      std::vector<std::vector<std::uint32_t>> all;
      for (const Party& party : problem.parties) {
        all.emplace_back();
        for (std::size_t i = 0; i < package.size(); ++i)
          all.back().push_back(party.preferences.issues[i].rank[package[i]]);
      }
      return all;
    };
    const std::vector<Package> packages = all_packages(problem);
    for (const Package& package : packages) {
      const bool dominated = std::any_of(packages.begin(), packages.end(), [&](const Package& other) {
        bool strictly = false;
        return weakly_better_everywhere(problem, other, package, strictly) && strictly;
      });
      if (!dominated) expected.insert(ranks(package));
    }
    const OrdinalAnswer answer = find_ordinal_packages(problem, {});
    ASSERT_TRUE(answer.complete);
    std::set<std::vector<std::vector<std::uint32_t>>> found;
    for (const Package& package : answer.undominated) found.insert(ranks(package));
    ASSERT_EQ(found, expected);
    ASSERT_EQ(answer.undominated.size(), expected.size());
  }
}

// Numbers drawn to fit the orders never make a certain package inefficient; for the others some numbers do.
TEST(Ordinal, CertainHoldsWhateverTheNumbers) {
  std::mt19937_64 random(42);
  int certain = 0;
  int shown_open = 0;
  int open = 0;
  for (int c = 0; c < 300; ++c) {
    const Problem problem = with_orders(random, {2, 3, 3, 4});
    const OrdinalAnswer answer = find_ordinal_packages(problem, {});
    std::vector<bool> beaten(answer.undominated.size(), false);
    for (int draw = 0; draw < 200; ++draw) {
      Problem numbered = problem;
      for (Party& party : numbered.parties) {
        for (IssuePreference& issue : party.preferences.issues) {
          // Steps between ranks spread over orders of magnitude, so that any issue may outweigh the others.
          std::vector<double> of_rank(8, 0);
          for (std::size_t r = of_rank.size() - 1; r-- > 0;) {
            of_rank[r] = of_rank[r + 1] + std::pow(10, static_cast<double>(random() % 600) / 100);
          }
          for (const std::uint32_t rank : issue.rank) issue.values.push_back(std::round(of_rank[rank]));
          issue.weight = 1;
          issue.by_largest = false;
        }
      }
      const UtilityTable table = make_utility_table(numbered);
      const auto frontier = oracle::brute_force_frontier(request_of(numbered, table));
      for (std::size_t i = 0; i < beaten.size(); ++i) {
        const bool efficient = std::any_of(frontier.begin(), frontier.end(), [&](const auto& outcome) {
          return outcome.package == answer.undominated[i];
        });
        beaten[i] = beaten[i] || !efficient;
      }
    }
    for (std::size_t i = 0; i < beaten.size(); ++i) {
      if (answer.certain[i]) {
        ++certain;
        ASSERT_FALSE(beaten[i]);
      } else {
        ++open;
        shown_open += beaten[i] ? 1 : 0;
      }
    }
  }
  EXPECT_GT(certain, 200);
  EXPECT_GT(shown_open * 10, open * 8) << "most of the undecided ones are shown so by a draw";
}

TEST(Ordinal, ComparesTwoPackages) {
  Problem problem;
  problem.issues.push_back({"fees", "", {{"full", "", {}}, {"half", "", {}}, {"none", "", {}}}, {}});
  problem.parties.resize(2);
  for (Party& party : problem.parties) party.preferences.issues.resize(1);
  problem.parties[0].preferences.issues[0].rank = {0, 1, 1};
  problem.parties[1].preferences.issues[0].rank = {2, 0, 0};
  EXPECT_EQ(compare(problem, {0}, {1}), OrdinalVerdict::undecided);
  EXPECT_EQ(compare(problem, {1}, {2}), OrdinalVerdict::equal);
  problem.parties[0].preferences.issues[0].rank = {1, 0, 1};
  EXPECT_EQ(compare(problem, {1}, {0}), OrdinalVerdict::first);
  EXPECT_EQ(compare(problem, {0}, {1}), OrdinalVerdict::second);
}

}  // namespace
}  // namespace entente::settle

#include "settle/packages.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "oracle/frontier_oracle.h"
#include "oracle/random_problem.h"

namespace entente::settle {
namespace {

constexpr long double slack = 1e-12L;

struct Valued {
  Package package;
  std::vector<long double> gains;
  bool acceptable = true;
};

// Gains straight from the problem, in floating point.
std::vector<Valued> all_valued(const Problem& problem, const UtilityTable& table) {
  std::vector<Valued> all;
  for (const auto& outcome : oracle::all_outcomes(request_of(problem, table))) {
    Valued valued;
    valued.package = outcome.package;
    for (std::size_t d = 0; d < table.width(); ++d) {
      const Preferences& preferences = problem.parties[table.parties[d]].preferences;
      long double utility = 0;
      for (std::size_t i = 0; i < outcome.package.size(); ++i) {
        const IssuePreference& issue = preferences.issues[i];
        const double largest = *std::max_element(issue.values.begin(), issue.values.end());
        const long double value = issue.values[outcome.package[i]];
        utility += issue.weight * (issue.by_largest && largest > 0 ? value / largest : value);
      }
      valued.gains.push_back(utility - preferences.reservation.value_or(0));
      if (preferences.reservation && valued.gains.back() < -slack) valued.acceptable = false;
    }
    all.push_back(std::move(valued));
  }
  return all;
}

long double product(const std::vector<long double>& gains) {
  long double result = 1;
  for (const long double gain : gains) result *= std::max(gain, 0.0L);
  return result;
}

TEST(Packages, SolutionsAreTheBestOfAllOutcomes) {
  std::mt19937_64 random(31);
  int with_pick = 0;
  for (int c = 0; c < 4000; ++c) {
    const Problem problem = oracle::random_problem(random, {2 + static_cast<std::size_t>(c % 3), 4, 4, 8, 2, 2, true});
    PackagesConfig config;
    config.prices = config.sensitivity = false;
    const PackagesAnswer answer = find_packages(problem, config);
    const std::vector<Valued> all = all_valued(problem, answer.table);
    const std::size_t width = answer.table.width();
    std::vector<long double> ideal(width, 0);
    bool any_acceptable = false;
    for (const Valued& one : all) {
      if (!one.acceptable) continue;
      any_acceptable = true;
      for (std::size_t d = 0; d < width; ++d) ideal[d] = std::max(ideal[d], one.gains[d]);
    }
    ASSERT_EQ(answer.any_acceptable, any_acceptable);
    ASSERT_EQ(answer.solutions.nash.has_value(), any_acceptable);
    ASSERT_EQ(answer.solutions.utilitarian.has_value(), !all.empty());
    if (all.empty()) continue;
    const auto share = [&](const std::vector<long double>& gains) {
      long double least = 1;
      for (std::size_t d = 0; d < width; ++d) {
        if (ideal[d] > slack) least = std::min(least, gains[d] / ideal[d]);
      }
      return least;
    };
    const auto gains_of = [&](std::size_t point) {
      const Package package = answer.frontier.package(point);
      for (const Valued& one : all) {
        if (one.package == package) return one.gains;
      }
      ADD_FAILURE() << "the package is none of all";
      return std::vector<long double>(width, -1);
    };
    const auto total = [](const std::vector<long double>& gains) {
      long double sum = 0;
      for (const long double gain : gains) sum += gain;
      return sum;
    };
    const auto least = [](const std::vector<long double>& gains) {
      return *std::min_element(gains.begin(), gains.end());
    };
    const auto utilitarian = gains_of(*answer.solutions.utilitarian);
    const auto egalitarian = gains_of(*answer.solutions.egalitarian);
    for (const Valued& one : all) {
      ASSERT_GE(total(utilitarian) + slack, total(one.gains));
      ASSERT_GE(least(egalitarian) + slack, least(one.gains));
    }
    if (!any_acceptable) continue;
    ++with_pick;
    const auto nash = gains_of(*answer.solutions.nash);
    const auto kalai = gains_of(*answer.solutions.kalai_smorodinsky);
    for (const Valued& one : all) {
      if (!one.acceptable) continue;
      ASSERT_GE(product(nash) + slack, product(one.gains));
      ASSERT_GE(share(kalai) + slack, share(one.gains));
    }
  }
  EXPECT_GT(with_pick, 1000);
}

TEST(Packages, UtilitiesAreInTheProblemsUnits) {
  std::mt19937_64 random(32);
  for (int c = 0; c < 300; ++c) {
    const Problem problem = oracle::random_problem(random, {2, 3, 3, 9});
    PackagesConfig config;
    const PackagesAnswer answer = find_packages(problem, config);
    const std::vector<Valued> all = all_valued(problem, answer.table);
    for (std::size_t i = 0; i < answer.frontier.size(); ++i) {
      const ValuedPackage point = answer.at(i);
      for (const Valued& one : all) {
        if (one.package != point.package) continue;
        for (std::size_t d = 0; d < 2; ++d) ASSERT_NEAR(point.utilities[d], static_cast<double>(one.gains[d]), 1e-12);
      }
    }
  }
}

// The Nash package by enumeration, with one weight changed.
long double best_product(const Problem& problem, const UtilityTable& table, const Package& pick, long double& of_pick) {
  long double best = -1;
  of_pick = -1;
  for (const Valued& one : all_valued(problem, table)) {
    if (!one.acceptable) continue;
    best = std::max(best, product(one.gains));
    if (one.package == pick) of_pick = product(one.gains);
  }
  return best;
}

TEST(Packages, WeightsCanMoveAsFarAsItSays) {
  std::mt19937_64 random(33);
  int ends = 0;
  for (int c = 0; c < 400; ++c) {
    Problem problem = oracle::random_problem(random, {2 + static_cast<std::size_t>(c % 2), 3, 3, 30, 1, 1, true});
    PackagesConfig config;
    const PackagesAnswer answer = find_packages(problem, config);
    if (!answer.solutions.nash) continue;
    ASSERT_TRUE(answer.ranges_complete);
    const Package pick = answer.frontier.package(*answer.solutions.nash);
    const auto is_best_at = [&](const WeightRange& range, double weight) {
      double& changed = problem.parties[answer.parties[range.entry]].preferences.issues[range.issue].weight;
      const double before = changed;
      changed = weight;
      long double of_pick = 0;
      const long double best = best_product(problem, make_utility_table(problem), pick, of_pick);
      changed = before;
      return of_pick >= best - 1e-13L * (1 + std::fabs(best)) && of_pick >= 0;
    };
    for (const WeightRange& range : answer.ranges) {
      const double low_room = range.weight - range.low;
      EXPECT_TRUE(is_best_at(range, range.weight - 0.999 * low_room));
      if (range.low > 1e-9) {
        EXPECT_FALSE(is_best_at(range, range.low * (1 - 1e-6))) << "case " << c;
        ++ends;
      }
      if (range.high) {
        EXPECT_TRUE(is_best_at(range, range.weight + 0.999 * (*range.high - range.weight)));
        EXPECT_FALSE(is_best_at(range, *range.high * (1 + 1e-6) + 1e-9)) << "case " << c;
        ++ends;
      } else {
        EXPECT_TRUE(is_best_at(range, range.weight * 50));
      }
    }
  }
  EXPECT_GT(ends, 300);
}

TEST(Packages, APriceIsWhatDroppingTheRedLineChanges) {
  std::mt19937_64 random(34);
  int changed = 0;
  for (int c = 0; c < 600; ++c) {
    const Problem problem = oracle::random_problem(random, {2, 3, 3, 20, 0, 6});
    PackagesConfig config;
    const PackagesAnswer answer = find_packages(problem, config);
    ASSERT_TRUE(answer.prices_complete);
    for (const ShadowPrice& price : answer.prices) {
      if (!price.position) continue;
      Problem released = problem;
      released.positions.erase(released.positions.begin() + static_cast<std::ptrdiff_t>(*price.position));
      config.prices = false;
      const PackagesAnswer other = find_packages(released, config);
      ASSERT_EQ(price.without.has_value(), other.solutions.nash.has_value());
      if (price.without) {
        EXPECT_EQ(price.without->utilities, other.at(*other.solutions.nash).utilities);
      }
      ASSERT_EQ(price.with.has_value(), answer.solutions.nash.has_value());
      for (std::size_t d = 0; d < price.best_with.size(); ++d) {
        EXPECT_GE(price.best_without[d], price.best_with[d]);
        changed += price.best_without[d] > price.best_with[d] ? 1 : 0;
      }
    }
  }
  EXPECT_GT(changed, 50);
}

TEST(Packages, OrdersAndPositionsBecomeNumbersAndSaySo) {
  Problem problem;
  problem.issues.push_back({"fees", "", {{"full", "", {}}, {"half", "", {}}, {"none", "", {}}}, {}});
  problem.parties.resize(2);
  problem.parties[0].name = "North";
  problem.parties[0].preferences.issues.resize(1);
  problem.parties[0].preferences.issues[0].rank = {0, 1, 2};
  problem.parties[1].name = "South";
  SettlePosition position;
  position.party = 1;
  position.issue = 0;
  position.demands = {2};
  problem.positions.push_back(position);
  const Problem assumed = with_assumed_values(problem);
  EXPECT_EQ(assumed.utilities_from, "orders and positions");
  const std::vector<double>& centroid = assumed.parties[0].preferences.issues[0].values;
  EXPECT_NEAR(centroid[0], (1 + 1.0 / 2 + 1.0 / 3) / 3, 1e-15);
  EXPECT_NEAR(centroid[2], 1.0 / 9, 1e-15);
  EXPECT_EQ(assumed.parties[1].preferences.issues[0].values, (std::vector<double>{0, 0, 1}));
}

}  // namespace
}  // namespace entente::settle

#include "settle/forecast.h"

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <gtest/gtest.h>

#include "settle/problem_toml.h"

namespace entente::settle {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

ForecastIssue issue_of(std::vector<std::array<double, 3>> actors) {
  ForecastIssue issue;
  for (const auto& [position, salience, power] : actors) {
    issue.actors.push_back(
        {"actor " + std::to_string(issue.actors.size()), position, salience, power, ActorRole::member});
  }
  return issue;
}

TEST(Models, MeanAndMedianWeighPowerAndSalience) {
  const ForecastIssue issue = issue_of({{0, 50, 1}, {100, 50, 3}, {50, 100, 1}});
  EXPECT_DOUBLE_EQ(weighted_mean(issue), (0 * 50 + 100 * 150 + 50 * 100) / 300.0);
  EXPECT_DOUBLE_EQ(median_voter(issue), 50);
  EXPECT_DOUBLE_EQ(median_voter(issue_of({{0, 50, 1}, {100, 50, 3}})), 100);
  EXPECT_DOUBLE_EQ(weighted_mean({}), 50);
  EXPECT_DOUBLE_EQ(median_voter({}), 50);
  EXPECT_DOUBLE_EQ(challenge_model({}), 50);
}

TEST(Models, ChallengesDrawTheWeakTowardsTheStrong) {
  // One strong actor who cares against a weak one who does not: the weak one gives way.
  EXPECT_DOUBLE_EQ(challenge_model(issue_of({{0, 20, 1}, {100, 90, 10}})), 100);
  EXPECT_DOUBLE_EQ(challenge_model(issue_of({{30, 20, 1}, {30, 90, 10}})), 30);
  std::mt19937_64 random(51);
  for (int c = 0; c < 500; ++c) {
    std::vector<std::array<double, 3>> actors;
    for (std::size_t n = 1 + random() % 12; n > 0; --n) {
      actors.push_back({static_cast<double>(random() % 101), static_cast<double>(1 + random() % 100),
                        static_cast<double>(1 + random() % 30)});
    }
    const ForecastIssue issue = issue_of(actors);
    double low = 100;
    double high = 0;
    for (const auto& actor : actors) {
      low = std::min(low, actor[0]);
      high = std::max(high, actor[0]);
    }
    for (const double answer :
         {weighted_mean(issue), median_voter(issue), challenge_model(issue), exchange_model({issue})[0]}) {
      ASSERT_GE(answer, low - 1e-9);
      ASSERT_LE(answer, high + 1e-9);
    }
  }
}

TEST(Models, AnExchangeMovesBothIssuesTowardsWhoCaresMore) {
  // The first cares for p, the second for q; each gives the other what matters less to it.
  ForecastIssue p = issue_of({{0, 90, 1}, {100, 10, 1}});
  ForecastIssue q = issue_of({{0, 10, 1}, {100, 90, 1}});
  p.proposal = q.proposal = "one";
  const std::vector<double> traded = exchange_model({p, q});
  EXPECT_LT(traded[0], weighted_mean(p));
  EXPECT_GT(traded[1], weighted_mean(q));
  q.proposal = "another";
  const std::vector<double> apart = exchange_model({p, q});
  EXPECT_DOUBLE_EQ(apart[0], weighted_mean(p));
  EXPECT_DOUBLE_EQ(apart[1], weighted_mean(q));
}

TEST(DeuTable, ReadsPositionsSalienceAndPower) {
  const std::vector<ActorPower> power = {{"aa", 10, 10, ActorRole::member}, {"cc", 30, 7, ActorRole::proposer}};
  const auto read = read_deu(
      "prnr\tisnr\tproc\tpaa\tpbb\tpcc\tsaa\tsbb\tscc\trp\tout\r\n"
      "\t\t\t1.5\t2\t\t\t\t\t\t\r\n"
      "p1\tp1i1\tCOD\t0\t\t100\t50\t\t\t20\t\r\n"
      "p1\tp1i2\tCNS\t0\t40\t100\t50\t80\t20\t\t70\r\n",
      "deu.tsv", power);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2u);
  const ForecastIssue& first = (*read)[0];
  EXPECT_EQ(first.name, "p1i1");
  ASSERT_EQ(first.actors.size(), 2u);
  EXPECT_EQ(first.actors[1].salience, 50) << "the mean of the others";
  EXPECT_EQ(first.actors[1].power, 30);
  EXPECT_EQ(first.actors[1].role, ActorRole::proposer);
  EXPECT_EQ(first.reference, 20);
  EXPECT_FALSE(first.outcome);
  EXPECT_EQ((*read)[1].actors[2].power, 7);
  EXPECT_EQ((*read)[1].actors[1].power, 1) << "an actor without a known power";
  EXPECT_EQ((*read)[1].outcome, 70);
  EXPECT_FALSE(read_deu("", "deu.tsv", power));
  EXPECT_FALSE(read_deu("a\tb\n", "deu.tsv", power));
  const auto wrong = read_deu("prnr\tpaa\tsaa\np1\t101\tx\n", "deu.tsv", power);
  ASSERT_FALSE(wrong);
  ASSERT_EQ(wrong.diagnostics().size(), 2u);
  EXPECT_EQ(wrong.diagnostics()[1].place.line, 2u);
  EXPECT_EQ(wrong.diagnostics()[1].place.column, 3u);
}

// Issues whose outcome is the position of their strongest actor: the fit must find that out.
std::vector<ForecastIssue> made_up(std::mt19937_64& random, int count) {
  std::vector<ForecastIssue> issues;
  for (int c = 0; c < count; ++c) {
    std::vector<std::array<double, 3>> actors = {{static_cast<double>(random() % 21) * 5, 90, 30}};
    for (int n = 0; n < 6; ++n) actors.push_back({static_cast<double>(random() % 21) * 5, 20, 2});
    ForecastIssue issue = issue_of(actors);
    issue.name = std::to_string(c);
    issue.outcome = actors[0][0];
    if (random() % 5 == 0) issue.outcome = static_cast<double>(random() % 101);
    issues.push_back(std::move(issue));
  }
  return issues;
}

TEST(Forecast, LearnsWhatDecides) {
  std::mt19937_64 random(52);
  const std::vector<ForecastIssue> known = made_up(random, 300);
  ForecastParameters parameters = fit_forecast(known, {3, 5});
  const std::vector<ForecastIssue> fresh = made_up(random, 300);
  const std::vector<Forecast> forecasts = forecast(fresh, parameters);
  int likely = 0;
  for (std::size_t i = 0; i < fresh.size(); ++i)
    likely += std::fabs(forecasts[i].likely - *fresh[i].outcome) <= 10 ? 1 : 0;
  EXPECT_GT(likely, 220);
  const auto again = read_parameters(write_parameters(parameters), "parameters.tsv");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->features.size(), parameters.features.size());
  EXPECT_NEAR(forecast(fresh, *again)[7].estimate, forecasts[7].estimate, 1);
}

TEST(Forecast, IntervalsCoverWhatTheySay) {
  std::mt19937_64 random(53);
  const std::vector<ForecastIssue> known = made_up(random, 400);
  std::vector<int> fold;
  for (std::size_t i = 0; i < known.size(); ++i) fold.push_back(static_cast<int>(i % 5));
  ForecastParameters parameters = fit_forecast(known, {3, 5});
  const auto out_of_fold = cross_validate(known, fold, {3, 5}, 0.9, parameters.level);
  for (const auto& one : out_of_fold) {
    ASSERT_TRUE(one);
    ASSERT_LE(one->low, one->high);
    ASSERT_GE(one->low, 0);
    ASSERT_LE(one->high, 100);
  }
  const std::vector<ForecastIssue> fresh = made_up(random, 600);
  const std::vector<Forecast> forecasts = forecast(fresh, parameters);
  int covered = 0;
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    covered += forecasts[i].low <= *fresh[i].outcome && *fresh[i].outcome <= forecasts[i].high ? 1 : 0;
  }
  EXPECT_NEAR(covered / 600.0, 0.9, 0.05);
}

TEST(Forecast, AProblemsOptionsAreAScale) {
  const auto problem = read_problem(R"([[issue]]
name = "fees"
options = ["full", "half", "none"]
[[issue]]
name = "nobody cares"
options = ["a", "b"]
[[party]]
name = "North"
[[position]]
party = "North"
issue = "fees"
accepts = ["half", "none"]
strength = "red-line"
)",
                                    "problem.toml");
  ASSERT_TRUE(problem);
  const auto issues = forecast_issues_of(*problem);
  ASSERT_EQ(issues.size(), 1u);
  ASSERT_EQ(issues[0].actors.size(), 1u);
  EXPECT_EQ(issues[0].actors[0].position, 75);
  EXPECT_EQ(issues[0].actors[0].salience, 95);
}

// The figures that the shipped parameters stand for, out of fold, with room for another shuffle.
TEST(RealOutcomes, OutOfFoldFiguresHold) {
  const std::filesystem::path source(ENTENTE_SOURCE_DIR);
  const auto table = source / "../shared/data/forecast/deu3-half.tsv";
  if (!std::filesystem::exists(table)) GTEST_SKIP() << table << " is not here";
  const auto power = read_power_table(text_of(source / "data/forecast/power.tsv"), "power.tsv");
  ASSERT_TRUE(power);
  const auto issues = read_deu(text_of(table), "deu3-half.tsv", *power);
  ASSERT_TRUE(issues);
  std::mt19937_64 random(54);
  std::vector<int> fold;
  for (std::size_t i = 0; i < issues->size(); ++i) fold.push_back(static_cast<int>(random() % 10));
  double level = 0;
  const auto forecasts = cross_validate(*issues, fold, FitConfig(), 0.8, level);
  double error = 0, hits = 0, covered = 0, width = 0, count = 0;
  for (std::size_t i = 0; i < issues->size(); ++i) {
    if (!forecasts[i]) continue;
    const double outcome = *(*issues)[i].outcome;
    error += std::fabs(forecasts[i]->estimate - outcome);
    hits += std::fabs(forecasts[i]->likely - outcome) <= 10 ? 1 : 0;
    covered += forecasts[i]->low <= outcome && outcome <= forecasts[i]->high ? 1 : 0;
    width += forecasts[i]->high - forecasts[i]->low;
    count += 1;
  }
  EXPECT_LE(error / count, 22.3);
  EXPECT_GE(hits / count, 0.46);
  EXPECT_NEAR(covered / count, 0.80, 0.04);
  EXPECT_LE(width / count, 70);
  EXPECT_TRUE(read_parameters(text_of(source / "data/forecast/deu.tsv"), "deu.tsv"));
}

}  // namespace
}  // namespace entente::settle

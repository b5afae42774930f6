#include "settle/forecast_features.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace entente::settle {
namespace {

constexpr double same = 1e-6;

double mean_by_power(const ForecastIssue& issue) {
  double sum = 0;
  double total = 0;
  for (const ForecastActor& actor : issue.actors) {
    sum += actor.power * actor.position;
    total += actor.power;
  }
  return total > 0 ? sum / total : 50;
}

double median_by_power(const ForecastIssue& issue) {
  ForecastIssue equal = issue;
  for (ForecastActor& actor : equal.actors) actor.salience = 1;
  return median_voter(equal);
}

std::optional<double> position_of(const ForecastIssue& issue, ActorRole role) {
  for (const ForecastActor& actor : issue.actors) {
    if (actor.role == role) return actor.position;
  }
  return std::nullopt;
}

}  // namespace

std::vector<ModelAnswers> answers_of(const std::vector<ForecastIssue>& issues) {
  const std::vector<double> exchange = exchange_model(issues);
  std::vector<ModelAnswers> answers;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    answers.push_back({weighted_mean(issues[i]), median_voter(issues[i]), challenge_model(issues[i]), exchange[i]});
  }
  return answers;
}

const std::vector<std::string_view>& feature_names() {
  static const std::vector<std::string_view> names = {"near-mean-by-power",
                                                      "near-mean-by-power-squared",
                                                      "near-mean",
                                                      "near-median-by-power",
                                                      "at-median-by-power",
                                                      "near-median",
                                                      "near-challenge",
                                                      "near-exchange",
                                                      "power-here",
                                                      "force-here",
                                                      "held-by-somebody",
                                                      "power-around",
                                                      "near-proposer",
                                                      "at-proposer",
                                                      "near-chamber",
                                                      "at-chamber",
                                                      "near-reference",
                                                      "at-reference",
                                                      "extreme",
                                                      "middle",
                                                      "multiple-of-ten",
                                                      "value"};
  return names;
}

Candidates candidates_of(const ForecastIssue& issue, const ModelAnswers& answers) {
  std::set<double> at;
  for (int value = 0; value <= 100; value += 5) at.insert(value);
  for (const ForecastActor& actor : issue.actors) at.insert(std::clamp(actor.position, 0.0, 100.0));
  const double by_power = mean_by_power(issue);
  const double median = median_by_power(issue);
  for (const double answer : {by_power, answers.mean}) at.insert(std::clamp(std::round(answer), 0.0, 100.0));
  double power = 0;
  double force = 0;
  for (const ForecastActor& actor : issue.actors) {
    power += actor.power;
    force += actor.power * actor.salience;
  }
  const auto proposer = position_of(issue, ActorRole::proposer);
  const auto chamber = position_of(issue, ActorRole::chamber);
  Candidates result;
  for (const double c : at) {
    result.at.push_back(c);
    const auto near = [c](double value) { return -std::fabs(c - value) / 100; };
    const auto near_if = [&](const std::optional<double>& value) { return value ? near(*value) : 0; };
    const auto is = [c](const std::optional<double>& value) {
      return value && std::fabs(c - *value) < same ? 1.0 : 0.0;
    };
    double power_here = 0;
    double force_here = 0;
    double power_around = 0;
    for (const ForecastActor& actor : issue.actors) {
      const double distance = (actor.position - c) / 10;
      power_around += actor.power * std::exp(-distance * distance / 2);
      if (std::fabs(actor.position - c) >= same) continue;
      power_here += actor.power;
      force_here += actor.power * actor.salience;
    }
    const double from_mean = near(by_power);
    const std::vector<double> row = {from_mean,
                                     -from_mean * from_mean,
                                     near(answers.mean),
                                     near(median),
                                     is(median),
                                     near(answers.median),
                                     near(answers.challenge),
                                     near(answers.exchange),
                                     power > 0 ? power_here / power : 0,
                                     force > 0 ? force_here / force : 0,
                                     power_here > 0 ? 1.0 : 0.0,
                                     power > 0 ? power_around / power : 0,
                                     near_if(proposer),
                                     is(proposer),
                                     near_if(chamber),
                                     is(chamber),
                                     near_if(issue.reference),
                                     is(issue.reference),
                                     c <= 0 || c >= 100 ? 1.0 : 0.0,
                                     is(50.0),
                                     std::fabs(c / 10 - std::round(c / 10)) < same ? 1.0 : 0.0,
                                     c / 100};
    result.features.insert(result.features.end(), row.begin(), row.end());
  }
  return result;
}

}  // namespace entente::settle

#include "settle/forecast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "settle/forecast_features.h"
#include "settle/forecast_fit.h"

namespace entente::settle {
namespace {

constexpr std::size_t grid = 101;  // 0, 1 … 100

// The candidates' probabilities spread by the kernel, cut to the scale.
std::array<double, grid> density_of(const Candidates& candidates, const std::vector<double>& probability,
                                    double kernel) {
  std::array<double, grid> density{};
  for (std::size_t c = 0; c < candidates.at.size(); ++c) {
    std::array<double, grid> around{};
    double total = 0;
    for (std::size_t g = 0; g < grid; ++g) {
      const double distance = (static_cast<double>(g) - candidates.at[c]) / kernel;
      around[g] = std::exp(-distance * distance / 2);
      total += around[g];
    }
    for (std::size_t g = 0; g < grid; ++g) density[g] += probability[c] * around[g] / total;
  }
  return density;
}

double median_of(const std::array<double, grid>& density) {
  double sum = 0;
  for (std::size_t g = 0; g < grid; ++g) {
    sum += density[g];
    if (sum >= 0.5) return static_cast<double>(g);
  }
  return 100;
}

// The middle of the window of ten to each side that holds the most; of equal ones that nearest to `centre`.
double likely_of(const Candidates& candidates, const std::vector<double>& probability, double centre) {
  double best = 50;
  double most = -1;
  for (std::size_t g = 0; g < grid; ++g) {
    const auto at = static_cast<double>(g);
    double mass = 0;
    for (std::size_t c = 0; c < candidates.at.size(); ++c) {
      if (std::fabs(candidates.at[c] - at) <= 10) mass += probability[c];
    }
    const bool equal = std::fabs(mass - most) <= 1e-12;
    if ((!equal && mass > most) || (equal && std::fabs(at - centre) < std::fabs(best - centre))) {
      most = std::max(most, mass);
      best = at;
    }
  }
  return best;
}

// A range that holds `level` of the density, grown from its peak point by point to the side where the next ten hold
// more: ranges of rising levels lie within one another, as conformal calibration asks of them.
std::pair<double, double> range_of(const std::array<double, grid>& density, double level) {
  constexpr std::size_t ahead = 30;
  const auto peak = static_cast<std::size_t>(std::max_element(density.begin(), density.end()) - density.begin());
  std::size_t low = peak;
  std::size_t high = peak;
  double sum = density[peak];
  while (sum < level - 1e-12 && high - low + 1 < grid) {
    double below = 0;
    double above = 0;
    for (std::size_t k = 1; k <= ahead; ++k) {
      if (low >= k) below += density[low - k];
      if (high + k < grid) above += density[high + k];
    }
    const bool down = high + 1 == grid || (low > 0 && below > above);
    sum += down ? density[--low] : density[++high];
  }
  return {static_cast<double>(low), static_cast<double>(high)};
}

// The least level, in steps of 1/500, from which on every range holds the outcome: ranges of rising levels need not lie
// within one another.
double level_needed(const std::array<double, grid>& density, double outcome) {
  for (int step = 499; step > 0; --step) {
    const auto [low, high] = range_of(density, step / 500.0);
    if (outcome < low || outcome > high) return (step + 1) / 500.0;
  }
  return 1 / 500.0;
}

struct Prediction {
  Forecast forecast;
  std::array<double, grid> density{};
};

Prediction predict(const ForecastIssue& issue, const ModelAnswers& answers, const Candidates& candidates,
                   const ForecastParameters& parameters) {
  const std::vector<double> probability = probabilities(candidates, parameters);
  Prediction prediction;
  prediction.density = density_of(candidates, probability, parameters.kernel);
  double mean = 0;
  for (std::size_t g = 0; g < grid; ++g) mean += prediction.density[g] * static_cast<double>(g);
  Forecast& forecast = prediction.forecast;
  forecast.issue = issue.name;
  forecast.estimate = median_of(prediction.density);
  forecast.likely = likely_of(candidates, probability, mean);
  std::tie(forecast.low, forecast.high) = range_of(prediction.density, parameters.level);
  forecast.mean = answers.mean;
  forecast.median = answers.median;
  forecast.challenge = answers.challenge;
  forecast.exchange = answers.exchange;
  return prediction;
}

// The conformal level: the ceil((n + 1) * coverage)-th smallest of what the issues needed.
double calibrated(std::vector<double> needed, double coverage) {
  if (needed.empty()) return coverage;
  std::sort(needed.begin(), needed.end());
  const auto rank = static_cast<std::size_t>(std::ceil(static_cast<double>(needed.size() + 1) * coverage));
  return rank > needed.size() ? 1 : needed[rank - 1];
}

}  // namespace

std::vector<Forecast> forecast(const std::vector<ForecastIssue>& issues, const ForecastParameters& parameters) {
  const std::vector<ModelAnswers> answers = answers_of(issues);
  std::vector<Forecast> forecasts;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    forecasts.push_back(predict(issues[i], answers[i], candidates_of(issues[i], answers[i]), parameters).forecast);
  }
  return forecasts;
}

std::vector<std::optional<Forecast>> cross_validate(const std::vector<ForecastIssue>& issues,
                                                    const std::vector<int>& fold, const FitConfig& config,
                                                    double coverage, double& level) {
  const std::vector<ModelAnswers> answers = answers_of(issues);
  std::vector<Candidates> candidates;
  for (std::size_t i = 0; i < issues.size(); ++i) candidates.push_back(candidates_of(issues[i], answers[i]));
  const int folds = fold.empty() ? 0 : *std::max_element(fold.begin(), fold.end()) + 1;
  std::vector<std::optional<Prediction>> predictions(issues.size());
  std::vector<double> needed(issues.size(), 0);
  for (int k = 0; k < folds; ++k) {
    std::vector<const Candidates*> known;
    std::vector<double> outcomes;
    for (std::size_t i = 0; i < issues.size(); ++i) {
      if (fold[i] == k || !issues[i].outcome) continue;
      known.push_back(&candidates[i]);
      outcomes.push_back(*issues[i].outcome);
    }
    const ForecastParameters parameters = fit(known, outcomes, config);
    for (std::size_t i = 0; i < issues.size(); ++i) {
      if (fold[i] != k || !issues[i].outcome) continue;
      predictions[i] = predict(issues[i], answers[i], candidates[i], parameters);
      needed[i] = level_needed(predictions[i]->density, *issues[i].outcome);
    }
  }
  std::vector<std::optional<Forecast>> result(issues.size());
  std::vector<double> all;
  for (int k = 0; k < folds; ++k) {
    std::vector<double> others;
    for (std::size_t i = 0; i < issues.size(); ++i) {
      if (predictions[i] && fold[i] != k) others.push_back(needed[i]);
      if (predictions[i] && fold[i] == k) all.push_back(needed[i]);
    }
    const double of_fold = calibrated(others, coverage);
    for (std::size_t i = 0; i < issues.size(); ++i) {
      if (!predictions[i] || fold[i] != k) continue;
      result[i] = predictions[i]->forecast;
      std::tie(result[i]->low, result[i]->high) = range_of(predictions[i]->density, of_fold);
    }
  }
  level = calibrated(all, coverage);
  return result;
}

ForecastParameters fit_forecast(const std::vector<ForecastIssue>& issues, const FitConfig& config) {
  const std::vector<ModelAnswers> answers = answers_of(issues);
  std::vector<Candidates> candidates;
  std::vector<double> outcomes;
  for (std::size_t i = 0; i < issues.size(); ++i) {
    if (!issues[i].outcome) continue;
    candidates.push_back(candidates_of(issues[i], answers[i]));
    outcomes.push_back(*issues[i].outcome);
  }
  std::vector<const Candidates*> known;
  for (const Candidates& one : candidates) known.push_back(&one);
  return fit(known, outcomes, config);
}

}  // namespace entente::settle

#include "settle/forecast_fit.h"

#include <algorithm>
#include <cmath>

namespace entente::settle {
namespace {

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// exp(score) / sum, safely.
void to_probabilities(Vector& scores) {
  const double most = *std::max_element(scores.begin(), scores.end());
  double total = 0;
  for (double& score : scores) {
    score = std::exp(score - most);
    total += score;
  }
  for (double& score : scores) score /= total;
}

// The penalised negative log-likelihood, on standardised features.
class Objective {
 public:
  Objective(const std::vector<const Candidates*>& issues, const Vector& outcomes, const ForecastParameters& scaling,
            const FitConfig& config)
      : penalty_(config.penalty), features_(scaling.features.size()) {
    for (std::size_t i = 0; i < issues.size(); ++i) {
      Issue issue;
      for (std::size_t c = 0; c < issues[i]->at.size(); ++c) {
        const double distance = (issues[i]->at[c] - outcomes[i]) / config.kernel;
        issue.kernel.push_back(std::exp(-distance * distance / 2));
        for (std::size_t f = 0; f < features_; ++f) {
          const auto& feature = scaling.features[f];
          issue.rows.push_back((issues[i]->features[c * features_ + f] - feature.mean) / feature.deviation);
        }
      }
      issues_.push_back(std::move(issue));
    }
  }

  double operator()(const Vector& weights, Vector& gradient) const {
    double value = penalty_ / 2 * dot(weights, weights);
    for (std::size_t f = 0; f < features_; ++f) gradient[f] = penalty_ * weights[f];
    Vector probability;
    for (const Issue& issue : issues_) {
      const std::size_t n = issue.kernel.size();
      probability.assign(n, 0);
      for (std::size_t c = 0; c < n; ++c) {
        for (std::size_t f = 0; f < features_; ++f) probability[c] += weights[f] * issue.rows[c * features_ + f];
      }
      to_probabilities(probability);
      double likelihood = 1e-12;
      for (std::size_t c = 0; c < n; ++c) likelihood += probability[c] * issue.kernel[c];
      value -= std::log(likelihood);
      for (std::size_t c = 0; c < n; ++c) {
        const double pull = probability[c] * (issue.kernel[c] / likelihood - 1);
        for (std::size_t f = 0; f < features_; ++f) gradient[f] -= pull * issue.rows[c * features_ + f];
      }
    }
    return value;
  }

 private:
  struct Issue {
    Vector kernel;  // per candidate
    Vector rows;    // candidate by feature
  };
  double penalty_;
  std::size_t features_;
  std::vector<Issue> issues_;
};

Vector minimise(const Objective& objective, std::size_t size) {
  constexpr int most_iterations = 200;
  Vector x(size, 0);
  Vector gradient(size, 0);
  double value = objective(x, gradient);
  std::vector<Vector> inverse(size, Vector(size, 0));  // of the Hessian, estimated
  for (std::size_t i = 0; i < size; ++i) inverse[i][i] = 0.01;
  for (int iteration = 0; iteration < most_iterations; ++iteration) {
    Vector direction(size);
    for (std::size_t i = 0; i < size; ++i) direction[i] = -dot(inverse[i], gradient);
    const double slope = dot(direction, gradient);
    if (slope > -1e-9) break;
    double step = 1;
    Vector next(size);
    Vector next_gradient(size);
    double next_value = value;
    for (; step > 1e-10; step /= 2) {
      for (std::size_t i = 0; i < size; ++i) next[i] = x[i] + step * direction[i];
      next_value = objective(next, next_gradient);
      if (next_value <= value + 1e-4 * step * slope) break;
    }
    if (step <= 1e-10) break;
    Vector s(size);
    Vector y(size);
    for (std::size_t i = 0; i < size; ++i) {
      s[i] = next[i] - x[i];
      y[i] = next_gradient[i] - gradient[i];
    }
    const double curvature = dot(s, y);
    if (curvature > 1e-12) {  // (I - s y'/c) H (I - y s'/c) + s s'/c
      Vector hy(size);
      for (std::size_t i = 0; i < size; ++i) hy[i] = dot(inverse[i], y);
      const double yhy = dot(y, hy);
      for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
          inverse[i][j] += (1 + yhy / curvature) * s[i] * s[j] / curvature - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
        }
      }
    }
    x = std::move(next);
    gradient = std::move(next_gradient);
    value = next_value;
  }
  return x;
}

}  // namespace

std::vector<double> probabilities(const Candidates& candidates, const ForecastParameters& parameters) {
  const auto& names = feature_names();
  Vector scores(candidates.at.size(), 0);
  for (const auto& feature : parameters.features) {
    const auto at = std::find(names.begin(), names.end(), feature.name);
    if (at == names.end()) continue;
    const auto f = static_cast<std::size_t>(at - names.begin());
    for (std::size_t c = 0; c < scores.size(); ++c) {
      scores[c] += feature.weight * (candidates.features[c * names.size() + f] - feature.mean) / feature.deviation;
    }
  }
  to_probabilities(scores);
  return scores;
}

ForecastParameters fit(const std::vector<const Candidates*>& issues, const std::vector<double>& outcomes,
                       const FitConfig& config) {
  const auto& names = feature_names();
  ForecastParameters parameters;
  parameters.kernel = config.kernel;
  for (std::size_t f = 0; f < names.size(); ++f) {
    double sum = 0;
    double squares = 0;
    double count = 0;
    for (const Candidates* issue : issues) {
      for (std::size_t c = 0; c < issue->at.size(); ++c) {
        const double value = issue->features[c * names.size() + f];
        sum += value;
        squares += value * value;
        count += 1;
      }
    }
    const double mean = count > 0 ? sum / count : 0;
    const double variance = count > 0 ? squares / count - mean * mean : 0;
    parameters.features.push_back({std::string(names[f]), mean, variance > 1e-12 ? std::sqrt(variance) : 1, 0});
  }
  const Vector weights = minimise(Objective(issues, outcomes, parameters, config), names.size());
  for (std::size_t f = 0; f < names.size(); ++f) parameters.features[f].weight = weights[f];
  return parameters;
}

}  // namespace entente::settle

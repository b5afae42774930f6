// The conditional logit over candidates and its fit. Private to the forecast.
#pragma once

#include <vector>

#include "settle/forecast_features.h"

namespace entente::settle {

// One per candidate; they add up to 1. Features that the parameters do not name count nothing.
std::vector<double> probabilities(const Candidates& candidates, const ForecastParameters& parameters);

// Maximises the sum over issues of log(sum over candidates of probability * kernel(candidate - outcome)) less
// penalty / 2 * (weights squared), by BFGS with a backtracking line search (Nocedal and Wright 2006, chapter 6).
// O(iterations * candidates * features).
ForecastParameters fit(const std::vector<const Candidates*>& issues, const std::vector<double>& outcomes,
                       const FitConfig& config);

}  // namespace entente::settle

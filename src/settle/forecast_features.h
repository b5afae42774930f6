// The candidates of an issue and what speaks for each. Private to the forecast.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "settle/forecast.h"

namespace entente::settle {

// What the models say of one issue.
struct ModelAnswers {
  double mean = 50;
  double median = 50;
  double challenge = 50;
  double exchange = 50;
};

std::vector<ModelAnswers> answers_of(const std::vector<ForecastIssue>& issues);

// Names of the features, in the order of the rows below.
const std::vector<std::string_view>& feature_names();

struct Candidates {
  std::vector<double> at;        // ascending, within 0-100
  std::vector<double> features;  // at.size() rows of feature_names().size()
};

Candidates candidates_of(const ForecastIssue& issue, const ModelAnswers& answers);

}  // namespace entente::settle

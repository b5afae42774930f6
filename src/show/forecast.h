// Forecasts as a table and JSON.
#pragma once

#include <vector>

#include "format/json.h"
#include "settle/settle.h"
#include "show/console.h"

namespace entente::show {

// `problem` names the options that the scale stands for; it has no issues where the input was a table of positions.
// The option nearest to a place on the scale of an issue; empty where the issue is none of the problem.
std::string option_at(const settle::Problem& problem, const std::string& issue, double place);

// [{"issue", "estimate", "likely", "low", "high", "actors", "models", "likely_option"}…]
format::Json forecast_json(const std::vector<settle::ForecastIssue>& issues,
                           const std::vector<settle::Forecast>& forecasts, const settle::Problem& problem);

void print_forecast(const std::vector<settle::ForecastIssue>& issues, const std::vector<settle::Forecast>& forecasts,
                    const settle::Problem& problem, OutputFormat format, Console& console);

}  // namespace entente::show

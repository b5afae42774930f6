// Forecasts as a table and JSON.
#pragma once

#include <vector>

#include "settle/settle.h"
#include "show/console.h"

namespace entente::show {

// `problem` names the options that the scale stands for; it has no issues where the input was a table of positions.
void print_forecast(const std::vector<settle::ForecastIssue>& issues, const std::vector<settle::Forecast>& forecasts,
                    const settle::Problem& problem, OutputFormat format, Console& console);

}  // namespace entente::show

// The forecast as intervals.
#pragma once

#include <string>
#include <vector>

#include "settle/settle.h"

namespace entente::show {

// A row for each issue: the scale from its first to its last option (0 to 100 where it is none of a problem's), where
// the actors stand, the interval that held four of five outcomes, the estimate and the likely outcome. The first 60
// issues. Stands alone, without scripts or fonts of its own.
std::string forecast_svg(const settle::Problem& problem, const std::vector<settle::ForecastIssue>& issues,
                         const std::vector<settle::Forecast>& forecasts);

}  // namespace entente::show

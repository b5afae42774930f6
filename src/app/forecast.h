// The use case "forecast": what will likely come of each issue.
#pragma once

#include <string>

#include "core/result.h"
#include "settle/settle.h"
#include "show/console.h"

namespace entente::app {

struct ForecastRequest {
  std::string path;        // a DEU table, or whatever load_problem takes
  std::string parameters;  // a table of the fit; empty: the one built in
  std::string svg;         // file that gets the picture; empty: none
  show::OutputFormat format = show::OutputFormat::terminal;
};

Status forecast(const ForecastRequest& request, show::Console& console);

// The table of the fit in a file, or with an empty path the one built in.
Result<settle::ForecastParameters> forecast_parameters(const std::string& path);

}  // namespace entente::app

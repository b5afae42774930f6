// The use case "forecast": what will likely come of each issue.
#pragma once

#include <string>

#include "core/result.h"
#include "show/console.h"

namespace entente::app {

// `path` is a DEU table, or whatever load_problem takes. `parameters` is a table of the fit, or empty for the one built
// in.
Status forecast(const std::string& path, const std::string& parameters, show::OutputFormat format,
                show::Console& console);

}  // namespace entente::app

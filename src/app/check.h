// The use case "check": a draft against where the parties stand.
#pragma once

#include <string>

#include "core/result.h"
#include "settle/settle.h"
#include "show/console.h"

namespace entente::app {

// `draft` is a TOML file, or empty for the provisions that stand in the problem itself.
Result<settle::CheckAnswer> check(const std::string& problem, const std::string& draft, show::OutputFormat format,
                                  show::Console& console);

}  // namespace entente::app

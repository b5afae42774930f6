// Stops a long computation at Ctrl-C or when its time is up, so that it can give what it has.
#pragma once

#include <functional>
#include <optional>

namespace entente::cli {

// True once the user interrupts (the first time; the second ends the program), or `seconds` after this call.
std::function<bool()> stop_when_interrupted(std::optional<double> seconds);

}  // namespace entente::cli

// The saved state of a monitor: a line that names the format and its version, a checksum of the formula and signature
// that it is for, a checksum of what follows, and the engine's parts in the order of the plan (archive.h).
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "verify/monitor_core.h"

namespace entente::verify {

std::string save_state(const MonitorCore& monitor);

// Into a monitor just made for the same formula and signature. Errors: "state-format" (not such bytes, or damaged),
// "state-version", "state-other-formula"; the monitor must then be thrown away.
Status restore_state(std::string_view bytes, MonitorCore& monitor);

// For tests that damage the content: the bytes with their checksum made right again.
std::string with_right_checksum(std::string bytes);

}  // namespace entente::verify

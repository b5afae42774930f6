// Whether an event fits the signature, and a time stamp the range.
#pragma once

#include "core/diagnostic.h"
#include "verify/monitor.h"

namespace entente::verify {

// "event-unknown", "event-arity", "event-type"; without a code where nothing is wrong.
Diagnostic wrong_with(const Event& event, const Signature& signature);
Diagnostic wrong_with_time(std::int64_t time);  // "log-time-range"

}  // namespace entente::verify

// The log that the formulas of terms are monitored over: incidents as a standard shows them, and marks of time.
#pragma once

#include <string>
#include <vector>

#include "verify/monitor.h"
#include "verify/verdicts.h"

namespace entente::verify {

struct LogInstant {
  Instant time = 0;
  std::vector<Event> events;
};

// Incidents that the standard shows, at the first instant of their range, and the marks of every rule up to `as_of`,
// one instant after the other. Windows that are laid end to end are marked for rules with a fixed start.
std::vector<LogInstant> log_of(const Facts& facts, const Standard& standard, Instant as_of);

// "within 15 km of the line": the test's name in near(…).
std::string space_words(const Agreement& agreement, const SpaceTest& test);

// In MonPoly's syntax.
std::string to_text(const std::vector<LogInstant>& log);

}  // namespace entente::verify

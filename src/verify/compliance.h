// Compliance over time: for each term and party the days with a breach, streaks and trend.
#pragma once

#include <string>
#include <vector>

#include "verify/verdicts.h"

namespace entente::verify {

struct ComplianceDay {
  bool binds = false;     // some rule of the term bound the party for some of the day
  int breaches = 0;       // that became one on this day
  int possible = 0;
};

struct ComplianceRow {
  std::size_t term = 0;
  std::string party;  // empty: not known whose
  std::vector<ComplianceDay> days;
  int breaches = 0, possible = 0;
  int longest_streak = 0;  // days in a row that it bound and no breach was certain
  int present_streak = 0;  // up to the last day
  double trend = 0;        // breaches a day that bound: the later half less the earlier half
};

struct Compliance {
  Instant first_day = 0;  // its first second, in the agreement's zone
  std::size_t days = 0;
  std::vector<ComplianceRow> rows;  // by term, then party
};

// From the agreement's start to `as_of` or the agreement's end, at most 3660 days.
Compliance compliance_of(const Agreement& agreement, const std::vector<TermResult>& results, Instant as_of);

}  // namespace entente::verify

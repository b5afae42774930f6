// The problem that a settlement certificate is about, and the clauses that its positions mean; see
// docs/certificates.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "certify/lines.h"

namespace entente::certify {

using Assignment = std::vector<bool>;  // by variable; [0] is unused

// Variables are the problem's own, or its options, numbered through all issues.
struct SettlementProblem {
  std::uint32_t variables = 0;
  std::vector<Clause> always;                  // what binds everybody
  std::vector<std::vector<Clause>> groups{1};  // [p]: what position (or group) p means; [0] is unused
  std::vector<std::string> names{1};           // of positions, with their party; groups of clauses have none

  bool read(Lines& lines);
  // "true" and the variables that are true, up to the end of the line.
  bool read_assignment(Lines& lines, Assignment& assignment) const;
  bool all_hold(const Numbers& groups, const Assignment& assignment) const;  // these and what binds everybody
  std::string shown(const Numbers& groups) const;

 private:
  bool read_clauses(Lines& lines);
  bool read_issues(Lines& lines);
  bool read_position(Lines& lines);
  bool all_of_one_issue(const Numbers& options) const;
  Clause others(const Numbers& options) const;  // the other options of their issue

  std::vector<std::string> parties_{1};
  std::vector<bool> signs_{false};
  Numbers issue_of_{0};                  // by option
  std::vector<Numbers> options_of_{{}};  // by issue
};

}  // namespace entente::certify

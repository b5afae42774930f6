// The problem that a settlement certificate is about, and the clauses that its positions mean. Lines are read strictly:
// words parted by one space, numbers without sign, point or leading zero; see docs/certificates.md.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::certify {

using Clause = std::vector<int>;             // ± variable
using Numbers = std::vector<std::uint32_t>;  // ascending
using Assignment = std::vector<bool>;        // by variable; [0] is unused

class Lines {
 public:
  Lines(std::istream& in, std::size_t consumed) : in_(in), number_(consumed) { next(); }
  bool ended() const { return ended_; }
  void next();                                 // the last line must be ended too
  bool take(std::string_view line);            // passes over exactly this line
  bool starts_with(std::string_view keyword);  // the keyword is then taken off the line
  std::optional<std::uint32_t> number(std::uint32_t least, std::uint32_t most);  // the next word of the line
  bool numbers(std::uint32_t most, Numbers& numbers);      // what is left of the line: ascending, from 1
  bool literals(std::uint32_t variables, Clause& clause);  // what is left of the line: literals, and 0
  std::string_view rest() const { return rest_; }          // of the line, behind the keyword and what was taken
  bool at_end_of_line() const { return !more_; }
  bool fail(const std::string& what);  // always false; the first failure is kept
  const std::string& failure() const { return failure_; }

 private:
  std::string_view word();

  std::istream& in_;
  std::string line_;
  std::string_view rest_;
  bool more_ = false;
  bool ended_ = false;
  std::size_t number_;
  std::string failure_;
};

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

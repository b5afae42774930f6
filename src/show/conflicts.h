// Conflicts and concessions for people and for programs.
#pragma once

#include "format/json.h"
#include "settle/settle.h"
#include "show/console.h"

namespace entente::show {

// The sets of a formula, printed as they are found: marco lines, lines of words, or CSV; JSON when finished.
class ConflictsPrinter {
 public:
  ConflictsPrinter(const settle::GroupedFormula& formula, bool marco_lines, OutputFormat format, Console& console);
  void found(const settle::FoundSet& set);
  void finish(const settle::ConflictsOutcome& outcome);

 private:
  const settle::GroupedFormula& formula_;
  bool marco_lines_;
  OutputFormat format_;
  Console& console_;
  format::Json conflicts_ = format::Json::array();
  format::Json concessions_ = format::Json::array();
  std::string line_;
};

// {"complete", "conflicts": [{"sentence", "parties", "positions": […]}…], "concessions": [{"weight", "positions",
// "package"}…], "alone": [{"party", "known", "possible", "positions", "weight"}…], "everybody": {…} or null}.
format::Json conflicts_json(const settle::Problem& problem, const settle::ProblemConflicts& conflicts);

void print_conflicts(const settle::Problem& problem, const settle::ProblemConflicts& conflicts, OutputFormat format,
                     Console& console);

}  // namespace entente::show

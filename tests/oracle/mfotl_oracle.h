// Metric first-order temporal logic by its definition, word for word: does this formula hold at this time point under
// this assignment? Variables range over a finite domain that the caller gives; for formulas that a monitor accepts, any
// domain with all values of the log, the formula and its results gives the same answer. Exponential, and meant to be.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verify/formula.h"
#include "verify/monitor.h"

namespace entente::oracle {

struct Trace {
  std::vector<std::int64_t> times;
  std::vector<std::vector<verify::Event>> events;  // one list a time point
};

// The verdicts at the trace's time points, under the view that after the trace comes one more time point, empty and
// later than any window reaches, and that beyond it nothing is known. `undecided` gets the first time point whose
// verdict asked for more.
std::vector<verify::Verdict> verdicts(const verify::Formula& formula, const std::vector<verify::Column>& columns,
                                      const Trace& trace, std::vector<verify::Value> domain, std::uint64_t& undecided);

// All values of the log, the constants of the formula, and what its aggregations over them can come to.
std::vector<verify::Value> domain_of(const verify::Formula& formula, const Trace& trace);

}  // namespace entente::oracle

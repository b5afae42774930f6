// The façade of the room: formulas and logs in MonPoly's syntax, the monitor, and its reading of a whole log; terms, incidents
// and verdicts on whose word (terms.h, mapping.h, verdicts.h), their explanations, compliance and guarantees.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "verify/compliance.h"
#include "verify/explanation.h"
#include "verify/formula.h"
#include "verify/guarantees.h"
#include "verify/log.h"
#include "verify/mapping.h"
#include "verify/monitor.h"
#include "verify/reorder.h"
#include "verify/signature.h"
#include "verify/terms.h"
#include "verify/terms_log.h"
#include "verify/verdicts.h"

namespace entente::verify {

// How the verdicts of a log are written down.
enum class VerdictFormat { lines, csv, json };

struct LogRun {
  VerdictFormat format = VerdictFormat::lines;
  std::string state;        // of a run before, that this one goes on from; empty: from the beginning
  bool stays_open = false;  // the log goes on later: what waits for the future stays undecided, and the state is kept

  // The log's time points are arrivals, late, repeated and out of order; those of one time are one time point
  // (reorder.h). Not together with a state.
  bool out_of_order = false;
  std::optional<std::int64_t> lateness;  // absent: nothing is final before the end
  bool revisions = false;                // writes provisional verdicts too
  bool recompute = false;                // at the end, corrects the verdicts by what came too late
};

struct LogReport {
  std::uint64_t time_points = 0;
  std::uint64_t decided = 0;
  std::uint64_t verdicts = 0;  // time points where the formula holds for something
  std::string state;           // with `stays_open`
  std::vector<LateArrival> late;
};

// Runs a log through a monitor. `write` is called with whole lines as they are decided, at the latest before more of
// the log is asked for, so that a pipe sees each verdict at once. `text` and `file` are those of the formula, for its
// diagnostics. Errors: those of Monitor::make, LogReader::next, Monitor::restore; what was decided before has been
// written.
Result<LogReport> run_log(std::string_view formula_text, std::string_view formula_file, const Signature& signature,
                          ByteSource log, std::string log_file, const std::function<void(std::string_view)>& write,
                          const LogRun& run = {});

}  // namespace entente::verify

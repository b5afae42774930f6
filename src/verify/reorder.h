// Monitoring of events that arrive late, repeated and out of order.
//
// Events have their own time; those of one time are one time point, however they arrive. `lateness` is the promise
// about arrival: when an event arrives, nothing that is more than `lateness` older than the newest so far will still
// come. So a verdict is final when everything that it was decided by is older than that; before, it is provisional, and
// an event that comes in between may revise it. The final verdicts are those of the sorted log without repeats.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "verify/monitor.h"

namespace entente::verify {

struct Arrival {
  std::int64_t time = 0;  // the event's own
  Event event;
  // When it came, in the same unit; absent where only the order of arrival is known. The newest of all times and
  // arrivals is the clock that lateness is measured by.
  std::optional<std::int64_t> arrived;
};

struct Revision {
  Verdict verdict;                       // as it is now; without rows where the formula holds no more
  std::vector<std::vector<Value>> gone;  // rows that the verdict had before and has no more
  bool first = false;                    // the first verdict of this time point
  std::uint64_t cause = 0;               // which arrival did it, counted from 0
};

struct LateArrival {
  std::uint64_t number = 0;  // which arrival, counted from 0
  Arrival arrival;
  std::int64_t closed_before = 0;  // times before this were closed when it came
};

struct Outcome {
  std::vector<Revision> revisions;  // provisional verdicts, new or changed
  std::vector<Verdict> final;       // in the order of time
  std::vector<LateArrival> late;    // came too late to count: they change nothing until recompute()
};

struct ReorderConfig {
  std::optional<std::int64_t> lateness;  // absent: nothing is final before the end
  bool provisional = true;               // false: no provisional verdicts, and no work for them
  bool keep_log = false;  // keeps all events and final verdicts, for recompute(); memory then grows with the log
};

class ReorderingMonitor {
 public:
  // Errors: those of Monitor::make.
  static Result<ReorderingMonitor> make(const Formula& formula, const Signature& signature, const ReorderConfig& config,
                                        std::string_view text = {}, std::string_view file = {});
  ReorderingMonitor(ReorderingMonitor&&) noexcept;
  ReorderingMonitor& operator=(ReorderingMonitor&&) noexcept;
  ~ReorderingMonitor();

  const std::vector<Column>& columns() const;

  // Errors: "event-unknown", "event-arity", "event-type", "log-time-range"; then nothing has changed. A provisional
  // verdict of the newest time is given when something newer arrives, so that the events of one time need not come at
  // once. Cost: an event in order costs what the monitor costs. One that is older than what the monitor has seen sets
  // it back to its last checkpoint before that time; checkpoints are so far apart that making them costs no more than
  // the monitoring.
  Result<Outcome> arrive(const Arrival& arrival);
  // A time point at which nothing may have happened: in some formulas that matters too.
  Result<Outcome> arrive_time(std::int64_t time);

  // Nothing comes any more: all verdicts become final.
  Outcome finish();

  // With keep_log, after finish(): the final verdicts again, with the late arrivals in their places. What has changed
  // comes as revisions, their cause the first late arrival. Errors: "reorder-no-log" without keep_log.
  Result<Outcome> recompute();

  struct Counts {
    std::uint64_t arrivals = 0;
    std::uint64_t repeats = 0;   // events that were there already and made no difference
    std::uint64_t set_back = 0;  // times that the monitor was set back
    std::uint64_t replayed = 0;  // time points monitored again for that
    std::uint64_t late = 0;
  };
  const Counts& counts() const;

 private:
  struct Inside;
  explicit ReorderingMonitor(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace entente::verify

// The monitor: a formula and a signature in, then time points one after the other; verdicts out as soon as they are
// final. Its memory is bounded by the formula's windows, not by the length of the log.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "verify/formula.h"
#include "verify/signature.h"
#include "verify/value.h"

namespace entente::verify {

struct Event {
  std::string predicate;
  std::vector<Value> arguments;
  friend bool operator==(const Event&, const Event&) = default;
};

struct Column {
  std::string name;
  ValueType type = ValueType::integer;
};

// The assignments of the free variables that make the formula true at one time point: distinct, ascending. A formula
// without free variables that is true has one row without values.
struct Verdict {
  std::uint64_t time_point = 0;
  std::int64_t time = 0;
  std::vector<std::vector<Value>> rows;

  bool holds() const { return !rows.empty(); }
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

// "@10 (time point 3): (1,"a") (2,"b")", without the line's end; "true" stands for the row without values.
std::string to_string(const Verdict& verdict);

class Monitor {
 public:
  // Fails with every reason why the formula cannot be monitored or typed: which part, why, and what would make it so,
  // at its line and column in `text` (the text that the formula was read from, for places alone; empty for a built
  // formula).
  static Result<Monitor> make(const Formula& formula, const Signature& signature, std::string_view text = {},
                              std::string_view file = {});
  Monitor(Monitor&&) noexcept;
  Monitor& operator=(Monitor&&) noexcept;
  ~Monitor();

  const std::vector<Column>& columns() const;  // the free variables, in the order of the verdicts' rows

  // The next time point. Time must not be less than that of the time point before ("log-time-backwards"); events must
  // fit the signature ("event-unknown", "event-arity", "event-type"); on an error nothing has changed. What it returns
  // are the verdicts that became final, in order, of time points where the formula holds for something.
  Result<std::vector<Verdict>> feed(std::int64_t time, std::span<const Event> events);

  // The log is over: nothing follows. Decides what was waiting for the future; feed must not be called afterwards.
  std::vector<Verdict> finish();

  std::uint64_t fed() const;      // time points taken in
  std::uint64_t decided() const;  // time points whose verdict is final: all those below

  // The state as bytes, and a monitor for the same formula and signature in that state. Errors of the latter:
  // "state-format", "state-version", "state-other-formula".
  std::string save() const;
  static Result<Monitor> restore(std::string_view bytes, const Formula& formula, const Signature& signature);

 private:
  struct Inside;
  explicit Monitor(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace entente::verify

// Guarantees: which are triggered now, by what, on whose word, what is due; and what is wrong with them as written.
#pragma once

#include <string>
#include <vector>

#include "verify/verdicts.h"

namespace entente::verify {

struct GuaranteeState {
  enum class Kind : std::uint8_t { not_triggered, may_be, triggered };
  Kind kind = Kind::not_triggered;
  std::size_t guarantee = 0;
  Standard standard;
  std::string because;   // "quiet is breached by Ostrel on the monitors' word since …"
  Instant since = 0;     // of the first trigger
  Instant due_from = 0;  // after the delay that it allows
  Instant due_until = never;
  std::vector<std::uint32_t> incidents;
};
std::string_view to_string(GuaranteeState::Kind kind);

// One for each guarantee, in the file's order, as of an instant.
std::vector<GuaranteeState> guarantee_states(const Facts& facts, Instant as_of);

struct GuaranteeFlaw {
  enum class Kind : std::uint8_t { unanswered, contradiction, veto };
  Kind kind = Kind::unanswered;
  std::string words;
  std::vector<std::size_t> guarantees;
  friend bool operator==(const GuaranteeFlaw&, const GuaranteeFlaw&) = default;
};
std::string_view to_string(GuaranteeFlaw::Kind kind);

// With no incidents at all: breaches that no guarantee answers, obligations that one trigger sets against each other, and
// vetoes of the party that would pull the trigger.
std::vector<GuaranteeFlaw> guarantee_flaws(const Agreement& agreement);

}  // namespace entente::verify

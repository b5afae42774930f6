// Terms decided in one world where everything is known: every incident at one instant, by one party, true or not. Second by
// second and incident against incident, from the meaning of the rules alone.
#pragma once

#include <optional>
#include <vector>

#include "verify/terms.h"

namespace entente::oracle {

struct WorldEvent {
  std::size_t incident = 0;
  verify::Instant at = 0;
  std::string kind, what, by, about, id;
  std::optional<double> quantity;
  bool accuses = true;  // false: it only may excuse, or be a duty done
};

struct WorldVerdict {
  bool breached = false;
  bool done = false;     // of the duties: all fulfilled
  std::vector<verify::Instant> breaches;  // instants, ascending
};

// Of the term's rules together, with what happened until `as_of`. Filters are taken to test kinds, things and parties alone.
WorldVerdict judge_world(const verify::Agreement& agreement, std::size_t term, const std::vector<WorldEvent>& events, verify::Instant as_of);

}  // namespace entente::oracle

// On whose word: which reports count, and what they show of an incident (docs/verdicts.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/incidents.h"
#include "verify/terms.h"

namespace entente::verify {

struct Standard {
  enum class Kind : std::uint8_t {
    everybody,   // one report is enough, whoever denies it
    monitors,    // what a monitor says and no monitor denies
    witnesses,   // what `least` independent sources say
    undisputed,  // what somebody says and nobody denies
    word         // what `party` says
  };
  Kind kind = Kind::everybody;
  int least = 2;
  std::string party;
  friend bool operator==(const Standard&, const Standard&) = default;
};

// "everybody", "monitors", "witnesses-2", "undisputed", "word:Marenne".
std::string to_string(const Standard& standard);
std::optional<Standard> parse_standard(std::string_view text);
std::string standard_words(const Standard& standard);  // "on two independent witnesses", "on Marenne's word"

// Everybody, monitors, two witnesses, undisputed, and each party's word.
std::vector<Standard> usual_standards(const Agreement& agreement);

// What the reports that count make of an incident. What is `claimed` is said by somebody and not shown: it breaks
// nothing, but it may be a duty done, and leaves that open. What is `contested` is both said and denied by those who
// count.
enum class Showing : std::uint8_t { no, claimed, contested, shown };
std::string_view to_string(Showing showing);

struct Sight {
  Showing showing = Showing::no;
  TimeRange when;  // the hull of the times of those who say so and count; of all who say so where none of them counts
};

// Reports that arrived after `as_of` are not known yet. Of one source the latest word stands.
Sight sight_of(const IncidentSet& set, const Incident& incident, const Standard& standard, Instant as_of);

}  // namespace entente::verify

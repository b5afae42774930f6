// What an agreement says, as a person wrote it in a terms file (docs/terms.md is its tutorial), and as rules that can
// be decided. A term is some sentences; each sentence becomes one rule, or one for each party that it binds. A term is
// kept when all of its rules are.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "verify/terms_time.h"
#include "verify/zones.h"

namespace entente::verify {

// A word of the file's vocabulary (a kind of incident, a thing, a party) with the other words that mean it.
struct AgreedWord {
  std::string name;
  std::vector<std::string> others;
};

// "within 15 km of the line": distance to a ground compared with a limit.
struct SpaceTest {
  enum class Kind : std::uint8_t {
    within,  // distance <= limit
    nearer,  // distance < limit
    beyond   // distance >= limit; of a limit of 0: not inside
  };
  Kind kind = Kind::within;
  std::size_t ground = 0;  // index into Agreement::grounds
  Decimetres limit = 0;
  friend bool operator==(const SpaceTest&, const SpaceTest&) = default;
};

// "over 100 mm"; the unit names the measure of the incident.
struct MeasureTest {
  enum class Kind : std::uint8_t { over, at_least, under, at_most };
  Kind kind = Kind::over;
  std::string unit;
  double value = 0;
  friend bool operator==(const MeasureTest&, const MeasureTest&) = default;
};

// Which incidents are meant. Each list that is not empty must be met: one of the kinds, one of the things, one of the
// parties, every test.
struct Filter {
  std::vector<std::string> kinds;  // every word that means one of the kinds
  std::vector<std::string> things;
  std::vector<std::string> parties;
  std::vector<SpaceTest> where;
  std::vector<MeasureTest> measures;
  std::string words;                                          // as the sentence has them
  friend bool operator==(const Filter& a, const Filter& b) {  // words aside
    return a.kinds == b.kinds && a.things == b.things && a.parties == b.parties && a.where == b.where &&
           a.measures == b.measures;
  }
};

// When a rule begins to bind.
struct Start {
  enum class Kind : std::uint8_t {
    fixed,      // at `at`
    fulfilled,  // when every duty of `term` is fulfilled
    held,       // when `term` has been kept without a break for `held`
    first       // at the first incident of `filter`
  };
  Kind kind = Kind::fixed;
  Instant at = long_ago;
  std::size_t term = 0;
  Seconds held = 0;
  Filter filter;
  Seconds delay = 0;  // added to the instant found
  friend bool operator==(const Start&, const Start&) = default;
};

// When a rule ceases to bind: at the first of these.
struct Ending {
  Instant at = never;                  // the last second that it binds
  std::optional<Seconds> after_start;  // for that long from its start
  std::vector<std::size_t> breaches;   // with the first breach of one of these terms
  std::vector<Filter> firsts;          // with the first incident of one of these
  friend bool operator==(const Ending&, const Ending&) = default;
};

// The last second in which a duty can be done in time.
struct Deadline {
  Instant at = never;
  std::optional<Seconds> after_start;
  friend bool operator==(const Deadline&, const Deadline&) = default;
};

struct Suspension {
  Filter filter;
  Seconds length = 0;  // from each incident of the filter on
  friend bool operator==(const Suspension&, const Suspension&) = default;
};

// "unless warning by the other in the last 24 hours"
struct Excuse {
  Filter filter;
  Seconds within = 0;
  friend bool operator==(const Excuse&, const Excuse&) = default;
};

struct Rule {
  enum class Kind : std::uint8_t {
    forbidden,  // no incident of `filter`
    at_most,    // no more than `count` of them in any `window`
    duty,       // `count` of them (or that sum of their quantities) by the deadline
    every,      // `count` of them in each of the windows laid end to end from the start
    at_least,   // `count` of them in any `window`, wherever it is laid
    response,   // after each of `filter` one of `other` within `window`
    paired      // for each of `filter` one of `other` no more than `window` before or after it, and the other way round
  };
  Kind kind = Kind::forbidden;
  std::string party;  // whom it binds; empty: each whom it meets
  Filter filter;
  Filter other;
  std::int64_t count = 1;
  bool by_quantity = false;  // duty: sum the quantities
  bool about = false;        // response: it must name the incident that it answers
  bool equal = false;        // paired: the quantities must be equal
  Seconds before = 0;  // response: how long before the incident it may lie, for what is done "if the other does it"
  Seconds window = 0;
  Start start;
  Ending end;
  Deadline due;                 // of a duty
  std::vector<TimeRange> gaps;  // the rule does not bind then
  std::vector<Suspension> suspensions;
  std::vector<Excuse> excuses;
  std::string words;  // the sentence
  Place place;
  friend bool operator==(const Rule& a, const Rule& b) {
    return a.kind == b.kind && a.party == b.party && a.filter == b.filter && a.other == b.other && a.count == b.count &&
           a.by_quantity == b.by_quantity && a.about == b.about && a.equal == b.equal && a.before == b.before &&
           a.window == b.window && a.start == b.start && a.end == b.end && a.due == b.due && a.gaps == b.gaps &&
           a.suspensions == b.suspensions && a.excuses == b.excuses;
  }
};

struct AgreedTerm {
  std::string name;
  std::string text;  // the sentences
  std::vector<Rule> rules;
  Place place;
};

// Who owes whom what when something happens.
struct Guarantee {
  enum class Trigger : std::uint8_t { breach, incident };
  std::string name;
  std::string guarantor;
  std::string beneficiary;  // empty: whoever is wronged
  Trigger trigger = Trigger::breach;
  std::vector<std::size_t> terms;   // breach: of one of these
  std::string breaker;              // breach: by this party; empty: by any
  Filter filter;                    // incident
  std::string standard;             // on whose word, as in --standard; empty: everybody's
  std::string obligation;           // "send ships to the strait"
  std::string refrains;             // what it must not do at the same time, in the same words as another's obligation
  Seconds within = 0;               // 0: no limit
  Seconds delay = 0;                // "after consultation of 48 hours"
  std::vector<std::string> vetoes;  // who may block it
  std::string form;                 // "treaty", "letter" …
  Place place;
};

struct Agreement {
  std::string name;
  std::vector<AgreedWord> parties;
  Instant start = long_ago;
  Instant end = never;  // its last second
  int zone = 0;         // minutes east of Greenwich, of dates without an offset and of the days that it counts
  std::vector<AgreedWord> kinds;
  std::vector<AgreedWord> things;
  std::vector<Ground> grounds;
  std::vector<AgreedTerm> terms;
  std::vector<Guarantee> guarantees;

  std::optional<std::size_t> term_index(std::string_view term_name) const;
};

// Gives the text of a file that the terms file names (GeoJSON), by the name that stands there; nothing where it cannot
// be read.
using FileReader = std::function<std::optional<std::string>(const std::string& name)>;

// Reads a terms file. Every mistake is reported at its line and column, one a sentence: "toml-syntax", "terms-missing",
// "terms-type", "terms-unknown-key", "terms-time", "terms-zone", "terms-word" (a word that the file does not declare),
// "terms-sentence", "terms-circle" (terms that wait for one another), "terms-guarantee", and those of GeoJSON.
Result<Agreement> read_terms(std::string_view text, std::string_view file, const FileReader& reader = {});

// The term as a formula of metric first-order temporal logic, whose satisfying assignments are its breaches; in
// MonPoly's syntax, over the predicates of `signature_of_terms`. Marks of time (start, end, due …) are events of the
// log: see docs/terms.md.
std::string formula_of(const Agreement& agreement, std::size_t term);
std::string formula_of(const Agreement& agreement, std::size_t term, std::size_t rule);

// The signature over which the formulas stand, in MonPoly's syntax.
std::string signature_of_terms();

std::string to_string(const Filter& filter, const Agreement& agreement);

}  // namespace entente::verify

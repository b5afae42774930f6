// Terms against incidents: the verdict on each term, under a standard, as of an instant (docs/verdicts.md has the
// meaning).
//
// An incident's time is a range, its place may be a circle or unknown, and who did it may be unknown; a report may be
// contested. So every rule is decided twice: with what must be so, and with what may be so. A breach that must be makes
// the term breached. "Must" is never said where some instants of the ranges would make it false. Where a breach only
// may be, the doubts are settled one by one, in cases (verdicts_cases.h), until all cases agree or two differ.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "verify/incidents.h"
#include "verify/standards.h"
#include "verify/terms.h"

namespace entente::verify {

enum class TermVerdict : std::uint8_t { kept, open, undetermined, breached };
std::string_view to_string(TermVerdict verdict);

enum class Fit : std::uint8_t { no, maybe, yes };

struct Candidate {
  std::uint32_t incident = 0;
  Fit fit = Fit::no;  // never `no` in a list
};

// What a case takes for granted about an incident of which not all is known.
struct Known {
  std::optional<bool> happened;
  TimeRange when;  // it was within that part of its range
  std::optional<std::string> thing, party;
  std::map<std::string, std::pair<double, double>> numbers;  // least and most, by unit, or "distance-G" to ground G
};
using Case = std::map<std::uint32_t, Known>;  // by incident

// What incidents meet which filter. It depends on no standard and is worked out once for each filter.
class Facts {
 public:
  Facts(const Agreement& agreement, const IncidentSet& set);
  const Agreement& agreement() const { return agreement_; }
  const IncidentSet& set() const { return set_; }
  const std::vector<Candidate>& candidates(const Filter& filter) const;
  Fit fit(const Filter& filter, std::uint32_t incident, const Known* known = nullptr) const;
  // Least and most of a number of the incident; what is not known may be anything.
  std::pair<double, double> measure(const std::string& unit, std::uint32_t incident,
                                    const Known* known = nullptr) const;
  std::pair<double, double> distance_range(std::size_t ground, std::uint32_t incident,
                                           const Known* known = nullptr) const;
  Distance distance(std::size_t ground, std::uint32_t incident) const;    // unknown: 0 to immeasurable
  std::string doubt(const Filter& filter, std::uint32_t incident) const;  // what is not known where the fit is `maybe`

 private:
  const Agreement& agreement_;
  const IncidentSet& set_;
  mutable std::deque<std::pair<Filter, std::vector<Candidate>>> lists_;  // a deque: what was given out stays
  mutable std::vector<std::unordered_map<std::uint32_t, Distance>> distances_;
};

struct Breach {
  bool certain = true;
  TimeRange when;     // when it became one
  Instant until = 0;  // it lasted till then: the end of `when`, but for windows with too little in them
  std::vector<std::uint32_t> incidents;  // fewest that make it so; none where something was not done
  std::string party;                     // whose breach; empty where not known
  bool of_other = false;                 // paired: a step of `other` without one of `filter`
};

struct MissingReport {
  std::uint32_t incident = 0;
  std::string words;  // "whether i7 took place: the monitors have not said"
};

struct RuleResult {
  TermVerdict verdict = TermVerdict::kept;
  bool final = false;   // nothing that happens from now on can change it
  bool lapsed = false;  // a duty whose term ended before its deadline
  TimeRange start;      // from: the earliest that it may be; to: certainly by then (`never`: not certainly at all)
  TimeRange end;
  TimeSet must, may;                   // when it binds
  TimeRange deadline;                  // of a duty
  std::vector<Breach> breaches;        // certain and possible ones, in order of time
  TimeRange fulfilled{never, never};   // of a duty: earliest possible, certainly by
  std::vector<std::uint32_t> done;     // the incidents that fulfil a duty, or may fulfil it
  std::vector<std::uint32_t> pending;  // response: triggers whose time still runs
  std::vector<MissingReport> missing;
};

struct TermResult {
  TermVerdict verdict = TermVerdict::kept;
  bool final = false;
  std::vector<RuleResult> rules;  // by what must and may be; their verdicts can leave open what the cases decide
  std::size_t cases = 0;          // that were looked at; 0: what must and may be decides
  bool too_many = false;          // undetermined, and there are more cases than are looked at: they might agree

  const Breach* first_breach() const;  // the first certain one
};

// Evaluates the terms under one standard. Linear in the incidents up to sorting, and in those that lie near one another
// where a breach is in doubt. Where cases have to be looked at, some thousands of times as much at most; with more than
// `most_in_cases` incidents that bear on the term none are.
inline constexpr std::size_t most_in_cases = 5000;
std::vector<TermResult> evaluate(const Facts& facts, const Standard& standard, Instant as_of);

TermResult evaluate_term(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term);

struct Assessment {
  Instant as_of = 0;
  std::vector<Standard> standards;
  std::vector<std::vector<TermResult>> results;  // by standard, then by term
};

// `as_of` of `never` means: when the last word came in.
Assessment assess(const Facts& facts, std::vector<Standard> standards, Instant as_of = never);

// "breached on Ostrel's word only; kept on the monitors' word": what the row of a term says, standards of one verdict
// together.
std::string summary_words(const Assessment& assessment, std::size_t term);

}  // namespace entente::verify

// Incidents as one rule sees them under one standard, and quick questions about their ranges. Private to verify.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verify/verdicts.h"

namespace entente::verify {

// `certain`: shown, and the filter certainly met. An event that is not certain is contested, or its fit is in doubt, or
// it is only claimed; where something accuses (breaks, starts or asks for an answer), what is only claimed is no event
// at all.
struct RuleEvent {
  std::uint32_t incident = 0;
  bool certain = false;
  TimeRange when;
};

// Ranges by their start. Each question is O(log n).
class RangeIndex {
 public:
  explicit RangeIndex(std::vector<TimeRange> ranges);
  bool any_meets(Instant low, Instant high) const;   // a range with an instant in [low, high]
  bool any_within(Instant low, Instant high) const;  // a range that lies in [low, high]
  std::size_t count_meeting(Instant low, Instant high) const;
  std::size_t count_within(Instant low,
                           Instant high) const;  // for windows of one length alone: see `keep_shorter_than`
 private:
  std::vector<TimeRange> ranges_;
  std::vector<Instant> latest_end_;    // of ranges[0..i]
  std::vector<Instant> earliest_end_;  // of ranges[i..]
  std::vector<Instant> ends_;          // sorted
};

// What the reports show of each incident under a standard: worked out once, for all cases.
class Sights {
 public:
  Sights(const IncidentSet& set, const Standard& standard, Instant as_of);
  const Sight& of(std::uint32_t incident);
  const Standard& standard() const { return standard_; }
  Instant as_of() const { return as_of_; }

 private:
  const IncidentSet& set_;
  const Standard standard_;
  const Instant as_of_;
  std::vector<Sight> sights_;
  std::vector<bool> seen_;
};

class Evaluation {
 public:
  Evaluation(const Facts& facts, Sights& sights);
  Evaluation(const Facts& facts, Sights& sights, const Case& known);  // notes what is in doubt
  const TermResult& term(std::size_t index);                          // by what must and may be

  // Of the incidents in doubt that the rules asked for, one that belongs to the first possible breach of the term,
  // else the nearest to it in time. After `term`.
  std::optional<std::uint32_t> doubt(std::size_t term) const;
  TimeRange when(std::uint32_t incident);  // what is known of it
  Showing showing(std::uint32_t incident) { return sights_.of(incident).showing; }

 private:
  enum class Role : std::uint8_t { accuses, excuses };
  std::vector<RuleEvent> events(const Filter& filter, Role role);

  TimeRange start_of(const Rule& rule);
  TimeRange end_of(const Rule& rule, const TimeRange& start);
  void active_times(const Rule& rule, RuleResult& result);
  TimeSet without_breaks(const Rule& rule, TimeRange whole, bool certainly);
  struct Suspended {
    std::vector<TimeRange> ranges;  // of what surely suspends
    RangeIndex certain;
    Seconds length;
  };
  std::vector<Suspended> suspended(const Rule& rule);
  static bool surely_suspended(const std::vector<Suspended>& all, TimeRange first, TimeRange last);
  Instant held_from(const TermResult& other, Seconds length, bool latest);
  Instant term_start(const TermResult& other, bool latest);

  void forbidden(const Rule& rule, RuleResult& result);
  void at_most(const Rule& rule, RuleResult& result);
  void duty(const Rule& rule, RuleResult& result);
  void every(const Rule& rule, RuleResult& result);
  void at_least(const Rule& rule, RuleResult& result);
  void response(const Rule& rule, RuleResult& result);
  void paired(const Rule& rule, RuleResult& result);
  void paired_half(const Rule& rule, bool of_other, RuleResult& result);
  void conclude(const Rule& rule, RuleResult& result);

  bool binds_certainly(const RuleResult& result, const TimeRange& when) const { return result.must.contains(when); }
  bool may_bind(const RuleResult& result, const TimeRange& when) const { return result.may.meets(when); }
  void add_breach(const Rule& rule, RuleResult& result, bool certain, TimeRange when,
                  std::vector<std::uint32_t> incidents);
  void add_doubt(const Rule& rule, const Filter& filter, RuleResult& result, const RuleEvent& event);
  std::string voices() const;

  const Facts& facts_;
  Sights& sights_;
  const Standard& standard_;
  const Instant as_of_;
  std::vector<std::optional<TermResult>> terms_;
  const Case* known_ = nullptr;
  std::set<std::uint32_t> doubts_;   // only where cases are looked at
  std::set<std::uint32_t> doubted_;  // of the rule in hand: a missing report was named
};

}  // namespace entente::verify

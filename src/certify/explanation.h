// The kind "explanation": a verdict on a term, from stated facts. docs/certificates-verification.md has the format.
#pragma once

#include <cstdint>
#include <istream>
#include <map>
#include <string>
#include <vector>

#include "certify/certify.h"

namespace entente::certify {

using Moment = std::int64_t;
constexpr Moment far_past = INT64_MIN / 4;
constexpr Moment far_future = INT64_MAX / 4;

struct Range {
  Moment from = far_past;
  Moment to = far_future;
  friend bool operator==(const Range&, const Range&) = default;
};

// Three-valued: whether something is so.
enum class So { no, perhaps, yes };

struct FilterFact {
  std::vector<std::string> kinds, things, parties;
  struct Where { std::string kind; std::size_t ground; Moment limit; };
  struct Measure { std::string kind; double value; std::string unit; };
  std::vector<Where> where;
  std::vector<Measure> measures;
};

struct ReportFact {
  std::string source, source_class, party, origin, says;
  Moment arrived = 0;
  Range when;
};

struct IncidentFact {
  std::string id, kind, thing, by, about;
  bool has_quantity = false;
  double quantity = 0;
  std::map<std::string, double> measures;
  std::map<std::size_t, Range> distances;  // from: least, to: most
  std::vector<ReportFact> reports;
};

struct RuleFact {
  std::size_t term = 0, filter = 0, other = 0;
  std::string kind, flags, start_kind;
  std::int64_t count = 0;
  Moment window = 0, start_at = 0, held = 0, delay = 0, end_at = far_future, lasts = 0, due_at = far_future, due_after = -1;
  std::size_t start_term = 0, start_filter = 0;
  std::vector<std::size_t> end_breaches, end_firsts;
  std::vector<Range> gaps;
  std::vector<std::pair<std::size_t, Moment>> suspensions, excuses;
};

struct StatedFacts {
  std::size_t term = 0;
  std::string standard, party;
  std::size_t least = 0;
  Moment as_of = 0;
  std::vector<FilterFact> filters;
  std::vector<RuleFact> rules;
  std::vector<IncidentFact> incidents;
};

struct BreachFound {
  bool certain = false;
  Range when;
  std::vector<std::string> incidents;
  Moment until = when.to;  // later than that where windows with too little in them follow one another
};

struct RuleFound {
  Range start, end, deadline, fulfilled{far_future, far_future};
  std::vector<BreachFound> breaches;
  bool pending = false;
  std::string verdict;
};

// Decides the rules from the stated facts, in the plainest way: every incident against every other. `left_out` names incidents
// that are taken not to have been reported. Empty where a rule waits for itself.
class PlainJudge {
 public:
  PlainJudge(const StatedFacts& facts, std::vector<bool> taken) : facts_(facts), taken_(std::move(taken)), found_(facts.rules.size()), state_(facts.rules.size(), 0) {}

  bool judge_all();
  const RuleFound& rule(std::size_t index) const { return found_[index]; }
  std::string term_verdict() const;
  std::pair<std::string, Range> seen(const IncidentFact& incident) const;  // "shown", "contested", "claimed" or "no"

 private:
  struct Event { const IncidentFact* incident; bool certain; Range when; };
  So fits(const IncidentFact& incident, const FilterFact& filter) const;
  std::vector<Event> events(std::size_t filter, bool accuses) const;
  bool judge(std::size_t rule);
  bool judge_term(std::size_t term);
  Moment quiet_from(std::size_t term, Moment length, bool latest) const;
  bool binds(std::size_t rule, Range when, bool surely) const;  // surely: all of `when`; else: some of it
  std::vector<Range> pieces(std::size_t rule, bool surely) const;
  void add_new(std::size_t rule, const BreachFound& breach);
  void forbidden(const RuleFact& rule, std::size_t index);
  void at_most(const RuleFact& rule, std::size_t index, bool certain);
  void duty(const RuleFact& rule, std::size_t index);
  void every(const RuleFact& rule, std::size_t index);
  void at_least(const RuleFact& rule, std::size_t index, bool certain);
  void response(const RuleFact& rule, std::size_t index);
  void paired(const RuleFact& rule, std::size_t index, std::size_t ones, std::size_t others);

  const StatedFacts& facts_;
  std::vector<bool> taken_;
  std::vector<RuleFound> found_;
  std::vector<int> state_;
};

Verdict check_explanation(std::istream& certificate);

}  // namespace entente::certify

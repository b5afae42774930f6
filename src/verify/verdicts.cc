// When a rule binds, and what follows from its breaches. verdicts_rules.cc has the rules themselves.
#include "verify/verdicts.h"

#include <algorithm>

#include "verify/verdicts_cases.h"
#include "verify/verdicts_events.h"

namespace entente::verify {

std::string_view to_string(TermVerdict verdict) {
  switch (verdict) {
    case TermVerdict::kept:
      return "kept";
    case TermVerdict::open:
      return "open";
    case TermVerdict::undetermined:
      return "undetermined";
    default:
      return "breached";
  }
}

const Breach* TermResult::first_breach() const {
  const Breach* first = nullptr;
  for (const RuleResult& rule : rules) {
    for (const Breach& breach : rule.breaches) {
      if (breach.certain && (!first || breach.when.from < first->when.from)) first = &breach;
    }
  }
  return first;
}

RangeIndex::RangeIndex(std::vector<TimeRange> ranges) : ranges_(std::move(ranges)) {
  std::sort(ranges_.begin(), ranges_.end(), [](const TimeRange& a, const TimeRange& b) {
    return a.from < b.from || (a.from == b.from && a.to < b.to);
  });
  latest_end_.resize(ranges_.size());
  earliest_end_.resize(ranges_.size());
  for (std::size_t i = 0; i < ranges_.size(); ++i) {
    latest_end_[i] = std::max(ranges_[i].to, i > 0 ? latest_end_[i - 1] : long_ago);
    ends_.push_back(ranges_[i].to);
  }
  for (std::size_t i = ranges_.size(); i-- > 0;) {
    earliest_end_[i] = std::min(ranges_[i].to, i + 1 < ranges_.size() ? earliest_end_[i + 1] : never);
  }
  std::sort(ends_.begin(), ends_.end());
}

namespace {
std::size_t starting_before(const std::vector<TimeRange>& ranges, Instant instant) {
  return static_cast<std::size_t>(std::lower_bound(ranges.begin(), ranges.end(), instant,
                                                   [](const TimeRange& r, Instant t) { return r.from < t; }) -
                                  ranges.begin());
}
}  // namespace

bool RangeIndex::any_meets(Instant low, Instant high) const {
  if (high < low) return false;
  const std::size_t n = starting_before(ranges_, high + 1);
  return n > 0 && latest_end_[n - 1] >= low;
}

bool RangeIndex::any_within(Instant low, Instant high) const {
  const std::size_t n = starting_before(ranges_, low);
  return n < ranges_.size() && earliest_end_[n] <= high;
}

std::size_t RangeIndex::count_meeting(Instant low, Instant high) const {
  const auto ended = static_cast<std::size_t>(std::lower_bound(ends_.begin(), ends_.end(), low) - ends_.begin());
  const std::size_t begun = starting_before(ranges_, high + 1);
  return begun > ended ? begun - ended : 0;
}

std::size_t RangeIndex::count_within(Instant low, Instant high) const {
  const auto ended = static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), high) - ends_.begin());
  const std::size_t before = starting_before(ranges_, low);
  return ended > before ? ended - before : 0;
}

Sights::Sights(const IncidentSet& set, const Standard& standard, Instant as_of)
    : set_(set),
      standard_(standard),
      as_of_(as_of),
      sights_(set.incidents.size()),
      seen_(set.incidents.size(), false) {}

const Sight& Sights::of(std::uint32_t incident) {
  if (!seen_[incident]) {
    sights_[incident] = sight_of(set_, set_.incidents[incident], standard_, as_of_);
    seen_[incident] = true;
  }
  return sights_[incident];
}

Evaluation::Evaluation(const Facts& facts, Sights& sights)
    : facts_(facts),
      sights_(sights),
      standard_(sights.standard()),
      as_of_(sights.as_of()),
      terms_(facts.agreement().terms.size()) {}

Evaluation::Evaluation(const Facts& facts, Sights& sights, const Case& known) : Evaluation(facts, sights) {
  known_ = &known;
}

// In the order of their first instants, then of the incidents.
std::vector<RuleEvent> Evaluation::events(const Filter& filter, Role role) {
  std::vector<RuleEvent> list;
  for (const Candidate& c : facts_.candidates(filter)) {
    const Sight& s = sights_.of(c.incident);
    if (s.showing == Showing::no || (s.showing == Showing::claimed && role == Role::accuses)) continue;
    RuleEvent event{c.incident, s.showing == Showing::shown && c.fit == Fit::yes, s.when};
    if (known_) {
      const auto at = known_->find(c.incident);
      if (at != known_->end()) {
        const Known& known = at->second;
        const Fit fit = known.happened == false ? Fit::no : facts_.fit(filter, c.incident, &known);
        if (fit == Fit::no) continue;
        event.certain = fit == Fit::yes && (s.showing == Showing::shown || known.happened == true);
        event.when = when(c.incident);
      }
      if (!event.certain || !event.when.is_point()) doubts_.insert(c.incident);
    }
    list.push_back(event);
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const RuleEvent& a, const RuleEvent& b) { return a.when.from < b.when.from; });
  return list;
}

TimeRange Evaluation::when(std::uint32_t incident) {
  const TimeRange seen = sights_.of(incident).when;
  const auto at = known_->find(incident);
  if (at == known_->end()) return seen;
  return {std::max(seen.from, at->second.when.from), std::min(seen.to, at->second.when.to)};
}

std::optional<std::uint32_t> Evaluation::doubt(std::size_t index) const {
  const Breach* first = nullptr;
  for (const RuleResult& rule : terms_[index]->rules) {
    for (const Breach& b : rule.breaches) {
      if (!first && !b.certain) first = &b;
    }
  }
  if (!first || doubts_.empty()) return std::nullopt;
  for (const std::uint32_t i : first->incidents) {
    if (doubts_.count(i) > 0) return i;
  }
  auto away = [&](std::uint32_t i) {
    const TimeRange& w = sights_.of(i).when;
    return std::max({Seconds{0}, w.from - first->when.to, first->when.from - w.to});
  };
  return *std::min_element(doubts_.begin(), doubts_.end(),
                           [&](std::uint32_t a, std::uint32_t b) { return away(a) < away(b); });
}

// When every duty of a term is done, or a term has been kept for a time: `from` the earliest that may be, `to`
// certainly by then.
TimeRange Evaluation::start_of(const Rule& rule) {
  const Start& start = rule.start;
  TimeRange found{start.at, start.at};
  switch (start.kind) {
    case Start::Kind::fixed:
      break;
    case Start::Kind::fulfilled: {
      const TermResult& other = term(start.term);
      found = {long_ago, long_ago};
      for (std::size_t r = 0; r < other.rules.size(); ++r) {
        if (facts_.agreement().terms[start.term].rules[r].kind != Rule::Kind::duty) continue;
        found.from = std::max(found.from, other.rules[r].fulfilled.from);
        found.to = std::max(found.to, other.rules[r].fulfilled.to);
      }
      break;
    }
    case Start::Kind::held: {
      const TermResult& other = term(start.term);
      found = {held_from(other, start.held, false), held_from(other, start.held, true)};
      break;
    }
    case Start::Kind::first: {
      found = {never, never};
      for (const RuleEvent& e : events(start.filter, Role::accuses)) {
        found.from = std::min(found.from, e.when.from);
        if (e.certain) found.to = std::min(found.to, e.when.to);
      }
      break;
    }
  }
  if (found.from < never) found.from += start.delay;
  if (found.to < never) found.to += start.delay;
  return found;
}

Instant Evaluation::term_start(const TermResult& other, bool latest) {
  Instant start = never;
  for (const RuleResult& r : other.rules) start = std::min(start, latest ? r.start.to : r.start.from);
  return start;
}

// The earliest: breaches that only may be do not stand in the way, and one at an instant of a range only where all of
// the range lies in the quiet time: else it may have been before or after. The latest: all stand in the way, for as
// long as they may.
Instant Evaluation::held_from(const TermResult& other, Seconds length, bool latest) {
  std::vector<const Breach*> breaks;
  for (const RuleResult& rule : other.rules) {
    for (const Breach& b : rule.breaches) {
      if (latest || b.certain) breaks.push_back(&b);
    }
  }
  std::sort(breaks.begin(), breaks.end(), [](const Breach* a, const Breach* b) { return a->when.from < b->when.from; });
  Instant quiet_since = term_start(other, latest);
  if (quiet_since >= never) return never;
  for (const Breach* b : breaks) {
    const TimeRange quiet{quiet_since, quiet_since + length - 1};
    if (b->when.from > quiet.to) break;
    if (latest || b->when.is_point())
      quiet_since = std::max(quiet_since, b->until + 1);
    else if (quiet.contains(b->when))
      quiet_since = b->when.from + 1;
  }
  return quiet_since + length <= as_of_ ? quiet_since + length : never;
}

TimeRange Evaluation::end_of(const Rule& rule, const TimeRange& start) {
  TimeRange end{rule.end.at, rule.end.at};
  auto at_most = [&end](Instant earliest, Instant latest) {
    end = {std::min(end.from, earliest), std::min(end.to, latest)};
  };
  if (rule.end.after_start) {
    const Seconds length = *rule.end.after_start - 1;
    at_most(start.from < never ? start.from + length : never, start.to < never ? start.to + length : never);
  }
  for (const std::size_t t : rule.end.breaches) {
    for (const RuleResult& other : term(t).rules) {
      for (const Breach& b : other.breaches) at_most(b.when.from, b.certain ? b.when.to : never);
    }
  }
  for (const Filter& first : rule.end.firsts) {
    for (const RuleEvent& e : events(first, Role::excuses)) at_most(e.when.from, e.certain ? e.when.to : never);
  }
  return end;
}

void Evaluation::active_times(const Rule& rule, RuleResult& result) {
  result.start = start_of(rule);
  result.end = end_of(rule, result.start);
  if (result.start.to < never) result.must = without_breaks(rule, {result.start.to, result.end.from}, true);
  if (result.start.from < never) result.may = without_breaks(rule, {result.start.from, result.end.to}, false);
}

// Without gaps and suspensions: what certainly is left, or what may be.
TimeSet Evaluation::without_breaks(const Rule& rule, TimeRange whole, bool certainly) {
  TimeSet left(whole);
  for (const TimeRange& gap : rule.gaps) left.remove(gap);
  for (const Suspension& s : rule.suspensions) {
    for (const RuleEvent& e : events(s.filter, Role::excuses)) {
      if (certainly) left.remove({e.when.from, e.when.to + s.length});
      if (!certainly && e.certain) left.remove({e.when.to, e.when.from + s.length});
    }
  }
  return left;
}

void Evaluation::add_breach(const Rule& rule, RuleResult& result, bool certain, TimeRange when,
                            std::vector<std::uint32_t> incidents) {
  Breach breach{certain, when, when.to, std::move(incidents), rule.party};
  if (breach.party.empty() && !breach.incidents.empty()) {
    const Incident& last = facts_.set().incidents[breach.incidents.back()];
    breach.party = facts_.set().names[last.by];
  }
  result.breaches.push_back(std::move(breach));
}

std::string Evaluation::voices() const {
  switch (standard_.kind) {
    case Standard::Kind::monitors:
      return "the monitors";
    case Standard::Kind::word:
      return standard_.party;
    case Standard::Kind::witnesses:
      return "an independent witness";
    default:
      return "anybody";
  }
}

// Which report would settle what is open about an event.
void Evaluation::add_doubt(const Rule& rule, const Filter& filter, RuleResult& result, const RuleEvent& event) {
  if (known_) return;  // a case is asked for its verdict alone
  if (!doubted_.insert(event.incident).second) return;
  const std::string id = facts_.set().names[facts_.set().incidents[event.incident].id];
  const Sight& s = sights_.of(event.incident);
  std::string words;
  auto add = [&](const std::string& reason) { words += (words.empty() ? "" : "; ") + reason; };
  if (s.showing == Showing::contested)
    add("whether " + id + " took place, on which " + voices() + " contradict one another");
  if (s.showing == Showing::claimed) {
    if (standard_.kind == Standard::Kind::undisputed)
      add("whether " + id + " took place: one who denies it would have to agree");
    else
      add("whether " + id + " took place: a word of " + voices());
  }
  if (const std::string doubt = facts_.doubt(filter, event.incident); !doubt.empty()) add(doubt + " in " + id);
  const bool straddles = !event.when.is_point() && !result.must.contains(event.when);
  if (words.empty() && straddles) add("the exact time of " + id);
  if (words.empty())
    add(rule.kind == Rule::Kind::forbidden || rule.kind == Rule::Kind::response ? "what bears on " + id
                                                                                : "the exact time of " + id);
  result.missing.push_back({event.incident, std::move(words)});
}

void Evaluation::conclude(const Rule& rule, RuleResult& result) {
  std::stable_sort(result.breaches.begin(), result.breaches.end(),
                   [](const Breach& a, const Breach& b) { return a.when.from < b.when.from; });
  const bool certain =
      std::any_of(result.breaches.begin(), result.breaches.end(), [](const Breach& b) { return b.certain; });
  const bool over = result.end.to <= as_of_;
  if (certain) {
    result.verdict = TermVerdict::breached;
    result.final = true;
    result.missing.clear();
  } else if (!result.breaches.empty()) {
    result.verdict = TermVerdict::undetermined;
  } else if (rule.kind == Rule::Kind::duty) {
    const bool fulfilled = result.fulfilled.to < never;
    result.lapsed = !fulfilled && over && result.end.to < result.deadline.from;
    result.verdict = fulfilled || result.lapsed ? TermVerdict::kept : TermVerdict::open;
    result.final = result.verdict == TermVerdict::kept;
    if (fulfilled) result.missing.clear();
  } else if (result.start.from > as_of_) {
    result.verdict = TermVerdict::open;
  } else {
    result.verdict = result.pending.empty() ? TermVerdict::kept : TermVerdict::open;
    result.final = over && result.pending.empty();
  }
}

const TermResult& Evaluation::term(std::size_t index) {
  if (terms_[index]) return *terms_[index];
  TermResult result;
  for (const Rule& rule : facts_.agreement().terms[index].rules) {
    RuleResult r;
    active_times(rule, r);
    doubted_.clear();
    switch (rule.kind) {
      case Rule::Kind::forbidden:
        forbidden(rule, r);
        break;
      case Rule::Kind::at_most:
        at_most(rule, r);
        break;
      case Rule::Kind::duty:
        duty(rule, r);
        break;
      case Rule::Kind::every:
        every(rule, r);
        break;
      case Rule::Kind::at_least:
        at_least(rule, r);
        break;
      case Rule::Kind::response:
        response(rule, r);
        break;
      case Rule::Kind::paired:
        paired(rule, r);
        break;
    }
    conclude(rule, r);
    result.rules.push_back(std::move(r));
  }
  // The worst of its rules, but that a duty still open leaves the whole open.
  result.final = true;
  for (const RuleResult& r : result.rules) {
    result.verdict = std::max(result.verdict, r.verdict);
    result.final = result.final && r.final;
  }
  if (result.verdict == TermVerdict::breached) result.final = true;
  terms_[index] = std::move(result);
  return *terms_[index];
}

std::vector<TermResult> evaluate(const Facts& facts, const Standard& standard, Instant as_of) {
  Sights sights(facts.set(), standard, as_of);
  Evaluation evaluation(facts, sights);
  std::vector<TermResult> results;
  results.reserve(facts.agreement().terms.size());
  for (std::size_t t = 0; t < facts.agreement().terms.size(); ++t)
    results.push_back(decided_by_cases(facts, sights, t, evaluation.term(t)));
  return results;
}

TermResult evaluate_term(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term) {
  Sights sights(facts.set(), standard, as_of);
  return decided_by_cases(facts, sights, term, Evaluation(facts, sights).term(term));
}

Assessment assess(const Facts& facts, std::vector<Standard> standards, Instant as_of) {
  Assessment assessment;
  assessment.as_of = as_of == never ? facts.set().last_word() : as_of;
  assessment.standards = std::move(standards);
  for (const Standard& standard : assessment.standards)
    assessment.results.push_back(evaluate(facts, standard, assessment.as_of));
  return assessment;
}

std::string summary_words(const Assessment& assessment, std::size_t term) {
  std::string out;
  for (const TermVerdict verdict :
       {TermVerdict::breached, TermVerdict::undetermined, TermVerdict::open, TermVerdict::kept}) {
    std::vector<Standard> on;
    for (std::size_t s = 0; s < assessment.standards.size(); ++s) {
      if (assessment.results[s][term].verdict == verdict) on.push_back(assessment.standards[s]);
    }
    if (on.empty()) continue;
    if (on.size() == assessment.standards.size() && on.size() > 1)
      return std::string(to_string(verdict)) + " on whoever's word";
    // What one side says is part of what everybody says.
    const bool one_side =
        on.size() == 2 && on[0].kind == Standard::Kind::everybody && on[1].kind == Standard::Kind::word;
    if (one_side) on.erase(on.begin());
    out += (out.empty() ? "" : "; ") + std::string(to_string(verdict)) + ' ';
    for (std::size_t i = 0; i < on.size(); ++i)
      out += (i == 0 ? "" : i + 1 == on.size() ? " and " : ", ") + standard_words(on[i]);
    if (on.size() == 1 && assessment.standards.size() > 1) out += " only";
  }
  return out;
}

}  // namespace entente::verify

#include "certify/explanation_judge.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace entente::certify {
namespace {

// What is known of an instant is a range, and what is known of a statement is no, perhaps or yes (Kleene's logic: "and"
// is the least of them, "or" the most).
So opposite(So so) { return static_cast<So>(yes - so); }
So at_or_before(Range a, Range b) { return a.to <= b.from ? yes : a.from <= b.to ? perhaps : no; }
So within(Range x, Range first, Range last) { return std::min(at_or_before(first, x), at_or_before(x, last)); }
Range at(Moment moment) { return {moment, moment}; }
Range hull(Range a, Range b) { return {std::min(a.from, b.from), std::max(a.to, b.to)}; }
Range earlier(Range a, Range b) { return {std::min(a.from, b.from), std::min(a.to, b.to)}; }
Range later(Range a, Range b) { return {std::max(a.from, b.from), std::max(a.to, b.to)}; }
Moment plus(Moment moment, Moment by) { return moment < far_future ? moment + by : moment; }
Range plus(Range range, Moment by) { return {plus(range.from, by), plus(range.to, by)}; }

So fits(const Incident& incident, const Filter& filter) {
  So so = yes;
  for (int i = 0; i < 3; ++i) {
    const Words& wanted = filter.words[i];
    const std::string& word = incident.words[i];
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), word) != wanted.end()) continue;
    so = std::min(so, word.empty() && i > 0 ? perhaps : no);  // every incident has a kind
  }
  for (const NumberTest& test : filter.tests) {
    const auto meets = [&test](double x) {
      if (test.kind == "over") return x > test.limit;
      if (test.kind == "under") return x < test.limit;
      return test.kind == "at-least" ? x >= test.limit : x <= test.limit;
    };
    const auto number = incident.numbers.find(test.name);
    const bool known = number != incident.numbers.end();
    so = std::min(so, known ? static_cast<So>(meets(number->second.first) + meets(number->second.second)) : perhaps);
  }
  return so;
}

class Judge {
 public:
  Judge(const StatedFacts& facts, const Scene& scene) : facts_(facts), scene_(scene) {
    all_.rules.resize(facts.rules.size());
    state_.resize(facts.rules.size());
  }

  Judgement judge_all() {
    for (std::size_t r = 0; r < state_.size(); ++r) judge(r);
    all_.verdict = "kept";
    const Breach* first = nullptr;
    for (const char* verdict : {"open", "undetermined", "breached"}) {
      for (std::size_t r = 0; r < state_.size(); ++r) {
        if (facts_.rules[r].term != facts_.term || all_.rules[r].verdict != verdict) continue;
        all_.verdict = verdict;
        if (!first && !all_.rules[r].breaches.empty()) first = &all_.rules[r].breaches.front();
      }
    }
    if (all_.verdict == "undetermined") set_doubt(*first);
    return std::move(all_);
  }

 private:
  struct Event {
    const Seen* incident;
    So so;
    Range when;
  };
  using Events = std::vector<Event>;
  struct Answer {
    Moment filter, before, after;  // how far from the event it may lie
  };

  // What meets the filter; of what `accuses`, or of all.
  const Events& events(Moment filter, bool accuses) {
    const auto [known, added] = events_.try_emplace({filter, accuses});
    for (const Seen& s : scene_) {
      if (!added) break;
      const So so = std::min(s.happened, fits(s, facts_.filters[static_cast<std::size_t>(filter)]));
      if (so == no || (accuses && !s.accuses)) continue;
      known->second.push_back({&s, so, s.when});
      if (so == perhaps || s.when.from != s.when.to) doubts_.insert(&s);
    }
    return known->second;
  }

  // What belongs to the first possible breach, else what is nearest to it in time.
  void set_doubt(const Breach& breach) {
    const auto away = [&](const Seen* s) {
      if (std::find(breach.incidents.begin(), breach.incidents.end(), s->id) != breach.incidents.end())
        return Moment{-1};
      return std::max({Moment{0}, s->when.from - breach.when.to, breach.when.from - s->when.to});
    };
    const auto nearest = std::min_element(doubts_.begin(), doubts_.end(),
                                          [&](const Seen* a, const Seen* b) { return away(a) < away(b); });
    if (nearest != doubts_.end()) all_.doubt = static_cast<std::size_t>(*nearest - scene_.data());
  }

  void judge_term(Moment term) {
    for (std::size_t r = 0; r < state_.size(); ++r) {
      if (facts_.rules[r].term == term) judge(r);
    }
  }

  void judge(std::size_t index) {
    all_.circular = all_.circular || state_[index] == being_judged;
    if (state_[index] != not_judged) return;
    state_[index] = being_judged;
    const Rule& rule = facts_.rules[index];
    RuleFound& f = all_.rules[index];
    set_start(rule, f);
    set_end(rule, f);
    const Moment w = rule.window;
    if (rule.kind == "forbidden") {
      std::vector<Answer> excuses;
      excuses.reserve(rule.excuses.size());
      for (const auto& [filter, within] : rule.excuses) excuses.push_back({filter, within, 0});
      unanswered(rule, f, rule.filter, excuses, 0);
    } else if (rule.kind == "response") {
      unanswered(rule, f, rule.filter, {{rule.other, rule.before, w}}, w + 1);
    } else if (rule.kind == "paired") {
      unanswered(rule, f, rule.filter, {{rule.other, w, w}}, w + 1);
      unanswered(rule, f, rule.other, {{rule.filter, w, w}}, w + 1);
    } else if (rule.kind == "at-most") {
      at_most(rule, f);
    } else if (rule.kind == "at-least") {
      at_least(rule, f);
    } else if (rule.kind == "every") {
      every(rule, f);
    } else {
      duty(rule, f);
    }
    So breached = no;
    for (const Breach& b : f.breaches) breached = std::max(breached, b.so);
    const bool ended = f.end.to <= facts_.as_of && f.end.to < f.due.from;
    const bool waits =
        rule.kind == "duty" ? f.fulfilled.to >= far_future && !ended : f.start.from > facts_.as_of || f.awaited;
    f.verdict = breached == yes ? "breached" : breached == perhaps ? "undetermined" : waits ? "open" : "kept";
    state_[index] = judged;
  }

  static void add(RuleFound& f, So so, Range when, Words incidents = {}) {
    if (so != no) f.breaches.push_back({so, when, when.to, std::move(incidents)});
  }

  // The first of the events, or of a term's breaches: the earliest that it may be, and the latest.
  Range first_of(Moment filter, bool accuses) {
    Range first = at(far_future);
    for (const Event& e : events(filter, accuses))
      first = earlier(first, {e.when.from, e.so == yes ? e.when.to : far_future});
    return first;
  }
  Range first_breach(Moment term) {
    Range first = at(far_future);
    judge_term(term);
    for (std::size_t r = 0; r < state_.size(); ++r) {
      if (facts_.rules[r].term != term) continue;
      for (const Breach& b : all_.rules[r].breaches)
        first = earlier(first, {b.when.from, b.so == yes ? b.when.to : far_future});
    }
    return first;
  }

  // A rule begins on a date, with a first incident, when a term's duties are done or when it was kept for long enough.
  void set_start(const Rule& rule, RuleFound& f) {
    if (rule.start_kind == "fixed") {
      f.start = at(rule.start_at);
    } else if (rule.start_kind == "first") {
      f.start = first_of(rule.start_filter, true);
    } else {
      judge_term(rule.start_term);
      f.start = at(far_past);
      for (std::size_t r = 0; r < state_.size(); ++r) {
        const Rule& other = facts_.rules[r];
        if (other.term == rule.start_term && other.kind == "duty") f.start = later(f.start, all_.rules[r].fulfilled);
      }
      if (rule.start_kind == "held")
        f.start = {quiet_from(rule.start_term, rule.held, false), quiet_from(rule.start_term, rule.held, true)};
    }
    f.start = plus(f.start, rule.delay);
  }

  // It ends on a date, so long after its start, with a term's first breach or with the first of some incidents.
  void set_end(const Rule& rule, RuleFound& f) {
    f.end = at(rule.end_at);
    if (rule.lasts > 0) f.end = earlier(f.end, plus(f.start, rule.lasts - 1));
    for (const Moment term : rule.end_breaches) f.end = earlier(f.end, first_breach(term));
    for (const Moment filter : rule.end_firsts) f.end = earlier(f.end, first_of(filter, false));
  }

  // From when on a term had been kept for so long: the earliest, and the latest that this may be. A breach at an
  // instant of a range stands in the way of the earliest where the range lies in the quiet time: else it may have been
  // outside.
  Moment quiet_from(Moment term, Moment length, bool latest) const {
    Moment since = far_future;
    std::vector<const Breach*> breaks;
    for (std::size_t r = 0; r < state_.size(); ++r) {
      if (facts_.rules[r].term != term) continue;
      since = std::min(since, latest ? all_.rules[r].start.to : all_.rules[r].start.from);
      for (const Breach& b : all_.rules[r].breaches) {
        if (latest || b.so == yes) breaks.push_back(&b);
      }
    }
    std::sort(breaks.begin(), breaks.end(),
              [](const Breach* a, const Breach* b) { return a->when.from < b->when.from; });
    for (const Breach* b : breaks) {
      if (b->when.from >= plus(since, length)) break;
      if (latest || b->when.from == b->when.to)
        since = std::max(since, b->until + 1);
      else if (b->when.from >= since && b->when.to < since + length)
        since = b->when.from + 1;
    }
    return since < far_future && since + length <= facts_.as_of ? since + length : far_future;
  }

  // Whether the rule binds from `first` to `last` throughout: it has not ended, and no gap or suspension is between.
  So binds_on(const Rule& rule, const RuleFound& f, Range first, Range last) {
    So so = at_or_before(last, f.end);
    for (const Range gap : rule.gaps)
      so = std::min(so, opposite(std::min(at_or_before(at(gap.from), last), at_or_before(first, at(gap.to)))));
    for (const auto& [filter, length] : rule.suspensions) {
      for (const Event& e : events(filter, false)) {
        const Range end = plus(e.when, length);
        so = std::min(so, opposite(std::min({e.so, at_or_before(e.when, last), at_or_before(first, end)})));
      }
    }
    return so;
  }
  So binds(const Rule& rule, const RuleFound& f, Range first, Range last) {
    return std::min(at_or_before(f.start, first), binds_on(rule, f, first, last));
  }

  // Each event that no answer goes with: what is forbidden and nothing excuses, a step without the other's.
  void unanswered(const Rule& rule, RuleFound& f, Moment filter, const std::vector<Answer>& answers, Moment delay) {
    for (const Event& e : events(filter, true)) {
      So answered = no;
      for (const Answer& answer : answers) {
        for (const Event& a : events(answer.filter, false)) {
          if (rule.has('a') && a.incident->about != e.incident->id) continue;
          So so = std::min(a.so, within(a.when, plus(e.when, -answer.before), plus(e.when, answer.after)));
          const std::string &one = e.incident->quantity, &other = a.incident->quantity;
          if (rule.has('e')) so = std::min(so, one.empty() || other.empty() ? perhaps : one == other ? yes : no);
          answered = std::max(answered, so);
        }
      }
      const So open = std::min({e.so, binds(rule, f, e.when, e.when), opposite(answered)});
      const So over = delay == 0 ? yes : at_or_before(plus(e.when, delay), at(facts_.as_of));
      f.awaited = f.awaited || (open != no && over == no);
      add(f, std::min(open, over), plus(e.when, delay), {e.incident->id});
    }
  }

  // Whether at least so many of the events lie between `first` and `last`, or so much by their quantities.
  static So so_many(Moment count, const Events& list, Range first, Range last, bool by_quantity = false) {
    double surely = 0, possibly = 0;
    const auto need = static_cast<double>(count);
    for (const Event& e : list) {
      const So so = std::min(e.so, within(e.when, first, last));
      const std::string& told = e.incident->quantity;
      const double quantity = std::max(0.0, std::strtod(told.c_str(), nullptr));
      if (so == yes) surely += by_quantity ? quantity : 1;
      if (so != no) possibly += !by_quantity ? 1 : told.empty() ? need : quantity;
    }
    return surely >= need ? yes : possibly >= need ? perhaps : no;
  }

  // A window with too many ends with the last of them; the breach begins when that happens.
  void at_most(const Rule& rule, RuleFound& f) {
    Events list = events(rule.filter, true);
    std::set<Moment> ends;
    for (Event& e : list) {
      e.so = std::min(e.so, binds(rule, f, e.when, e.when));
      ends.insert({e.when.from, e.when.to});
    }
    for (const Moment end : ends) {
      const Range first = at(end - rule.window + 1);
      const So so = so_many(rule.count + 1, list, first, at(end));
      Range when = at(far_past);
      Words incidents;
      for (const Event& e : list) {
        if (std::min(e.so, within(e.when, first, at(end))) < std::max(so, perhaps)) continue;
        when = later(when, e.when);
        incidents.push_back(e.incident->id);
      }
      add(f, so, when, incidents);
    }
  }

  // A window with too few, from `first` to `last`.
  So too_few(const Rule& rule, RuleFound& f, Range first, Range last) {
    const So so = std::min(binds_on(rule, f, first, last), at_or_before(last, at(facts_.as_of)));
    return so == no ? no : std::min(so, opposite(so_many(rule.count, events(rule.filter, false), first, last)));
  }

  // Windows laid end to end.
  void every(const Rule& rule, RuleFound& f) {
    const So begun = f.start.from >= far_future ? no : f.start.to < far_future ? yes : perhaps;
    Range first = f.start, last = plus(first, rule.window - 1);
    for (int k = 0; k < 100000 && begun != no && last.from <= std::min(facts_.as_of, f.end.to); ++k) {
      add(f, std::min(begun, too_few(rule, f, first, last)), plus(last, 1));
      first = plus(first, rule.window), last = plus(last, rule.window);
    }
  }

  // Windows wherever they are laid: what is in them changes where an event or what binds comes in or falls out.
  void at_least(const Rule& rule, RuleFound& f) {
    std::set<Moment> starts, changes = {f.start.from, f.start.to, f.end.from + 1, f.end.to + 1, facts_.as_of + 1};
    for (const Event& e : events(rule.filter, false)) changes.insert({e.when.from, e.when.to});
    for (const Range gap : rule.gaps) changes.insert({gap.from, gap.to});
    for (const auto& [filter, length] : rule.suspensions) {
      for (const Event& e : events(filter, false))
        changes.insert({e.when.from, e.when.to, e.when.from + length, e.when.to + length});
    }
    for (const Moment t : changes) starts.insert({t, t + 1, t - rule.window, t - rule.window + 1});
    So before = no;
    for (auto t = starts.lower_bound(f.start.from); t != starts.end() && *t < far_future; ++t) {
      const Range first = at(*t), last = plus(first, rule.window - 1);
      const So so = std::min(at_or_before(f.start, first), too_few(rule, f, first, last));
      if (so != before) add(f, so, plus(last, 1));
      if (so != no) f.breaches.back().until = (std::next(t) == starts.end() ? *t : *std::next(t) - 1) + rule.window;
      before = so;
    }
  }

  // It is done with the event that makes it enough.
  void duty(const Rule& rule, RuleFound& f) {
    f.due = at(rule.due_at);
    if (rule.due_after >= 0) f.due = earlier(f.due, plus(f.start, rule.due_after));
    const Events& list = events(rule.filter, false);
    const auto enough_by = [&](Range last) { return so_many(rule.count, list, f.start, last, rule.has('q')); };
    if (rule.count == 0) f.fulfilled = f.start;
    for (const Event& e : list) {
      if (enough_by(earlier(f.due, at(e.when.from))) != no)
        f.fulfilled.from = std::min(f.fulfilled.from, std::max(e.when.from, f.start.from));
      if (enough_by(earlier(f.due, at(e.when.to))) == yes) f.fulfilled.to = std::min(f.fulfilled.to, e.when.to);
    }
    const Range missed = plus(earlier(f.due, at(far_future - 1)), 1);
    const So owed = std::min(at_or_before(f.start, f.due), at_or_before(f.due, f.end));
    add(f, std::min({opposite(enough_by(f.due)), owed, at_or_before(missed, at(facts_.as_of))}), missed);
  }

  enum State { not_judged, being_judged, judged };
  const StatedFacts& facts_;
  const Scene& scene_;
  Judgement all_;
  std::vector<State> state_;
  std::map<std::pair<Moment, bool>, Events> events_;
  std::set<const Seen*> doubts_;  // that a rule asked for
};

}  // namespace

// Of one source the latest word stands; what arrived after the day of the verdict is not known.
Seen seen(const StatedFacts& facts, const Incident& incident) {
  std::set<std::string> origins;
  bool said = false, denied = false, voice_said = false, voice_denied = false;
  Range all{far_future, far_past}, voices = all;
  for (const Report& r : incident.reports) {
    const bool replaced = std::any_of(incident.reports.begin(), incident.reports.end(), [&](const Report& o) {
      const bool after = o.arrived > r.arrived || (o.arrived == r.arrived && &o > &r);
      return o.source == r.source && o.arrived <= facts.as_of && after;
    });
    if (replaced || r.arrived > facts.as_of || r.says == "retracts") continue;
    const bool voice = (facts.standard == "monitors" && r.source_class == "monitor") ||
                       (facts.standard == "word" && r.source_class == "party" && r.party == facts.party);
    if (r.says == "denies") {
      denied = true, voice_denied = voice_denied || voice;
      continue;
    }
    said = true, all = hull(all, r.when);
    origins.insert(r.origin);
    if (voice) voice_said = true, voices = hull(voices, r.when);
  }
  std::string showing = "no";
  if (said && facts.standard == "everybody") {
    showing = "shown";
  } else if (said && facts.standard == "undisputed") {
    showing = denied ? "claimed" : "shown";
  } else if (said && facts.standard == "witnesses") {
    showing = static_cast<Moment>(origins.size()) >= facts.least ? "shown" : "claimed";
  } else if (said) {
    showing = voice_said ? (voice_denied ? "contested" : "shown") : (voice_denied ? "no" : "claimed");
  }
  return {incident, showing,
          showing == "no"      ? no
          : showing == "shown" ? yes
                               : perhaps,
          showing == "shown" || showing == "contested", voice_said ? voices : all};
}

Judgement judge(const StatedFacts& facts, const Scene& scene) { return Judge(facts, scene).judge_all(); }

}  // namespace entente::certify

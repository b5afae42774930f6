// Each kind of rule against the events that it is about: breaches that must be, breaches that may be.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "verify/verdicts_events.h"

namespace entente::verify {
namespace {

constexpr std::size_t most_windows = 100000;

std::vector<TimeRange> ranges_of(const std::vector<RuleEvent>& events, bool certain_alone, Seconds longest = never) {
  std::vector<TimeRange> ranges;
  for (const RuleEvent& e : events) {
    if ((e.certain || !certain_alone) && e.when.to - e.when.from < longest) ranges.push_back(e.when);
  }
  return ranges;
}

}  // namespace

void Evaluation::forbidden(const Rule& rule, RuleResult& result) {
  struct Excused {
    RangeIndex certain, possible;
    Seconds within;
  };
  std::vector<Excused> excuses;
  for (const Excuse& excuse : rule.excuses) {
    const auto list = events(excuse.filter, Role::excuses);
    excuses.push_back({RangeIndex(ranges_of(list, true)), RangeIndex(ranges_of(list, false)), excuse.within});
  }
  for (const RuleEvent& e : events(rule.filter, Role::accuses)) {
    if (!may_bind(result, e.when)) continue;
    bool excused = false, may_be_excused = false;
    for (const Excused& x : excuses) {
      excused = excused || x.certain.any_within(e.when.to - x.within, e.when.from);
      may_be_excused = may_be_excused || x.possible.any_meets(e.when.from - x.within, e.when.to);
    }
    if (excused) continue;
    const bool certain = e.certain && !may_be_excused && binds_certainly(result, e.when);
    add_breach(rule, result, certain, e.when, {e.incident});
    if (!certain) add_doubt(rule, rule.filter, result, e);
  }
}

// More than `count` in a window: certain where the ranges of count + 1 lie in one window, possible where one window
// meets them all. The breach is complete with the last of them.
void Evaluation::at_most(const Rule& rule, RuleResult& result) {
  std::vector<RuleEvent> all, sure;
  for (const RuleEvent& e : events(rule.filter, Role::accuses)) {
    if (may_bind(result, e.when)) all.push_back(e);
    if (e.certain && binds_certainly(result, e.when)) sure.push_back(e);
  }
  const auto need = static_cast<std::size_t>(rule.count) + 1;
  std::set<std::tuple<Instant, Instant, std::vector<std::uint32_t>>> known;  // what must be and may be is said once
  auto spans = [&](std::vector<RuleEvent> list, bool certain) {
    std::vector<TimeRange> found;
    // By their last instants (certain) every window ends with some event; those that fit in it are the ones that start
    // late enough. The same by first instants and meeting for possible ones.
    std::sort(list.begin(), list.end(), [certain](const RuleEvent& a, const RuleEvent& b) {
      return certain
                 ? std::tuple(a.when.to, a.when.from, a.incident) < std::tuple(b.when.to, b.when.from, b.incident)
                 : std::tuple(a.when.from, Instant{0}, a.incident) < std::tuple(b.when.from, Instant{0}, b.incident);
    });
    std::vector<RuleEvent> open;
    for (const RuleEvent& e : list) {
      const Instant oldest = (certain ? e.when.to : e.when.from) - rule.window + 1;
      std::erase_if(open, [&](const RuleEvent& o) { return (certain ? o.when.from : o.when.to) < oldest; });
      if (!certain || e.when.from >= oldest) open.push_back(e);
      if (open.size() < need) continue;
      std::vector<std::uint32_t> incidents;
      for (std::size_t i = open.size() - need; i < open.size(); ++i) incidents.push_back(open[i].incident);
      TimeRange when = open.back().when;
      for (const RuleEvent& o : open) when = {std::max(when.from, o.when.from), std::max(when.to, o.when.to)};
      if (!known.emplace(when.from, when.to, incidents).second) continue;
      for (const RuleEvent& o : open) {
        if (!certain && (!o.certain || !o.when.is_point() || !binds_certainly(result, o.when)))
          add_doubt(rule, rule.filter, result, o);
      }
      add_breach(rule, result, certain, when, std::move(incidents));
    }
  };
  spans(sure, true);
  spans(all, false);
}

void Evaluation::duty(const Rule& rule, RuleResult& result) {
  TimeRange due{rule.due.at, rule.due.at};
  if (rule.due.after_start) {
    due.from = std::min(due.from, result.start.from < never ? result.start.from + *rule.due.after_start : never);
    due.to = std::min(due.to, result.start.to < never ? result.start.to + *rule.due.after_start : never);
  }
  result.deadline = due;
  std::vector<RuleEvent> sure, all;
  for (const RuleEvent& e : events(rule.filter, Role::excuses)) {
    if (e.when.to < result.start.from || e.when.from > due.to) continue;
    all.push_back(e);
    if (e.certain && e.when.from >= result.start.to && e.when.to <= due.from) sure.push_back(e);
  }
  const double need = static_cast<double>(rule.count);
  auto weight = [&](const RuleEvent& e, bool most) {
    const Incident& incident = facts_.set().incidents[e.incident];
    if (!rule.by_quantity) return 1.0;
    return incident.has_quantity ? std::max(0.0, incident.quantity) : most ? need : 0.0;
  };
  // Those that do most first, so that the fewest are named.
  auto enough = [&](std::vector<RuleEvent> list, bool most, std::vector<std::uint32_t>& done) {
    if (rule.by_quantity) {
      std::stable_sort(list.begin(), list.end(),
                       [&](const RuleEvent& a, const RuleEvent& b) { return weight(a, most) > weight(b, most); });
    }
    double sum = 0;
    for (const RuleEvent& e : list) {
      if (sum >= need) break;
      sum += weight(e, most);
      done.push_back(e.incident);
    }
    return sum >= need;
  };
  auto when_done = [&](std::vector<RuleEvent> list, bool most) {
    std::stable_sort(list.begin(), list.end(), [most](const RuleEvent& a, const RuleEvent& b) {
      return most ? a.when.from < b.when.from : a.when.to < b.when.to;
    });
    double sum = 0;
    for (const RuleEvent& e : list) {
      sum += weight(e, most);
      if (sum >= need) return most ? std::max(e.when.from, result.start.from) : e.when.to;
    }
    return never;
  };
  std::vector<std::uint32_t> done, may_be_done;
  const bool certainly = need > 0 ? enough(sure, false, done) : true;
  const bool possibly = need > 0 ? enough(all, true, may_be_done) : true;
  result.done = certainly ? done : may_be_done;
  if (possibly) result.fulfilled.from = need > 0 ? when_done(all, true) : result.start.from;
  if (certainly) result.fulfilled.to = need > 0 ? when_done(sure, false) : result.start.to;
  if (certainly) return;
  if (!possibly) result.done.clear();
  const TimeRange breach{std::min(due.from, never - 1) + 1, std::min(due.to, never - 1) + 1};
  if (!possibly && as_of_ > due.to && result.end.from >= due.to && result.start.to <= due.from) {
    add_breach(rule, result, true, breach, {});
  } else if (as_of_ > due.from && result.end.to >= due.from && result.start.from <= due.to &&
             result.start.from < never) {
    add_breach(rule, result, false, breach, {});
    for (const RuleEvent& e : all) {
      const bool is_sure =
          std::any_of(sure.begin(), sure.end(), [&](const RuleEvent& s) { return s.incident == e.incident; });
      if (!is_sure || (rule.by_quantity && !facts_.set().incidents[e.incident].has_quantity))
        add_doubt(rule, rule.filter, result, e);
    }
  }
}

// Whether a suspension surely lies in a window, of which it is not known when it begins and ends.
bool Evaluation::surely_suspended(const std::vector<Suspended>& all, TimeRange first, TimeRange last) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Suspended& s) { return s.certain.any_within(first.to - s.length, last.from); });
}

std::vector<Evaluation::Suspended> Evaluation::suspended(const Rule& rule) {
  std::vector<Suspended> all;
  for (const Suspension& s : rule.suspensions) {
    auto ranges = ranges_of(events(s.filter, Role::excuses), true);
    all.push_back({ranges, RangeIndex(ranges), s.length});
  }
  return all;
}

void Evaluation::every(const Rule& rule, RuleResult& result) {
  const auto list = events(rule.filter, Role::excuses);
  const Seconds w = rule.window;
  const Seconds slack = result.start.to < never ? result.start.to - result.start.from : 0;
  const auto count = static_cast<std::size_t>(rule.count);
  const RangeIndex possible(ranges_of(list, false)), certain(ranges_of(list, true, std::max<Seconds>(w - slack, 0)));
  if (result.start.from >= never) return;
  const std::vector<Suspended> suspensions = suspended(rule);
  const TimeSet begun = without_breaks(rule, {result.start.from, result.end.from}, true);
  for (std::size_t k = 0; k < most_windows; ++k) {
    const Seconds at = static_cast<Seconds>(k) * w;
    const TimeRange early{result.start.from + at, result.start.from + at + w - 1};
    if (early.to >= std::min(as_of_ + 1, result.end.to + 1)) break;
    const TimeRange late = result.start.to < never ? TimeRange{result.start.to + at, result.start.to + at + w - 1}
                                                   : TimeRange{never, never};
    // It has begun by then, wherever in its range it began.
    const bool owed = late.to <= as_of_ && begun.contains({early.from, late.to});
    if (owed && possible.count_meeting(early.from, late.to) < count) {
      add_breach(rule, result, true, {early.to + 1, late.to + 1}, {});
      continue;
    }
    bool may_be_owed = false;
    for (const TimeRange& r : result.may.ranges()) {
      const Instant first = std::max(early.from, r.from);
      may_be_owed = may_be_owed || (first <= late.from && first + w - 1 <= std::min(r.to, as_of_));
    }
    const Instant from = result.start.to < never ? late.from : never;
    may_be_owed = may_be_owed && !surely_suspended(suspensions, {early.from, late.from}, {early.to, late.to});
    if (may_be_owed && (from >= never || certain.count_within(from, early.to) < count)) {
      add_breach(rule, result, false, {early.to + 1, std::min({late.to, result.end.to, as_of_}) + 1}, {});
      for (const RuleEvent& e : list) {
        if (e.when.meets({early.from, late.to < never ? late.to : early.to}) &&
            !(e.certain && TimeRange{from, early.to}.contains(e.when)))
          add_doubt(rule, rule.filter, result, e);
      }
    }
  }
}

// A window anywhere with too few. The count changes where an event comes in or falls out, so those windows are looked
// at.
void Evaluation::at_least(const Rule& rule, RuleResult& result) {
  const auto list = events(rule.filter, Role::excuses);
  const Seconds w = rule.window;
  const auto count = static_cast<std::size_t>(rule.count);
  const RangeIndex possible(ranges_of(list, false)), certain(ranges_of(list, true, w));
  const std::vector<Suspended> suspensions = suspended(rule);
  auto look = [&](const TimeSet& active, bool sure) {
    for (const TimeRange& range : active.ranges()) {
      const Instant last = std::min(range.to, as_of_) - w + 1;
      std::vector<Instant> starts = {range.from, last};
      for (const RuleEvent& e : list) {
        // Out of the window from the instant after it on; in it from w - 1 before it on.
        for (const Instant t : {e.when.from, e.when.to}) starts.insert(starts.end(), {t + 1, t - w, t - w + 1});
      }
      for (const Suspended& s : suspensions) {  // over from the instant after the least that it lasts on
        for (const TimeRange& r : s.ranges) starts.insert(starts.end(), {r.from + s.length + 1, r.to - w + 1});
      }
      std::sort(starts.begin(), starts.end());
      starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
      bool lasts = false;  // from the window before
      for (std::size_t i = 0; i < starts.size(); ++i) {
        const Instant t = starts[i];
        if (t < range.from || t > last) continue;
        const bool few = (sure ? possible.count_meeting(t, t + w - 1) : certain.count_within(t, t + w - 1)) < count &&
                         (sure || !surely_suspended(suspensions, {t, t}, {t + w - 1, t + w - 1}));
        const Instant until = (i + 1 < starts.size() && starts[i + 1] <= last ? starts[i + 1] - 1 : last) + w;
        if (few && lasts) {
          result.breaches.back().until = until;
        } else if (few) {
          add_breach(rule, result, sure, {t + w, t + w}, {});
          result.breaches.back().until = until;
          for (const RuleEvent& e : list) {
            if (!sure && e.when.meets({t, t + w - 1}) && !(e.certain && TimeRange{t, t + w - 1}.contains(e.when)))
              add_doubt(rule, rule.filter, result, e);
          }
        }
        lasts = few;
      }
    }
  };
  look(result.must, true);
  const std::vector<Breach> sure_ones = result.breaches;
  look(result.may, false);
  // What may be and must be is said once.
  result.breaches.erase(
      std::remove_if(result.breaches.begin() + static_cast<std::ptrdiff_t>(sure_ones.size()), result.breaches.end(),
                     [&](const Breach& b) {
                       return std::any_of(sure_ones.begin(), sure_ones.end(),
                                          [&](const Breach& s) { return s.when == b.when && s.until == b.until; });
                     }),
      result.breaches.end());
}

void Evaluation::response(const Rule& rule, RuleResult& result) {
  const auto answers = events(rule.other, Role::excuses);
  const RangeIndex possible(ranges_of(answers, false)), certain(ranges_of(answers, true));
  std::map<Name, std::vector<const RuleEvent*>> about;
  if (rule.about) {
    for (const RuleEvent& a : answers) about[facts_.set().incidents[a.incident].about].push_back(&a);
  }
  for (const RuleEvent& e : events(rule.filter, Role::accuses)) {
    if (!may_bind(result, e.when)) continue;
    bool answered = false, may_be_answered = false;
    if (rule.about) {
      for (const RuleEvent* a : about[facts_.set().incidents[e.incident].id]) {
        may_be_answered = may_be_answered || a->when.meets({e.when.from - rule.before, e.when.to + rule.window});
        answered =
            answered || (a->certain && TimeRange{e.when.to - rule.before, e.when.from + rule.window}.contains(a->when));
      }
    } else {
      may_be_answered = possible.any_meets(e.when.from - rule.before, e.when.to + rule.window);
      answered = certain.any_within(e.when.to - rule.before, e.when.from + rule.window);
    }
    if (answered) continue;
    const TimeRange when{e.when.from + rule.window + 1, e.when.to + rule.window + 1};
    const bool over = as_of_ >= when.to;
    if (!over && as_of_ < when.from) {
      result.pending.push_back(e.incident);
      continue;
    }
    const bool sure = over && e.certain && !may_be_answered && binds_certainly(result, e.when);
    add_breach(rule, result, sure, when, {e.incident});
    if (sure) continue;
    if (!e.certain || !e.when.is_point()) add_doubt(rule, rule.filter, result, e);
    for (const RuleEvent& a : answers) {
      if (a.when.meets({e.when.from - rule.before, e.when.to + rule.window})) add_doubt(rule, rule.other, result, a);
    }
  }
}

void Evaluation::paired(const Rule& rule, RuleResult& result) {
  paired_half(rule, false, result);
  paired_half(rule, true, result);
}

namespace {

// The steps of one side that can go with one of the other: by their quantities, where those must be equal.
class Partners {
 public:
  Partners(const IncidentSet& set, const std::vector<RuleEvent>& events, bool equal) : equal_(equal) {
    std::map<std::optional<double>, std::vector<RuleEvent>> by_quantity;
    for (const RuleEvent& e : events) {
      by_quantity[quantity_of(set, e)].push_back(e);
      longest_ = std::max(longest_, e.when.to - e.when.from);
    }
    for (const auto& [quantity, list] : by_quantity)
      groups_.emplace(quantity, Group{RangeIndex(ranges_of(list, true)), RangeIndex(ranges_of(list, false))});
    if (equal) all_ = RangeIndex(ranges_of(events, false));
  }

  bool surely(const IncidentSet& set, const RuleEvent& e, Instant low, Instant high) const {
    const auto group = groups_.find(quantity_of(set, e));
    return group != groups_.end() && (!equal_ || group->first) && group->second.certain.any_within(low, high);
  }
  // A quantity that nobody told may be any.
  bool possibly(const IncidentSet& set, const RuleEvent& e, Instant low, Instant high) const {
    const auto quantity = quantity_of(set, e);
    if (equal_ && !quantity) return all_.any_meets(low, high);
    const auto meets = [&](const std::optional<double>& q) {
      const auto group = groups_.find(q);
      return group != groups_.end() && group->second.possible.any_meets(low, high);
    };
    return meets(quantity) || (equal_ && meets(std::nullopt));
  }
  Seconds longest() const { return longest_; }

 private:
  std::optional<double> quantity_of(const IncidentSet& set, const RuleEvent& e) const {
    const Incident& incident = set.incidents[e.incident];
    return equal_ && incident.has_quantity ? std::optional(incident.quantity) : std::nullopt;
  }

  struct Group {
    RangeIndex certain, possible;
  };
  bool equal_;
  std::map<std::optional<double>, Group> groups_;  // where they need not be equal, all in one
  RangeIndex all_{{}};
  Seconds longest_ = 0;  // of their ranges
};

}  // namespace

// One side's steps without the other's. The breach is the other side's: it did not take the step with it.
void Evaluation::paired_half(const Rule& rule, bool of_other, RuleResult& result) {
  const Filter &ones = of_other ? rule.other : rule.filter, &others = of_other ? rule.filter : rule.other;
  const auto list = events(others, Role::excuses);
  const auto& set = facts_.set();
  const Partners partners(set, list, rule.equal);
  const Seconds w = rule.window;
  for (const RuleEvent& e : events(ones, Role::accuses)) {
    if (!may_bind(result, e.when)) continue;
    if (partners.surely(set, e, e.when.to - w, e.when.from + w)) continue;
    const TimeRange when{e.when.from + w + 1, e.when.to + w + 1};
    if (as_of_ < when.from) {
      result.pending.push_back(e.incident);
      continue;
    }
    const bool may_be_matched = partners.possibly(set, e, e.when.from - w, e.when.to + w);
    const bool sure = as_of_ >= when.to && e.certain && !may_be_matched && binds_certainly(result, e.when);
    result.breaches.push_back(
        {sure, when, when.to, {e.incident}, others.parties.empty() ? "" : others.parties[0], of_other});
    if (sure) continue;
    if (!e.certain || !e.when.is_point()) add_doubt(rule, ones, result, e);
    const auto first = std::lower_bound(list.begin(), list.end(), e.when.from - w - partners.longest(),
                                        [](const RuleEvent& p, Instant t) { return p.when.from < t; });
    for (auto p = first; p != list.end() && p->when.from <= e.when.to + w; ++p) {
      if (p->when.to >= e.when.from - w) add_doubt(rule, others, result, *p);
    }
  }
}

}  // namespace entente::verify

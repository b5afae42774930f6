// Decides rules from what was seen, in the plainest way. It shares no code with the engine, on purpose.
#include <algorithm>
#include <cstdlib>
#include <set>

#include "certify/explanation_facts.h"

namespace entente::certify {
namespace {

// What is known of an instant is a range, and what is known of a statement is no, perhaps or yes (Kleene's logic: "and"
// is the least of them, "or" the most).
So opposite(So so) { return static_cast<So>(yes - so); }
So not_after(Range a, Range b) { return a.to <= b.from ? yes : a.from <= b.to ? perhaps : no; }
So within(Range x, Range first, Range last) { return std::min(not_after(first, x), not_after(x, last)); }
Range at(Moment moment) { return {moment, moment}; }
Range earlier(Range a, Range b) { return {std::min(a.from, b.from), std::min(a.to, b.to)}; }
Range later(Range a, Range b) { return {std::max(a.from, b.from), std::max(a.to, b.to)}; }
Moment plus(Moment moment, Moment by) { return moment < far_future ? moment + by : moment; }
Range plus(Range range, Moment by) { return {plus(range.from, by), plus(range.to, by)}; }

So fits(const Incident& incident, const Filter& filter) {
  So so = incident.happened;
  for (int i = 0; i < 3; ++i) {
    const Words &wanted = filter.words[i], &may_be = incident.words[i];
    const auto is_wanted = [&](const std::string& word) { return std::ranges::count(wanted, word) > 0; };
    const auto count = std::ranges::count_if(may_be, is_wanted);
    if (!wanted.empty()) so = std::min(so, count == 0 ? no : count < std::ssize(may_be) ? perhaps : yes);
  }
  for (const auto& [name, asked] : filter.numbers) {
    const auto known = incident.numbers.find(name);
    const auto [least, most] = known != incident.numbers.end() ? known->second : any_number;
    const bool all = least >= asked.first && most <= asked.second;
    so = std::min(so, all ? yes : least > asked.second || most < asked.first ? no : perhaps);
  }
  return so;
}

// Whether at least so many of the events lie between `first` and `last`, or so much by their quantities.
So so_many(Moment count, const Events& events, Range first, Range last, bool by_quantity = false) {
  double surely = 0, possibly = 0;
  const auto need = static_cast<double>(count);
  for (const auto& [from, e] : events.between(first.from, last.to)) {
    const So so = std::min(e.so, within(e.when, first, last));
    const std::string& told = e.incident->quantity;
    const double quantity = std::max(0.0, std::strtod(told.c_str(), nullptr));
    if (so == yes) surely += by_quantity ? quantity : 1;
    if (so != no) possibly += !by_quantity ? 1 : told.empty() ? need : quantity;
  }
  return surely >= need ? yes : possibly >= need ? perhaps : no;
}

// The earliest that the first of the events may be, and the latest.
Range first_of(const Events& events) {
  Range first = at(far_future);
  for (const auto& [from, e] : events.list) first = earlier(first, {e.when.from, e.so == yes ? e.when.to : far_future});
  return first;
}

class Judge {
 public:
  Judge(const StatedFacts& facts, const Scene& scene) : rules(facts.rules), facts_(facts), scene_(scene) {
    for (Rule& r : rules) judge(r);
  }
  std::vector<Rule> rules;

 private:
  // What meets the filter; of what `accuses`, or of all.
  const Events& events(Moment filter, bool accuses) {
    const auto [known, added] = events_.try_emplace({filter, accuses});
    Events& found = known->second;
    for (const Incident& i : scene_) {
      const So so = added ? fits(i, facts_.filters[static_cast<std::size_t>(filter)]) : no;
      if (so == no || (accuses && !i.accuses)) continue;
      found.list.insert({i.when.from, {so, i.when, &i}});
      found.longest = std::max(found.longest, i.when.to - i.when.from);
    }
    return found;
  }

  void judge(Rule& r) {
    for (const Mark& mark : r.start) r.starts = instant(mark, r, true);
    for (const Mark& mark : r.ends) r.end = earlier(r.end, instant(mark, r, false));
    for (const auto& [filter, length] : r.suspensions) {
      for (const auto& [from, e] : events(filter, false).list)
        r.breaks.insert({e.when.to, {e.so, e.when, e.incident, length}});
    }
    r.decision = r.starts.from > facts_.as_of ? open : kept;
    r.kind == "each"       ? each(r)
    : r.kind == "at-most"  ? at_most(r)
    : r.kind == "at-least" ? at_least(r)
    : r.kind == "every"    ? every(r)
                           : duty(r);
    for (const auto& [from, b] : r.breaches.list)
      r.decision = std::max(r.decision, b.so == yes ? breached : undetermined);
  }

  static void add(Rule& r, So so, Range when) {
    if (so != no) r.breaches.list.insert({when.from, {so, when}});
  }

  // A stated instant, the rule's start, a first incident or breach, or when a term's duties are done or it was kept for
  // long enough.
  Range instant(const Mark& mark, const Rule& r, bool accuses) {
    Range found = mark.kind == "at" ? at(mark.value) : mark.kind == "start" ? r.starts : at(far_past);
    if (mark.kind == "first") found = first_of(events(mark.value, accuses));
    if (mark.kind == "breach") found = at(far_future);
    for (const Rule& other : rules) {
      if (mark.kind == "at" || mark.kind == "first" || other.term != mark.value) continue;
      if (mark.kind == "breach") found = earlier(found, first_of(other.breaches));
      if (mark.kind == "fulfilled" && other.kind == "duty") found = later(found, other.fulfilled);
    }
    if (mark.kind == "held") found = {quiet_from(mark, false), quiet_from(mark, true)};
    return plus(found, mark.delay);
  }

  // From when on a term had been kept for so long: the earliest or latest that this may be. A breach at an instant of a
  // range stands in the way of the earliest where the range lies in the quiet time: else it may have been outside.
  Moment quiet_from(const Mark& mark, bool latest) const {
    Moment since = far_future;
    Events breaches;
    for (const Rule& r : rules) {
      if (r.term != mark.value) continue;
      since = std::min(since, latest ? r.starts.to : r.starts.from);
      breaches.list.insert(r.breaches.list.begin(), r.breaches.list.end());
    }
    for (const auto& [from, b] : breaches.list) {
      if (from >= plus(since, mark.held)) break;
      if (latest || (b.so == yes && from == b.when.to))
        since = std::max(since, b.when.to + b.lasts + 1);
      else if (b.so == yes && from >= since && b.when.to < since + mark.held)
        since = from + 1;
    }
    return since < far_future && since + mark.held <= facts_.as_of ? since + mark.held : far_future;
  }

  // Whether the rule binds from `first` on for so long, until the limit at the latest: it has not ended, and no break
  // is between.
  static So binds(const Rule& r, Range first, Moment length, Moment limit) {
    const Range last = plus(first, length), end = earlier(r.end, at(limit));
    So so = not_after(last, end);
    Moment from = std::max(first.from, r.starts.from);  // the earliest that lies outside all certain breaks
    for (const auto& [to, b] : r.breaks) {
      so = std::min(so, opposite(std::min({b.so, not_after(b.when, last), not_after(first, plus(b.when, b.lasts))})));
      if (b.so == yes && to <= b.when.from + b.lasts && to <= from + length)
        from = std::max(from, b.when.from + b.lasts + 1);
    }
    return from <= first.to && from + length <= end.to ? so : no;
  }

  // Each event needs an answer that lies near enough to it; where no answer is asked for, it is a breach by itself.
  void each(Rule& r) {
    for (const auto& [from, e] : events(r.filter, true).list) {
      So wrong = std::min({e.so, not_after(r.starts, e.when), binds(r, e.when, 0, far_future)});
      for (const Answer& answer : r.answers) wrong = std::min(wrong, opposite(answered(r, e, answer)));
      const So over = r.window == 0 ? yes : not_after(plus(e.when, r.window), at(facts_.as_of));
      if (wrong != no && over == no) r.decision = open;
      add(r, std::min(wrong, over), plus(e.when, r.window));
    }
  }
  So answered(const Rule& r, const Event& e, const Answer& answer) {
    So found = no;
    const Range first = plus(e.when, -answer.before), last = plus(e.when, answer.after);
    for (const auto& [from, a] : events(answer.filter, false).between(first.from, last.to)) {
      const std::string &one = e.incident->quantity, &other = a.incident->quantity;
      const So equal = one.empty() || other.empty() ? perhaps : one == other ? yes : no;
      if (r.has('a') && a.incident->about != e.incident->id) continue;
      found = std::max(found, std::min({a.so, within(a.when, first, last), r.has('e') ? equal : yes}));
    }
    return found;
  }

  // A window with too many ends with the last of them; the breach begins when that happens.
  void at_most(Rule& r) {
    Events all = events(r.filter, true);
    std::set<Moment> ends;
    for (auto& [from, e] : all.list) {
      e.so = std::min({e.so, not_after(r.starts, e.when), binds(r, e.when, 0, far_future)});
      ends.insert({e.when.from, e.when.to});
    }
    for (const Moment end : ends) {
      const Range first = at(end - r.window + 1);
      std::multimap<Moment, Range> sure;  // by their last instants
      Range last = at(far_past), may_be_last = last;
      for (const auto& [from, e] : all.between(first.from, end)) {
        const So is_in = std::min(e.so, within(e.when, first, at(end)));
        if (is_in == yes) sure.insert({e.when.to, e.when});
        if (is_in != no) may_be_last = later(may_be_last, e.when);
      }
      Moment count = 0;
      for (const auto& [to, when] : sure) {
        last = later(last, when);
        if (++count > r.count && to == end) add(r, yes, last);
      }
      add(r, std::min(perhaps, so_many(r.count + 1, all, first, at(end))), may_be_last);
    }
  }

  // Windows laid end to end.
  void every(Rule& r) {
    Range first = r.starts, last = plus(first, r.window - 1);
    for (int k = 0; k < 100000 && last.from <= std::min(facts_.as_of, r.end.to); ++k) {
      const So few = opposite(so_many(r.count, events(r.filter, false), first, last));
      const Range over = earlier(plus(last, 1), at(std::min(facts_.as_of, r.end.to) + 1));
      add(r, std::min(few, binds(r, first, r.window - 1, facts_.as_of)), over);
      first = plus(first, r.window), last = plus(last, r.window);
    }
  }

  // Windows wherever they are laid: what is in them changes where an event or what binds comes in or falls out.
  void at_least(Rule& r) {
    const Events& all = events(r.filter, false);
    std::set<Moment> starts, changes = {r.starts.from, r.starts.to, r.end.from + 1, r.end.to + 1, facts_.as_of + 1};
    for (const auto& [from, e] : all.list) changes.insert({e.when.from, e.when.to});
    for (const auto& [to, b] : r.breaks)
      changes.insert({b.when.from, b.when.to, b.when.from + b.lasts, b.when.to + b.lasts});
    for (const Moment t : changes) starts.insert({t, t + 1, t - r.window, t - r.window + 1});
    So before = no;
    for (auto t = starts.lower_bound(r.starts.from); t != starts.end() && *t < far_future; ++t) {
      const Range first = at(*t), last = plus(first, r.window - 1);
      const So few = opposite(so_many(r.count, all, first, last)), bound = not_after(r.starts, first);
      const So so = std::min({few, bound, binds(r, first, r.window - 1, facts_.as_of)});
      if (so != before) add(r, so, plus(last, 1));
      Event* breach = so == no ? nullptr : &r.breaches.list.rbegin()->second;
      const Moment until = (std::next(t) == starts.end() ? *t : *std::next(t) - 1) + r.window;
      if (breach) breach->lasts = until - breach->when.to;
      before = so;
    }
  }

  // It is done with the event that makes it enough.
  void duty(Rule& r) {
    Range due = at(far_future);
    for (const Mark& mark : r.dues) due = earlier(due, instant(mark, r, false));
    const Events& all = events(r.filter, false);
    if (r.count == 0) r.fulfilled = r.starts;
    for (const auto& [from, e] : all.list) {
      const Range by_first = earlier(due, at(from)), by_last = earlier(due, at(e.when.to));
      if (so_many(r.count, all, r.starts, by_first, r.has('q')) != no)
        r.fulfilled.from = std::min(r.fulfilled.from, std::max(from, r.starts.from));
      if (so_many(r.count, all, r.starts, by_last, r.has('q')) == yes)
        r.fulfilled.to = std::min(r.fulfilled.to, e.when.to);
    }
    const bool ended = r.end.to <= facts_.as_of && r.end.to < due.from;
    r.decision = r.fulfilled.to >= far_future && !ended ? open : kept;
    due = earlier(due, at(far_future - 1));
    const So few = opposite(so_many(r.count, all, r.starts, due, r.has('q')));
    const So owed = std::min(not_after(r.starts, due), not_after(due, r.end));
    add(r, std::min({few, owed, not_after(plus(due, 1), at(facts_.as_of))}), plus(due, 1));
  }

  const StatedFacts& facts_;
  const Scene& scene_;
  std::map<std::pair<Moment, bool>, Events> events_;
};

}  // namespace

std::vector<Rule> judge(const StatedFacts& facts, const Scene& scene) { return Judge(facts, scene).rules; }

}  // namespace entente::certify

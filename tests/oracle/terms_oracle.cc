#include "oracle/terms_oracle.h"

#include <algorithm>

namespace entente::oracle {
namespace {

using namespace verify;
using Events = std::vector<WorldEvent>;

bool in(const std::vector<std::string>& list, const std::string& word) {
  return list.empty() || std::find(list.begin(), list.end(), word) != list.end();
}

Events meant(const Filter& f, const Events& all, bool accuses) {
  Events some;
  for (const WorldEvent& e : all) {
    if (in(f.kinds, e.kind) && in(f.things, e.what) && in(f.parties, e.by) && (e.accuses || !accuses))
      some.push_back(e);
  }
  return some;
}

struct Binding {
  Instant from = never, to = never;
  const Rule* rule = nullptr;
  const Events* events = nullptr;
  bool at(Instant t) const {
    if (t < from || t > to) return false;
    for (const TimeRange& gap : rule->gaps) {
      if (gap.from <= t && t <= gap.to) return false;
    }
    for (const Suspension& s : rule->suspensions) {
      for (const WorldEvent& e : meant(s.filter, *events, false)) {
        if (e.at <= t && t <= e.at + s.length) return false;
      }
    }
    return true;
  }
  bool throughout(Instant a, Instant b) const {
    for (Instant t = a; t <= b; ++t) {
      if (!at(t)) return false;
    }
    return true;
  }
};

Instant fulfilled_at(const Agreement& agreement, const Rule& rule, const Events& events, Instant as_of);

Instant start_of(const Agreement& agreement, const Rule& rule, const Events& events, Instant as_of) {
  Instant at = rule.start.at;
  if (rule.start.kind == Start::Kind::fulfilled) {
    at = long_ago;
    for (const Rule& other : agreement.terms[rule.start.term].rules) {
      if (other.kind == Rule::Kind::duty) at = std::max(at, fulfilled_at(agreement, other, events, as_of));
    }
  } else if (rule.start.kind == Start::Kind::held) {
    Instant begin = never;
    for (const Rule& other : agreement.terms[rule.start.term].rules)
      begin = std::min(begin, start_of(agreement, other, events, as_of));
    const auto breaches = judge_world(agreement, rule.start.term, events, as_of).breaches;
    at = never;
    for (Instant t = begin + rule.start.held; begin < never && t <= as_of && at == never; ++t) {
      const bool quiet =
          std::none_of(breaches.begin(), breaches.end(), [&](Instant b) { return t - rule.start.held <= b && b < t; });
      if (quiet) at = t;
    }
  } else if (rule.start.kind == Start::Kind::first) {
    at = never;
    for (const WorldEvent& e : meant(rule.start.filter, events, true)) at = std::min(at, e.at);
  }
  return at >= never ? never : at + rule.start.delay;
}

Binding binding(const Agreement& agreement, const Rule& rule, const Events& events, Instant as_of) {
  Binding b{start_of(agreement, rule, events, as_of), rule.end.at, &rule, &events};
  if (rule.end.after_start && b.from < never) b.to = std::min(b.to, b.from + *rule.end.after_start - 1);
  for (const std::size_t t : rule.end.breaches) {
    for (const Instant breach : judge_world(agreement, t, events, as_of).breaches) b.to = std::min(b.to, breach);
  }
  for (const Filter& f : rule.end.firsts) {
    for (const WorldEvent& e : meant(f, events, false)) b.to = std::min(b.to, e.at);
  }
  return b;
}

Instant deadline(const Rule& rule, Instant start) {
  Instant due = rule.due.at;
  if (rule.due.after_start && start < never) due = std::min(due, start + *rule.due.after_start);
  return due;
}

Instant fulfilled_at(const Agreement& agreement, const Rule& rule, const Events& events, Instant as_of) {
  const Instant start = start_of(agreement, rule, events, as_of);
  if (start >= never) return never;
  Events done = meant(rule.filter, events, false);
  std::stable_sort(done.begin(), done.end(), [](const WorldEvent& a, const WorldEvent& b) { return a.at < b.at; });
  double sum = 0;
  for (const WorldEvent& e : done) {
    if (e.at < start || e.at > deadline(rule, start)) continue;
    sum += rule.by_quantity ? e.quantity.value_or(0) : 1;
    if (sum >= static_cast<double>(rule.count)) return e.at;
  }
  return never;
}

void judge_rule(const Agreement& agreement, const Rule& rule, const Events& events, Instant as_of, WorldVerdict& out) {
  const Binding b = binding(agreement, rule, events, as_of);
  auto breach = [&out](Instant at) { out.breaches.push_back(at); };
  if (b.from >= never) return;
  switch (rule.kind) {
    case Rule::Kind::forbidden:
      for (const WorldEvent& e : meant(rule.filter, events, true)) {
        bool excused = false;
        for (const Excuse& x : rule.excuses) {
          for (const WorldEvent& y : meant(x.filter, events, false))
            excused = excused || (e.at - x.within <= y.at && y.at <= e.at);
        }
        if (b.at(e.at) && !excused) breach(e.at);
      }
      break;
    case Rule::Kind::at_most: {
      const Events list = meant(rule.filter, events, true);
      for (const WorldEvent& last : list) {
        std::int64_t n = 0;
        for (const WorldEvent& e : list) n += b.at(e.at) && e.at <= last.at && e.at > last.at - rule.window ? 1 : 0;
        if (b.at(last.at) && n > rule.count) breach(last.at);
      }
      break;
    }
    case Rule::Kind::duty: {
      const Instant due = deadline(rule, b.from);
      if (fulfilled_at(agreement, rule, events, as_of) == never && as_of > due && b.from <= due && b.to >= due)
        breach(due + 1);
      break;
    }
    case Rule::Kind::every:
      for (Instant t = b.from; t + rule.window - 1 <= std::min(as_of, b.to); t += rule.window) {
        std::int64_t n = 0;
        for (const WorldEvent& e : meant(rule.filter, events, false)) n += t <= e.at && e.at < t + rule.window ? 1 : 0;
        if (n < rule.count && b.throughout(t, t + rule.window - 1)) breach(t + rule.window);
      }
      break;
    case Rule::Kind::at_least:
      for (Instant t = b.from; t + rule.window - 1 <= std::min(as_of, b.to); ++t) {
        std::int64_t n = 0;
        for (const WorldEvent& e : meant(rule.filter, events, false)) n += t <= e.at && e.at < t + rule.window ? 1 : 0;
        if (n < rule.count && b.throughout(t, t + rule.window - 1)) breach(t + rule.window);
      }
      break;
    case Rule::Kind::response:
      for (const WorldEvent& e : meant(rule.filter, events, true)) {
        bool answered = false;
        for (const WorldEvent& a : meant(rule.other, events, false)) {
          answered = answered ||
                     (e.at - rule.before <= a.at && a.at <= e.at + rule.window && (!rule.about || a.about == e.id));
        }
        if (b.at(e.at) && !answered && as_of > e.at + rule.window) breach(e.at + rule.window + 1);
      }
      break;
    case Rule::Kind::paired:
      for (const bool turned : {false, true}) {
        for (const WorldEvent& e : meant(turned ? rule.other : rule.filter, events, true)) {
          bool matched = false;
          for (const WorldEvent& p : meant(turned ? rule.filter : rule.other, events, false)) {
            const bool near = p.at >= e.at - rule.window && p.at <= e.at + rule.window;
            matched = matched || (near && (!rule.equal || e.quantity == p.quantity));
          }
          if (b.at(e.at) && !matched && as_of > e.at + rule.window) breach(e.at + rule.window + 1);
        }
      }
      break;
  }
}

}  // namespace

WorldVerdict judge_world(const Agreement& agreement, std::size_t term, const Events& events, Instant as_of) {
  WorldVerdict out;
  out.done = true;
  for (const Rule& rule : agreement.terms[term].rules) {
    judge_rule(agreement, rule, events, as_of, out);
    if (rule.kind == Rule::Kind::duty) out.done = out.done && fulfilled_at(agreement, rule, events, as_of) < never;
  }
  std::sort(out.breaches.begin(), out.breaches.end());
  out.breached = !out.breaches.empty();
  return out;
}

}  // namespace entente::oracle

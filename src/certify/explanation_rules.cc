// The meaning of the rules, said as plainly as possible. It shares no code with the engine, on purpose.
#include <algorithm>
#include <set>

#include "certify/explanation.h"

namespace entente::certify {
namespace {

bool meet(Range a, Range b) { return a.from <= b.to && b.from <= a.to; }
bool lies_in(Range inner, Range outer) { return outer.from <= inner.from && inner.to <= outer.to; }
bool listed(const std::vector<std::string>& list, const std::string& word) { return std::find(list.begin(), list.end(), word) != list.end(); }

std::vector<Range> without(const std::vector<Range>& ranges, Range gone) {
  if (gone.to < gone.from) return ranges;
  std::vector<Range> left;
  for (const Range r : ranges) {
    if (!meet(r, gone)) left.push_back(r);
    else {
      if (r.from < gone.from) left.push_back({r.from, gone.from - 1});
      if (gone.to < r.to) left.push_back({gone.to + 1, r.to});
    }
  }
  return left;
}

}  // namespace

// Of one source the latest word stands; what arrived after the day of the verdict is not known.
std::pair<std::string, Range> PlainJudge::seen(const IncidentFact& incident) const {
  std::set<std::string> origins;
  bool said = false, denied = false, voice_said = false, voice_denied = false;
  Range all{far_future, far_past}, voices{far_future, far_past};
  for (std::size_t i = 0; i < incident.reports.size(); ++i) {
    const ReportFact& r = incident.reports[i];
    if (r.arrived > facts_.as_of || r.says == "retracts") continue;
    bool later = false;
    for (std::size_t j = 0; j < incident.reports.size(); ++j) {
      const ReportFact& o = incident.reports[j];
      later = later || (o.source == r.source && o.arrived <= facts_.as_of && (o.arrived > r.arrived || (o.arrived == r.arrived && j > i)));
    }
    if (later) continue;
    const bool voice = (facts_.standard == "monitors" && r.source_class == "monitor") ||
                       (facts_.standard == "word" && r.source_class == "party" && r.party == facts_.party);
    if (r.says == "denies") {
      denied = true;
      voice_denied = voice_denied || voice;
      continue;
    }
    said = true;
    origins.insert(r.origin);
    all = {std::min(all.from, r.when.from), std::max(all.to, r.when.to)};
    if (voice) voice_said = true, voices = {std::min(voices.from, r.when.from), std::max(voices.to, r.when.to)};
  }
  const Range when = voice_said ? voices : all;
  if (!said) return {"no", when};
  if (facts_.standard == "everybody") return {"shown", when};
  if (facts_.standard == "undisputed") return {denied ? "claimed" : "shown", when};
  if (facts_.standard == "witnesses") return {origins.size() >= facts_.least ? "shown" : "claimed", when};
  if (voice_said) return {voice_denied ? "contested" : "shown", when};
  return {voice_denied ? "no" : "claimed", when};
}

So PlainJudge::fits(const IncidentFact& incident, const FilterFact& filter) const {
  So so = So::yes;
  auto also = [&so](So other) { so = std::min(so, other); };
  if (!filter.kinds.empty()) also(listed(filter.kinds, incident.kind) ? So::yes : So::no);
  if (!filter.things.empty()) also(incident.thing.empty() ? So::perhaps : listed(filter.things, incident.thing) ? So::yes : So::no);
  if (!filter.parties.empty()) also(incident.by.empty() ? So::perhaps : listed(filter.parties, incident.by) ? So::yes : So::no);
  for (const auto& m : filter.measures) {
    const auto at = incident.measures.find(m.unit);
    if (at == incident.measures.end()) {
      also(So::perhaps);
      continue;
    }
    const double x = at->second;
    const bool met = m.kind == "over" ? x > m.value : m.kind == "at-least" ? x >= m.value : m.kind == "under" ? x < m.value : x <= m.value;
    also(met ? So::yes : So::no);
  }
  for (const auto& w : filter.where) {
    const auto at = incident.distances.find(w.ground);
    if (at == incident.distances.end()) {
      also(So::perhaps);
      continue;
    }
    auto meets = [&w](Moment d) { return w.kind == "within" ? d <= w.limit : w.kind == "nearer" ? d < w.limit : d >= w.limit; };
    const bool least = meets(at->second.from), most = meets(at->second.to);
    also(least && most ? So::yes : least || most ? So::perhaps : So::no);
  }
  return so;
}

std::vector<PlainJudge::Event> PlainJudge::events(std::size_t filter, bool accuses) const {
  std::vector<Event> list;
  for (std::size_t i = 0; i < facts_.incidents.size(); ++i) {
    if (!taken_[i]) continue;
    const So so = fits(facts_.incidents[i], facts_.filters[filter]);
    const auto [showing, when] = seen(facts_.incidents[i]);
    if (so == So::no || showing == "no" || (showing == "claimed" && accuses)) continue;
    list.push_back({&facts_.incidents[i], so == So::yes && showing == "shown", when});
  }
  std::stable_sort(list.begin(), list.end(), [](const Event& a, const Event& b) { return a.when.from < b.when.from; });
  return list;
}

// When a rule binds, surely or perhaps: from its start to its end without gaps and suspensions.
std::vector<Range> PlainJudge::pieces(std::size_t index, bool surely) const {
  const RuleFact& rule = facts_.rules[index];
  const RuleFound& f = found_[index];
  const Range whole = surely ? Range{f.start.to, f.end.from} : Range{f.start.from, f.end.to};
  if (whole.from >= far_future || whole.to < whole.from) return {};
  std::vector<Range> ranges = {whole};
  for (const Range gap : rule.gaps) ranges = without(ranges, gap);
  for (const auto& [filter, length] : rule.suspensions) {
    for (const Event& e : events(filter, false)) {
      if (surely) ranges = without(ranges, {e.when.from, e.when.to + length});
      else if (e.certain) ranges = without(ranges, {e.when.to, e.when.from + length});
    }
  }
  return ranges;
}

bool PlainJudge::binds(std::size_t index, Range when, bool surely) const {
  for (const Range piece : pieces(index, surely)) {
    if (surely ? lies_in(when, piece) : meet(when, piece)) return true;
  }
  return false;
}

Moment PlainJudge::quiet_from(std::size_t term, Moment length, bool latest) const {
  Moment since = far_future;
  std::vector<Range> breaks;
  for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
    if (facts_.rules[r].term != term) continue;
    since = std::min(since, latest ? found_[r].start.to : found_[r].start.from);
    for (const BreachFound& b : found_[r].breaches) {
      if (latest || (b.certain && b.when.from == b.when.to)) breaks.push_back({b.when.from, b.until});
    }
  }
  if (since >= far_future) return far_future;
  std::sort(breaks.begin(), breaks.end(), [](Range a, Range b) { return a.from < b.from; });
  for (const Range b : breaks) {
    if (b.from - since >= length) break;
    since = std::max(since, b.to + 1);
  }
  return since + length <= facts_.as_of ? since + length : far_future;
}

bool PlainJudge::judge_term(std::size_t term) {
  for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
    if (facts_.rules[r].term == term && !judge(r)) return false;
  }
  return true;
}

bool PlainJudge::judge_all() {
  for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
    if (!judge(r)) return false;
  }
  return true;
}

bool PlainJudge::judge(std::size_t index) {
  if (state_[index] == 2) return true;
  if (state_[index] == 1) return false;
  state_[index] = 1;
  const RuleFact& rule = facts_.rules[index];
  RuleFound& f = found_[index];
  f.start = {rule.start_at, rule.start_at};
  if (rule.start_kind == "fulfilled" || rule.start_kind == "held") {
    if (!judge_term(rule.start_term)) return false;
    f.start = {far_past, far_past};
    if (rule.start_kind == "held") {
      f.start = {quiet_from(rule.start_term, rule.held, false), quiet_from(rule.start_term, rule.held, true)};
    } else {
      for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
        if (facts_.rules[r].term != rule.start_term || facts_.rules[r].kind != "duty") continue;
        f.start = {std::max(f.start.from, found_[r].fulfilled.from), std::max(f.start.to, found_[r].fulfilled.to)};
      }
    }
  } else if (rule.start_kind == "first") {
    f.start = {far_future, far_future};
    for (const Event& e : events(rule.start_filter, true)) {
      f.start = {std::min(f.start.from, e.when.from), e.certain ? std::min(f.start.to, e.when.to) : f.start.to};
    }
  }
  if (f.start.from < far_future) f.start.from += rule.delay;
  if (f.start.to < far_future) f.start.to += rule.delay;

  f.end = {rule.end_at, rule.end_at};
  auto ends = [&f](Moment earliest, Moment latest) { f.end = {std::min(f.end.from, earliest), std::min(f.end.to, latest)}; };
  if (rule.lasts > 0) {
    ends(f.start.from < far_future ? f.start.from + rule.lasts - 1 : far_future, f.start.to < far_future ? f.start.to + rule.lasts - 1 : far_future);
  }
  for (const std::size_t t : rule.end_breaches) {
    if (!judge_term(t)) return false;
    for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
      if (facts_.rules[r].term != t) continue;
      for (const BreachFound& b : found_[r].breaches) ends(b.when.from, b.certain ? b.when.to : far_future);
    }
  }
  for (const std::size_t filter : rule.end_firsts) {
    for (const Event& e : events(filter, false)) ends(e.when.from, e.certain ? e.when.to : far_future);
  }

  if (rule.kind == "forbidden") forbidden(rule, index);
  else if (rule.kind == "duty") duty(rule, index);
  else if (rule.kind == "every") every(rule, index);
  else if (rule.kind == "response") response(rule, index);
  else if (rule.kind == "paired") paired(rule, index, rule.filter, rule.other), paired(rule, index, rule.other, rule.filter);
  else {
    for (const bool certain : {true, false}) {
      if (rule.kind == "at-most") at_most(rule, index, certain);
      else at_least(rule, index, certain);
    }
  }
  std::stable_sort(f.breaches.begin(), f.breaches.end(), [](const BreachFound& a, const BreachFound& b) { return a.when.from < b.when.from; });
  const bool certain = std::any_of(f.breaches.begin(), f.breaches.end(), [](const BreachFound& b) { return b.certain; });
  if (certain) f.verdict = "breached";
  else if (!f.breaches.empty()) f.verdict = "undetermined";
  else if (rule.kind == "duty") f.verdict = f.fulfilled.to < far_future || f.end.to < f.deadline.from ? "kept" : "open";
  else f.verdict = f.start.from > facts_.as_of || f.pending ? "open" : "kept";
  state_[index] = 2;
  return true;
}

std::string PlainJudge::term_verdict() const {
  for (const char* verdict : {"breached", "undetermined", "open"}) {
    for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
      if (facts_.rules[r].term == facts_.term && found_[r].verdict == verdict) return verdict;
    }
  }
  return "kept";
}

// What must be and may be is said once.
void PlainJudge::add_new(std::size_t index, const BreachFound& b) {
  for (const BreachFound& known : found_[index].breaches) {
    if (known.when == b.when && known.until == b.until && known.incidents == b.incidents) return;
  }
  found_[index].breaches.push_back(b);
}

void PlainJudge::forbidden(const RuleFact& rule, std::size_t index) {
  for (const Event& e : events(rule.filter, true)) {
    if (!binds(index, e.when, false)) continue;
    bool excused = false, perhaps = false;
    for (const auto& [filter, within] : rule.excuses) {
      for (const Event& x : events(filter, false)) {
        perhaps = perhaps || meet(x.when, {e.when.from - within, e.when.to});
        excused = excused || (x.certain && lies_in(x.when, {e.when.to - within, e.when.from}));
      }
    }
    if (!excused) found_[index].breaches.push_back({e.certain && !perhaps && binds(index, e.when, true), e.when, {e.incident->id}});
  }
}

// Certain: count + 1 whose ranges lie in one window; possible: whose ranges one window meets. Each group is counted once.
void PlainJudge::at_most(const RuleFact& rule, std::size_t index, bool certain) {
  std::vector<Event> list;
  for (const Event& e : events(rule.filter, true)) {
    if (certain ? e.certain && binds(index, e.when, true) : binds(index, e.when, false)) list.push_back(e);
  }
  if (certain) std::stable_sort(list.begin(), list.end(), [](const Event& a, const Event& b) { return a.when.to < b.when.to || (a.when.to == b.when.to && a.incident < b.incident); });
  else std::stable_sort(list.begin(), list.end(), [](const Event& a, const Event& b) { return a.when.from < b.when.from || (a.when.from == b.when.from && a.incident < b.incident); });
  std::vector<Event> group;
  for (const Event& e : list) {
    const Moment oldest = (certain ? e.when.to : e.when.from) - rule.window + 1;
    std::erase_if(group, [&](const Event& o) { return (certain ? o.when.from : o.when.to) < oldest; });
    if (!certain || e.when.from >= oldest) group.push_back(e);
    if (static_cast<std::int64_t>(group.size()) <= rule.count) continue;
    BreachFound b{certain, {far_past, far_past}, {}};
    for (const Event& o : group) b.when = {std::max(b.when.from, o.when.from), std::max(b.when.to, o.when.to)};
    for (std::size_t i = group.size() - static_cast<std::size_t>(rule.count) - 1; i < group.size(); ++i) b.incidents.push_back(group[i].incident->id);
    b.until = b.when.to;
    add_new(index, b);
  }
}

void PlainJudge::duty(const RuleFact& rule, std::size_t index) {
  RuleFound& f = found_[index];
  Range due{rule.due_at, rule.due_at};
  if (rule.due_after >= 0) {
    if (f.start.from < far_future) due.from = std::min(due.from, f.start.from + rule.due_after);
    if (f.start.to < far_future) due.to = std::min(due.to, f.start.to + rule.due_after);
  }
  f.deadline = due;
  const bool by_quantity = rule.flags.find('q') != std::string::npos;
  const double need = static_cast<double>(rule.count);
  // What certainly was done and what perhaps was, and when the sum was reached.
  for (const bool surely : {true, false}) {
    std::vector<Event> list;
    for (const Event& e : events(rule.filter, false)) {
      if (surely ? e.certain && e.when.from >= f.start.to && e.when.to <= due.from : e.when.to >= f.start.from && e.when.from <= due.to) list.push_back(e);
    }
    std::stable_sort(list.begin(), list.end(), [surely](const Event& a, const Event& b) { return surely ? a.when.to < b.when.to : a.when.from < b.when.from; });
    Moment& reached = surely ? f.fulfilled.to : f.fulfilled.from;
    if (need <= 0) reached = surely ? f.start.to : f.start.from;
    double sum = 0;
    for (const Event& e : list) {
      const double q = !by_quantity ? 1 : e.incident->has_quantity ? std::max(0.0, e.incident->quantity) : surely ? 0 : need;
      if (sum < need && sum + q >= need) reached = surely ? e.when.to : std::max(e.when.from, f.start.from);
      sum += q;
    }
  }
  if (f.fulfilled.to < far_future) return;
  const bool possibly = f.fulfilled.from < far_future;
  const Range breach{std::min(due.from, far_future - 1) + 1, std::min(due.to, far_future - 1) + 1};
  if (!possibly && facts_.as_of > due.to && f.end.from >= due.to && f.start.to <= due.from) {
    f.breaches.push_back({true, breach, {}});
  } else if (facts_.as_of > due.from && f.end.to >= due.from && f.start.from <= due.to && f.start.from < far_future) {
    f.breaches.push_back({false, breach, {}});
  }
}

void PlainJudge::every(const RuleFact& rule, std::size_t index) {
  RuleFound& f = found_[index];
  if (f.start.from >= far_future) return;
  const auto list = events(rule.filter, false);
  const bool begun = f.start.to < far_future;
  for (Moment k = 0; k < 100000; ++k) {
    const Range early{f.start.from + k * rule.window, f.start.from + (k + 1) * rule.window - 1};
    if (early.to > facts_.as_of || early.to > f.end.to) break;
    const Range late{f.start.to + k * rule.window, f.start.to + (k + 1) * rule.window - 1};
    std::int64_t sure = 0, perhaps = 0;
    for (const Event& e : list) {
      if (begun && e.certain && lies_in(e.when, {late.from, early.to})) ++sure;
      if (begun && meet(e.when, {early.from, late.to})) ++perhaps;
    }
    const Range owed{std::max(early.from, f.start.to), late.to};
    const bool plain = early.from >= f.start.to || (rule.suspensions.empty() && rule.gaps.empty());
    if (plain && begun && late.to <= facts_.as_of && perhaps < rule.count && binds(index, owed, true)) {
      f.breaches.push_back({true, {early.to + 1, late.to + 1}, {}});
    } else if (sure < rule.count) {
      bool may_be_owed = false;
      for (const Range piece : pieces(index, false)) {
        const Moment first = std::max(early.from, piece.from);
        may_be_owed = may_be_owed || ((!begun || first <= late.from) && first + rule.window - 1 <= std::min(piece.to, facts_.as_of));
      }
      if (may_be_owed) f.breaches.push_back({false, {early.to + 1, (begun ? late.to : early.to) + 1}, {}});
    }
  }
}

void PlainJudge::at_least(const RuleFact& rule, std::size_t index, bool certain) {
  const auto list = events(rule.filter, false);
  for (const Range piece : pieces(index, certain)) {
    const Moment last = std::min(piece.to, facts_.as_of) - rule.window + 1;
    std::set<Moment> starts = {piece.from, last};
    for (const Event& e : list) starts.insert({e.when.from + 1, e.when.to + 1, e.when.from - rule.window, e.when.to - rule.window});
    bool lasts = false;
    BreachFound b;
    for (auto at = starts.begin(); at != starts.end(); ++at) {
      const Moment t = *at;
      if (t < piece.from || t > last) continue;
      const auto next = std::next(at);
      const Moment until = (next != starts.end() && *next <= last ? *next - 1 : last) + rule.window;
      std::int64_t have = 0;
      for (const Event& e : list) {
        if (certain ? meet(e.when, {t, t + rule.window - 1}) : e.certain && lies_in(e.when, {t, t + rule.window - 1})) ++have;
      }
      const bool few = have < rule.count;
      if (few && !lasts) b = {certain, {t + rule.window, t + rule.window}, {}};
      if (few) b.until = until;
      if (lasts && !few) add_new(index, b);
      lasts = few;
    }
    if (lasts) add_new(index, b);
  }
}

void PlainJudge::response(const RuleFact& rule, std::size_t index) {
  const auto answers = events(rule.other, false);
  const bool about = rule.flags.find('a') != std::string::npos;
  for (const Event& e : events(rule.filter, true)) {
    if (!binds(index, e.when, false)) continue;
    bool answered = false, perhaps = false;
    for (const Event& a : answers) {
      if (about && a.incident->about != e.incident->id) continue;
      perhaps = perhaps || meet(a.when, {e.when.from, e.when.to + rule.window});
      answered = answered || (a.certain && lies_in(a.when, {e.when.to, e.when.from + rule.window}));
    }
    if (answered) continue;
    const Range when{e.when.from + rule.window + 1, e.when.to + rule.window + 1};
    if (facts_.as_of < when.from) found_[index].pending = true;
    else found_[index].breaches.push_back({facts_.as_of >= when.to && e.certain && !perhaps && binds(index, e.when, true), when, {e.incident->id}});
  }
}

void PlainJudge::paired(const RuleFact& rule, std::size_t index, std::size_t ones, std::size_t others) {
  const auto partners = events(others, false);
  const bool equal = rule.flags.find('e') != std::string::npos;
  for (const Event& e : events(ones, true)) {
    if (!binds(index, e.when, false)) continue;
    bool matched = false, perhaps = false;
    for (const Event& p : partners) {
      const bool known = e.incident->has_quantity && p.incident->has_quantity;
      if (equal && known && e.incident->quantity != p.incident->quantity) continue;
      perhaps = perhaps || meet(p.when, {e.when.from - rule.window, e.when.to + rule.window});
      matched = matched || (p.certain && (known || !equal) && lies_in(p.when, {e.when.to - rule.window, e.when.from + rule.window}));
    }
    if (matched) continue;
    const Range when{e.when.from + rule.window + 1, e.when.to + rule.window + 1};
    if (facts_.as_of < when.from) found_[index].pending = true;
    else found_[index].breaches.push_back({facts_.as_of >= when.to && e.certain && !perhaps && binds(index, e.when, true), when, {e.incident->id}});
  }
}

}  // namespace entente::certify

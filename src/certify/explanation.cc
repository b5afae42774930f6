// Reads an explanation and checks it: the stated facts alone give each stated step and the verdict; what is cited gives
// the same verdict by itself, and without any one of what is cited it would be another.
#include "certify/explanation.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace entente::certify {
namespace {

using Moment = std::int64_t;
using Words = std::vector<std::string>;
constexpr Moment far_past = INT64_MIN / 4, far_future = INT64_MAX / 4;

struct Range {
  Moment from = far_past, to = far_future;
  friend bool operator==(const Range&, const Range&) = default;
};

struct NumberTest {
  std::string name, kind;
  double value = 0;
};

struct FilterFact {
  Words words[3];  // kinds, things, parties; empty: any
  std::vector<NumberTest> tests;
};

struct ReportFact {
  std::string source, source_class, party, origin, says;
  Moment arrived = 0;
  Range when;
};

struct IncidentFact {
  std::string id, words[3], about, quantity;
  std::map<std::string, std::pair<double, double>> numbers;  // least and most of a measure or a distance
  std::vector<ReportFact> reports;
};

struct RuleFact {
  std::size_t term = 0, filter = 0, other = 0, start_term = 0, start_filter = 0;
  std::string kind, flags, start_kind;
  Moment count = 0, window = 0, before = 0, start_at = 0, held = 0, delay = 0, end_at = 0, lasts = 0, due_at = 0,
         due_after = 0;
  std::vector<std::size_t> end_breaches, end_firsts;
  std::vector<Range> gaps;
  std::vector<std::pair<std::size_t, Moment>> suspensions, excuses;
};

struct StatedFacts {
  std::size_t term = 0, least = 0;
  std::string standard, party;
  Moment as_of = 0;
  std::vector<FilterFact> filters;
  std::vector<RuleFact> rules;
  std::vector<IncidentFact> incidents;
};

struct BreachFound {
  bool certain = false;
  Range when;
  Words incidents;
  Moment until = when.to;  // later where windows with too little in them follow one another
  friend bool operator==(const BreachFound&, const BreachFound&) = default;
};

struct RuleFound {
  Range start, end, deadline, fulfilled{far_future, far_future};
  std::vector<BreachFound> breaches;
  bool pending = false;
  std::string verdict;
};

bool meet(Range a, Range b) { return a.from <= b.to && b.from <= a.to; }
bool lies_in(Range inner, Range outer) { return outer.from <= inner.from && inner.to <= outer.to; }
Range hull(Range a, Range b) { return {std::min(a.from, b.from), std::max(a.to, b.to)}; }
Moment later(Moment moment, Moment by) { return moment < far_future ? moment + by : moment; }

std::vector<Range> without(const std::vector<Range>& ranges, Range gone) {
  if (gone.to < gone.from) return ranges;
  std::vector<Range> left;
  for (const Range r : ranges) {
    const Range before{r.from, std::min(r.to, gone.from - 1)}, after{std::max(r.from, gone.to + 1), r.to};
    if (before.from <= before.to) left.push_back(before);
    if (after.from <= after.to) left.push_back(after);
  }
  return left;
}

// Decides the rules from the stated facts, in the plainest way: every incident against every other. Incidents that are
// not `taken` count as not reported. It shares no code with the engine, on purpose.
struct PlainJudge {
  enum So { no, perhaps, yes };
  struct Event {
    const IncidentFact* incident;
    bool certain;
    Range when;
  };
  struct Answer {
    std::size_t filter;
    Moment before, after;  // how far from the event it may lie
  };

  PlainJudge(const StatedFacts& facts, std::vector<bool> taken)
      : facts_(facts), taken_(std::move(taken)), found_(facts.rules.size()), state_(facts.rules.size(), 0) {}

  // Of one source the latest word stands; what arrived after the day of the verdict is not known.
  std::pair<std::string, Range> seen(const IncidentFact& incident) const {
    std::set<std::string> origins;
    bool said = false, denied = false, voice_said = false, voice_denied = false;
    Range all{far_future, far_past}, voices = all;
    for (const ReportFact& r : incident.reports) {
      const bool replaced = std::any_of(incident.reports.begin(), incident.reports.end(), [&](const ReportFact& o) {
        const bool after = o.arrived > r.arrived || (o.arrived == r.arrived && &o > &r);
        return o.source == r.source && o.arrived <= facts_.as_of && after;
      });
      if (replaced || r.arrived > facts_.as_of || r.says == "retracts") continue;
      const bool voice = (facts_.standard == "monitors" && r.source_class == "monitor") ||
                         (facts_.standard == "word" && r.source_class == "party" && r.party == facts_.party);
      if (r.says == "denies") {
        denied = true;
        voice_denied = voice_denied || voice;
        continue;
      }
      said = true;
      origins.insert(r.origin);
      all = hull(all, r.when);
      if (voice) voices = hull(voices, r.when);
      voice_said = voice_said || voice;
    }
    const Range when = voice_said ? voices : all;
    if (!said) return {"no", when};
    if (facts_.standard == "everybody") return {"shown", when};
    if (facts_.standard == "undisputed") return {denied ? "claimed" : "shown", when};
    if (facts_.standard == "witnesses") return {origins.size() >= facts_.least ? "shown" : "claimed", when};
    if (voice_said) return {voice_denied ? "contested" : "shown", when};
    return {voice_denied ? "no" : "claimed", when};
  }

  static So fits(const IncidentFact& incident, const FilterFact& filter) {
    So so = yes;
    for (int i = 0; i < 3; ++i) {
      const Words& wanted = filter.words[i];
      const std::string& word = incident.words[i];
      if (wanted.empty()) continue;
      if (std::find(wanted.begin(), wanted.end(), word) != wanted.end()) continue;
      so = std::min(so, word.empty() && i > 0 ? perhaps : no);  // an incident has a kind
    }
    for (const NumberTest& test : filter.tests) {
      const auto at = incident.numbers.find(test.name);
      auto meets = [&test](double x) {
        if (test.kind == "over") return x > test.value;
        if (test.kind == "under") return x < test.value;
        return test.kind == "at-least" ? x >= test.value : x <= test.value;
      };
      const int met =
          at == incident.numbers.end() ? 1 : (meets(at->second.first) ? 1 : 0) + (meets(at->second.second) ? 1 : 0);
      so = std::min(so, static_cast<So>(met));
    }
    return so;
  }

  std::vector<Event> events(std::size_t filter, bool accuses) const {
    std::vector<Event> list;
    for (std::size_t i = 0; i < facts_.incidents.size(); ++i) {
      const So so = taken_[i] ? fits(facts_.incidents[i], facts_.filters[filter]) : no;
      if (so == no) continue;
      const auto [showing, when] = seen(facts_.incidents[i]);
      if (showing == "no" || (showing == "claimed" && accuses)) continue;
      list.push_back({&facts_.incidents[i], so == yes && showing == "shown", when});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const Event& a, const Event& b) { return a.when.from < b.when.from; });
    return list;
  }

  // When a rule binds, surely or perhaps: from its start to its end without gaps and suspensions.
  std::vector<Range> pieces(std::size_t index, bool surely) const {
    const RuleFact& rule = facts_.rules[index];
    const RuleFound& f = found_[index];
    const Range whole = surely ? Range{f.start.to, f.end.from} : Range{f.start.from, f.end.to};
    if (whole.from >= far_future || whole.to < whole.from) return {};
    std::vector<Range> ranges = {whole};
    for (const Range gap : rule.gaps) ranges = without(ranges, gap);
    for (const auto& [filter, length] : rule.suspensions) {
      for (const Event& e : events(filter, false)) {
        if (surely) ranges = without(ranges, {e.when.from, e.when.to + length});
        if (!surely && e.certain) ranges = without(ranges, {e.when.to, e.when.from + length});
      }
    }
    return ranges;
  }

  bool binds(std::size_t index, Range when, bool surely) const {
    const auto list = pieces(index, surely);
    return std::any_of(list.begin(), list.end(),
                       [&](Range piece) { return surely ? lies_in(when, piece) : meet(when, piece); });
  }

  Moment quiet_from(std::size_t term, Moment length, bool latest) const {
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

  bool judge_all() {
    for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
      if (!judge(r)) return false;
    }
    return true;
  }

  bool judge_term(std::size_t term) {
    for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
      if (facts_.rules[r].term == term && !judge(r)) return false;
    }
    return true;
  }

  bool set_start(std::size_t index) {
    const RuleFact& rule = facts_.rules[index];
    Range& start = found_[index].start;
    start = {rule.start_at, rule.start_at};
    if (rule.start_kind == "first") {
      start = {far_future, far_future};
      for (const Event& e : events(rule.start_filter, true)) {
        start = {std::min(start.from, e.when.from), e.certain ? std::min(start.to, e.when.to) : start.to};
      }
    } else if (rule.start_kind != "fixed") {
      if (!judge_term(rule.start_term)) return false;
      if (rule.start_kind == "held") {
        start = {quiet_from(rule.start_term, rule.held, false), quiet_from(rule.start_term, rule.held, true)};
      } else {
        start = {far_past, far_past};
        for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
          const Range done = found_[r].fulfilled;
          const bool counts = facts_.rules[r].term == rule.start_term && facts_.rules[r].kind == "duty";
          if (counts) start = {std::max(start.from, done.from), std::max(start.to, done.to)};
        }
      }
    }
    start = {later(start.from, rule.delay), later(start.to, rule.delay)};
    return true;
  }

  bool set_end(std::size_t index) {
    const RuleFact& rule = facts_.rules[index];
    RuleFound& f = found_[index];
    f.end = {rule.end_at, rule.end_at};
    auto ends = [&f](Moment early, Moment late) { f.end = {std::min(f.end.from, early), std::min(f.end.to, late)}; };
    if (rule.lasts > 0) ends(later(f.start.from, rule.lasts - 1), later(f.start.to, rule.lasts - 1));
    for (const std::size_t term : rule.end_breaches) {
      if (!judge_term(term)) return false;
      for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
        if (facts_.rules[r].term != term) continue;
        for (const BreachFound& b : found_[r].breaches) ends(b.when.from, b.certain ? b.when.to : far_future);
      }
    }
    for (const std::size_t filter : rule.end_firsts) {
      for (const Event& e : events(filter, false)) ends(e.when.from, e.certain ? e.when.to : far_future);
    }
    return true;
  }

  bool judge(std::size_t index) {
    if (state_[index] > 0) return state_[index] == 2;
    state_[index] = 1;
    const RuleFact& rule = facts_.rules[index];
    RuleFound& f = found_[index];
    if (!set_start(index) || !set_end(index)) return false;
    std::vector<Answer> excuses;
    excuses.reserve(excuses.size() + rule.excuses.size());
    for (const auto& [filter, within] : rule.excuses) excuses.push_back({filter, within, 0});
    const Moment w = rule.window;
    if (rule.kind == "forbidden") unanswered(index, rule.filter, excuses, 0);
    if (rule.kind == "response") unanswered(index, rule.filter, {{rule.other, rule.before, w}}, w + 1);
    if (rule.kind == "paired") unanswered(index, rule.filter, {{rule.other, w, w}}, w + 1);
    if (rule.kind == "paired") unanswered(index, rule.other, {{rule.filter, w, w}}, w + 1);
    if (rule.kind == "duty") duty(index);
    if (rule.kind == "every") every(index);
    for (const bool certain : {true, false}) {
      if (rule.kind == "at-most") at_most(index, certain);
      if (rule.kind == "at-least") at_least(index, certain);
    }
    auto earlier = [](const BreachFound& a, const BreachFound& b) { return a.when.from < b.when.from; };
    std::stable_sort(f.breaches.begin(), f.breaches.end(), earlier);
    const bool done = f.fulfilled.to < far_future || (f.end.to <= facts_.as_of && f.end.to < f.deadline.from);
    const bool waits = rule.kind == "duty" ? !done : f.start.from > facts_.as_of || f.pending;
    f.verdict = !f.breaches.empty() ? "undetermined" : waits ? "open" : "kept";
    if (std::any_of(f.breaches.begin(), f.breaches.end(), [](const BreachFound& b) { return b.certain; }))
      f.verdict = "breached";
    state_[index] = 2;
    return true;
  }

  std::string term_verdict() const {
    for (const char* verdict : {"breached", "undetermined", "open"}) {
      for (std::size_t r = 0; r < facts_.rules.size(); ++r) {
        if (facts_.rules[r].term == facts_.term && found_[r].verdict == verdict) return verdict;
      }
    }
    return "kept";
  }

  // What must be and may be is said once.
  void add_new(std::size_t index, const BreachFound& b) {
    for (const BreachFound& known : found_[index].breaches) {
      if (known.when == b.when && known.until == b.until && known.incidents == b.incidents) return;
    }
    found_[index].breaches.push_back(b);
  }

  // Each event of the filter that no answer goes with: a forbidden thing that nothing excuses, a step without the
  // other's.
  void unanswered(std::size_t index, std::size_t filter, const std::vector<Answer>& answers, Moment delay) {
    const std::string& flags = facts_.rules[index].flags;
    for (const Event& e : events(filter, true)) {
      if (!binds(index, e.when, false)) continue;
      bool answered = false, possibly = false;
      for (const Answer& answer : answers) {
        for (const Event& a : events(answer.filter, false)) {
          const bool known = !e.incident->quantity.empty() && !a.incident->quantity.empty();
          if (flags[1] == 'a' && a.incident->about != e.incident->id) continue;
          if (flags[2] == 'e' && known && e.incident->quantity != a.incident->quantity) continue;
          possibly = possibly || meet(a.when, {e.when.from - answer.before, e.when.to + answer.after});
          answered = answered || (a.certain && (known || flags[2] != 'e') &&
                                  lies_in(a.when, {e.when.to - answer.before, e.when.from + answer.after}));
        }
      }
      if (answered) continue;
      const Range when{e.when.from + delay, e.when.to + delay};
      const bool over = delay == 0 || facts_.as_of >= when.to;
      const bool certain = over && e.certain && !possibly && binds(index, e.when, true);
      if (delay > 0 && facts_.as_of < when.from)
        found_[index].pending = true;
      else
        found_[index].breaches.push_back({certain, when, {e.incident->id}});
    }
  }

  // Certain: count + 1 whose ranges lie in one window; possible: whose ranges one window meets.
  void at_most(std::size_t index, bool certain) {
    const RuleFact& rule = facts_.rules[index];
    auto place = [certain](const Event& e) { return std::pair(certain ? e.when.to : e.when.from, e.incident); };
    auto list = events(rule.filter, true);
    std::erase_if(list, [&](const Event& e) { return (certain && !e.certain) || !binds(index, e.when, certain); });
    std::sort(list.begin(), list.end(), [&](const Event& a, const Event& b) { return place(a) < place(b); });
    std::vector<Event> group;
    for (const Event& e : list) {
      const Moment oldest = place(e).first - rule.window + 1;
      std::erase_if(group, [&](const Event& o) { return (certain ? o.when.from : o.when.to) < oldest; });
      if (!certain || e.when.from >= oldest) group.push_back(e);
      if (static_cast<Moment>(group.size()) <= rule.count) continue;
      BreachFound b{certain, {far_past, far_past}, {}};
      for (const Event& o : group) b.when = {std::max(b.when.from, o.when.from), std::max(b.when.to, o.when.to)};
      for (auto o = group.end() - rule.count - 1; o != group.end(); ++o) b.incidents.push_back(o->incident->id);
      b.until = b.when.to;
      add_new(index, b);
    }
  }

  // What certainly was done, what perhaps was, and when the sum was reached.
  void duty(std::size_t index) {
    const RuleFact& rule = facts_.rules[index];
    RuleFound& f = found_[index];
    Range& due = f.deadline = {rule.due_at, rule.due_at};
    if (rule.due_after >= 0) {
      due = {std::min(due.from, later(f.start.from, rule.due_after)),
             std::min(due.to, later(f.start.to, rule.due_after))};
    }
    const double need = static_cast<double>(rule.count);
    for (const bool surely : {true, false}) {
      auto list = events(rule.filter, false);
      auto order = [surely](const Event& e) { return surely ? e.when.to : e.when.from; };
      std::erase_if(list, [&](const Event& e) {
        return surely ? !e.certain || !lies_in(e.when, {f.start.to, due.from}) : !meet(e.when, {f.start.from, due.to});
      });
      std::stable_sort(list.begin(), list.end(), [&](const Event& a, const Event& b) { return order(a) < order(b); });
      Moment& reached = surely ? f.fulfilled.to : f.fulfilled.from;
      if (need <= 0) reached = surely ? f.start.to : f.start.from;
      double sum = 0;
      for (const Event& e : list) {
        double done = 1;
        if (rule.flags[0] == 'q')
          done = e.incident->quantity.empty() ? (surely ? 0 : need) : std::max(0.0, std::stod(e.incident->quantity));
        if (sum < need && sum + done >= need) reached = std::max(order(e), surely ? far_past : f.start.from);
        sum += done;
      }
    }
    if (f.fulfilled.to < far_future) return;
    const Range breach{std::min(due.from, far_future - 1) + 1, std::min(due.to, far_future - 1) + 1};
    const bool in_time = f.fulfilled.from < far_future;
    const Moment now = facts_.as_of;
    const bool certain = !in_time && now > due.to && f.end.from >= due.to && f.start.to <= due.from;
    const bool possible = now > due.from && f.end.to >= due.from && f.start.from <= due.to && f.start.from < far_future;
    if (certain || possible) f.breaches.push_back({certain, breach, {}});
  }

  // Windows laid end to end from a start that may not be known to the second.
  void every(std::size_t index) {
    const RuleFact& rule = facts_.rules[index];
    RuleFound& f = found_[index];
    const bool begun = f.start.to < far_future;
    const auto list = events(rule.filter, false);
    for (Moment k = 0; k < 100000 && f.start.from < far_future; ++k) {
      const Range early{f.start.from + k * rule.window, f.start.from + (k + 1) * rule.window - 1};
      const Range late{f.start.to + k * rule.window, f.start.to + (k + 1) * rule.window - 1};
      if (early.to > facts_.as_of || early.to > f.end.to) break;
      Moment sure = 0, possibly = 0;
      for (const Event& e : list) {
        if (begun && e.certain && lies_in(e.when, {late.from, early.to})) ++sure;
        if (begun && meet(e.when, {early.from, late.to})) ++possibly;
      }
      const Range owed{std::max(early.from, f.start.to), late.to};
      const bool plain = early.from >= f.start.to || (rule.suspensions.empty() && rule.gaps.empty());
      bool may_be_owed = false;
      for (const Range piece : pieces(index, false)) {
        const Moment first = std::max(early.from, piece.from);
        may_be_owed = may_be_owed ||
                      ((!begun || first <= late.from) && first + rule.window - 1 <= std::min(piece.to, facts_.as_of));
      }
      const bool certain =
          plain && begun && late.to <= facts_.as_of && possibly < rule.count && binds(index, owed, true);
      const bool possible = sure < rule.count && may_be_owed;
      if (certain || possible) f.breaches.push_back({certain, {early.to + 1, (begun ? late.to : early.to) + 1}, {}});
    }
  }

  // A window anywhere with too few: the count changes where an event comes in or falls out.
  void at_least(std::size_t index, bool certain) {
    const RuleFact& rule = facts_.rules[index];
    const Moment w = rule.window;
    const auto list = events(rule.filter, false);
    for (const Range piece : pieces(index, certain)) {
      const Moment last = std::min(piece.to, facts_.as_of) - w + 1;
      std::set<Moment> starts = {piece.from, last};
      for (const Event& e : list) starts.insert({e.when.from + 1, e.when.to + 1, e.when.from - w, e.when.to - w});
      BreachFound b;
      bool lasts = false;
      for (auto at = starts.lower_bound(piece.from); at != starts.end() && *at <= last; ++at) {
        const auto next = std::next(at);
        const Range window{*at, *at + w - 1};
        const auto have = std::count_if(list.begin(), list.end(), [&](const Event& e) {
          return certain ? meet(e.when, window) : e.certain && lies_in(e.when, window);
        });
        const bool few = have < rule.count;
        if (few && !lasts) b = {certain, {*at + w, *at + w}, {}};
        if (few) b.until = (next != starts.end() && *next <= last ? *next - 1 : last) + w;
        if (lasts && !few) add_new(index, b);
        lasts = few;
      }
      if (lasts) add_new(index, b);
    }
  }

  const StatedFacts& facts_;
  std::vector<bool> taken_;
  std::vector<RuleFound> found_;
  std::vector<int> state_;  // 1: being judged, 2: judged
};

Words split(const std::string& text, char mark) {
  Words parts;
  for (std::size_t from = 0;;) {
    const std::size_t end = text.find(mark, from);
    parts.push_back(text.substr(from, end - from));
    if (end == std::string::npos) return parts;
    from = end + 1;
  }
}

std::string plain(const std::string& field) { return field == "-" ? "" : field; }

// The fields of each kind of line: n a whole number, r a number, i an index, f a filter that is stated, u a rule that
// is stated, t any text, l a list; else the words that may stand there.
struct Shape {
  const char* kind;
  const char* fields;
};
constexpr Shape shapes[] = {
    {"term", "i t"},
    {"standard", "everybody|monitors|witnesses|undisputed|word i t"},
    {"as-of", "n"},
    {"filter", "i l l l l"},
    {"rule", "i i forbidden|at-most|duty|every|at-least|response|paired f f i i i t"},
    {"starts", "fixed|fulfilled|held|first n i i i f"},
    {"ends", "n i l l"},
    {"due", "n n"},
    {"gap", "n n"},
    {"suspended", "f i"},
    {"unless", "f i"},
    {"incident", "t t t t t t"},
    {"number", "t r r"},
    {"report", "t party|monitor|medium t t reports|confirms|denies|retracts n n n"},
    {"cited", "l"},
    {"seen", "t no|claimed|contested|shown n n"},
    {"binds", "u n n n n"},
    {"breach", "u certain|possible n n n l"},
    {"breaches", "u i"},
    {"fulfilled", "u n n"},
    {"rule-verdict", "u t"},
    {"verdict", "t"},
};

class Reader {
 public:
  explicit Reader(std::istream& in) : in_(in) {}

  Verdict check() {
    for (std::string text; verdict_.empty() && std::getline(in_, text) && message_.empty();) {
      ++line_;
      fields_ = split(text, '\t');
      if (!has_shape()) break;
      judge_.empty() ? fact() : step();
    }
    need(!verdict_.empty(), "the verdict is missing");
    need(in_.peek() == std::istream::traits_type::eof(), "nothing may follow the verdict");
    if (message_.empty()) conclude();
    if (!message_.empty()) return {false, "explanation", message_};
    return {true, "explanation",
            "\"" + term_name_ + "\" is " + verdict_ + ", from " + std::to_string(facts_.incidents.size()) +
                " stated incidents, " + std::to_string(cited_.size()) + " of them cited"};
  }

 private:
  bool need(bool so, const std::string& why) {
    if (!so && message_.empty()) message_ = "line " + std::to_string(line_) + ": " + why;
    return so;
  }

  template <typename Number>
  bool is_number(const std::string& words, Number& value) {
    const char* end = words.data() + words.size();
    const auto [stop, problem] = std::from_chars(words.data(), end, value);
    return problem == std::errc() && stop == end && value >= Number(far_past) && value <= Number(far_future);
  }
  Moment number(std::size_t i) const { return numbers_[i]; }
  std::size_t index(std::size_t i) const { return static_cast<std::size_t>(numbers_[i]); }
  Range range(std::size_t i) const { return {numbers_[i], numbers_[i + 1]}; }
  const std::string& text(std::size_t i) const { return texts_[i]; }
  Words list(std::size_t i) const { return fields_[i] == "-" ? Words{} : split(fields_[i], '|'); }
  std::vector<std::size_t> indices(std::size_t i) {
    std::vector<std::size_t> out;
    for (const std::string& part : list(i)) {
      Moment value = 0;
      need(is_number(part, value) && value >= 0, "\"" + part + "\" is no index");
      out.push_back(static_cast<std::size_t>(value));
    }
    return out;
  }

  bool has_shape() {
    const auto shape =
        std::find_if(std::begin(shapes), std::end(shapes), [&](const Shape& s) { return s.kind == fields_[0]; });
    if (!need(shape != std::end(shapes), "\"" + fields_[0] + "\" is no kind of line")) return false;
    const Words wanted = split(shape->fields, ' ');
    if (!need(fields_.size() == wanted.size() + 1, "the line has another number of fields than its kind")) return false;
    texts_.assign(1, "");
    numbers_.assign(1, 0);
    reals_.assign(1, 0);
    for (std::size_t i = 1; i < fields_.size(); ++i) {
      const std::string& want = wanted[i - 1];
      Moment value = 0;
      double real = 0;
      const bool whole = is_number(fields_[i], value);
      bool good = true;
      if (want == "n") good = whole;
      if (want == "r") good = is_number(fields_[i], real);
      if (want == "i") good = whole && value >= 0 && value <= 1000000000000;  // so that no sum overflows
      if (want == "f") good = whole && value >= 0 && static_cast<std::size_t>(value) < facts_.filters.size();
      if (want == "u") good = whole && value >= 0 && static_cast<std::size_t>(value) < facts_.rules.size();
      const Words words = split(want, '|');
      if (want.size() > 1) good = std::find(words.begin(), words.end(), fields_[i]) != words.end();
      if (!need(good, "\"" + fields_[i] + "\" cannot stand there")) return false;
      texts_.push_back(plain(fields_[i]));
      numbers_.push_back(value);
      reals_.push_back(real);
    }
    return true;
  }

  void fact() {
    const std::string& kind = fields_[0];
    if (kind == "term") facts_.term = index(1), term_name_ = text(2);
    if (kind == "standard") facts_.standard = text(1), facts_.least = index(2), facts_.party = text(3);
    if (kind == "as-of") facts_.as_of = number(1);
    if (kind == "filter") filter();
    if (kind == "rule") rule();
    if (kind == "incident") incident();
    if (kind == "cited") cited();
    if (kind == "number" || kind == "report") about_incident();
    const std::string about_rules[] = {"starts", "ends", "due", "gap", "suspended", "unless"};
    if (std::find(std::begin(about_rules), std::end(about_rules), kind) != std::end(about_rules)) about_rule();
  }
  void about_rule() {
    if (!need(!facts_.rules.empty(), "there is no rule yet")) return;
    const std::string& kind = fields_[0];
    RuleFact& r = facts_.rules.back();
    if (kind == "starts") {
      r.start_kind = text(1), r.start_at = number(2), r.start_term = index(3), r.held = number(4), r.delay = number(5);
      r.start_filter = index(6);
    }
    if (kind == "ends")
      r.end_at = number(1), r.lasts = number(2), r.end_breaches = indices(3), r.end_firsts = indices(4);
    if (kind == "ends")
      for (const std::size_t f : r.end_firsts) need(f < facts_.filters.size(), "a filter is not stated");
    if (kind == "due") r.due_at = number(1), r.due_after = number(2);
    if (kind == "gap") r.gaps.push_back(range(1));
    if (kind == "suspended") r.suspensions.emplace_back(index(1), number(2));
    if (kind == "unless") r.excuses.emplace_back(index(1), number(2));
  }
  void about_incident() {
    if (!need(!facts_.incidents.empty(), "there is no incident yet")) return;
    IncidentFact& i = facts_.incidents.back();
    if (fields_[0] == "number") {
      i.numbers[text(1)] = {reals_[2], reals_[3]};
    } else if (need(number(7) <= number(8), "a range ends before it begins")) {
      i.reports.push_back({text(1), text(2), text(3), text(4), text(5), number(6), range(7)});
    }
  }
  void filter() {
    need(index(1) == facts_.filters.size(), "filters are numbered from 0");
    FilterFact f{{list(2), list(3), list(4)}, {}};
    for (const std::string& part : list(5)) {
      const Words p = split(part, ':');
      NumberTest test;
      if (!need(p.size() == 3 && is_number(p[2], test.value), "a test is name:kind:value")) return;
      test.name = p[0], test.kind = p[1];
      need(p[1] == "over" || p[1] == "under" || p[1] == "at-least" || p[1] == "at-most", "there is no such test");
      f.tests.push_back(test);
    }
    facts_.filters.push_back(std::move(f));
  }
  void rule() {
    need(index(1) == facts_.rules.size(), "rules are numbered from 0");
    RuleFact r;
    r.term = index(2), r.kind = text(3), r.filter = index(4), r.other = index(5), r.count = number(6),
    r.window = number(7), r.before = number(8), r.flags = fields_[9];
    need(r.flags.size() == 3 && (r.window > 0 || r.kind == "forbidden" || r.kind == "duty"),
         "a rule has a window and three flags");
    facts_.rules.push_back(std::move(r));
  }
  void incident() {
    need(by_id_.emplace(text(1), facts_.incidents.size()).second, "an incident is stated twice");
    double quantity = 0;
    need(text(6).empty() || is_number(text(6), quantity), "the quantity is no number");
    facts_.incidents.push_back({text(1), {text(2), text(3), text(4)}, text(5), text(6), {}, {}});
  }

  void cited() {
    need(!facts_.rules.empty() && !facts_.standard.empty(), "standard and rules stand before the steps");
    for (const std::string& id : list(1)) {
      if (!need(by_id_.count(id) > 0, "\"" + id + "\" is cited and not stated")) return;
      const std::size_t at = by_id_[id];
      need(std::find(cited_.begin(), cited_.end(), at) == cited_.end(), "an incident is cited twice");
      cited_.push_back(at);
    }
    judge_.emplace_back(facts_, std::vector<bool>(facts_.incidents.size(), true));
    need(judge_[0].judge_all(), "a rule waits for itself");
    counted_.resize(facts_.rules.size(), 0);
    stated_.resize(facts_.rules.size());
  }

  void step() {
    const std::string& kind = fields_[0];
    if (kind == "verdict") verdict_ = text(1);
    if (kind == "seen") {
      const bool next = seen_ < cited_.size() && facts_.incidents[cited_[seen_]].id == text(1);
      if (!need(next, "what is seen is what is cited, in its order")) return;
      const auto [showing, when] = judge_[0].seen(facts_.incidents[cited_[seen_++]]);
      need(showing == text(2) && when == range(3), "the reports show something else");
    }
    const std::string of_rules[] = {"binds", "breach", "breaches", "fulfilled", "rule-verdict"};
    if (std::find(std::begin(of_rules), std::end(of_rules), kind) != std::end(of_rules)) return rule_step(index(1));
    need(kind == "verdict" || kind == "seen", "facts stand before what is cited");
  }
  void rule_step(std::size_t r) {
    const std::string& kind = fields_[0];
    const RuleFound& f = judge_[0].found_[r];
    if (kind == "binds") need(f.start == range(2) && f.end == range(4), "the rule binds at other times");
    if (kind == "breach") {
      if (!need(counted_[r] < f.breaches.size(), "the facts show fewer breaches")) return;
      const BreachFound stated{text(2) == "certain", range(3), list(6), number(5)};
      need(f.breaches[counted_[r]++] == stated, "the facts show another breach");
    }
    const bool all = f.breaches.size() == counted_[r];
    if (kind == "breaches") need(all && counted_[r] == index(2), "the facts show another number of breaches");
    if (kind == "fulfilled") need(f.fulfilled == range(2), "the facts show another time of fulfilment");
    if (kind == "rule-verdict") need(f.verdict == text(2), "the facts give another verdict on the rule");
    if (kind != "breach") stated_[r] += kind + ' ';
  }

  void conclude() {
    need(seen_ == cited_.size(), "what is cited is not all seen");
    for (const std::string& steps : stated_)
      need(steps == "binds breaches fulfilled rule-verdict ", "a rule lacks a step");
    need(judge_[0].term_verdict() == verdict_, "the facts give another verdict");
    std::vector<bool> taken(facts_.incidents.size(), false);
    for (const std::size_t i : cited_) taken[i] = true;
    auto gives = [&] {
      PlainJudge judge(facts_, taken);
      return judge.judge_all() && judge.term_verdict() == verdict_;
    };
    need(message_.empty() && gives(), "what is cited does not give the verdict by itself");
    for (std::size_t n = 0; n < cited_.size() && message_.empty(); ++n) {
      taken[cited_[n]] = false;
      need(!gives(), "something cited is not needed");
      taken[cited_[n]] = true;
    }
  }

  std::istream& in_;
  std::size_t line_ = 1, seen_ = 0;
  Words fields_, texts_;
  std::vector<Moment> numbers_;
  std::vector<double> reals_;
  std::string message_, term_name_, verdict_;
  StatedFacts facts_;
  std::map<std::string, std::size_t> by_id_;
  std::vector<std::size_t> cited_, counted_;
  std::vector<PlainJudge> judge_;
  Words stated_;
};

}  // namespace

Verdict check_explanation(std::istream& certificate) { return Reader(certificate).check(); }

}  // namespace entente::certify

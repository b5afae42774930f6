#include "verify/explanation.h"

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

namespace entente::verify {
namespace {

using Indices = std::vector<std::uint32_t>;

bool gives(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term, const Indices& incidents,
           TermVerdict verdict) {
  const IncidentSet few = subset(facts.set(), incidents);
  const Facts these(facts.agreement(), few);
  return evaluate_term(these, standard, as_of, term).verdict == verdict;
}

// Leaves out pieces as long as the verdict stays, large pieces first and at last one by one, until none can go.
Indices irredundant(Indices incidents, const std::function<bool(const Indices&)>& holds) {
  std::size_t piece = std::max<std::size_t>(incidents.size() / 2, 1);
  while (!incidents.empty()) {
    bool changed = false;
    for (std::size_t at = 0; at < incidents.size();) {
      Indices rest(incidents.begin(), incidents.begin() + static_cast<std::ptrdiff_t>(at));
      rest.insert(rest.end(), incidents.begin() + static_cast<std::ptrdiff_t>(std::min(at + piece, incidents.size())),
                  incidents.end());
      if (holds(rest))
        incidents = std::move(rest), changed = true;
      else
        at += piece;
    }
    if (piece == 1 && !changed) break;
    if (piece > 1) piece /= 2;
  }
  return incidents;
}

class Explainer {
 public:
  Explainer(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term)
      : facts_(facts),
        standard_(standard),
        as_of_(as_of),
        term_(term),
        agreement_(facts.agreement()),
        set_(facts.set()),
        result_(evaluate_term(facts, standard, as_of, term)) {}

  Explanation explain() {
    Explanation e;
    e.verdict = result_.verdict;
    e.cited = cited();
    e.tree = tree(e);
    return e;
  }

 private:
  // Every incident that a rule of the term, or of one behind it, could be about.
  Indices relevant() const {
    std::set<std::uint32_t> all;
    for (const std::size_t t : terms_behind(agreement_, term_)) {
      for (const Rule& rule : agreement_.terms[t].rules) {
        for (const Filter* filter : filters_of(rule)) {
          for (const Candidate& c : facts_.candidates(*filter)) all.insert(c.incident);
        }
      }
    }
    return {all.begin(), all.end()};
  }

  Indices cited() const {
    const auto holds = [this](const Indices& list) {
      return gives(facts_, standard_, as_of_, term_, list, result_.verdict);
    };
    if (holds({})) return {};
    // Fewest first: the breaches themselves, then with what the terms behind this one rest on.
    std::vector<Indices> tries;
    for (const RuleResult& rule : result_.rules) {
      for (const Breach& b : rule.breaches) {
        if (b.certain == (result_.verdict == TermVerdict::breached)) tries.push_back(b.incidents);
      }
      if (tries.size() > 64) break;
    }
    Indices done;
    for (const std::size_t t : terms_behind(agreement_, term_)) {
      const TermResult other = t == term_ ? result_ : evaluate_term(facts_, standard_, as_of_, t);
      for (const RuleResult& rule : other.rules) done.insert(done.end(), rule.done.begin(), rule.done.end());
    }
    tries.push_back(done);
    std::stable_sort(tries.begin(), tries.end(),
                     [](const Indices& a, const Indices& b) { return a.size() < b.size(); });
    for (const bool with_done : {false, true}) {
      for (Indices list : tries) {
        if (with_done) list.insert(list.end(), done.begin(), done.end());
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        if (holds(list)) return smallest(irredundant(list, holds), holds);
      }
    }
    return smallest(irredundant(relevant(), holds), holds);
  }

  // An irredundant set need not be the smallest. Where few sets are smaller, all of those are tried.
  Indices smallest(Indices cited, const std::function<bool(const Indices&)>& holds) const {
    constexpr double most_tries = 2000;
    if (cited.size() < 2) return cited;
    const Indices all = relevant();
    double tries = 0, sets = 1;
    for (std::size_t size = 1; size < cited.size(); ++size) {
      sets = sets * static_cast<double>(all.size() - size + 1) / static_cast<double>(size);
      tries += sets;
      if (tries > most_tries) return cited;
      std::vector<bool> chosen(all.size(), false);
      std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(size), true);
      do {
        Indices some;
        for (std::size_t i = 0; i < all.size(); ++i) {
          if (chosen[i]) some.push_back(all[i]);
        }
        if (holds(some)) return some;
      } while (std::prev_permutation(chosen.begin(), chosen.end()));
    }
    return cited;
  }

  std::string at(Instant instant) const { return time_words(instant, agreement_.zone); }
  std::string id(std::uint32_t incident) const { return set_.names[set_.incidents[incident].id]; }

  Reason incident_line(std::uint32_t incident, const Filter& filter) const {
    Reason r{incident_words(facts_, incident, as_of_), {incident}, {}};
    for (const SpaceTest& test : filter.where) {
      const Distance d = facts_.distance(test.ground, incident);
      const std::string& name = agreement_.grounds[test.ground].name;
      if (d.most >= immeasurable)
        r.because.push_back({fmt::format("How far it was from {} is not known.", name), {}, {}});
      else if (d.most == 0)
        r.because.push_back({fmt::format("It was in {}.", name), {}, {}});
      else
        r.because.push_back(
            {fmt::format("It was {:.1f} km from {}.", static_cast<double>(d.most) / 10000, name), {}, {}});
    }
    return r;
  }

  void binding(const Rule& rule, const RuleResult& r, Reason& node) const {
    std::string words;
    if (r.start.from >= never)
      words = "It does not bind yet";
    else if (r.start.from == r.start.to)
      words = fmt::format("It binds from {}", at(r.start.from));
    else if (r.start.to >= never)
      words = fmt::format("It may bind from {}", at(r.start.from));
    else
      words = fmt::format("It binds from between {} and {}", at(r.start.from), at(r.start.to));
    if (rule.start.kind == Start::Kind::fulfilled || rule.start.kind == Start::Kind::held) {
      words += fmt::format(", since it waits for \"{}\"", agreement_.terms[rule.start.term].name);
    } else if (rule.start.kind == Start::Kind::first) {
      words += fmt::format(", since it waits for the first {}", rule.start.filter.words);
    }
    if (r.end.from < never && r.start.from < never) {
      words += r.end.from == r.end.to ? fmt::format(", until {}", at(r.end.to))
                                      : fmt::format(", until {} at the earliest", at(r.end.from));
    }
    node.because.push_back({words + '.', {}, {}});
  }

  void near_misses(const Rule& rule, const RuleResult& r, Reason& node) const {
    int shown = 0;
    for (const Candidate& c : facts_.candidates(rule.filter)) {
      const Sight s = sight_of(set_, set_.incidents[c.incident], standard_, as_of_);
      if (s.showing == Showing::no) continue;
      std::string why;
      if (s.when.from > r.deadline.to)
        why = fmt::format("came {} late",
                          duration_words(std::max<Seconds>((s.when.from - r.deadline.to) / 3600 * 3600, 60)));
      else if (s.when.to < r.start.from)
        why = "was before the term began to bind";
      if (why.empty() || ++shown > 3) continue;
      node.because.push_back({id(c.incident) + " does not count: it " + why + '.', {c.incident}, {}});
    }
  }

  Reason rule_node(const Rule& rule, const RuleResult& r) const {
    Reason node;
    node.words =
        fmt::format("{}: {}\"{}\"", to_string(r.verdict), rule.party.empty() ? "" : rule.party + ", ", rule.words);
    binding(rule, r, node);
    const bool breached = r.verdict == TermVerdict::breached;
    if (rule.kind == Rule::Kind::duty && r.start.from < never) {
      if (r.deadline.from == r.deadline.to)
        node.because.push_back(
            {fmt::format("The last moment to do it {} {}.", r.deadline.to < as_of_ ? "was" : "is", at(r.deadline.to)),
             {},
             {}});
      if (!r.done.empty() && !breached) {
        Reason done{r.fulfilled.to < never ? "It was done:" : "It may have been done:", r.done, {}};
        for (const std::uint32_t i : r.done) done.because.push_back(incident_line(i, rule.filter));
        node.because.push_back(std::move(done));
      } else if (r.lapsed) {
        node.because.push_back({"It ended before its deadline.", {}, {}});
      } else {
        node.because.push_back({fmt::format("No report that counts shows {} in that time.",
                                            rule.filter.words.empty() ? "it" : rule.filter.words),
                                {},
                                {}});
        near_misses(rule, r, node);
      }
    }
    int shown = 0;
    for (const Breach& b : r.breaches) {
      if (b.certain != breached || rule.kind == Rule::Kind::duty) continue;
      if (++shown > 3) continue;
      Reason line;
      line.incidents = b.incidents;
      const std::string when =
          b.when.is_point() || b.when.to >= never / 2 ? at(b.when.from) : time_words(b.when, agreement_.zone);
      const std::string may = b.certain ? "" : "There may be a breach: ";
      switch (rule.kind) {
        case Rule::Kind::at_most:
          line.words = may + fmt::format("{} of them lie within {}:", b.incidents.size(), duration_words(rule.window));
          break;
        case Rule::Kind::every:
        case Rule::Kind::at_least:
          line.words =
              may + fmt::format("Fewer than {} in the {} before {}.", rule.count, duration_words(rule.window), when);
          break;
        case Rule::Kind::response:
          line.words = may + fmt::format("Nothing answered by {}:", when);
          break;
        case Rule::Kind::paired:
          line.words = may + fmt::format("{} took no such step within {}:", b.party, duration_words(rule.window));
          break;
        default:
          line.words = may.empty() ? "This happened:" : may + "this happened:";
      }
      for (const std::uint32_t i : b.incidents) line.because.push_back(incident_line(i, rule.filter));
      node.because.push_back(std::move(line));
    }
    if (shown > 3) node.because.push_back({fmt::format("and {} more.", shown - 3), {}, {}});
    if (rule.kind == Rule::Kind::forbidden && breached && !rule.excuses.empty())
      node.because.push_back({"Nothing that was reported excuses it.", {}, {}});
    if (r.breaches.empty() && rule.kind != Rule::Kind::duty && r.start.from <= as_of_) {
      node.because.push_back(
          {fmt::format("No report that counts shows a breach until {}.", at(std::min(as_of_, r.end.to))), {}, {}});
    }
    for (const std::uint32_t i : r.pending)
      node.because.push_back({"The time to answer still runs for " + id(i) + '.', {i}, {}});
    for (std::size_t i = 0; i < r.missing.size() && i < 3; ++i) {
      node.because.push_back({"What would decide it: " + r.missing[i].words + '.', {r.missing[i].incident}, {}});
    }
    return node;
  }

  Reason tree(const Explanation& e) const {
    Reason root;
    root.words = fmt::format("{}: {} {}, as of {}", agreement_.terms[term_].name, to_string(e.verdict),
                             standard_words(standard_), at(as_of_));
    if (const Breach* first = result_.first_breach()) root.words += fmt::format("; since {}", at(first->when.from));
    const bool by_cases = result_.cases > 0 && e.verdict != TermVerdict::undetermined;
    for (std::size_t r = 0; r < result_.rules.size(); ++r) {
      if (result_.rules[r].verdict == e.verdict || e.verdict == TermVerdict::kept || by_cases) {
        root.because.push_back(rule_node(agreement_.terms[term_].rules[r], result_.rules[r]));
      }
    }
    if (by_cases) {
      root.because.push_back({fmt::format("However what is not known is settled, in each of {} cases, it is {}.",
                                          result_.cases, to_string(e.verdict)),
                              {},
                              {}});
    }
    if (result_.too_many)
      root.because.push_back({"The ways to settle what is not known are too many to look at them all.", {}, {}});
    return root;
  }

  const Facts& facts_;
  const Standard& standard_;
  Instant as_of_;
  std::size_t term_;
  const Agreement& agreement_;
  const IncidentSet& set_;
  TermResult result_;
};

}  // namespace

IncidentSet subset(const IncidentSet& set, const std::vector<std::uint32_t>& incidents) {
  IncidentSet few;
  few.sources = set.sources;
  auto name = [&](Name n) { return few.names.intern(set.names[n]); };
  for (const std::uint32_t i : incidents) {
    Incident copy = set.incidents[i];
    copy.id = name(copy.id), copy.kind = name(copy.kind), copy.what = name(copy.what), copy.by = name(copy.by);
    copy.place = name(copy.place), copy.about = name(copy.about);
    for (Measure& m : copy.measures) m.unit = name(m.unit);
    const std::uint32_t first = copy.first_report;
    copy.first_report = static_cast<std::uint32_t>(few.reports.size());
    few.reports.insert(few.reports.end(), set.reports.begin() + first, set.reports.begin() + first + copy.report_count);
    few.incidents.push_back(std::move(copy));
  }
  return few;
}

std::vector<const Filter*> filters_of(const Rule& rule) {
  std::vector<const Filter*> list = {&rule.filter};
  if (rule.kind == Rule::Kind::response || rule.kind == Rule::Kind::paired) list.push_back(&rule.other);
  if (rule.start.kind == Start::Kind::first) list.push_back(&rule.start.filter);
  for (const Filter& f : rule.end.firsts) list.push_back(&f);
  for (const Suspension& s : rule.suspensions) list.push_back(&s.filter);
  for (const Excuse& x : rule.excuses) list.push_back(&x.filter);
  return list;
}

std::vector<std::size_t> terms_behind(const Agreement& agreement, std::size_t term) {
  std::vector<std::size_t> list;
  std::vector<bool> seen(agreement.terms.size(), false);
  const std::function<void(std::size_t)> add = [&](std::size_t t) {
    if (seen[t]) return;
    seen[t] = true;
    for (const Rule& rule : agreement.terms[t].rules) {
      if (rule.start.kind == Start::Kind::fulfilled || rule.start.kind == Start::Kind::held) add(rule.start.term);
      for (const std::size_t other : rule.end.breaches) add(other);
    }
    list.push_back(t);
  };
  add(term);
  return list;
}

std::string incident_words(const Facts& facts, std::uint32_t index, Instant as_of) {
  const IncidentSet& set = facts.set();
  const Incident& incident = set.incidents[index];
  std::string out = set.names[incident.id] + ", " + set.names[incident.kind];
  if (incident.what != 0)
    out += " of " + (incident.has_quantity ? fmt::format("{:g} ", incident.quantity) : "") + set.names[incident.what];
  out += incident.by != 0 ? " by " + set.names[incident.by] : " by nobody named";
  if (incident.place != 0) out += " at " + set.names[incident.place];
  TimeRange when{never, long_ago};
  std::string says, denies;
  for (std::uint32_t i = 0; i < incident.report_count; ++i) {
    const Report& r = set.reports[incident.first_report + i];
    if (r.arrived > as_of || r.says == Says::retracts) continue;
    std::string& list = r.says == Says::denies ? denies : says;
    list += (list.empty() ? "" : ", ") + set.sources[r.source].name;
    if (r.says != Says::denies) when = {std::min(when.from, r.when.from), std::max(when.to, r.when.to)};
  }
  if (!when.empty()) out += ", " + time_words(when, facts.agreement().zone);
  if (!says.empty()) out += " (on the word of " + says + (denies.empty() ? ")" : "; denied by " + denies + ")");
  return out;
}

Explanation explain(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term) {
  return Explainer(facts, standard, as_of, term).explain();
}

std::string to_text(const Reason& reason, int depth) {
  std::string out(static_cast<std::size_t>(depth) * 2, ' ');
  out += reason.words + '\n';
  for (const Reason& r : reason.because) out += to_text(r, depth + 1);
  return out;
}

}  // namespace entente::verify

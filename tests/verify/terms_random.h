// Small random agreements and reports, for comparing the verdicts with the oracle and the certificates with their
// checker.
#pragma once

#include <random>

#include "verify/explanation.h"
#include "verify/verdicts.h"

namespace entente::verify {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }

 private:
  std::mt19937 engine_;
};

inline Filter random_filter(Dice& dice) {
  static const char* kinds[] = {"a", "b", "c"};
  Filter f;
  f.kinds = {kinds[dice.below(3)]};
  if (dice.one_in(4)) f.kinds.push_back(kinds[dice.below(3)]);
  if (dice.one_in(3)) f.parties = {dice.one_in(2) ? "P" : "Q"};
  return f;
}

// Times lie between 0 and 40; terms refer to terms before them.
inline Rule random_rule(Dice& dice, const Agreement& agreement) {
  Rule r;
  r.kind = static_cast<Rule::Kind>(dice.below(7));
  r.filter = random_filter(dice);
  r.other = random_filter(dice);
  r.window = 1 + dice.below(8);
  r.count = r.kind == Rule::Kind::at_most ? dice.below(3) : 1 + dice.below(2);
  if (r.kind == Rule::Kind::forbidden || r.kind == Rule::Kind::response || r.kind == Rule::Kind::paired) r.count = 1;
  r.by_quantity = r.kind == Rule::Kind::duty && dice.one_in(3);
  if (r.by_quantity) r.count = 1 + dice.below(5);
  r.about = r.kind == Rule::Kind::response && dice.one_in(3);
  if (r.kind == Rule::Kind::response && dice.one_in(4)) r.before = 1 + dice.below(10);
  r.equal = r.kind == Rule::Kind::paired && dice.one_in(2);
  r.start.at = dice.below(8);
  if (dice.one_in(4)) {
    r.start.kind = Start::Kind::first;
    r.start.filter = random_filter(dice);
    r.start.delay = dice.below(3);
  } else if (!agreement.terms.empty() && dice.one_in(2)) {
    const std::size_t t = static_cast<std::size_t>(dice.below(static_cast<int>(agreement.terms.size())));
    r.start.term = t;
    r.start.kind = agreement.terms[t].rules[0].kind == Rule::Kind::duty && dice.one_in(2) ? Start::Kind::fulfilled
                                                                                          : Start::Kind::held;
    r.start.held = 2 + dice.below(6);
  }
  r.end.at = 25 + dice.below(20);
  if (dice.one_in(4)) r.end.after_start = 5 + dice.below(20);
  if (!agreement.terms.empty() && dice.one_in(4))
    r.end.breaches = {static_cast<std::size_t>(dice.below(static_cast<int>(agreement.terms.size())))};
  if (dice.one_in(5)) r.end.firsts = {random_filter(dice)};
  if (r.kind == Rule::Kind::duty) {
    if (dice.one_in(2))
      r.due.after_start = 1 + dice.below(15);
    else
      r.due.at = 5 + dice.below(25);
  } else {
    if (dice.one_in(4)) r.gaps = {{10, 10 + dice.below(6)}};
    if (dice.one_in(4)) r.suspensions = {{random_filter(dice), 1 + dice.below(5)}};
  }
  if (r.kind == Rule::Kind::forbidden && dice.one_in(3)) r.excuses = {{random_filter(dice), 1 + dice.below(6)}};
  return r;
}

// A rule as one line, for the message of a test that fails.
inline std::string describe(const Rule& r) {
  static const char* kinds[] = {"forbidden", "at-most", "duty", "every", "at-least", "response", "paired"};
  auto filter = [](const Filter& f) {
    std::string out;
    for (const auto& k : f.kinds) out += k;
    for (const auto& p : f.parties) out += " by " + p;
    return '(' + out + ')';
  };
  std::string out = std::string(kinds[static_cast<int>(r.kind)]) + filter(r.filter) + filter(r.other) +
                    " n=" + std::to_string(r.count) + " w=" + std::to_string(r.window);
  out += std::string(r.by_quantity ? " quantity" : "") + (r.about ? " about" : "") + (r.equal ? " equal" : "");
  out += " start=" + std::to_string(static_cast<int>(r.start.kind)) + '@' + std::to_string(r.start.at) + " t" +
         std::to_string(r.start.term) + " held " + std::to_string(r.start.held) + filter(r.start.filter) + '+' +
         std::to_string(r.start.delay);
  out += " end=" + std::to_string(r.end.at) + (r.end.after_start ? " for " + std::to_string(*r.end.after_start) : "");
  for (const auto t : r.end.breaches) out += " while t" + std::to_string(t);
  for (const auto& f : r.end.firsts) out += " until " + filter(f);
  if (r.kind == Rule::Kind::duty)
    out += " due=" + (r.due.after_start ? "+" + std::to_string(*r.due.after_start) : std::to_string(r.due.at));
  for (const auto& g : r.gaps) out += " gap " + std::to_string(g.from) + '-' + std::to_string(g.to);
  for (const auto& s : r.suspensions) out += " suspended " + filter(s.filter) + std::to_string(s.length);
  for (const auto& x : r.excuses) out += " unless " + filter(x.filter) + std::to_string(x.within);
  return out + '\n';
}

inline std::string describe(const Agreement& a, const IncidentSet& set) {
  std::string out;
  for (const auto& t : a.terms) {
    out += t.name + ":\n";
    for (const auto& r : t.rules) out += "  " + describe(r);
  }
  for (const auto& i : set.incidents) {
    out += set.names[i.id] + ' ' + set.names[i.kind] + " by " + set.names[i.by] + " about " + set.names[i.about] +
           " q" + std::to_string(static_cast<int>(i.quantity));
    for (std::uint32_t r = 0; r < i.report_count; ++r) {
      const Report& x = set.reports[i.first_report + r];
      out += " [" + set.sources[x.source].name + ' ' + std::string(to_string(x.says)) + ' ' +
             std::to_string(x.when.from) + '-' + std::to_string(x.when.to) + " @" + std::to_string(x.arrived) + ']';
    }
    out += '\n';
  }
  return out;
}

inline Agreement random_agreement(Dice& dice) {
  Agreement a;
  a.name = "random";
  a.parties = {{"P", {}}, {"Q", {}}};
  const int terms = 1 + dice.below(2);
  for (int t = 0; t < terms; ++t) {
    AgreedTerm term;
    term.name = "t" + std::to_string(t);
    term.rules.push_back(random_rule(dice, a));
    if (dice.one_in(3)) term.rules.push_back(random_rule(dice, a));
    a.terms.push_back(std::move(term));
  }
  return a;
}

// `doubt`: 0 every time is a point, every party known, nobody denies; more: less so.
inline IncidentSet random_incidents(Dice& dice, int count, int doubt) {
  IncidentCollector collector;
  auto& names = collector.set().names;
  static const char* kinds[] = {"a", "b", "c"};
  const Source sources[] = {{"p", SourceClass::party, "P", ""},     {"q", SourceClass::party, "Q", ""},
                            {"m", SourceClass::monitor, "", ""},    {"n", SourceClass::monitor, "", ""},
                            {"press", SourceClass::medium, "", ""}, {"echo", SourceClass::medium, "", "press"}};
  for (int i = 0; i < count; ++i) {
    Incident d;
    d.id = names.intern("i" + std::to_string(i));
    d.kind = names.intern(kinds[dice.below(3)]);
    d.by = doubt > 0 && dice.one_in(8) ? 0 : names.intern(dice.one_in(2) ? "P" : "Q");
    if (i > 0 && dice.one_in(2)) d.about = names.intern("i" + std::to_string(dice.below(i)));
    d.has_quantity = true;
    d.quantity = 1 + dice.below(3);
    const int from = dice.below(36);
    const int reports = 1 + (doubt > 0 ? dice.below(3) : 0);
    for (int r = 0; r < reports; ++r) {
      Report report;
      report.when = {from, from + (doubt > 0 && dice.one_in(3) ? dice.below(4) : 0)};
      report.arrived = doubt > 1 ? report.when.to + dice.below(10) : report.when.to;
      report.source = collector.source(sources[dice.below(6)]);
      report.says = doubt > 0 && dice.one_in(4) ? (dice.one_in(4) ? Says::retracts : Says::denies) : Says::reports;
      collector.add(d, report);
    }
  }
  return collector.finish();
}

}  // namespace entente::verify

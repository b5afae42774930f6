// Writes the certificate: tab-separated lines, in the order in which the checker needs them.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "verify/explanation.h"
#include "verify/terms_words.h"
#include "verify/verdicts_cases.h"

namespace entente::verify {
namespace {

// Tabs, line breaks and bars would end a field; a question mark alone is what is not known.
std::string field(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\t' || c == '\n' || c == '\r' || c == '|' || c == '%')
      out += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out.empty() ? "-" : out == "-" ? "%2d" : out == "?" ? "%3f" : out;
}

template <typename List, typename Text>
std::string joined(const List& list, const Text& text) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : "|") + text(item);
  return out.empty() ? "-" : out;
}

std::string_view name_of(Rule::Kind kind) {
  switch (kind) {
    case Rule::Kind::at_most:
      return "at-most";
    case Rule::Kind::duty:
      return "duty";
    case Rule::Kind::every:
      return "every";
    case Rule::Kind::at_least:
      return "at-least";
    default:
      return "each";
  }
}

class Writer {
 public:
  Writer(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term, const Explanation& explanation)
      : facts_(facts),
        agreement_(facts.agreement()),
        set_(facts.set()),
        standard_(standard),
        as_of_(as_of),
        term_(term),
        explanation_(explanation) {}

  std::string write() {
    line("entente-certificate 1 explanation");
    line("as-of\t{}\t{}", as_of_, field(to_string(standard_)));
    const auto terms = terms_behind(agreement_, term_);
    for (std::size_t n = 0; n < terms.size(); ++n) {
      numbers_[terms[n]] = n;
      line("term\t{}\t{}", n, field(agreement_.terms[terms[n]].name));
      for (const Rule& r : agreement_.terms[terms[n]].rules) rule(r);
    }
    for (std::uint32_t i = 0; i < set_.incidents.size(); ++i) {
      if (std::any_of(filters_.begin(), filters_.end(), [&](const Filter& f) { return speaks_of(f, i); })) incident(i);
    }
    line("cited\t{}",
         joined(explanation_.cited, [this](std::uint32_t i) { return field(set_.names[set_.incidents[i].id]); }));
    steps(terms);
    if (!cases()) return {};
    line("verdict\t{}", to_string(explanation_.verdict));
    return out_;
  }

 private:
  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  std::size_t filter(const Filter& f) {
    const auto at = std::find(filters_.begin(), filters_.end(), f);
    if (at != filters_.end()) return static_cast<std::size_t>(at - filters_.begin());
    filters_.push_back(f);
    auto low = [](const std::string& w) { return field(lower_case(w)); };
    line("filter\t{}\t{}\t{}\t{}", filters_.size() - 1, joined(f.kinds, low), joined(f.things, low),
         joined(f.parties, low));
    // What is over a limit begins with the next number. A distance is a number like another.
    constexpr double most = 1e18;
    std::map<std::string, std::pair<double, double>> asked;
    auto ask = [&](const std::string& name, double least, double greatest) {
      auto& range = asked.try_emplace(name, -most, most).first->second;
      range = {std::max(range.first, least), std::min(range.second, greatest)};
    };
    for (const SpaceTest& t : f.where) {
      const auto limit = static_cast<double>(t.limit);
      const std::string name = fmt::format("distance-{}", t.ground);
      if (t.kind == SpaceTest::Kind::within) ask(name, -most, limit);
      if (t.kind == SpaceTest::Kind::nearer) ask(name, -most, std::nextafter(limit, -most));
      if (t.kind == SpaceTest::Kind::beyond) ask(name, limit, most);
    }
    for (const MeasureTest& t : f.measures) {
      const std::string name = field(t.unit);
      if (t.kind == MeasureTest::Kind::over) ask(name, std::nextafter(t.value, most), most);
      if (t.kind == MeasureTest::Kind::at_least) ask(name, t.value, most);
      if (t.kind == MeasureTest::Kind::under) ask(name, -most, std::nextafter(t.value, -most));
      if (t.kind == MeasureTest::Kind::at_most) ask(name, -most, t.value);
    }
    for (const auto& [name, range] : asked) line("asks\t{}\t{}\t{}", name, range.first, range.second);
    return filters_.size() - 1;
  }

  // Paired steps are two rules: each side's steps need the other's.
  void rule(const Rule& r) {
    const bool answered = r.kind == Rule::Kind::response || r.kind == Rule::Kind::paired;
    for (int half = 0; half < (r.kind == Rule::Kind::paired ? 2 : 1); ++half) {
      const std::size_t about = filter(half == 0 ? r.filter : r.other);
      line("rule\t{}\t{}\t{}\t{}\t{}\t{}{}{}", rules_++, name_of(r.kind), about, r.count,
           answered                          ? r.window + 1
           : r.kind == Rule::Kind::forbidden ? 0
                                             : r.window,
           r.by_quantity ? "q" : "-", r.about ? "a" : "-", r.equal ? "e" : "-");
      times(r);
      if (r.kind == Rule::Kind::response) line("answer\t{}\t{}\t{}", filter(r.other), r.before, r.window);
      if (r.kind == Rule::Kind::paired)
        line("answer\t{}\t{}\t{}", filter(half == 0 ? r.other : r.filter), r.window, r.window);
      if (r.kind != Rule::Kind::forbidden) continue;
      for (const Excuse& x : r.excuses) line("answer\t{}\t{}\t0", filter(x.filter), x.within);
    }
  }

  void times(const Rule& r) {
    const char* starts[] = {"at", "fulfilled", "held", "first"};
    const Start& s = r.start;
    const auto start = s.kind == Start::Kind::fixed   ? s.at
                       : s.kind == Start::Kind::first ? static_cast<Instant>(filter(s.filter))
                                                      : static_cast<Instant>(numbers_[s.term]);
    line("starts\t{}\t{}\t{}\t{}", starts[static_cast<int>(s.kind)], start, s.held, s.delay);
    line("ends\tat\t{}\t0\t0", r.end.at);
    if (r.end.after_start) line("ends\tstart\t0\t0\t{}", *r.end.after_start - 1);
    for (const std::size_t t : r.end.breaches) line("ends\tbreach\t{}\t0\t0", numbers_[t]);
    for (const Filter& f : r.end.firsts) line("ends\tfirst\t{}\t0\t0", filter(f));
    if (r.kind == Rule::Kind::duty) {
      line("due\tat\t{}\t0\t0", r.due.at);
      if (r.due.after_start) line("due\tstart\t0\t0\t{}", *r.due.after_start);
      return;
    }
    for (const TimeRange& gap : r.gaps) line("gap\t{}\t{}", gap.from, gap.to);
    for (const Suspension& x : r.suspensions) line("suspended\t{}\t{}", filter(x.filter), x.length);
  }

  bool speaks_of(const Filter& f, std::uint32_t i) const {
    Filter by_kind;
    by_kind.kinds = f.kinds;
    return f != Filter{} && facts_.fit(by_kind, i) != Fit::no;
  }

  // What is not known of its thing or its party is one of what is asked for, or another.
  std::string word(Name name, const std::vector<std::string>& asked) const {
    auto low = [](const std::string& w) { return field(lower_case(w)); };
    if (name != 0) return low(set_.names[name]);
    return asked.empty() ? "-" : joined(asked, low) + "|?";
  }

  void incident(std::uint32_t index) {
    const Incident& i = set_.incidents[index];
    const Sight sight = sight_of(set_, i, standard_, as_of_);
    if (sight.showing == Showing::no) return;
    std::string by = word(i.by, words_.parties);
    for (const AgreedWord& party : agreement_.parties) {
      for (const std::string& other : party.others) {
        if (field(lower_case(other)) == by) by = field(lower_case(party.name));
      }
    }
    line("incident\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", field(set_.names[i.id]), word(i.kind, {}),
         word(i.what, words_.things), by, field(set_.names[i.about]),
         i.has_quantity ? fmt::format("{}", i.quantity) : "-", to_string(sight.showing), sight.when.from,
         sight.when.to);
    for (const Measure& m : i.measures) line("number\t{0}\t{1}\t{1}", field(set_.names[m.unit]), m.value);
    std::set<std::size_t> grounds;
    for (const Filter& f : filters_) {
      for (const SpaceTest& t : f.where) grounds.insert(t.ground);
    }
    for (const std::size_t g : grounds) {
      const Distance d = facts_.distance(g, index);
      line("number\tdistance-{}\t{}\t{}", g, d.least, d.most);
    }
  }

  // What each rule comes to: when it binds, and the breaches that are certain.
  void steps(const std::vector<std::size_t>& terms) {
    std::size_t number = 0;
    for (const std::size_t t : terms) {
      const TermResult result = evaluate_term(facts_, standard_, as_of_, t);
      for (std::size_t rule = 0; rule < result.rules.size(); ++rule) {
        const RuleResult& r = result.rules[rule];
        const bool paired = agreement_.terms[t].rules[rule].kind == Rule::Kind::paired;
        for (int half = 0; half < (paired ? 2 : 1); ++half, ++number) {
          line("binds\t{}\t{}\t{}\t{}\t{}", number, r.start.from, r.start.to, r.end.from, r.end.to);
          std::set<std::string> breaches;
          for (const Breach& b : r.breaches) {
            if (b.certain && b.of_other == (half == 1))
              breaches.insert(fmt::format("breach\t{}\t{}\t{}", number, b.when.from, b.when.to));
          }
          for (const std::string& breach : breaches) line("{}", breach);
        }
      }
    }
  }

  // The cases of all incidents, of what is cited, and of that without each of it; false where they do not show the
  // verdict.
  bool cases() {
    line("cases\tall");
    const auto all = cases_of(facts_, standard_, as_of_, term_);
    write(all, set_);
    std::set<TermVerdict> found;
    for (const CaseStep& step : all) {
      if (step.kind == CaseStep::Kind::decided) found.insert(step.verdict);
    }
    const bool differ =
        found.count(TermVerdict::breached) > 0 && found.count(TermVerdict::kept) + found.count(TermVerdict::open) > 0;
    if (!differ && found.count(TermVerdict::undetermined) > 0) return false;
    cases_of_some("cited", explanation_.cited);
    for (const std::uint32_t left_out : explanation_.cited) {
      std::vector<std::uint32_t> others;
      std::copy_if(explanation_.cited.begin(), explanation_.cited.end(), std::back_inserter(others),
                   [left_out](std::uint32_t i) { return i != left_out; });
      cases_of_some("without\t" + field(set_.names[set_.incidents[left_out].id]), others);
    }
    return true;
  }

  void cases_of_some(const std::string& heading, const std::vector<std::uint32_t>& incidents) {
    line("cases\t{}", heading);
    const IncidentSet some = subset(set_, incidents);
    write(cases_of(Facts(agreement_, some), standard_, as_of_, term_), some);
  }

  void write(const std::vector<CaseStep>& steps, const IncidentSet& set) {
    for (const CaseStep& step : steps) {
      const std::string id = field(set.names[set.incidents.empty() ? 0 : set.incidents[step.incident].id]);
      switch (step.kind) {
        case CaseStep::Kind::decided:
          line("case\t{}", to_string(step.verdict));
          break;
        case CaseStep::Kind::happened:
          line("happened\t{}", id);
          break;
        case CaseStep::Kind::thing:
          line("thing\t{}", id);
          break;
        case CaseStep::Kind::party:
          line("party\t{}", id);
          break;
        case CaseStep::Kind::number:
          line("number\t{}\t{}\t{}", id, field(step.name), step.limit);
          break;
        case CaseStep::Kind::when:
          line("when\t{}", id);
      }
    }
  }

  const Facts& facts_;
  const Agreement& agreement_;
  const IncidentSet& set_;
  const Standard& standard_;
  Instant as_of_;
  std::size_t term_;
  const Explanation& explanation_;
  const AskedWords words_ = words_asked_for(agreement_, term_);
  std::vector<Filter> filters_;
  std::size_t rules_ = 0;
  std::map<std::size_t, std::size_t> numbers_;  // of the terms, in the certificate
  std::string out_;
};

}  // namespace

std::string certificate_of(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term,
                           const Explanation& explanation) {
  return Writer(facts, standard, as_of, term, explanation).write();
}

}  // namespace entente::verify

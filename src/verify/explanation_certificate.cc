// Writes the certificate: tab-separated lines, in the order in which the checker needs them.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "verify/explanation.h"
#include "verify/terms_words.h"

namespace entente::verify {
namespace {

// Tabs, line breaks and bars would end a field.
std::string field(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\t' || c == '\n' || c == '\r' || c == '|' || c == ':' || c == '%')
      out += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out.empty() ? "-" : out == "-" ? "%2d" : out;
}

template <typename List, typename Text>
std::string joined(const List& list, const Text& text) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : "|") + text(item);
  return out.empty() ? "-" : out;
}

std::string_view name_of(Rule::Kind kind) {
  switch (kind) {
    case Rule::Kind::forbidden:
      return "forbidden";
    case Rule::Kind::at_most:
      return "at-most";
    case Rule::Kind::duty:
      return "duty";
    case Rule::Kind::every:
      return "every";
    case Rule::Kind::at_least:
      return "at-least";
    case Rule::Kind::response:
      return "response";
    default:
      return "paired";
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
    line("term\t{}\t{}", term_, field(agreement_.terms[term_].name));
    const char* kinds[] = {"everybody", "monitors", "witnesses", "undisputed", "word"};
    line("standard\t{}\t{}\t{}", kinds[static_cast<int>(standard_.kind)], standard_.least, field(standard_.party));
    line("as-of\t{}", as_of_);
    const auto terms = terms_behind(agreement_, term_);
    std::size_t number = 0;
    for (const std::size_t t : terms) {
      for (const Rule& r : agreement_.terms[t].rules) rule(r, t, number++);
    }
    for (std::uint32_t i = 0; i < set_.incidents.size(); ++i) {
      if (std::any_of(filters_.begin(), filters_.end(), [&](const Filter& f) { return speaks_of(f, i); })) incident(i);
    }
    steps(terms);
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
    std::string tests;
    auto test = [&tests](const std::string& name, const char* kind, const std::string& value) {
      tests += (tests.empty() ? "" : "|") + name + ':' + kind + ':' + value;
    };
    // A distance is a number like another: within is at most, nearer under, beyond at least.
    const char* places[] = {"at-most", "under", "at-least"};
    for (const SpaceTest& t : f.where)
      test(fmt::format("distance-{}", t.ground), places[static_cast<int>(t.kind)], std::to_string(t.limit));
    const char* measures[] = {"over", "at-least", "under", "at-most"};
    for (const MeasureTest& t : f.measures)
      test(field(t.unit), measures[static_cast<int>(t.kind)], fmt::format("{}", t.value));
    line("filter\t{}\t{}\t{}\t{}\t{}", filters_.size() - 1, joined(f.kinds, low), joined(f.things, low),
         joined(f.parties, low), tests.empty() ? "-" : tests);
    return filters_.size() - 1;
  }

  void rule(const Rule& r, std::size_t t, std::size_t n) {
    const std::size_t ones = filter(r.filter), others = filter(r.other);
    line("rule\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}{}{}", n, t, name_of(r.kind), ones, others, r.count, r.window,
         r.before, r.by_quantity ? "q" : "-", r.about ? "a" : "-", r.equal ? "e" : "-");
    const char* starts[] = {"fixed", "fulfilled", "held", "first"};
    line("starts\t{}\t{}\t{}\t{}\t{}\t{}", starts[static_cast<int>(r.start.kind)], r.start.at, r.start.term,
         r.start.held, r.start.delay, filter(r.start.filter));
    std::vector<std::size_t> firsts;
    for (const Filter& f : r.end.firsts) firsts.push_back(filter(f));
    auto number = [](std::size_t x) { return std::to_string(x); };
    line("ends\t{}\t{}\t{}\t{}", r.end.at, r.end.after_start.value_or(0), joined(r.end.breaches, number),
         joined(firsts, number));
    line("due\t{}\t{}", r.due.at, r.due.after_start.value_or(-1));
    for (const TimeRange& gap : r.gaps) line("gap\t{}\t{}", gap.from, gap.to);
    for (const Suspension& s : r.suspensions) line("suspended\t{}\t{}", filter(s.filter), s.length);
    for (const Excuse& x : r.excuses) line("unless\t{}\t{}", filter(x.filter), x.within);
  }

  bool speaks_of(const Filter& f, std::uint32_t i) const {
    Filter by_kind;
    by_kind.kinds = f.kinds;
    return f != Filter{} && facts_.fit(by_kind, i) != Fit::no;
  }

  void incident(std::uint32_t index) {
    const Incident& i = set_.incidents[index];
    std::string by = set_.names[i.by];
    for (const AgreedWord& party : agreement_.parties) {
      for (const std::string& other : party.others) {
        if (lower_case(other) == lower_case(by)) by = party.name;
      }
    }
    line("incident\t{}\t{}\t{}\t{}\t{}\t{}", field(set_.names[i.id]), field(lower_case(set_.names[i.kind])),
         field(lower_case(set_.names[i.what])), field(lower_case(by)), field(set_.names[i.about]),
         i.has_quantity ? fmt::format("{}", i.quantity) : "-");
    for (const Measure& m : i.measures) line("number\t{0}\t{1}\t{1}", field(set_.names[m.unit]), m.value);
    std::set<std::size_t> grounds;
    for (const Filter& f : filters_) {
      for (const SpaceTest& t : f.where) grounds.insert(t.ground);
    }
    for (const std::size_t g : grounds) {
      const Distance d = facts_.distance(g, index);
      if (d != Distance{}) line("number\tdistance-{}\t{}\t{}", g, d.least, d.most);
    }
    for (std::uint32_t r = 0; r < i.report_count; ++r) {
      const Report& report = set_.reports[i.first_report + r];
      const Source& s = set_.sources[report.source];
      line("report\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", field(s.name), to_string(s.kind), field(s.party), field(s.origin),
           to_string(report.says), report.arrived, report.when.from, report.when.to);
    }
  }

  std::string ids(const std::vector<std::uint32_t>& list) const {
    return joined(list, [this](std::uint32_t i) { return field(set_.names[set_.incidents[i].id]); });
  }

  // First what is seen of the cited incidents, then what each rule comes to, then the verdict.
  void steps(const std::vector<std::size_t>& terms) {
    line("cited\t{}", ids(explanation_.cited));
    for (const std::uint32_t i : explanation_.cited) {
      const Sight s = sight_of(set_, set_.incidents[i], standard_, as_of_);
      line("seen\t{}\t{}\t{}\t{}", field(set_.names[set_.incidents[i].id]), to_string(s.showing), s.when.from,
           s.when.to);
    }
    std::size_t number = 0;
    for (const std::size_t t : terms) {
      const TermResult result = evaluate_term(facts_, standard_, as_of_, t);
      for (const RuleResult& r : result.rules) {
        line("binds\t{}\t{}\t{}\t{}\t{}", number, r.start.from, r.start.to, r.end.from, r.end.to);
        std::set<std::pair<Instant, Instant>> breaches;
        for (const Breach& b : r.breaches) {
          if (b.certain) breaches.emplace(b.when.from, b.when.to);
        }
        for (const auto& [from, to] : breaches) line("breach\t{}\t{}\t{}", number, from, to);
        ++number;
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
  std::vector<Filter> filters_;
  std::string out_;
};

}  // namespace

std::string certificate_of(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term,
                           const Explanation& explanation) {
  return Writer(facts, standard, as_of, term, explanation).write();
}

}  // namespace entente::verify

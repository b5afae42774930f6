#include "verify/terms_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "verify/explanation.h"

namespace entente::verify {

std::vector<LogInstant> log_of(const Facts& facts, const Standard& standard, Instant as_of) {
  const Agreement& agreement = facts.agreement();
  const IncidentSet& set = facts.set();
  std::map<Instant, std::vector<Event>> instants;
  std::vector<SpaceTest> tests;
  for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
    for (std::size_t r = 0; r < agreement.terms[t].rules.size(); ++r) {
      const Rule& rule = agreement.terms[t].rules[r];
      auto mark = [&](Instant at, const std::string& what) {
        if (at <= as_of && at > long_ago) instants[at].push_back({"mark", {fmt::format("{}/{} {}", agreement.terms[t].name, r + 1, what)}});
      };
      if (rule.start.kind == Start::Kind::fixed) mark(rule.start.at + rule.start.delay, "begins");
      mark(rule.end.at + 1, "ends");
      if (rule.kind == Rule::Kind::duty) mark(rule.due.at + 1, "is due");
      for (std::size_t g = 0; g < rule.gaps.size(); ++g) {
        mark(rule.gaps[g].from, fmt::format("exception {} begins", g + 1));
        mark(rule.gaps[g].to + 1, fmt::format("exception {} ends", g + 1));
      }
      if (rule.kind == Rule::Kind::every && rule.start.kind == Start::Kind::fixed && rule.start.at > long_ago) {
        for (Instant at = rule.start.at + rule.window; at <= as_of + 1 && at <= rule.end.at + 1; at += rule.window) mark(at, "window ends");
      }
      for (const Filter* filter : filters_of(rule)) tests.insert(tests.end(), filter->where.begin(), filter->where.end());
    }
  }
  std::vector<SpaceTest> once;
  for (const SpaceTest& test : tests) {
    if (std::find(once.begin(), once.end(), test) == once.end()) once.push_back(test);
  }
  for (std::uint32_t i = 0; i < set.incidents.size(); ++i) {
    const Incident& incident = set.incidents[i];
    const Sight sight = sight_of(set, incident, standard, as_of);
    if (sight.showing != Showing::shown || sight.when.from > as_of) continue;
    auto& events = instants[sight.when.from];
    auto name = [&set](Name n) { return set.names[n]; };
    events.push_back({"incident", {name(incident.id), name(incident.kind), name(incident.what), name(incident.by), name(incident.about), incident.has_quantity ? incident.quantity : 0.0}});
    for (const Measure& m : incident.measures) events.push_back({"measure", {name(incident.id), name(m.unit), m.value}});
    for (const SpaceTest& test : once) {
      Filter f;
      f.where = {test};
      if (facts.fit(f, i) == Fit::yes) events.push_back({"near", {name(incident.id), space_words(agreement, test)}});
    }
  }
  std::vector<LogInstant> log;
  for (auto& [time, events] : instants) log.push_back({time, std::move(events)});
  return log;
}

std::string to_text(const std::vector<LogInstant>& log) {
  std::string out;
  for (const LogInstant& instant : log) {
    out += fmt::format("@{}", instant.time);
    for (const Event& event : instant.events) {
      out += ' ' + event.predicate + '(';
      for (std::size_t i = 0; i < event.arguments.size(); ++i) {
        if (i > 0) out += ',';
        if (const auto* words = std::get_if<std::string>(&event.arguments[i])) {
          out += '"';
          for (const char c : *words) out += c == '"' || c == '\\' ? '\'' : c == '\n' ? ' ' : c;
          out += '"';
        } else {
          out += to_string(event.arguments[i]);
        }
      }
      out += ')';
    }
    out += ";\n";
  }
  return out;
}

}  // namespace entente::verify

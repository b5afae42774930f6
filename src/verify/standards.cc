#include "verify/standards.h"

#include <algorithm>
#include <charconv>

namespace entente::verify {

std::string to_string(const Standard& standard) {
  switch (standard.kind) {
    case Standard::Kind::everybody:
      return "everybody";
    case Standard::Kind::monitors:
      return "monitors";
    case Standard::Kind::witnesses:
      return "witnesses-" + std::to_string(standard.least);
    case Standard::Kind::undisputed:
      return "undisputed";
    default:
      return "word:" + standard.party;
  }
}

std::optional<Standard> parse_standard(std::string_view text) {
  if (text == "everybody") return Standard{};
  if (text == "monitors") return Standard{Standard::Kind::monitors, 2, {}};
  if (text == "undisputed") return Standard{Standard::Kind::undisputed, 2, {}};
  if (text.substr(0, 5) == "word:" && text.size() > 5)
    return Standard{Standard::Kind::word, 2, std::string(text.substr(5))};
  if (text.substr(0, 10) == "witnesses-") {
    int least = 0;
    const auto [end, problem] = std::from_chars(text.data() + 10, text.data() + text.size(), least);
    if (problem == std::errc() && end == text.data() + text.size() && least >= 1 && least <= 1000) {
      return Standard{Standard::Kind::witnesses, least, {}};
    }
  }
  return std::nullopt;
}

std::string standard_words(const Standard& standard) {
  switch (standard.kind) {
    case Standard::Kind::everybody:
      return "on everybody's word";
    case Standard::Kind::monitors:
      return "on the monitors' word";
    case Standard::Kind::witnesses:
      return standard.least == 1 ? "on one witness" : "on " + std::to_string(standard.least) + " independent witnesses";
    case Standard::Kind::undisputed:
      return "on undisputed reports";
    default:
      return "on " + standard.party + "'s word";
  }
}

std::vector<Standard> usual_standards(const Agreement& agreement) {
  std::vector<Standard> list = {
      {}, {Standard::Kind::monitors, 2, {}}, {Standard::Kind::witnesses, 2, {}}, {Standard::Kind::undisputed, 2, {}}};
  for (const AgreedWord& party : agreement.parties) list.push_back({Standard::Kind::word, 2, party.name});
  return list;
}

std::string_view to_string(Showing showing) {
  switch (showing) {
    case Showing::no:
      return "no";
    case Showing::claimed:
      return "claimed";
    case Showing::contested:
      return "contested";
    default:
      return "shown";
  }
}

Sight sight_of(const IncidentSet& set, const Incident& incident, const Standard& standard, Instant as_of) {
  const Report* reports = set.reports.data() + incident.first_report;
  const std::uint32_t count = incident.report_count;
  using Kind = Standard::Kind;
  bool said = false, denied = false, counted_says = false, counted_denies = false;
  std::vector<std::string_view> origins;
  TimeRange all{never, long_ago}, counted{never, long_ago};
  auto widen = [](TimeRange& hull, const TimeRange& r) {
    hull = {std::min(hull.from, r.from), std::max(hull.to, r.to)};
  };
  const auto take = [&](const Report& r) {
    if (r.says == Says::retracts) return;
    const Source& source = set.sources[r.source];
    const bool counts =
        (standard.kind == Kind::monitors && source.kind == SourceClass::monitor) ||
        (standard.kind == Kind::word && source.kind == SourceClass::party && source.party == standard.party);
    if (r.says == Says::denies) {
      denied = true;
      counted_denies = counted_denies || counts;
      return;
    }
    said = true;
    widen(all, r.when);
    if (counts) counted_says = true, widen(counted, r.when);
    if (standard.kind == Kind::witnesses && std::find(origins.begin(), origins.end(), source.origin) == origins.end()) {
      origins.push_back(source.origin);
    }
  };
  if (count == 1) {
    if (reports[0].arrived <= as_of) take(reports[0]);
  } else {
    // Of each source the latest word; of two that came together the later row.
    std::vector<const Report*> words;
    for (std::uint32_t i = 0; i < count; ++i) {
      const Report& r = reports[i];
      if (r.arrived > as_of) continue;
      const auto known =
          std::find_if(words.begin(), words.end(), [&r](const Report* w) { return w->source == r.source; });
      if (known == words.end())
        words.push_back(&r);
      else if ((*known)->arrived <= r.arrived)
        *known = &r;
    }
    for (const Report* word : words) take(*word);
  }
  Sight sight;
  sight.when = counted_says ? counted : all;
  switch (standard.kind) {
    case Kind::everybody:
      sight.showing = said ? Showing::shown : Showing::no;
      break;
    case Kind::undisputed:
      sight.showing = !said ? Showing::no : denied ? Showing::claimed : Showing::shown;
      break;
    case Kind::witnesses:
      sight.showing = !said                                                        ? Showing::no
                      : origins.size() >= static_cast<std::size_t>(standard.least) ? Showing::shown
                                                                                   : Showing::claimed;
      break;
    default:
      if (counted_says)
        sight.showing = counted_denies ? Showing::contested : Showing::shown;
      else
        sight.showing = counted_denies || !said ? Showing::no : Showing::claimed;
  }
  return sight;
}

}  // namespace entente::verify

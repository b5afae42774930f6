#include "verify/incidents.h"

#include <algorithm>
#include <tuple>

namespace entente::verify {

Name Names::intern(std::string_view words) {
  if (const auto at = index_.find(words); at != index_.end()) return at->second;
  const Name name = static_cast<Name>(words_.size());
  words_.emplace_back(words);
  index_.emplace(words_.back(), name);
  return name;
}

std::optional<Name> Names::find(std::string_view words) const {
  const auto at = index_.find(words);
  if (at == index_.end()) return std::nullopt;
  return at->second;
}

std::string_view to_string(SourceClass source_class) {
  switch (source_class) {
    case SourceClass::party:
      return "party";
    case SourceClass::monitor:
      return "monitor";
    default:
      return "medium";
  }
}

std::optional<SourceClass> parse_source_class(std::string_view word) {
  for (const SourceClass c : {SourceClass::party, SourceClass::monitor, SourceClass::medium}) {
    if (word == to_string(c)) return c;
  }
  return std::nullopt;
}

std::string_view to_string(Says says) {
  switch (says) {
    case Says::reports:
      return "reports";
    case Says::confirms:
      return "confirms";
    case Says::denies:
      return "denies";
    default:
      return "retracts";
  }
}

std::optional<Says> parse_says(std::string_view word) {
  for (const Says s : {Says::reports, Says::confirms, Says::denies, Says::retracts}) {
    if (word == to_string(s)) return s;
  }
  return std::nullopt;
}

Instant IncidentSet::last_word() const {
  Instant last = long_ago;
  for (const Report& report : reports) last = std::max(last, report.arrived);
  return last;
}

std::uint32_t IncidentCollector::source(const Source& source) {
  const auto [at, added] = sources_.emplace(source.name, static_cast<std::uint32_t>(set_.sources.size()));
  if (added) {
    set_.sources.push_back(source);
    if (set_.sources.back().origin.empty()) set_.sources.back().origin = source.name;
  }
  return at->second;
}

bool IncidentCollector::add(const Incident& details, Report report) {
  if (by_id_.size() < set_.names.size()) by_id_.resize(set_.names.size() + set_.names.size() / 2, 0);
  std::uint32_t& slot = by_id_[details.id];
  bool agrees = true;
  if (slot == 0) {
    set_.incidents.push_back(details);
    slot = static_cast<std::uint32_t>(set_.incidents.size());
  } else {
    Incident& known = set_.incidents[slot - 1];
    auto fill = [&agrees](Name& have, Name given, bool must_agree) {
      if (have == 0) have = given;
      if (must_agree && given != 0 && have != given) agrees = false;
    };
    fill(known.kind, details.kind, true);
    fill(known.by, details.by, true);
    fill(known.what, details.what, true);
    fill(known.place, details.place, false);
    fill(known.about, details.about, false);
    if (!known.has_point && details.has_point) {
      known.point = details.point, known.has_point = true, known.uncertainty = details.uncertainty;
    }
    if (!known.has_quantity && details.has_quantity) known.quantity = details.quantity, known.has_quantity = true;
    if (known.measures.empty()) known.measures = details.measures;
  }
  set_.reports.push_back(report);
  owner_.push_back(slot - 1);
  return agrees;
}

namespace {

using ReportPlace = std::vector<Report>::iterator;

// The end of what is left; what is left keeps its order.
ReportPlace without_repeats(ReportPlace begin, ReportPlace end) {
  auto facts = [](const Report& r) { return std::tuple(r.source, r.says, r.arrived, r.when.from, r.when.to); };
  std::vector<ReportPlace> places;
  for (ReportPlace at = begin; at != end; ++at) places.push_back(at);
  std::stable_sort(places.begin(), places.end(),
                   [&facts](ReportPlace a, ReportPlace b) { return facts(*a) < facts(*b); });
  std::vector<bool> repeats(places.size(), false);
  for (std::size_t i = 1; i < places.size(); ++i)
    repeats[static_cast<std::size_t>(places[i] - begin)] = facts(*places[i]) == facts(*places[i - 1]);
  std::size_t at = 0;
  return std::remove_if(begin, end, [&](const Report&) { return repeats[at++]; });
}

}  // namespace

IncidentSet IncidentCollector::finish() {
  for (Incident& incident : set_.incidents) incident.report_count = 0;
  for (const std::uint32_t owner : owner_) ++set_.incidents[owner].report_count;
  std::uint32_t next = 0;
  for (Incident& incident : set_.incidents) {
    incident.first_report = next;
    next += incident.report_count;
    incident.report_count = 0;
  }
  std::vector<Report> sorted(set_.reports.size());
  for (std::size_t i = 0; i < owner_.size(); ++i) {
    Incident& incident = set_.incidents[owner_[i]];
    sorted[incident.first_report + incident.report_count++] = set_.reports[i];
  }
  std::uint32_t kept = 0;
  for (Incident& incident : set_.incidents) {
    const auto begin = sorted.begin() + incident.first_report, end = begin + incident.report_count;
    const auto left = incident.report_count > 1 ? without_repeats(begin, end) : end;
    std::move(begin, left, sorted.begin() + kept);
    incident.first_report = kept;
    incident.report_count = static_cast<std::uint32_t>(left - begin);
    kept += incident.report_count;
  }
  sorted.resize(kept);
  set_.reports = std::move(sorted);
  return std::move(set_);
}

}  // namespace entente::verify

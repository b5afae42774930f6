// Incidents: dated happenings that somebody reported. An incident is known by its reports alone: who says so, who
// denies it, who took it back, when each word came in. Names are interned, so that a million incidents stay small.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "verify/terms_time.h"
#include "verify/zones.h"

namespace entente::verify {

using Name = std::uint32_t;  // of Names; 0 is the empty name: not known

class Names {
 public:
  Names() { intern(""); }
  Name intern(std::string_view words);
  std::optional<Name> find(std::string_view words) const;
  const std::string& operator[](Name name) const { return words_[name]; }
  std::size_t size() const { return words_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view words) const { return std::hash<std::string_view>{}(words); }
  };
  std::vector<std::string> words_;
  std::unordered_map<std::string, Name, Hash, std::equal_to<>> index_;
};

enum class SourceClass : std::uint8_t { party, monitor, medium };
std::string_view to_string(SourceClass source_class);
std::optional<SourceClass> parse_source_class(std::string_view word);

struct Source {
  std::string name;
  SourceClass kind = SourceClass::medium;
  std::string party;   // for whom a party's source speaks
  std::string origin;  // what the source goes back to; sources of one origin are one witness. Its name where not told.
};

enum class Says : std::uint8_t { reports, confirms, denies, retracts };
std::string_view to_string(Says says);
std::optional<Says> parse_says(std::string_view word);

struct Report {
  std::uint32_t source = 0;
  Says says = Says::reports;
  Instant arrived = long_ago;  // when the word came in
  TimeRange when;              // when the incident was, by this report
  std::uint32_t line = 0;      // of the file, from 1
};

struct Measure {
  Name unit = 0;  // "mm"
  double value = 0;
};

struct Incident {
  Name id = 0;
  Name kind = 0;
  Name what = 0;  // the thing: "heavy weapon"
  Name by = 0;    // the party; 0: not known
  Name place = 0;
  Name about = 0;  // the id of the incident that this one answers
  GeoPoint point;
  bool has_point = false;
  bool has_quantity = false;
  float uncertainty = 0;  // of the point, in metres
  double quantity = 0;
  std::vector<Measure> measures;
  std::uint32_t first_report = 0;  // into IncidentSet::reports
  std::uint32_t report_count = 0;
};

// Reports stand by incident, in the order in which they were added; incidents in the order of their first report.
struct IncidentSet {
  Names names;
  std::vector<Source> sources;
  std::vector<Incident> incidents;
  std::vector<Report> reports;

  Instant last_word() const;  // the latest arrival; `long_ago` where there is none
};

// Puts reports together: rows of one id are one incident.
class IncidentCollector {
 public:
  IncidentSet& set() { return set_; }

  // The source of that name; its description is taken from the first to speak of it.
  std::uint32_t source(const Source& source);

  // The incident of that id, made where there is none. `fill` what it does not know yet from `details`; what is known
  // stays. False where `details` contradict what is known (kind, party or thing).
  bool add(const Incident& details, Report report);

  // Sorts the reports by incident; of reports that say the same (source, word, arrival and time) the first stays. Call
  // once, at the end.
  IncidentSet finish();

 private:
  IncidentSet set_;
  std::vector<std::uint32_t> by_id_;  // Name -> incident + 1
  std::vector<std::uint32_t> owner_;  // report -> incident
  std::unordered_map<std::string, std::uint32_t> sources_;
};

}  // namespace entente::verify

// The worlds that reports allow: every doubt settled, every time an instant.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "oracle/terms_oracle.h"
#include "verify/verdicts.h"

namespace entente::verify {

// Every world that the reports allow under a standard, at most `most` of them; false where there are more.
inline bool for_each_world(const IncidentSet& set, const Standard& standard, Instant as_of, std::size_t most,
                           const std::function<void(const std::vector<oracle::WorldEvent>&)>& visit) {
  std::vector<std::vector<std::optional<oracle::WorldEvent>>> choices;
  std::size_t worlds = 1;
  for (std::size_t i = 0; i < set.incidents.size(); ++i) {
    const Incident& incident = set.incidents[i];
    const Sight s = sight_of(set, incident, standard, as_of);
    if (s.showing == Showing::no) continue;
    std::vector<std::optional<oracle::WorldEvent>> options;
    if (s.showing != Showing::shown) options.emplace_back();
    for (Instant t = s.when.from; t <= s.when.to; ++t) {
      for (const char* by : {"P", "Q", "nobody"}) {
        const std::string known = set.names[incident.by];
        if (!known.empty() && known != by) continue;
        oracle::WorldEvent e{i,
                             t,
                             set.names[incident.kind],
                             set.names[incident.what],
                             by,
                             set.names[incident.about],
                             set.names[incident.id],
                             {},
                             s.showing != Showing::claimed};
        if (incident.has_quantity) e.quantity = incident.quantity;
        options.push_back(std::move(e));
      }
    }
    worlds *= options.size();
    if (worlds > most) return false;
    choices.push_back(std::move(options));
  }
  std::vector<oracle::WorldEvent> world;
  const std::function<void(std::size_t)> choose = [&](std::size_t at) {
    if (at == choices.size()) return visit(world);
    for (const auto& option : choices[at]) {
      if (option) world.push_back(*option);
      choose(at + 1);
      if (option) world.pop_back();
    }
  };
  choose(0);
  return true;
}

inline const std::vector<Standard> all_standards = {{},
                                                    {Standard::Kind::monitors, 2, {}},
                                                    {Standard::Kind::witnesses, 2, {}},
                                                    {Standard::Kind::undisputed, 2, {}},
                                                    {Standard::Kind::word, 2, "P"}};

}  // namespace entente::verify

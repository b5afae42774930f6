#include <algorithm>

#include "verify/terms_words.h"
#include "verify/verdicts.h"

namespace entente::verify {
namespace {

bool lists_name(const std::vector<std::string>& words, std::string_view name) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& w) {
    return w.size() == name.size() && std::equal(w.begin(), w.end(), name.begin(), [](char a, char b) {
             auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
             return low(a) == low(b);
           });
  });
}

Fit both(Fit a, Fit b) { return std::min(a, b); }

Fit word_fit(const std::vector<std::string>& words, const std::string& name, bool unknown_may_be) {
  if (words.empty()) return Fit::yes;
  if (name.empty()) return unknown_may_be ? Fit::maybe : Fit::no;
  return lists_name(words, name) ? Fit::yes : Fit::no;
}

constexpr double anything = 1e18;

}  // namespace

Facts::Facts(const Agreement& agreement, const IncidentSet& set)
    : agreement_(agreement), set_(set), distances_(agreement.grounds.size()) {}

// A point that is measured wins over a place's name; the name wins over nothing at all.
Distance Facts::distance(std::size_t ground, std::uint32_t index) const {
  auto& known = distances_[ground];
  if (const auto at = known.find(index); at != known.end()) return at->second;
  const Incident& incident = set_.incidents[index];
  const Ground& g = agreement_.grounds[ground];
  Distance d;
  if (incident.has_point && !g.shapes.empty()) {
    d = verify::distance(g, incident.point, static_cast<double>(incident.uncertainty));
  } else if (incident.place != 0) {
    const std::string& place = set_.names[incident.place];
    if (lists_name({g.name}, place) || lists_name(g.names, place)) {
      d = {0, 0};
    } else {
      for (const Ground& other : agreement_.grounds) {
        if (!lists_name({other.name}, place) && !lists_name(other.names, place)) continue;
        if (other.shapes.empty() || other.shapes[0].kind != Shape::Kind::point) continue;
        if (!g.shapes.empty())
          d = verify::distance(g, other.shapes[0].parts[0][0], static_cast<double>(other.shapes[0].reach) / 10);
        break;
      }
    }
  }
  known.emplace(index, d);
  return d;
}

std::pair<double, double> Facts::measure(const std::string& unit, std::uint32_t index, const Known* known) const {
  if (known) {
    if (const auto at = known->numbers.find(unit); at != known->numbers.end()) return at->second;
  }
  std::pair<double, double> range{-anything, anything};
  for (const Measure& m : set_.incidents[index].measures) {
    if (set_.names[m.unit] == unit) range = {m.value, m.value};
  }
  return range;
}

std::pair<double, double> Facts::distance_range(std::size_t ground, std::uint32_t index, const Known* known) const {
  if (known) {
    if (const auto at = known->numbers.find("distance-" + std::to_string(ground)); at != known->numbers.end())
      return at->second;
  }
  const Distance d = distance(ground, index);
  return {static_cast<double>(d.least), static_cast<double>(d.most)};
}

Fit Facts::fit(const Filter& filter, std::uint32_t index, const Known* known) const {
  const Incident& incident = set_.incidents[index];
  const std::string& thing = known && known->thing ? *known->thing : set_.names[incident.what];
  const std::string& party = known && known->party ? *known->party : set_.names[incident.by];
  Fit fit = both(word_fit(filter.kinds, set_.names[incident.kind], false), word_fit(filter.things, thing, true));
  if (fit == Fit::no) return fit;
  if (!filter.parties.empty()) {
    if (party.empty()) {
      fit = both(fit, Fit::maybe);
    } else {
      bool met = lists_name(filter.parties, party);
      for (const AgreedWord& known_party : agreement_.parties) {
        if (!met && lists_name(known_party.others, party)) met = lists_name(filter.parties, known_party.name);
      }
      if (!met) return Fit::no;
    }
  }
  auto range_fit = [](const std::pair<double, double>& range, const auto& meets) {
    const bool least = meets(range.first), most = meets(range.second);
    return least && most ? Fit::yes : least || most ? Fit::maybe : Fit::no;
  };
  for (const MeasureTest& test : filter.measures) {
    fit = both(fit, range_fit(measure(test.unit, index, known), [&test](double x) {
                 return test.kind == MeasureTest::Kind::over       ? x > test.value
                        : test.kind == MeasureTest::Kind::at_least ? x >= test.value
                        : test.kind == MeasureTest::Kind::under    ? x < test.value
                                                                   : x <= test.value;
               }));
  }
  for (const SpaceTest& test : filter.where) {
    if (fit == Fit::no) return fit;
    const auto limit = static_cast<double>(test.limit);
    const auto meets = [&test, limit](double x) {
      return test.kind == SpaceTest::Kind::within   ? x <= limit
             : test.kind == SpaceTest::Kind::nearer ? x < limit
                                                    : x >= limit;
    };
    // Most are far from the limit, so that rough bounds of the distance tell.
    Fit place = Fit::maybe;
    const Ground& ground = agreement_.grounds[test.ground];
    if (incident.has_point && !ground.shapes.empty()) {
      const Distance d = rough_distance(ground, incident.point, static_cast<double>(incident.uncertainty));
      place = range_fit({static_cast<double>(d.least), static_cast<double>(d.most)}, meets);
    }
    if (place == Fit::maybe) place = range_fit(distance_range(test.ground, index, known), meets);
    fit = both(fit, place);
  }
  return fit;
}

std::string Facts::doubt(const Filter& filter, std::uint32_t index) const {
  const Incident& incident = set_.incidents[index];
  std::string what;
  auto add = [&what](const std::string& words) { what += (what.empty() ? "" : ", ") + words; };
  if (!filter.parties.empty() && incident.by == 0) add("who did it");
  if (!filter.things.empty() && incident.what == 0) add("with what");
  for (const MeasureTest& test : filter.measures) {
    const bool known = std::any_of(incident.measures.begin(), incident.measures.end(),
                                   [&](const Measure& m) { return set_.names[m.unit] == test.unit; });
    if (!known) add("how many " + test.unit);
  }
  Filter where;
  where.where = filter.where;
  if (fit(where, index) == Fit::maybe) add("where exactly");
  return what;
}

const std::vector<Candidate>& Facts::candidates(const Filter& filter) const {
  for (const auto& [known, list] : lists_) {
    if (known == filter) return list;
  }
  // Most incidents fall out by their kind, and kinds are few: each is looked at once.
  std::vector<signed char> by_kind(set_.names.size(), -1);
  std::vector<Candidate> list;
  for (std::uint32_t i = 0; i < set_.incidents.size(); ++i) {
    signed char& met = by_kind[set_.incidents[i].kind];
    if (met < 0) met = word_fit(filter.kinds, set_.names[set_.incidents[i].kind], false) == Fit::no ? 0 : 1;
    if (met == 0) continue;
    if (const Fit f = fit(filter, i); f != Fit::no) list.push_back({i, f});
  }
  lists_.emplace_back(filter, std::move(list));
  return lists_.back().second;
}

}  // namespace entente::verify

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

}  // namespace

Facts::Facts(const Agreement& agreement, const IncidentSet& set)
    : agreement_(agreement), set_(set), distances_(agreement.grounds.size()) {}

Fit Facts::word_fit(const std::vector<std::string>& words, Name name, bool unknown_may_be) const {
  if (words.empty()) return Fit::yes;
  if (name == 0) return unknown_may_be ? Fit::maybe : Fit::no;
  return lists_name(words, set_.names[name]) ? Fit::yes : Fit::no;
}

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
        if (!g.shapes.empty()) d = verify::distance(g, other.shapes[0].parts[0][0], static_cast<double>(other.shapes[0].reach) / 10);
        break;
      }
    }
  }
  known.emplace(index, d);
  return d;
}

Fit Facts::fit(const Filter& filter, std::uint32_t index) const {
  const Incident& incident = set_.incidents[index];
  Fit fit = both(word_fit(filter.kinds, incident.kind, false), word_fit(filter.things, incident.what, true));
  if (fit == Fit::no) return fit;
  if (!filter.parties.empty()) {
    if (incident.by == 0) {
      fit = both(fit, Fit::maybe);
    } else {
      bool met = lists_name(filter.parties, set_.names[incident.by]);
      for (const AgreedWord& party : agreement_.parties) {
        if (!met && lists_name(party.others, set_.names[incident.by])) met = lists_name(filter.parties, party.name);
      }
      if (!met) return Fit::no;
    }
  }
  for (const MeasureTest& test : filter.measures) {
    Fit met = Fit::maybe;
    for (const Measure& m : incident.measures) {
      if (set_.names[m.unit] != test.unit) continue;
      const bool yes = test.kind == MeasureTest::Kind::over       ? m.value > test.value
                       : test.kind == MeasureTest::Kind::at_least ? m.value >= test.value
                       : test.kind == MeasureTest::Kind::under    ? m.value < test.value
                                                                  : m.value <= test.value;
      met = yes ? Fit::yes : Fit::no;
    }
    fit = both(fit, met);
  }
  for (const SpaceTest& test : filter.where) {
    if (fit == Fit::no) return fit;
    const Distance d = distance(test.ground, index);
    auto meets = [&test](Decimetres x) {
      return test.kind == SpaceTest::Kind::within ? x <= test.limit : test.kind == SpaceTest::Kind::nearer ? x < test.limit : x >= test.limit;
    };
    const bool least = meets(d.least), most = meets(d.most);
    fit = both(fit, least && most ? Fit::yes : least || most ? Fit::maybe : Fit::no);
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
    if (met < 0) met = word_fit(filter.kinds, set_.incidents[i].kind, false) == Fit::no ? 0 : 1;
    if (met == 0) continue;
    if (const Fit f = fit(filter, i); f != Fit::no) list.push_back({i, f});
  }
  lists_.emplace_back(filter, std::move(list));
  return lists_.back().second;
}

}  // namespace entente::verify

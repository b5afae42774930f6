#include "verify/verdicts_cases.h"

#include <algorithm>
#include <cmath>

#include "verify/explanation.h"

namespace entente::verify {
namespace {

constexpr std::size_t most_cases = 2000, most_work = 400'000;  // cases; cases times incidents

class Cases {
 public:
  Cases(const Facts& facts, Sights& sights, std::size_t term) : facts_(facts), sights_(sights), term_(term) {
    std::set<std::uint32_t> all;
    for (const std::size_t t : terms_behind(facts.agreement(), term)) {
      for (const Rule& rule : facts.agreement().terms[t].rules) {
        for (const Filter* filter : filters_of(rule)) {
          filters_.push_back(filter);
          for (const Candidate& c : facts.candidates(*filter)) all.insert(c.incident);
          if (all.size() > most_in_cases) return;
        }
      }
    }
    most_ = std::clamp<std::size_t>(most_work / (all.size() + 1), 20, most_cases);
  }

  void decide(TermResult& result) {
    Case known;
    const bool to_the_end = most_ > 0 && look(known);
    result.cases = looked_;
    const bool differ = breached_ && spared_;
    result.too_many = !to_the_end && !differ;
    if (!to_the_end) return;
    result.verdict = breached_ ? TermVerdict::breached : mildest_;
    result.final = breached_;
  }

 private:
  // False where it is no use to look further: two cases differ, or there are too many.
  bool look(Case& known) {
    if (++looked_ > most_) return false;
    Evaluation evaluation(facts_, sights_, known);
    const TermResult& result = evaluation.term(term_);
    if (result.verdict != TermVerdict::undetermined) {
      const bool breached = result.verdict == TermVerdict::breached;
      (breached ? breached_ : spared_) = true;
      if (!breached) mildest_ = std::max(mildest_, result.verdict);
      return !breached_ || !spared_;
    }
    const auto doubt = evaluation.doubt(term_);
    if (!doubt) return false;
    const auto at = known.find(*doubt);
    const bool fresh = at == known.end();
    const Known before = fresh ? Known{} : at->second;
    for (Known& way : ways(*doubt, before, evaluation)) {
      known[*doubt] = std::move(way);
      if (!look(known)) return false;
    }
    if (fresh)
      known.erase(*doubt);
    else
      known[*doubt] = before;
    return true;
  }

  // The ways to settle the next thing that is not known of an incident.
  std::vector<Known> ways(std::uint32_t incident, const Known& known, Evaluation& evaluation) const {
    std::vector<Known> ways;
    auto add = [&]() -> Known& { return ways.emplace_back(known); };
    if (!known.happened && evaluation.showing(incident) != Showing::shown) {
      add().happened = true;
      add().happened = false;
      return ways;
    }
    const Incident& i = facts_.set().incidents[incident];
    const auto [things, parties] = words_asked_for();
    if (!known.thing && i.what == 0 && !things.empty()) {
      for (const std::string& word : things) add().thing = word;
      add().thing = another;
      return ways;
    }
    if (!known.party && i.by == 0 && !parties.empty()) {
      for (const std::string& word : parties) add().party = word;
      add().party = another;
      return ways;
    }
    for (const Filter* filter : filters_) {
      // A limit belongs to the lower part for "over" and "at most", to the upper for "at least" and "under".
      auto split = [&](const std::string& name, std::pair<double, double> range, double limit, bool limit_is_low) {
        const double low = limit_is_low ? limit : std::nextafter(limit, -1e300);
        if (range.first > low || range.second <= low) return false;
        add().numbers[name] = {range.first, low};
        add().numbers[name] = {std::nextafter(low, 1e300), range.second};
        return true;
      };
      for (const MeasureTest& test : filter->measures) {
        const bool low = test.kind == MeasureTest::Kind::over || test.kind == MeasureTest::Kind::at_most;
        if (split(test.unit, facts_.measure(test.unit, incident, &known), test.value, low)) return ways;
      }
      for (const SpaceTest& test : filter->where) {
        if (split("distance-" + std::to_string(test.ground), facts_.distance_range(test.ground, incident, &known),
                  static_cast<double>(test.limit), test.kind == SpaceTest::Kind::within))
          return ways;
      }
    }
    const TimeRange when = evaluation.when(incident);
    const Instant middle = when.from + (when.to - when.from) / 2;
    if (when.is_point()) return ways;
    add().when = {when.from, middle};
    add().when = {middle + 1, when.to};
    return ways;
  }

  std::pair<std::vector<std::string>, std::vector<std::string>> words_asked_for() const {
    std::pair<std::vector<std::string>, std::vector<std::string>> words;
    auto add = [](std::vector<std::string>& list, const std::vector<std::string>& more) {
      for (const std::string& word : more) {
        if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
      }
    };
    for (const Filter* filter : filters_) {
      add(words.first, filter->things);
      add(words.second, filter->parties);
    }
    return words;
  }

  static constexpr const char* another = "\x01";  // a word that no filter has

  const Facts& facts_;
  Sights& sights_;
  std::size_t term_;
  std::vector<const Filter*> filters_;
  std::size_t most_ = 0, looked_ = 0;
  bool breached_ = false, spared_ = false;
  TermVerdict mildest_ = TermVerdict::kept;  // of the cases without a breach: open where one of them is
};

}  // namespace

TermResult decided_by_cases(const Facts& facts, Sights& sights, std::size_t term, TermResult result) {
  if (result.verdict == TermVerdict::undetermined) Cases(facts, sights, term).decide(result);
  return result;
}

}  // namespace entente::verify

#include "verify/verdicts_cases.h"

#include <algorithm>
#include <cmath>

#include "verify/explanation.h"

namespace entente::verify {
namespace {

constexpr std::size_t most_cases = 2000, most_work = 400'000;  // cases; cases times incidents

class Cases {
 public:
  // Steps are written down where somebody asks for them.
  Cases(const Facts& facts, Sights& sights, std::size_t term, std::vector<CaseStep>* steps)
      : facts_(facts), sights_(sights), term_(term), words_(words_asked_for(facts.agreement(), term)), steps_(steps) {
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
    const bool to_the_end = most_ > 0 ? look(known) : decided(TermVerdict::undetermined);
    result.cases = looked_;
    const bool differ = breached_ && spared_;
    result.too_many = !to_the_end && !differ;
    if (!to_the_end) return;
    result.verdict = breached_ ? TermVerdict::breached : mildest_;
    result.final = breached_;
  }

 private:
  // A case that is undetermined is one that nobody looks into: always false.
  bool decided(TermVerdict verdict) {
    if (steps_) steps_->push_back({CaseStep::Kind::decided, verdict, 0, {}, 0});
    return verdict != TermVerdict::undetermined;
  }

  // False where it is no use to look further: two cases differ, or there are too many.
  bool look(Case& known) {
    if (++looked_ > most_) return decided(TermVerdict::undetermined);
    Evaluation evaluation(facts_, sights_, known);
    const TermResult& result = evaluation.term(term_);
    if (result.verdict != TermVerdict::undetermined) {
      const bool breached = result.verdict == TermVerdict::breached;
      (breached ? breached_ : spared_) = true;
      if (!breached) mildest_ = std::max(mildest_, result.verdict);
      return decided(result.verdict) && (!breached_ || !spared_);
    }
    const auto doubt = evaluation.doubt(term_);
    if (!doubt) return decided(TermVerdict::undetermined);
    const auto at = known.find(*doubt);
    const bool fresh = at == known.end();
    const Known before = fresh ? Known{} : at->second;
    auto [step, ways] = settle(*doubt, before, evaluation);
    if (ways.empty()) return decided(TermVerdict::undetermined);
    bool go_on = true;
    for (std::size_t way = 0; way < ways.size(); ++way) {
      if (steps_ && way + 1 < ways.size()) steps_->push_back(step);
      known[*doubt] = std::move(ways[way]);
      go_on = go_on ? look(known) : decided(TermVerdict::undetermined);
    }
    if (fresh)
      known.erase(*doubt);
    else
      known[*doubt] = before;
    return go_on;
  }

  struct Settled {
    CaseStep step;
    std::vector<Known> ways;
  };

  // The ways to settle the next thing that is not known of an incident.
  Settled settle(std::uint32_t incident, const Known& known, Evaluation& evaluation) const {
    Settled settled;
    settled.step.incident = incident;
    auto add = [&](CaseStep::Kind kind) -> Known& {
      settled.step.kind = kind;
      return settled.ways.emplace_back(known);
    };
    using Kind = CaseStep::Kind;
    if (!known.happened && evaluation.showing(incident) != Showing::shown) {
      add(Kind::happened).happened = true;
      add(Kind::happened).happened = false;
      return settled;
    }
    const Incident& i = facts_.set().incidents[incident];
    if (!known.thing && i.what == 0 && !words_.things.empty()) {
      for (const std::string& word : words_.things) add(Kind::thing).thing = word;
      add(Kind::thing).thing = another;
      return settled;
    }
    if (!known.party && i.by == 0 && !words_.parties.empty()) {
      for (const std::string& word : words_.parties) add(Kind::party).party = word;
      add(Kind::party).party = another;
      return settled;
    }
    for (const Filter* filter : filters_) {
      // A limit belongs to the lower part for "over" and "at most", to the upper for "at least" and "under".
      auto split = [&](const std::string& name, std::pair<double, double> range, double limit, bool limit_is_low) {
        const double low = limit_is_low ? limit : std::nextafter(limit, -1e300);
        if (range.first > low || range.second <= low) return false;
        add(Kind::number).numbers[name] = {range.first, low};
        add(Kind::number).numbers[name] = {std::nextafter(low, 1e300), range.second};
        settled.step.name = name;
        settled.step.limit = low;
        return true;
      };
      for (const MeasureTest& test : filter->measures) {
        const bool low = test.kind == MeasureTest::Kind::over || test.kind == MeasureTest::Kind::at_most;
        if (split(test.unit, facts_.measure(test.unit, incident, &known), test.value, low)) return settled;
      }
      for (const SpaceTest& test : filter->where) {
        if (split("distance-" + std::to_string(test.ground), facts_.distance_range(test.ground, incident, &known),
                  static_cast<double>(test.limit), test.kind == SpaceTest::Kind::within))
          return settled;
      }
    }
    const TimeRange when = evaluation.when(incident);
    const Instant middle = when.from + (when.to - when.from) / 2;
    if (when.is_point()) return settled;
    add(Kind::when).when = {when.from, middle};
    add(Kind::when).when = {middle + 1, when.to};
    return settled;
  }

  static constexpr const char* another = "\x01";  // a word that no filter has

  const Facts& facts_;
  Sights& sights_;
  std::size_t term_;
  std::vector<const Filter*> filters_;
  const AskedWords words_;
  std::vector<CaseStep>* steps_;
  std::size_t most_ = 0, looked_ = 0;
  bool breached_ = false, spared_ = false;
  TermVerdict mildest_ = TermVerdict::kept;  // of the cases without a breach: open where one of them is
};

}  // namespace

TermResult decided_by_cases(const Facts& facts, Sights& sights, std::size_t term, TermResult result) {
  if (result.verdict == TermVerdict::undetermined) Cases(facts, sights, term, nullptr).decide(result);
  return result;
}

std::vector<CaseStep> cases_of(const Facts& facts, const Standard& standard, Instant as_of, std::size_t term) {
  Sights sights(facts.set(), standard, as_of);
  TermResult result = Evaluation(facts, sights).term(term);
  std::vector<CaseStep> steps;
  if (result.verdict == TermVerdict::undetermined)
    Cases(facts, sights, term, &steps).decide(result);
  else
    steps.push_back({CaseStep::Kind::decided, result.verdict, 0, {}, 0});
  return steps;
}

AskedWords words_asked_for(const Agreement& agreement, std::size_t term) {
  AskedWords words;
  auto add = [](std::vector<std::string>& list, const std::vector<std::string>& more) {
    for (const std::string& word : more) {
      if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
    }
  };
  for (const std::size_t t : terms_behind(agreement, term)) {
    for (const Rule& rule : agreement.terms[t].rules) {
      for (const Filter* filter : filters_of(rule))
        add(words.things, filter->things), add(words.parties, filter->parties);
    }
  }
  return words;
}

}  // namespace entente::verify

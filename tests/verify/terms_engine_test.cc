// The verdicts of the rules against the engine of the logic: each term's formulas are monitored in every world that the
// reports allow under a standard. Breached is what the monitor finds in all of them, undetermined what it finds in
// some.
#include <gtest/gtest.h>

#include "verify/monitor.h"
#include "verify/signature.h"
#include "verify/terms_log.h"
#include "verify/terms_random.h"
#include "verify/worlds.h"

namespace entente::verify {
namespace {

constexpr Instant as_of = 40;
constexpr std::size_t seconds = 100;  // a time point each, so that what waits for the future is decided

// A formula with the marks of time that its rule has.
struct Watched {
  Formula formula;
  std::string text;
  Seconds delay = 0;  // from what it finds to the breach
};

bool finds_breach(const Watched& watched, const Signature& signature, const std::vector<LogInstant>& marks,
                  const std::vector<oracle::WorldEvent>& world) {
  auto monitor = Monitor::make(watched.formula, signature, watched.text, "term");
  EXPECT_TRUE(monitor.ok()) << to_string(monitor.diagnostics()[0]) << '\n' << watched.text;
  std::vector<std::vector<Event>> log(seconds);
  for (const LogInstant& instant : marks) log[static_cast<std::size_t>(instant.time)] = instant.events;
  for (const oracle::WorldEvent& e : world)
    log[static_cast<std::size_t>(e.at)].push_back(
        {"incident", {e.id, e.kind, e.what, e.by, e.about, e.quantity.value_or(0)}});
  bool found = false;
  auto take = [&](const std::vector<Verdict>& verdicts) {
    for (const Verdict& v : verdicts) found = found || v.time + watched.delay <= as_of;
  };
  for (std::size_t s = 0; s < seconds && !found; ++s) {
    const auto verdicts = monitor->feed(static_cast<Instant>(s), log[s]);
    EXPECT_TRUE(verdicts.ok());
    if (verdicts) take(*verdicts);
  }
  if (!found) take(monitor->finish());
  return found;
}

// Formulas have one predicate for incidents: what only may excuse, and not accuse, they cannot tell apart.
bool tells_apart(const Agreement& agreement, const std::vector<oracle::WorldEvent>& world) {
  for (const oracle::WorldEvent& e : world) {
    if (e.accuses) continue;
    for (const AgreedTerm& term : agreement.terms) {
      for (const Rule& rule : term.rules) {
        const bool accuses = rule.kind == Rule::Kind::forbidden || rule.kind == Rule::Kind::at_most ||
                             rule.kind == Rule::Kind::response || rule.kind == Rule::Kind::paired;
        auto means = [&e](const Filter& f) {
          return std::find(f.kinds.begin(), f.kinds.end(), e.kind) != f.kinds.end();
        };
        if ((accuses && means(rule.filter)) || (rule.kind == Rule::Kind::paired && means(rule.other)) ||
            (rule.start.kind == Start::Kind::first && means(rule.start.filter)))
          return false;
      }
    }
  }
  return true;
}

TEST(TermsEngine, VerdictsAreWhatTheMonitorFindsInAllWorlds) {
  const auto signature = parse_signature(signature_of_terms(), "terms.sig");
  ASSERT_TRUE(signature.ok());
  int verdicts[4] = {}, worlds_seen = 0;
  for (std::uint32_t seed = 0; seed < 2500; ++seed) {
    Dice dice(seed + 5000000);
    const Agreement agreement = random_agreement(dice);
    const IncidentSet set = random_incidents(dice, dice.below(6), 1);
    const Standard& standard = all_standards[seed % all_standards.size()];
    std::vector<std::vector<oracle::WorldEvent>> worlds;
    bool all = for_each_world(set, standard, as_of, 12, [&](const auto& world) { worlds.push_back(world); });
    for (const auto& world : worlds) all = all && tells_apart(agreement, world);
    if (!all) continue;
    const Facts facts(agreement, set);
    const IncidentSet none;
    const auto marks = log_of(Facts(agreement, none), standard, as_of);
    const auto results = evaluate(facts, standard, as_of);
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
      std::vector<Watched> rules;
      for (std::size_t r = 0; r < agreement.terms[t].rules.size(); ++r) {
        const Rule& rule = agreement.terms[t].rules[r];
        Watched w{{}, formula_of(agreement, t, r), 0};
        auto formula = parse_formula(w.text, "term");
        ASSERT_TRUE(formula.ok()) << to_string(formula.diagnostics()[0]) << '\n' << w.text;
        w.formula = std::move(formula).value();
        if (rule.kind == Rule::Kind::response || rule.kind == Rule::Kind::paired) w.delay = rule.window + 1;
        rules.push_back(std::move(w));
      }
      std::size_t breached = 0;
      for (const auto& world : worlds) {
        breached += std::any_of(rules.begin(), rules.end(),
                                [&](const Watched& w) { return finds_breach(w, *signature, marks, world); })
                        ? 1
                        : 0;
      }
      worlds_seen += static_cast<int>(worlds.size());
      const TermVerdict verdict = results[t].verdict;
      ++verdicts[static_cast<int>(verdict)];
      ASSERT_EQ(verdict == TermVerdict::breached, breached == worlds.size()) << "seed " << seed << " term " << t << '\n'
                                                                             << describe(agreement, set);
      ASSERT_EQ(verdict == TermVerdict::undetermined, breached > 0 && breached < worlds.size())
          << "seed " << seed << " term " << t << '\n'
          << describe(agreement, set);
    }
  }
  EXPECT_GT(worlds_seen, 5000);
  for (const int count : verdicts) EXPECT_GT(count, 20);
}

}  // namespace
}  // namespace entente::verify

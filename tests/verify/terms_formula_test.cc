// The formulas of terms, run by the monitor over a log with a time point each second, against the oracle.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "oracle/terms_oracle.h"
#include "verify/monitor.h"
#include "verify/signature.h"
#include "verify/terms_log.h"
#include "verify/terms_random.h"

namespace entente::verify {
namespace {

constexpr Instant last = 40;

TEST(TermsFormula, BreachesAreTheOracles) {
  const auto signature = parse_signature(signature_of_terms(), "terms.sig");
  ASSERT_TRUE(signature.ok());
  int breaches = 0, rules = 0;
  for (std::uint32_t seed = 0; seed < 1500; ++seed) {
    Dice dice(seed);
    Agreement agreement = random_agreement(dice);
    const IncidentSet set = random_incidents(dice, dice.below(8), 0);
    const Facts facts(agreement, set);
    std::vector<oracle::WorldEvent> world;
    for (std::size_t i = 0; i < set.incidents.size(); ++i) {
      const Incident& x = set.incidents[i];
      world.push_back({i, set.reports[x.first_report].when.from, set.names[x.kind], "", set.names[x.by],
                       set.names[x.about], set.names[x.id], x.quantity, true});
    }
    // A rule at a time: what another rule of the term does is not in its formula.
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
      for (std::size_t r = 0; r < agreement.terms[t].rules.size(); ++r) {
        const Rule& rule = agreement.terms[t].rules[r];
        const std::string text = formula_of(agreement, t, r);
        const auto formula = parse_formula(text, "term");
        ASSERT_TRUE(formula.ok()) << to_string(formula.diagnostics()[0]) << '\n' << text;
        auto monitor = Monitor::make(*formula, *signature, text, "term");
        ASSERT_TRUE(monitor.ok()) << to_string(monitor.diagnostics()[0]) << '\n' << text;
        std::vector<std::vector<Event>> seconds(static_cast<std::size_t>(last) + 60);
        for (const LogInstant& instant : log_of(facts, {}, last))
          seconds[static_cast<std::size_t>(instant.time)] = instant.events;
        std::set<Instant> found;
        const Seconds shift =
            rule.kind == Rule::Kind::response || rule.kind == Rule::Kind::paired ? rule.window + 1 : 0;
        auto take = [&](const std::vector<Verdict>& verdicts) {
          for (const Verdict& v : verdicts) {
            if (v.time + shift <= last) found.insert(v.time + shift);
          }
        };
        for (std::size_t s = 0; s < seconds.size(); ++s) {
          auto verdicts = monitor->feed(static_cast<Instant>(s), seconds[s]);
          ASSERT_TRUE(verdicts.ok()) << to_string(verdicts.diagnostics()[0]);
          take(*verdicts);
        }
        take(monitor->finish());
        Agreement alone = agreement;
        alone.terms.push_back({"alone", "", {rule}, {}});
        const auto expected = oracle::judge_world(alone, alone.terms.size() - 1, world, last).breaches;
        const std::set<Instant> wanted(expected.begin(), std::upper_bound(expected.begin(), expected.end(), last));
        ++rules;
        breaches += static_cast<int>(wanted.size());
        ASSERT_EQ(found, wanted) << "seed " << seed << " term " << t << " rule " << r << '\n'
                                 << describe(agreement, set) << text;
      }
    }
  }
  EXPECT_GT(rules, 1500);
  EXPECT_GT(breaches, 1500);
}

}  // namespace
}  // namespace entente::verify

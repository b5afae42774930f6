#include "verify/verdicts.h"

#include <set>

#include <gtest/gtest.h>

#include "certify/certify.h"
#include "oracle/terms_oracle.h"
#include "verify/terms_random.h"
#include "verify/worlds.h"

namespace entente::verify {
namespace {

using oracle::judge_world;
using oracle::WorldEvent;

TEST(Verdicts, WhereAllIsKnownTheyAreTheOracles) {
  int breached = 0;
  for (std::uint32_t seed = 0; seed < 20000 && !HasFatalFailure(); ++seed) {
    Dice dice(seed);
    const Agreement agreement = random_agreement(dice);
    const IncidentSet set = random_incidents(dice, dice.below(9), 0);
    const Facts facts(agreement, set);
    const auto results = evaluate(facts, {}, 40);
    for (std::size_t t = 0; t < agreement.terms.size() && !HasFatalFailure(); ++t) {
      for_each_world(set, {}, 40, 1, [&](const std::vector<WorldEvent>& world) {
        const auto expected = judge_world(agreement, t, world, 40);
        breached += expected.breached ? 1 : 0;
        ASSERT_EQ(results[t].verdict == TermVerdict::breached, expected.breached)
            << "seed " << seed << " term " << t << '\n'
            << describe(agreement, set);
        ASSERT_NE(results[t].verdict, TermVerdict::undetermined) << "seed " << seed << " term " << t << '\n'
                                                                 << describe(agreement, set);
        if (!expected.breached) return;
        ASSERT_EQ(results[t].first_breach()->when, (TimeRange{expected.breaches[0], expected.breaches[0]}))
            << seed << '\n'
            << describe(agreement, set);
        std::set<Instant> found;
        for (const RuleResult& rule : results[t].rules) {
          for (const Breach& b : rule.breaches) {
            for (Instant at = b.when.from; at <= b.until; ++at) found.insert(at);
          }
        }
        ASSERT_EQ(found, std::set<Instant>(expected.breaches.begin(), expected.breaches.end()))
            << "seed " << seed << " term " << t << '\n'
            << describe(agreement, set);
      });
    }
  }
  EXPECT_GT(breached, 4000);
}

TEST(Verdicts, HoldForEveryInstantOfTheRangesAndEveryResolutionOfDoubt) {
  int decided = 0, undetermined = 0, cautious = 0, skipped = 0;
  for (std::uint32_t seed = 0; seed < 6000; ++seed) {
    Dice dice(seed + 1000000);
    const Agreement agreement = random_agreement(dice);
    const IncidentSet set = random_incidents(dice, dice.below(6), 1);
    const Facts facts(agreement, set);
    const Standard& standard = all_standards[seed % all_standards.size()];
    const auto results = evaluate(facts, standard, 40);
    for (std::size_t t = 0; t < agreement.terms.size(); ++t) {
      int in_breach = 0, worlds = 0;
      const bool all = for_each_world(set, standard, 40, 400, [&](const std::vector<WorldEvent>& world) {
        ++worlds;
        in_breach += judge_world(agreement, t, world, 40).breached ? 1 : 0;
      });
      if (!all) {
        ++skipped;
        continue;
      }
      switch (results[t].verdict) {
        case TermVerdict::breached:
          ASSERT_EQ(in_breach, worlds) << "seed " << seed << " term " << t << '\n' << describe(agreement, set);
          break;
        case TermVerdict::undetermined:
          ++undetermined;
          if (in_breach == 0 || in_breach == worlds) {
            ++cautious;
            ADD_FAILURE() << "seed " << seed << " term " << t << " all " << worlds << " worlds agree\n"
                          << describe(agreement, set);
          }
          break;
        default:
          ASSERT_EQ(in_breach, 0) << "seed " << seed << " term " << t << '\n' << describe(agreement, set);
      }
      ++decided;
    }
  }
  EXPECT_GT(decided, 5000);
  EXPECT_GT(undetermined, 200);
  EXPECT_EQ(cautious, 0) << "of " << undetermined << ", " << skipped << " skipped";
}

TEST(Verdicts, DoNotDependOnTheOrderOfTheReports) {
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    Dice dice(seed);
    const Agreement agreement = random_agreement(dice);
    const IncidentSet set = random_incidents(dice, 6, 2);
    std::vector<std::uint32_t> turned;
    for (std::uint32_t i = static_cast<std::uint32_t>(set.incidents.size()); i-- > 0;) turned.push_back(i);
    const IncidentSet other = subset(set, turned);
    for (const Standard& standard : all_standards) {
      const auto a = evaluate(Facts(agreement, set), standard, 40);
      const auto b = evaluate(Facts(agreement, other), standard, 40);
      for (std::size_t t = 0; t < a.size(); ++t) ASSERT_EQ(a[t].verdict, b[t].verdict) << seed;
    }
  }
}

}  // namespace
}  // namespace entente::verify

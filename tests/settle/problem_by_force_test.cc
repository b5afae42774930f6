// Conflicts, concessions and receptions of small problems, against trying every package.
#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "oracle/random_problem.h"
#include "settle/settle.h"

namespace entente::settle {
namespace {

using Positions = std::vector<std::uint32_t>;

template <typename Use>
void for_each_package(const Problem& problem, const Use& use) {
  Package package(problem.issues.size(), 0);
  for (;;) {
    use(package);
    std::size_t i = 0;
    while (i < package.size() && ++package[i] == problem.issues[i].options.size()) package[i++] = 0;
    if (i == package.size()) return;
  }
}

bool all_hold(const std::vector<Clause>& clauses, const Package& package) {
  return std::all_of(clauses.begin(), clauses.end(), [&](const Clause& clause) { return holds(clause, package); });
}

double weight(const Problem& problem, const Positions& positions) {
  double sum = 0;
  for (const std::uint32_t p : positions) sum += weight_of(problem.positions[p]);
  return sum;
}

// For every package that keeps the constraints, the positions that it breaks.
std::vector<Positions> broken_by_package(const Problem& problem) {
  std::vector<std::vector<Clause>> clauses;
  for (const SettlePosition& position : problem.positions) clauses.push_back(clauses_of(problem, position));
  std::vector<Positions> all;
  for_each_package(problem, [&](const Package& package) {
    for (const Constraint& constraint : problem.constraints) {
      if (!all_hold(constraint.clauses, package)) return;
    }
    Positions broken;
    for (std::uint32_t p = 0; p < problem.positions.size(); ++p) {
      if (problem.parties[problem.positions[p].party].signs && !all_hold(clauses[p], package)) broken.push_back(p);
    }
    all.push_back(std::move(broken));
  });
  return all;
}

TEST(ProblemByForce, ConcessionsOfAllOfOneAndOfEverybody) {
  std::mt19937_64 random(11);
  int with_conflict = 0;
  int nobody_alone = 0;
  for (int round = 0; round < 6'000; ++round) {
    Problem problem = oracle::random_problem(random, {3, 4, 3, 10, 2, 7});
    for (SettlePosition& position : problem.positions) position.only_after.clear();
    const std::vector<Positions> broken = broken_by_package(problem);
    const ProblemConflicts found = conflicts_of(problem, {});
    ASSERT_TRUE(found.outcome.complete);
    ASSERT_EQ(found.outcome.always_broken, broken.empty()) << round;
    if (broken.empty()) continue;
    std::set<Positions> minimal;
    for (const Positions& set : broken) {
      const bool larger = std::any_of(broken.begin(), broken.end(), [&](const Positions& other) {
        return other.size() < set.size() && std::includes(set.begin(), set.end(), other.begin(), other.end());
      });
      if (!larger) minimal.insert(set);
    }
    std::set<Positions> concessions;
    for (const Concession& concession : found.concessions) {
      concessions.insert(concession.positions);
      // Its package breaks nothing else.
      for (std::uint32_t p = 0; p < problem.positions.size(); ++p) {
        if (std::binary_search(concession.positions.begin(), concession.positions.end(), p)) continue;
        if (!problem.parties[problem.positions[p].party].signs) continue;
        ASSERT_TRUE(all_hold(clauses_of(problem, problem.positions[p]), concession.package)) << round;
      }
    }
    ASSERT_EQ(concessions, minimal) << round;
    // The cheapest comes first.
    double least = std::numeric_limits<double>::infinity();
    for (const Positions& set : broken) least = std::min(least, weight(problem, set));
    ASSERT_DOUBLE_EQ(found.concessions.front().weight, least) << round;
    // A conflict is a minimal set that meets every concession.
    for (const Positions& conflict : found.conflicts) {
      for (const Positions& set : minimal)
        ASSERT_TRUE(std::find_first_of(conflict.begin(), conflict.end(), set.begin(), set.end()) != conflict.end());
      for (const std::uint32_t member : conflict) {
        const bool needed = std::any_of(minimal.begin(), minimal.end(), [&](const Positions& set) {
          return std::count_if(
                     set.begin(), set.end(),
                     [&](std::uint32_t p) { return std::binary_search(conflict.begin(), conflict.end(), p); }) == 1 &&
                 std::binary_search(set.begin(), set.end(), member);
        });
        ASSERT_TRUE(needed) << round;
      }
    }
    if (found.conflicts.empty()) continue;
    ++with_conflict;
    std::set<PartyIndex> parties;
    for (const PartyAlone& alone : found.alone) {
      parties.insert(alone.party);
      double cheapest = std::numeric_limits<double>::infinity();
      for (const Positions& set : broken) {
        const bool own = std::all_of(set.begin(), set.end(),
                                     [&](std::uint32_t p) { return problem.positions[p].party == alone.party; });
        if (own) cheapest = std::min(cheapest, weight(problem, set));
      }
      ASSERT_TRUE(alone.known);
      ASSERT_EQ(alone.least.has_value(), cheapest < std::numeric_limits<double>::infinity()) << round;
      if (alone.least) {
        ASSERT_DOUBLE_EQ(alone.least->weight, cheapest) << round;
      } else {
        ++nobody_alone;
      }
    }
    // Of everybody: what a package breaks, and of each party that it leaves whole the cheapest position that says
    // anything.
    if (parties.size() < 2) continue;
    std::map<PartyIndex, double> cheapest_of;
    for (std::uint32_t p = 0; p < problem.positions.size(); ++p) {
      const SettlePosition& position = problem.positions[p];
      if (clauses_of(problem, position).empty() || parties.count(position.party) == 0) continue;
      const auto [at, fresh] = cheapest_of.emplace(position.party, weight_of(position));
      if (!fresh) at->second = std::min(at->second, weight_of(position));
    }
    double everybody = std::numeric_limits<double>::infinity();
    for (const Positions& set : broken) {
      double sum = weight(problem, set);
      for (const PartyIndex party : parties) {
        const bool gives =
            std::any_of(set.begin(), set.end(), [&](std::uint32_t p) { return problem.positions[p].party == party; });
        if (!gives) sum += cheapest_of.at(party);
      }
      everybody = std::min(everybody, sum);
    }
    ASSERT_TRUE(found.everybody) << round;
    ASSERT_NEAR(found.everybody->weight, everybody, 1e-6) << round;
  }
  EXPECT_GT(with_conflict, 2'000);
  EXPECT_GT(nobody_alone, 500);
}

TEST(ProblemByForce, AFewConcessionsStartWithTheLeast) {
  std::mt19937_64 random(13);
  int more_than_listed = 0;
  for (int round = 0; round < 3'000; ++round) {
    const Problem problem = oracle::random_problem(random, {3, 4, 3, 10, 1, 14});
    const ProblemConflicts all = conflicts_of(problem, {});
    ConflictsConfig config;
    config.most_conflicts = 1;
    config.most_concessions = 2;
    const ProblemConflicts few = conflicts_of(problem, config);
    ASSERT_TRUE(few.starts_with_the_least);
    ASSERT_EQ(few.concessions.size(), std::min<std::size_t>(2, all.concessions.size())) << round;
    for (std::size_t i = 0; i < few.concessions.size(); ++i)
      ASSERT_DOUBLE_EQ(few.concessions[i].weight, all.concessions[i].weight) << round;
    more_than_listed += all.concessions.size() > 2 ? 1 : 0;
  }
  EXPECT_GT(more_than_listed, 100);
}

TEST(ProblemByForce, TheFirstConcessionsComeWithWhatIsMostAccepted) {
  std::mt19937_64 random(14);
  int with_a_choice = 0;
  for (int round = 0; round < 3'000; ++round) {
    Problem problem = oracle::random_problem(random, {3, 4, 3, 8, 2, 7});
    for (SettlePosition& position : problem.positions) position.only_after.clear();
    for (const Concession& concession : conflicts_of(problem, {}).concessions) {
      const auto kept = [&](std::uint32_t p) {
        return problem.parties[problem.positions[p].party].signs &&
               !std::binary_search(concession.positions.begin(), concession.positions.end(), p);
      };
      const auto accepted = [&](const Package& package) {
        double sum = 0;
        for (std::uint32_t p = 0; p < problem.positions.size(); ++p) {
          const SettlePosition& position = problem.positions[p];
          if (!kept(p) || !position.issue) continue;
          const auto& accepts = position.accepts;
          if (std::find(accepts.begin(), accepts.end(), package[*position.issue]) != accepts.end())
            sum += weight_of(position);
        }
        return sum;
      };
      double most = 0;
      double least = std::numeric_limits<double>::infinity();
      for_each_package(problem, [&](const Package& package) {
        for (const Constraint& constraint : problem.constraints) {
          if (!all_hold(constraint.clauses, package)) return;
        }
        for (std::uint32_t p = 0; p < problem.positions.size(); ++p) {
          if (kept(p) && !all_hold(clauses_of(problem, problem.positions[p]), package)) return;
        }
        most = std::max(most, accepted(package));
        least = std::min(least, accepted(package));
      });
      ASSERT_NEAR(accepted(concession.package), most, 1e-6) << round;
      with_a_choice += least < most ? 1 : 0;
    }
  }
  EXPECT_GT(with_a_choice, 300);
}

// A draft that settles everything is a package: a party refuses it if and only if the package breaks one of its
// positions.
TEST(ProblemByForce, AWholeDraftIsRefusedByThoseWhosePositionsItBreaks) {
  std::mt19937_64 random(12);
  int refused = 0;
  int not_refused = 0;
  for (int round = 0; round < 6'000; ++round) {
    Problem problem = oracle::random_problem(random, {3, 4, 3, 10, 2, 7});
    for (SettlePosition& position : problem.positions) position.only_after.clear();
    Package package;
    std::vector<Provision> draft;
    for (IssueIndex issue = 0; issue < problem.issues.size(); ++issue) {
      package.push_back(static_cast<OptionIndex>(random() % problem.issues[issue].options.size()));
      draft.push_back({std::to_string(issue), "", {{issue, {package.back()}}}, {}});
    }
    const CheckAnswer answer = check_draft(problem, draft);
    bool violated = false;
    for (const Constraint& constraint : problem.constraints)
      violated = violated || !all_hold(constraint.clauses, package);
    ASSERT_EQ(!answer.violated.empty(), violated) << round;
    bool somebody = violated;
    for (const PartyVerdict& verdict : answer.parties) {
      bool breaks = false;
      for (const SettlePosition& position : problem.positions) {
        breaks = breaks || (position.party == verdict.party && !all_hold(clauses_of(problem, position), package));
      }
      ASSERT_EQ(verdict.reception == Reception::refused, breaks) << round << '\n' << write_problem(problem);
      somebody = somebody || breaks;
      ++(breaks ? refused : not_refused);
    }
    ASSERT_EQ(answer.overall == Reception::refused, somebody) << round;
  }
  EXPECT_GT(refused, 2'000);
  EXPECT_GT(not_refused, 2'000);
}

}  // namespace
}  // namespace entente::settle

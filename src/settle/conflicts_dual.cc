#include "settle/conflicts_dual.h"

#include <algorithm>
#include <iterator>

#include "settle/concessions.h"
#include "settle/minimal_transversals.h"

namespace entente::settle {
namespace {

constexpr std::size_t most_disjoint = 12;
constexpr std::size_t most_concessions = 4'000;
constexpr std::size_t most_conflicts = 200'000;
constexpr std::size_t most_work = 100'000'000;  // of the transversals, in elementary steps

// Calls of the solver, fewer for large formulas, so that the first conflict never is long in coming.
std::size_t most_solves(const GroupedFormula& formula) {
  constexpr std::size_t all = 100'000'000;
  return std::clamp<std::size_t>(all / (formula.clauses() + 1), 50, 20'000);
}

// A concession meets every core: with more disjoint cores than `most` there are likely too many.
bool has_more_disjoint_cores(GroupOracle& oracle, std::size_t most, const Stop& stop) {
  GroupSet rest;
  for (Group group = 1; group <= oracle.formula().groups; ++group) rest.push_back(group);
  for (std::size_t cores = 0; oracle.solve(rest, stop) == Answer::unsatisfiable; ++cores) {
    if (cores == most) return true;
    const GroupSet core = oracle.core(rest);
    GroupSet left;
    std::set_difference(rest.begin(), rest.end(), core.begin(), core.end(), std::back_inserter(left));
    rest = std::move(left);
  }
  return false;
}

}  // namespace

DualStart start_by_duality(GroupOracle& oracle, const ConflictsConfig& config, const Sink& each) {
  DualStart start;
  if (has_more_disjoint_cores(oracle, most_disjoint, config.stop)) return start;
  ConflictsConfig limited = config;
  limited.most_concessions = most_concessions;
  const std::size_t last_solve = oracle.sat().solves() + most_solves(oracle.formula());
  ConflictsOutcome outcome;
  const Sink keep = [&](const FoundSet& found) {
    start.concessions.push_back(found.groups);
    return each(found) && oracle.sat().solves() < last_solve;
  };
  enumerate_concessions(oracle, limited, keep, outcome);
  if (outcome.complete)
    start.conflicts = minimal_transversals(start.concessions, most_conflicts, most_work, config.stop);
  return start;
}

}  // namespace entente::settle

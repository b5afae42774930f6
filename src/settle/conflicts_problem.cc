#include "settle/conflicts_problem.h"

#include <algorithm>
#include <cmath>

#include "settle/concession_package.h"
#include "settle/conflicts_oracle.h"
#include "settle/sat_optimum.h"

namespace entente::settle {
namespace {

constexpr std::size_t most_with_package = 50;  // concessions whose package is chosen with care

std::uint64_t weight_as_integer(const SettlePosition& position) {
  const double scaled = std::round(weight_of(position) * 1000);
  return scaled < 1 ? 1 : scaled > 1e15 ? static_cast<std::uint64_t>(1e15) : static_cast<std::uint64_t>(scaled);
}

std::vector<int> literals_of(const ProblemFormula& result, const Clause& clause) {
  std::vector<int> literals;
  for (const Choice& choice : clause) {
    for (const OptionIndex option : choice.options) {
      literals.push_back(result.first_variable[choice.issue] + static_cast<int>(option));
    }
  }
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  return literals;
}

ProblemFormula formula_of(const Problem& problem, std::optional<PartyIndex> who_may_concede) {
  ProblemFormula result;
  GroupedFormula& formula = result.formula;
  int next = 1;
  for (const Issue& issue : problem.issues) {
    result.first_variable.push_back(next);
    const int end = next + static_cast<int>(issue.options.size());
    std::vector<int> one;
    for (int option = next; option < end; ++option) one.push_back(option);
    formula.add(0, one);
    for (int a = next; a < end; ++a) {
      for (int b = a + 1; b < end; ++b) formula.add(0, std::vector<int>{-a, -b});
    }
    next = end;
  }
  for (const Constraint& constraint : problem.constraints) {
    for (const Clause& clause : constraint.clauses) formula.add(0, literals_of(result, clause));
  }
  formula.groups = static_cast<Group>(problem.positions.size());
  formula.weight.assign(problem.positions.size() + 1, 1);
  for (std::size_t i = 0; i < problem.positions.size(); ++i) {
    const SettlePosition& position = problem.positions[i];
    formula.weight[i + 1] = weight_as_integer(position);
    if (!problem.parties[position.party].signs) continue;
    const bool fixed = who_may_concede && *who_may_concede != position.party;
    for (const Clause& clause : clauses_of(problem, position)) {
      formula.add(fixed ? 0 : static_cast<Group>(i + 1), literals_of(result, clause));
    }
  }
  return result;
}

std::vector<std::uint32_t> positions_of(const GroupSet& groups) {
  std::vector<std::uint32_t> positions;
  for (const Group group : groups) positions.push_back(group - 1);
  return positions;
}

double weight_of_all(const Problem& problem, const std::vector<std::uint32_t>& positions) {
  double sum = 0;
  for (const std::uint32_t position : positions) sum += weight_of(problem.positions[position]);
  return sum;
}

Concession concession_of(const Problem& problem, const ProblemFormula& formula, const GroupSet& groups,
                         const Model& model) {
  Concession concession;
  concession.positions = positions_of(groups);
  concession.weight = weight_of_all(problem, concession.positions);
  concession.package = package_in(problem, formula, model);
  return concession;
}

PartyAlone least_of(const Problem& problem, PartyIndex party, const ConflictsConfig& config) {
  PartyAlone alone;
  alone.party = party;
  const ProblemFormula formula = formula_with_others_fixed(problem, party);
  ConflictsConfig least = config;
  least.conflicts = false;
  least.most_concessions = 1;
  if (least.order == ConflictsConfig::Order::as_found) least.order = ConflictsConfig::Order::smallest_by_weight;
  const ConflictsOutcome outcome = enumerate_conflicts(formula.formula, least, [&](const FoundSet& found) {
    alone.least = concession_of(problem, formula, found.groups, found.model);
    return false;
  });
  if (alone.least) alone.least->package = most_accepted_package(problem, formula, *alone.least, config.stop);
  alone.known = alone.least || !outcome.stopped;
  return alone;
}

// One more clause for each of the parties: at least one of its positions is given up.
void find_least_of_everybody(const Problem& problem, const ProblemFormula& formula,
                             const std::vector<PartyIndex>& parties, const ConflictsConfig& config,
                             ProblemConflicts& result) {
  GroupOracle oracle(formula.formula);
  const auto by_group = formula.formula.clauses_by_group();
  Optimum optimum(oracle.sat(), formula.formula.variables + static_cast<int>(formula.formula.groups));
  for (const PartyIndex party : parties) {
    std::vector<int> clause;
    for (Group group = 1; group <= formula.formula.groups; ++group) {
      if (!by_group[group].empty() && problem.positions[group - 1].party == party)
        clause.push_back(-oracle.selector(group));
    }
    oracle.sat().add(clause);
  }
  for (Group group = 1; group <= formula.formula.groups; ++group) {
    const bool by_count = config.order == ConflictsConfig::Order::smallest_by_count;
    if (!by_group[group].empty())
      optimum.add_soft(oracle.selector(group), by_count ? 1 : formula.formula.weight_of(group));
  }
  if (optimum.next(config.stop) != Answer::satisfiable) return;
  GroupSet given;
  for (Group group = 1; group <= formula.formula.groups; ++group) {
    if (!by_group[group].empty() && !oracle.sat().value(oracle.selector(group))) given.push_back(group);
  }
  const Model model = oracle.model();
  result.everybody = concession_of(problem, formula, given, model);
  result.everybody->package = most_accepted_package(problem, formula, *result.everybody, config.stop);
  // What is left to give once everything that can be taken back is taken back, in order, without the parties' clauses.
  GroupOracle plain(formula.formula);
  GroupSet held = complement(given, formula.formula.groups);
  for (const Group group : given) {
    GroupSet more = held;
    more.insert(std::upper_bound(more.begin(), more.end(), group), group);
    const Answer answer = plain.solve(more, config.stop);
    if (answer == Answer::stopped) return;
    if (answer == Answer::unsatisfiable) continue;
    result.given_for_balance.push_back(group - 1);
    held = std::move(more);
  }
}

}  // namespace

ProblemFormula formula_of(const Problem& problem) { return formula_of(problem, std::nullopt); }

ProblemFormula formula_with_others_fixed(const Problem& problem, PartyIndex party) {
  return formula_of(problem, party);
}

Package package_in(const Problem& problem, const ProblemFormula& formula, const Model& model) {
  Package package;
  for (std::size_t issue = 0; issue < problem.issues.size(); ++issue) {
    OptionIndex taken = 0;
    for (OptionIndex option = 0; option < problem.issues[issue].options.size(); ++option) {
      if (model[static_cast<std::size_t>(formula.first_variable[issue]) + option]) taken = option;
    }
    package.push_back(taken);
  }
  return package;
}

namespace {

constexpr std::size_t cheapest_first = 10;  // concessions that are looked for before all others

// The cheapest, in case not all can be found in time. Nothing where that takes too long itself.
std::optional<std::vector<Concession>> cheapest_concessions(const Problem& problem, const ProblemFormula& formula,
                                                            const ConflictsConfig& config) {
  constexpr std::size_t most_questions = 100'000;
  std::size_t asked = 0;
  ConflictsConfig cheapest = config;
  cheapest.conflicts = false;
  cheapest.order = ConflictsConfig::Order::smallest_by_weight;
  cheapest.most_concessions = std::min(cheapest_first, config.most_concessions);
  cheapest.stop = [&] { return (config.stop && config.stop()) || ++asked > most_questions; };
  std::vector<Concession> found;
  const ConflictsOutcome outcome = enumerate_conflicts(formula.formula, cheapest, [&](const FoundSet& set) {
    found.push_back(concession_of(problem, formula, set.groups, set.model));
    return true;
  });
  if (outcome.stopped) return std::nullopt;
  return found;
}

void add(std::vector<Concession>&& cheapest, std::vector<Concession>& concessions) {
  for (Concession& concession : cheapest) {
    const auto same = [&](const Concession& other) { return other.positions == concession.positions; };
    if (std::none_of(concessions.begin(), concessions.end(), same)) concessions.push_back(std::move(concession));
  }
}

}  // namespace

ProblemConflicts conflicts_of(const Problem& problem, const ConflictsConfig& config) {
  ProblemConflicts result;
  const ProblemFormula formula = formula_of(problem);
  const bool as_found = config.order == ConflictsConfig::Order::as_found;
  std::optional<std::vector<Concession>> cheapest;
  if (as_found && config.concessions) cheapest = cheapest_concessions(problem, formula, config);
  result.outcome = enumerate_conflicts(formula.formula, config, [&](const FoundSet& found) {
    if (found.is_conflict) {
      result.conflicts.push_back(positions_of(found.groups));
    } else {
      result.concessions.push_back(concession_of(problem, formula, found.groups, found.model));
    }
    return true;
  });
  const bool by_count = config.order == ConflictsConfig::Order::smallest_by_count;
  if (as_found && !result.outcome.complete) {
    result.starts_with_the_least = cheapest.has_value();
    if (cheapest) add(std::move(*cheapest), result.concessions);
  }
  std::sort(result.conflicts.begin(), result.conflicts.end(), [&](const auto& a, const auto& b) {
    if (a.size() != b.size()) return a.size() < b.size();
    const double weight_a = weight_of_all(problem, a);
    const double weight_b = weight_of_all(problem, b);
    return weight_a != weight_b ? weight_a > weight_b : a < b;
  });
  std::sort(result.concessions.begin(), result.concessions.end(), [&](const Concession& a, const Concession& b) {
    if (by_count && a.positions.size() != b.positions.size()) return a.positions.size() < b.positions.size();
    return a.weight != b.weight ? a.weight < b.weight : a.positions < b.positions;
  });
  if (result.concessions.size() > config.most_concessions) result.concessions.resize(config.most_concessions);
  for (std::size_t i = 0; i < std::min(most_with_package, result.concessions.size()); ++i) {
    Concession& concession = result.concessions[i];
    concession.package = most_accepted_package(problem, formula, concession, config.stop);
  }
  if (result.outcome.always_broken || (config.stop && config.stop())) return result;
  std::vector<PartyIndex> parties;
  for (const auto& conflict : result.conflicts) {
    for (const std::uint32_t position : conflict) parties.push_back(problem.positions[position].party);
  }
  for (const Concession& concession : result.concessions) {
    for (const std::uint32_t position : concession.positions) parties.push_back(problem.positions[position].party);
  }
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  for (const PartyIndex party : parties) result.alone.push_back(least_of(problem, party, config));
  if (parties.size() > 1) find_least_of_everybody(problem, formula, parties, config, result);
  return result;
}

FoundSet found_conflict(const std::vector<std::uint32_t>& positions) {
  FoundSet found;
  found.is_conflict = true;
  for (const std::uint32_t position : positions) found.groups.push_back(position + 1);
  return found;
}

FoundSet found_concession(const ProblemFormula& formula, const Concession& concession) {
  FoundSet found = found_conflict(concession.positions);
  found.is_conflict = false;
  found.model.resize(static_cast<std::size_t>(formula.formula.variables) + 1);
  for (std::size_t issue = 0; issue < concession.package.size(); ++issue) {
    found.model[static_cast<std::size_t>(formula.first_variable[issue]) + concession.package[issue]] = true;
  }
  return found;
}

}  // namespace entente::settle

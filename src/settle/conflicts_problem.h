// Conflicts and concessions of a settlement problem: which positions exclude one another, what is the least to give up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "settle/conflicts.h"
#include "settle/problem.h"

namespace entente::settle {

// A problem as a formula. Variable first_variable[i] + o says that issue i takes option o; group 0 says that every
// issue takes exactly one and holds the constraints; group p + 1 is position p. Positions of parties whose consent is
// not needed have no clauses. A group weighs a thousand times its position's weight, rounded, and 1 at least.
struct ProblemFormula {
  GroupedFormula formula;
  std::vector<int> first_variable;
};

ProblemFormula formula_of(const Problem& problem);

// As above, with the positions of all other parties made binding: what `party` alone could concede.
ProblemFormula formula_with_others_fixed(const Problem& problem, PartyIndex party);

Package package_in(const Problem& problem, const ProblemFormula& formula, const Model& model);

// Positions to give up, with a package that is then acceptable. Weights are as weight_of(position) has them.
struct Concession {
  std::vector<std::uint32_t> positions;  // ascending indices
  double weight = 0;
  Package package;
};

struct PartyAlone {
  PartyIndex party = 0;
  bool known = false;               // false: stopped before there was an answer
  std::optional<Concession> least;  // absent: no concession of this party alone lets a package exist
};

struct ProblemConflicts {
  std::vector<std::vector<std::uint32_t>> conflicts;  // ascending indices of positions, fewest and heaviest first
  std::vector<Concession> concessions;                // cheapest first; of the first fifty the package takes what most
                                                      // parties accept (concession_package.h)
  bool starts_with_the_least = true;                  // no concession that is not listed is cheaper than the first ten
  ConflictsOutcome outcome;
  std::vector<PartyAlone> alone;                 // of every party with a position in some conflict
  std::optional<Concession> everybody;           // the least in which each of those parties gives something
  std::vector<std::uint32_t> given_for_balance;  // of `everybody`: positions that need not be given up for a package
};

// All of it, within config's limits and `stop`; config.order by_count orders by number, otherwise by weight. Empty
// `alone` and `everybody` where there is no conflict.
ProblemConflicts conflicts_of(const Problem& problem, const ConflictsConfig& config);

// The sets of the enumeration again, for certificates.
FoundSet found_conflict(const std::vector<std::uint32_t>& positions);
FoundSet found_concession(const ProblemFormula& formula, const Concession& concession);

// "demands transit fees: none", "refuses … unless …": a position as a clause of a sentence that begins with its party.
std::string in_words(const Problem& problem, const SettlePosition& position);

// "Marenne and Ostrel cannot both have their way", by the parties of the positions.
std::string conflict_sentence(const Problem& problem, const std::vector<std::uint32_t>& positions);

}  // namespace entente::settle

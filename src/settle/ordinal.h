// What follows from orders of options alone, whatever the numbers behind them are.
//
// A party that orders the options of each issue has some utility: a sum over issues of values that fall with the order,
// ties being equal. One package is necessarily no worse for it if it is no worse on any issue; in all other cases
// numbers exist that make it worse. So
//   necessarily dominated   another one is no worse for anybody on any issue and better for somebody on one: nobody
//   need
//                           look at it, and the packages left are the frontier in one coordinate per party and issue;
//   certainly efficient     whatever the numbers, nobody can be better off without somebody being worse off;
//   undecided               all others: the orders do not settle it, and this says so.
// Necessary and possible dominance: see Xia and Conitzer 2011 for the notions.
#pragma once

#include <functional>
#include <vector>

#include "settle/problem.h"

namespace entente::settle {

enum class OrdinalVerdict : std::uint8_t { first, second, equal, undecided };

// Which package everybody certainly prefers (weakly, and somebody strictly), by the orders of the parties that have
// any.
OrdinalVerdict compare(const Problem& problem, const Package& first, const Package& second);

struct OrdinalConfig {
  std::size_t most_packages = 2000;
  std::function<bool()> expired;
};

struct OrdinalAnswer {
  std::vector<PartyIndex> parties;   // those with orders; numbers count as the order that they make
  std::vector<Package> undominated;  // by no package necessarily; red lines and constraints hold in them
  std::vector<bool> certain;         // per undominated one: efficient whatever the numbers
  bool complete = true;              // false: there are more undominated ones, or some listed may be dominated
};

// O(n^2 * parties * issues) for n undominated packages.
OrdinalAnswer find_ordinal_packages(const Problem& problem, const OrdinalConfig& config);

}  // namespace entente::settle

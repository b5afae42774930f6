// Utilities as integers, so that sums are compared without rounding.
//
// Every weight and value is a decimal (the shortest one that reads back as the same double), so weight * value /
// divisor is a rational number. Each party has a common denominator of its own: dominance compares a party with itself
// alone. What a party gets at least from each issue is taken off, the rest divided by its greatest common divisor. Sums
// that fit 62 bits are computed in 64, others in 128; where even that is too narrow the numbers are rounded to 2^-100
// of the party's largest one and `exact` is false.
#pragma once

#include <optional>
#include <vector>

#include "settle/problem.h"

namespace entente::settle {

// A width that ISO C++ does not have; both compilers that build Entente do.
__extension__ using Int128 = __int128;

struct UtilityTable {
  std::vector<PartyIndex> parties;                      // those with numbers; a utility vector has one entry for each
  std::vector<std::vector<Int128>> value;               // per issue: option * parties.size() + entry, from 0
  std::vector<Int128> most;                             // per entry: the largest sum over issues
  std::vector<std::optional<Int128>> least_acceptable;  // per entry: the least sum that reaches the reservation value
  std::vector<double> reservation;  // per entry, as given, or what gains are counted from where none is
  bool exact = true;
  bool narrow = true;  // every sum fits 62 bits

  std::size_t width() const { return parties.size(); }
  double utility(std::size_t entry, Int128 sum) const;    // in the problem's own units
  long double gain(std::size_t entry, Int128 sum) const;  // over the reservation value, in the problem's own units

  // What utility() needs: utility = (base + sum * factor) / denominator.
  std::vector<Int128> base;
  std::vector<Int128> factor;
  std::vector<long double> denominator;
};

// Parties without any values are left out. Gains of a party without a reservation value count from 0, or from its worst
// package where that is below 0.
UtilityTable make_utility_table(const Problem& problem);

}  // namespace entente::settle

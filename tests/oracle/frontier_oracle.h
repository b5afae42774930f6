// The Pareto frontier by enumeration: every package, every pair compared. The simplest thing that can be right.
#pragma once

#include <vector>

#include "settle/frontier.h"

namespace entente::oracle {

struct Outcome {
  settle::Package package;
  std::vector<settle::Int128> sums;
};

// All packages that satisfy the request.
std::vector<Outcome> all_outcomes(const settle::FrontierRequest& request);

// Those that no other one dominates, equal ones all kept, sorted by sums descending and then by package.
std::vector<Outcome> brute_force_frontier(const settle::FrontierRequest& request);

}  // namespace entente::oracle

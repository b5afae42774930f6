// Problems by a fixed seed, small enough to enumerate.
#pragma once

#include <random>

#include "settle/problem.h"

namespace entente::oracle {

struct ProblemShape {
  std::size_t parties = 2;
  std::size_t most_issues = 4;
  std::size_t most_options = 3;
  int grain = 10;  // values are whole numbers up to this: small ones make ties
  std::size_t most_constraints = 0;
  std::size_t most_positions = 0;
  bool reservations = false;
};

settle::Problem random_problem(std::mt19937_64& random, const ProblemShape& shape);

}  // namespace entente::oracle

// Random formulas that a monitor should accept, and random traces for them, from a seed.
#pragma once

#include <random>

#include "oracle/mfotl_oracle.h"
#include "verify/signature.h"

namespace entente::oracle {

// p, q, u of one number; r, s of two; t of a text; e of nothing.
verify::Signature generator_signature();

struct GeneratorLimits {
  int depth = 3;
  bool aggregations = true;
  bool definitions = true;
};
verify::Formula random_formula(std::mt19937& random, const GeneratorLimits& limits);

// Up to `points` time points, 0 to 3 apart, with numbers below `values`.
Trace random_trace(std::mt19937& random, std::size_t points, int values);

}  // namespace entente::oracle

// The passes over a formula in their order: resolve, types, desugar, plan.
#pragma once

#include "verify/monitor.h"
#include "verify/plan.h"
#include "verify/types.h"

namespace entente::verify {

struct Compiled {
  Plan plan;
  Types types;
  std::vector<Column> columns;  // the formula's free variables, in the order of the verdicts
};

// The diagnostics have the place in `text` that the part of the formula came from; none where `text` is empty.
Result<Compiled> compile(const Formula& formula, const Signature& signature, std::string_view text,
                         std::string_view file);

}  // namespace entente::verify

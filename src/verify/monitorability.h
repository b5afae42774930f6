// Fourth pass: whether a formula can be computed from finite tables, and how.
#pragma once

#include <optional>

#include "verify/plan.h"
#include "verify/resolve.h"

namespace entente::verify {

// Objections: "formula-unsafe" (the part's table might be infinite), "formula-unbounded-future" (EVENTUALLY or UNTIL
// without an upper bound), "formula-recursion" (LETPAST that speaks of itself now or later), "formula-too-large". Each
// says what would help.
std::optional<Plan> make_plan(const Formula& desugared, Objections& objections);

}  // namespace entente::verify

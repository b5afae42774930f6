// First pass over a formula: every bound variable gets a name of its own, and LET is written out.
#pragma once

#include "core/result.h"
#include "verify/formula.h"

namespace entente::verify {

// A problem in a part of a formula; the place is filled in from the text by whoever has it.
struct Objection {
  std::string code;
  std::string message;
  Span at;
};
using Objections = std::vector<Objection>;

// What the names of the answer mean: a name that stood in the text may come back with #n added, which no name of a text
// can hold. LET p(x) = A IN B becomes B with A at each p; definitions of LETPAST and FRZ stay, under names of their
// own. Objections: "formula-definition" (parameters and free variables differ, or one stands twice),
// "formula-aggregation" (a variable that the formula below does not have), "formula-too-large" (LETs that write out to
// more than 100,000 parts).
Formula resolve(const Formula& formula, Objections& objections);

// The name as it stood in the text.
std::string_view name_in_text(std::string_view resolved);

}  // namespace entente::verify

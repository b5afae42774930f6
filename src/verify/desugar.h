// Third pass: fewer kinds of formulas, the same meaning.
#pragma once

#include "verify/formula.h"

namespace entente::verify {

// What is left are: truth, falsity, predicate, equal, less, less_or_equal, substring, matches, negation, conjunction,
// disjunction, exists, previous, next, once, eventually, since, until, aggregation, let_past, freeze. Comparisons of
// two constants are decided, double negations gone, TRUE SINCE f is ONCE f, TRUE UNTIL f is EVENTUALLY f.
Formula desugar(const Formula& resolved);

}  // namespace entente::verify

// What to show as possible after a concession.
#pragma once

#include "settle/conflicts_problem.h"

namespace entente::settle {

// Of the packages that hold with these positions given up, one that takes as much as possible of what parties that sign
// said they accept, by the weights of those positions (weighted MaxSAT, sat_optimum.h). `formula` may make other
// positions binding. The concession's own package where it is stopped before there is an answer.
Package most_accepted_package(const Problem& problem, const ProblemFormula& formula, const Concession& concession,
                              const Stop& stop);

}  // namespace entente::settle

// What "conflicts" and "certify" take: a problem in any of its formats, or a formula.
#pragma once

#include <string>
#include <variant>

#include "core/result.h"
#include "settle/settle.h"

namespace entente::app {

using ConflictsInput = std::variant<settle::GroupedFormula, settle::Problem>;

// DIMACS CNF, group CNF and WCNF are told by their content, everything else is for load_problem.
Result<ConflictsInput> load_conflicts_input(const std::string& path);

}  // namespace entente::app

// Readers of DIMACS CNF, group CNF and WCNF.
#pragma once

#include <string_view>

#include "core/result.h"
#include "settle/conflicts_formula.h"

namespace entente::settle {

// The kind is told by the problem line: "p cnf VARS CLAUSES" (every clause a group of its own, numbered from 1), "p
// gcnf VARS CLAUSES GROUPS" ({group} before each clause, {0} always holds), "p wcnf VARS CLAUSES [TOP]" (a weight
// before each clause; TOP or more always holds, soft clauses are groups numbered from 1). Without a problem line: WCNF
// as of 2022, where "h" stands for the weight of a clause that always holds. Comments are lines that begin with c; a
// line with % alone ends the formula. Counts that the problem line gives wrongly are warnings; everything else that is
// wrong is an error, with line and column, and as many as there are up to a hundred. Linear in the text.
Result<GroupedFormula> read_dimacs(std::string_view text, std::string_view file);

// Whether the text looks like one of these formats: its first line that is no comment is a problem line, or a WCNF
// clause.
bool looks_like_dimacs(std::string_view text);

}  // namespace entente::settle

// Problems as TOML, documented in docs/problem.md.
#pragma once

#include <string>
#include <string_view>

#include "settle/problem.h"

namespace entente::settle {

// Errors, each with its line and column and as many as there are: "toml-syntax", "toml-depth", "problem-unknown-key",
// "problem-missing", "problem-kind" (a value of the wrong kind), "problem-unknown-name" (a party, issue, option or step
// that the problem does not have), "problem-repeated", "problem-number", "problem-empty". Linear in the text.
Result<Problem> read_problem(std::string_view text, std::string_view file);

// The provisions of a draft for that problem: [[provision]] tables, and pairs of issue and option under [settles], each
// of which becomes a provision of its own. Errors as above.
Result<std::vector<Provision>> read_draft(std::string_view text, std::string_view file, const Problem& problem);

// The problem as TOML that read_problem takes to the same problem (but for places).
std::string write_problem(const Problem& problem);

}  // namespace entente::settle

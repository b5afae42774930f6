// The canonical form of a problem that certificates carry: docs/certificates.md.
#pragma once

#include <string>
#include <string_view>

#include "settle/conflicts_formula.h"
#include "settle/problem.h"

namespace entente::settle {

// The lines from "problem …" to "end problem". Equal problems have equal forms; what does not bear on conflicts
// (preferences, provisions, evidence, titles) is left out. Line breaks in names become spaces.
std::string canonical_form(const Problem& problem);
std::string canonical_form(const GroupedFormula& formula);

// Reads a form of positions back as clauses over options, a group for each position, apart from the writer: for the
// round trip. Errors "form-syntax" with the line.
Result<GroupedFormula> read_canonical_form(std::string_view form);

// Whether the form, read back, means the same as the problem's (or formula's) own clauses: in each group the same
// clauses up to order, repetition and clauses that are always true.
bool form_means(std::string_view form, const GroupedFormula& formula);

// The lines of a certificate that hold its problem; empty where there are none.
std::string_view form_in_certificate(std::string_view certificate);

}  // namespace entente::settle

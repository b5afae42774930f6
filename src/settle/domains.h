// Negotiation domains in the formats of other programs, as problems.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "settle/problem.h"

namespace entente::settle {

// A file's name (without folders) and what is in it.
struct NamedText {
  std::string name;
  std::string text;
};

// Genius and GeniusWeb XML: one domain (<negotiation_template>, or the <utility_space> without evaluations) and the
// profiles beside it, one party each, named after its file. Utilities are Genius's: the sum over issues of weight *
// evaluation / largest evaluation; for integer issues the evaluator's function, cut to [0, 1]. Issues with real numbers
// are refused ("genius-real"), other errors are "genius-domain", "genius-issue", "genius-number", with their lines.
Result<Problem> read_genius(const std::vector<NamedText>& files);

// NegoLog: profiles as JSON {"reservationValue", "issueWeights": {issue: w}, "issues": {issue: {option: value}}}, one
// party each. Utilities are the sum of weight * value. Errors: "negolog-profile", and those of JSON.
Result<Problem> read_negolog(const std::vector<NamedText>& profiles);

}  // namespace entente::settle

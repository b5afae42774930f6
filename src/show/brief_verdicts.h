// The part of the brief's page that says whether what was agreed is kept.
#pragma once

#include <string>
#include <vector>

#include "show/verdicts.h"

namespace entente::show {

// Terms by whose word is taken, as a table; why, as trees that open; terms by days, as a picture; guarantees. Words and
// signs say everything that colours say.
std::string verdicts_html(const verify::Facts& facts, const verify::Assessment& assessment,
                          const std::vector<VerdictReason>& reasons, const verify::Compliance& compliance,
                          const std::vector<verify::GuaranteeState>& guarantees);

}  // namespace entente::show

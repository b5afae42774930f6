// Verdicts on terms, their reasons, compliance and guarantees: as tables, JSON, CSV and a picture.
#pragma once

#include <string>
#include <vector>

#include "format/json.h"
#include "show/console.h"
#include "verify/verify.h"

namespace entente::show {

struct VerdictReason {
  std::size_t term = 0, standard = 0;
  verify::Explanation explanation;
};

void print_verdicts(const verify::Facts& facts, const verify::Assessment& assessment, const std::vector<VerdictReason>& reasons,
                    const verify::Compliance& compliance, const std::vector<verify::GuaranteeState>& guarantees, OutputFormat format,
                    const Console& console);

void print_guarantees(const verify::Facts& facts, verify::Instant as_of, const std::vector<verify::GuaranteeState>& states,
                      const std::vector<verify::GuaranteeFlaw>& flaws, OutputFormat format, const Console& console);

format::Json verdicts_json(const verify::Facts& facts, const verify::Assessment& assessment, const std::vector<VerdictReason>& reasons,
                           const verify::Compliance& compliance);

// The grid of terms × days: a square a day, red where a breach became certain, hatched where one is possible, green where the term
// bound and was kept, empty where it did not bind. Every square has its words as a title.
std::string compliance_svg(const verify::Agreement& agreement, const verify::Compliance& compliance, const verify::Standard& standard);

}  // namespace entente::show

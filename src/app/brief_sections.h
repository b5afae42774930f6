// The parts of the brief that the engines deliver: what all could sign, what excludes what, what waits for what.
#pragma once

#include <string>
#include <vector>

#include "show/brief.h"
#include "store/store.h"

namespace entente::app {

// From the dossier's own positions, with a few seconds for each engine; quotations link to the cells of `brief`.
// Nothing where nobody takes a side on anything; a section that was stopped by the clock says so.
std::vector<show::BriefSection> settlement_sections(const std::string& dossier_path, const show::Brief& brief);

// The verdicts on the dossier's terms and the guarantees that they set off. Nothing where it has no terms or no
// incidents.
std::vector<show::BriefSection> verification_sections(const store::Dossier& dossier);

}  // namespace entente::app

// The parts of the brief that the engines deliver: what all could sign, what excludes what, what waits for what.
#pragma once

#include <string>
#include <vector>

#include "show/brief.h"

namespace entente::app {

// From the dossier's own positions, with a few seconds for each engine. Nothing where nobody takes a side on anything; a
// section that was stopped by the clock says so.
std::vector<show::BriefSection> settlement_sections(const std::string& dossier_path);

}  // namespace entente::app

// Builds the picture on one page from a dossier.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "show/brief.h"
#include "store/store.h"

namespace entente::app {

struct BriefConfig {
  Date since;                        // unknown: the last quarter of the time that the dossier covers
  std::vector<std::string> parties;  // rows to have in any case
  std::vector<std::string> issues;   // columns to have in any case
  std::size_t most_parties = 20;
  std::size_t most_issues = 12;
  std::size_t most_evidence = 5;  // per cell
  std::size_t most_movements = 40;
  std::size_t most_relations = 30;
};

Result<show::Brief> make_brief(const store::Dossier& dossier, const std::string& title, const BriefConfig& config);

}  // namespace entente::app

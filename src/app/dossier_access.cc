#include "app/dossier_access.h"

#include <filesystem>

namespace entente::app {

Result<store::Dossier> open_dossier(const std::string& path, Freshness freshness, const ReadConfig& config) {
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) {
    return error("dossier-missing", "there is no such dossier; `entente read` makes one", {path, 0, 0});
  }
  auto dossier = store::Dossier::open(path, store::Access::read_write);
  if (!dossier || freshness == Freshness::as_it_is) return dossier;
  if (const auto report = bring_up_to_date(*dossier, config); !report) return report.diagnostics();
  return dossier;
}

}  // namespace entente::app

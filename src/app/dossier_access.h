// Opening a dossier for a verb: made up to date first, so that what a verb shows is by the present reader and case.
#pragma once

#include <string>

#include "app/pipeline.h"

namespace entente::app {

enum class Freshness {
  as_it_is,    // the derived rows as they stand
  up_to_date,  // stale documents are read again, whole stages run
};

// An existing dossier. Errors: those of store::Dossier::open, and "dossier-missing".
Result<store::Dossier> open_dossier(const std::string& path, Freshness freshness, const ReadConfig& config = {});

}  // namespace entente::app

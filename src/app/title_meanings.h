// What the titles of a dossier's documents mean, by the sentence encoder: for stories in other words.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "store/store.h"

namespace entente::app {

// For each document the meaning of its title (read.h), by its place in the list; empty for one without a title. All are
// empty where the dossier was read by rules, or where the encoder (models/sentences) is not there or cannot run:
// stories are found by words alone then. A title is encoded once and kept in the dossier. Errors: those of the dossier;
// "model-altered", "model-unusable", "inference-failed".
Result<std::vector<std::vector<std::int8_t>>> title_meanings(
    store::Dossier& dossier, const std::vector<const store::StoredDocument*>& documents);

}  // namespace entente::app

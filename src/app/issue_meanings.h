// What the names of a dossier's issues mean, by the sentence encoder: for issues in other words.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "frame/frame.h"
#include "store/store.h"

namespace entente::app {

// For each issue the meaning of its name (frame.h); empty for one whose name tells nothing, and for those past the
// 2,000 of most phrases: an archive has tens of thousands, of which a brief shows a dozen. All are empty where the
// dossier was read by rules, or where there is no encoder (meaning_encoder.h). A name is encoded once and kept in the
// dossier. Errors: those of the dossier and of the encoder.
Result<std::vector<std::vector<std::int8_t>>> issue_meanings(store::Dossier& dossier, const frame::IssueGroups& groups);

}  // namespace entente::app

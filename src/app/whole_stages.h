// The stages that look at the whole dossier. Each notes what it saw when it ran, and runs again only when that changed:
// a correction of a speaker makes no stories anew.
#pragma once

#include "core/case_facts.h"
#include "core/result.h"
#include "store/store.h"

namespace entente::app {

// stories: which documents tell the same news; discrepancies: what they tell differently.
// issues: the phrases of all positions made into issues, by words and, where a model reads, by meaning.
Status run_whole_stages(store::Dossier& dossier, const CaseFacts& facts);

}  // namespace entente::app

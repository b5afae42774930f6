// The whole stages about stories: which documents tell the same news, and what they tell differently.
#pragma once

#include <string_view>

#include "core/result.h"
#include "store/store.h"

namespace entente::app {

inline constexpr std::string_view stories_version = "4";
inline constexpr std::string_view discrepancies_version = "5";

// Stories with copies and witnesses, of the newest version of each document; what persons joined or parted wins.
Status stories_stage(store::Dossier& dossier);

// Discrepancies between the documents of each story. In a story of more than eight, between copies and what they were
// taken from, and between the first documents of its witnesses.
Status discrepancies_stage(store::Dossier& dossier);

}  // namespace entente::app

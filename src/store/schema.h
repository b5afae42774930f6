// The dossier's schema, and the migrations that lead to it.
#pragma once

#include "store/sqlite.h"

namespace entente::store {

// The schema version that this program writes (PRAGMA user_version).
int latest_schema_version();

// Brings an older dossier to the latest version, a transaction per step. Throws SqliteError; a dossier of a later
// version is refused by the caller.
void migrate(Connection& connection);

// The index that is made anew where the issues are: positions that have one, by issue and party.
constexpr const char* positions_by_issue =
    "CREATE INDEX positions_by_issue ON positions (issue, party) WHERE issue IS NOT NULL;";

}  // namespace entente::store

// What the parts of the dossier share. Private to the room.
#pragma once

#include <string>
#include <utility>

#include "store/sqlite.h"
#include "store/store.h"

namespace entente::store {

struct Dossier::Inside {
  Inside(const std::string& file, bool read_only) : path(file), connection(file, read_only) {}
  std::string path;
  mutable Connection connection;
};

// Turns the room's exception into a Result.
template <typename T, typename Work>
Result<T> guarded(const std::string& path, Work work) {
  try {
    return work();
  } catch (const SqliteError& e) {
    constexpr int busy = 5;  // SQLITE_BUSY
    if ((e.code & 0xFF) == busy) {
      return error("dossier-busy", "another process is writing this dossier; nothing was changed", {path, 0, 0});
    }
    return error("dossier-sqlite", std::string("the dossier could not be used: ") + e.what(), {path, 0, 0});
  }
}

std::string_view to_string(BlockKind kind);
BlockKind parse_block_kind(std::string_view word);
std::string_view to_string(DatePrecision precision);
std::string_view to_string(DateSource source);

// Notes that documents or derived rows changed. Within the caller's transaction.
void count_change(Connection& connection);

}  // namespace entente::store

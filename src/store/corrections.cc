// What persons corrected: rows that no reading touches.
#include <cstdio>

#include <xxhash.h>

#include "store/inside.h"

namespace entente::store {
namespace {

constexpr const char* columns =
    "id, uid, coder, time, note, subject, field, value, document, origin, start, \"end\", words, undone, changed, "
    "holder";

// Of all that was said and where; not of whether it is undone.
std::string uid_of(const Correction& row) {
  std::string all;
  for (const std::string* part : {&row.coder, &row.time, &row.note, &row.subject, &row.field, &row.value, &row.document,
                                  &row.origin, &row.words}) {
    all += *part;
    all += '\0';
  }
  if (row.span) all += std::to_string(row.span->start) + "-" + std::to_string(row.span->end);
  if (!row.holder.empty()) all += '\0' + row.holder;
  const XXH128_hash_t hash = XXH3_128bits(all.data(), all.size());
  char hex[33];
  std::snprintf(hex, sizeof hex, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return hex;
}

Correction row_of(const Query& query) {
  Correction row;
  row.id = query.integer(0);
  row.uid = query.text(1);
  row.coder = query.text(2);
  row.time = query.text(3);
  row.note = query.text(4);
  row.subject = query.text(5);
  row.field = query.text(6);
  row.value = query.text(7);
  row.document = query.text(8);
  row.origin = query.text(9);
  if (!query.is_null(10))
    row.span = Span{static_cast<std::uint32_t>(query.integer(10)), static_cast<std::uint32_t>(query.integer(11))};
  row.words = query.text(12);
  row.undone = query.integer(13) != 0;
  row.changed = query.text(14);
  row.holder = query.text(15);
  return row;
}

}  // namespace

Result<std::size_t> Dossier::add_corrections(std::span<const Correction> corrections) {
  return guarded<std::size_t>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    std::size_t added = 0;
    for (const Correction& row : corrections) {
      const std::string uid = row.uid.empty() ? uid_of(row) : row.uid;
      const std::string changed = row.changed.empty() ? row.time : row.changed;
      Query insert = connection.query(
          "INSERT OR IGNORE INTO corrections (uid, coder, time, note, subject, field, value, document, origin, start, "
          "\"end\", words, "
          "undone, changed, holder) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
      insert.bind(uid).bind(row.coder).bind(row.time).bind_text_or_null(row.note).bind(row.subject).bind(row.field);
      insert.bind(row.value).bind_text_or_null(row.document).bind_text_or_null(row.origin);
      if (row.span)
        insert.bind(std::int64_t{row.span->start}).bind(std::int64_t{row.span->end});
      else
        insert.bind_null().bind_null();
      insert.bind_text_or_null(row.words).bind(std::int64_t{row.undone ? 1 : 0}).bind(changed);
      insert.bind_text_or_null(row.holder).run();
      if (connection.changes() > 0) {
        ++added;
        continue;
      }
      connection.query("UPDATE corrections SET undone = ?, changed = ? WHERE uid = ? AND changed < ?")
          .bind(std::int64_t{row.undone ? 1 : 0})
          .bind(changed)
          .bind(uid)
          .bind(changed)
          .run();
    }
    count_change(connection);
    transaction.commit();
    return added;
  });
}

Result<std::vector<Correction>> Dossier::corrections() const {
  return guarded<std::vector<Correction>>(inside_->path, [&] {
    std::vector<Correction> found;
    Query query = inside_->connection.query(std::string("SELECT ") + columns + " FROM corrections ORDER BY time, id");
    while (query.step()) found.push_back(row_of(query));
    return found;
  });
}

Result<bool> Dossier::set_undone(std::int64_t id, bool undone, std::string_view time) {
  return guarded<bool>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    connection.query("UPDATE corrections SET undone = ?, changed = ? WHERE id = ? AND undone <> ?")
        .bind(std::int64_t{undone ? 1 : 0})
        .bind(time)
        .bind(id)
        .bind(std::int64_t{undone ? 1 : 0})
        .run();
    const bool changed = connection.changes() > 0;
    if (changed) count_change(connection);
    transaction.commit();
    return changed;
  });
}

}  // namespace entente::store

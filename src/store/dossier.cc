// Opening a dossier, its notes, and the counts that `info` shows.
#include <algorithm>
#include <array>

#include <sqlite3.h>

#include "store/inside.h"
#include "store/schema.h"

namespace entente::store {
namespace {

constexpr std::array<std::string_view, 10> block_kinds = {"title",   "heading", "paragraph", "list-item", "takeaway",
                                                          "context", "quote",   "dateline",  "caption",   "byline"};
constexpr std::array<std::string_view, 5> precisions = {"none", "year", "month", "day", "minute"};
constexpr std::array<std::string_view, 4> sources = {"none", "metadata", "dateline", "words"};

}  // namespace

std::string_view to_string(BlockKind kind) { return block_kinds[static_cast<std::size_t>(kind)]; }

BlockKind parse_block_kind(std::string_view word) {
  const auto at = std::find(block_kinds.begin(), block_kinds.end(), word);
  return at == block_kinds.end() ? BlockKind::paragraph : static_cast<BlockKind>(at - block_kinds.begin());
}

std::string_view to_string(DatePrecision precision) { return precisions[static_cast<std::size_t>(precision)]; }
std::string_view to_string(DateSource source) { return sources[static_cast<std::size_t>(source)]; }

void count_change(Connection& connection) {
  connection
      .query(
          "INSERT INTO dossier (name, value) VALUES ('change', '1') "
          "ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)")
      .run();
}

Dossier::Dossier(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Dossier::Dossier(Dossier&&) noexcept = default;
Dossier& Dossier::operator=(Dossier&&) noexcept = default;
Dossier::~Dossier() = default;

Result<Dossier> Dossier::open(const std::string& path, Access access) {
  const Place place{path, 0, 0};
  try {
    auto inside = std::make_unique<Inside>(path, access == Access::read_only);
    Connection& connection = inside->connection;
    std::int64_t version = 0;
    {
      Query query = connection.query("PRAGMA user_version");
      if (query.step()) version = query.integer(0);
    }
    bool has_tables = false;
    {
      Query query =
          connection.query("SELECT count(*), sum(name = 'documents') FROM sqlite_schema WHERE type = 'table'");
      query.step();
      has_tables = query.integer(0) > 0;
      if (has_tables && query.integer(1) == 0) {
        return error("dossier-not-one", "this SQLite file is no dossier", place);
      }
    }
    if (version > latest_schema_version()) {
      return error("dossier-too-new", "this dossier was written by a later version of entente", place);
    }
    if (version < latest_schema_version()) {
      if (access == Access::read_only) {
        if (version == 0) return error("dossier-not-one", "this file is no dossier", place);
        inside = std::make_unique<Inside>(path, false);
      }
      // The page size holds for a new file alone.
      inside->connection.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;");
      migrate(inside->connection);
    }
    inside->connection.execute(
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint "
        "= 8000; PRAGMA temp_store = MEMORY;");
    return Dossier(std::move(inside));
  } catch (const SqliteError& e) {
    if (e.code == SQLITE_NOTADB) return error("dossier-not-one", "this file is no dossier", place);
    return error("dossier-open", std::string("the dossier cannot be opened: ") + e.what(), place);
  }
}

Result<std::int64_t> Dossier::change() const {
  return guarded<std::int64_t>(inside_->path, [&] {
    Query query = inside_->connection.query("SELECT CAST(value AS INTEGER) FROM dossier WHERE name = 'change'");
    return query.step() ? query.integer(0) : 0;
  });
}

Result<std::string> Dossier::note(std::string_view name) const {
  return guarded<std::string>(inside_->path, [&] {
    Query query = inside_->connection.query("SELECT value FROM dossier WHERE name = ?");
    return query.bind(name).step() ? query.text(0) : std::string();
  });
}

Status Dossier::set_note(std::string_view name, std::string_view value) {
  return guarded<Nothing>(inside_->path, [&] {
    inside_->connection
        .query(
            "INSERT INTO dossier (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(name)
        .bind(value)
        .run();
    return Nothing{};
  });
}

Status Dossier::set_case(std::string_view format, std::string_view content) {
  return guarded<Nothing>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    connection.execute("DELETE FROM case_facts");
    connection.query("INSERT INTO case_facts (format, content) VALUES (?, ?)").bind(format).bind(content).run();
    count_change(connection);
    transaction.commit();
    return Nothing{};
  });
}

Result<std::string> Dossier::case_content() const {
  return guarded<std::string>(inside_->path, [&] {
    Query query = inside_->connection.query("SELECT content FROM case_facts");
    return query.step() ? query.text(0) : std::string();
  });
}

Status Dossier::add_problems(std::span<const Diagnostic> problems) {
  if (problems.empty()) return ok_status();
  return guarded<Nothing>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    Query query = connection.query(
        "INSERT OR REPLACE INTO problems (origin, code, message, severity, line, \"column\") VALUES (?, ?, ?, ?, ?, "
        "?)");
    constexpr std::array<std::string_view, 3> words = {"note", "warning", "error"};
    for (const Diagnostic& problem : problems) {
      query.bind(problem.place.file)
          .bind(problem.code)
          .bind(problem.message)
          .bind(words[static_cast<std::size_t>(problem.severity)])
          .bind(static_cast<std::int64_t>(problem.place.line))
          .bind(static_cast<std::int64_t>(problem.place.column))
          .run();
    }
    transaction.commit();
    return Nothing{};
  });
}

Result<Problems> Dossier::problems() const {
  return guarded<Problems>(inside_->path, [&] {
    Problems found;
    Query query = inside_->connection.query(
        "SELECT origin, code, message, severity, line, \"column\" FROM problems ORDER BY origin, line, \"column\", "
        "code");
    while (query.step()) {
      const std::string severity = query.text(3);
      found.list.push_back(
          {query.text(1),
           query.text(2),
           {query.text(0), static_cast<std::size_t>(query.integer(4)), static_cast<std::size_t>(query.integer(5))},
           severity == "error"     ? Severity::error
           : severity == "warning" ? Severity::warning
                                   : Severity::note});
    }
    return found;
  });
}

Result<Totals> Dossier::totals() const {
  return guarded<Totals>(inside_->path, [&] {
    Totals totals;
    Query query = inside_->connection.query(
        "SELECT count(*), sum(published IS NULL), count(*) - count(DISTINCT text_hash), min(published), "
        "max(published), "
        "(SELECT count(*) FROM statements), (SELECT count(*) FROM positions), (SELECT count(*) FROM issues) FROM "
        "documents");
    query.step();
    totals.documents = query.integer(0);
    totals.undated = query.integer(1);
    totals.copies_by_text = query.integer(2);
    totals.first_date = query.text(3);
    totals.last_date = query.text(4);
    totals.statements = query.integer(5);
    totals.positions = query.integer(6);
    totals.issues = query.integer(7);
    return totals;
  });
}

Result<std::vector<Count>> Dossier::counts(std::string_view documents_column) const {
  return guarded<std::vector<Count>>(inside_->path, [&] {
    const std::string column = documents_column == "outlet"   ? "outlet"
                               : documents_column == "format" ? "format"
                                                              : "language";
    std::vector<Count> found;
    Query query = inside_->connection.query("SELECT coalesce(" + column +
                                            ", ''), count(*) AS n FROM documents GROUP BY 1 " + "ORDER BY n DESC, 1");
    while (query.step()) found.push_back({query.text(0), query.integer(1)});
    return found;
  });
}

Result<std::vector<Count>> Dossier::mention_counts(MentionKind kind) const {
  return guarded<std::vector<Count>>(inside_->path, [&] {
    std::vector<Count> found;
    Query query = inside_->connection.query(
        "SELECT name, count(DISTINCT document) AS n FROM mentions WHERE kind = ? GROUP BY name ORDER BY n DESC, name");
    query.bind(entente::to_string(kind));
    while (query.step()) found.push_back({query.text(0), query.integer(1)});
    return found;
  });
}

Result<std::vector<std::pair<ReadingKey, std::int64_t>>> Dossier::readings() const {
  using Rows = std::vector<std::pair<ReadingKey, std::int64_t>>;
  return guarded<Rows>(inside_->path, [&] {
    Rows found;
    Query query = inside_->connection.query(
        "SELECT r.reader, r.version, r.model, r.options, count(*) FROM readings r JOIN documents d ON d.reading = r.id "
        "GROUP BY r.id ORDER BY r.id");
    while (query.step()) {
      found.push_back({{query.text(0), query.text(1), query.text(2), query.text(3)}, query.integer(4)});
    }
    return found;
  });
}

}  // namespace entente::store

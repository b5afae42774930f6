#include "store/sqlite.h"

#include <sqlite3.h>

namespace entente::store {

Query::~Query() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::bind(std::string_view value) {
  sqlite3_bind_text64(statement_, next_parameter_++, value.data() == nullptr ? "" : value.data(), value.size(),
                      SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Query& Query::bind(std::int64_t value) {
  sqlite3_bind_int64(statement_, next_parameter_++, value);
  return *this;
}

Query& Query::bind(double value) {
  sqlite3_bind_double(statement_, next_parameter_++, value);
  return *this;
}

Query& Query::bind_blob(std::string_view bytes) {
  sqlite3_bind_blob64(statement_, next_parameter_++, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(),
                      SQLITE_TRANSIENT);
  return *this;
}

Query& Query::bind_null() {
  sqlite3_bind_null(statement_, next_parameter_++);
  return *this;
}

Query& Query::bind_text_or_null(std::string_view value) { return value.empty() ? bind_null() : bind(value); }

bool Query::step() {
  const int status = sqlite3_step(statement_);
  if (status == SQLITE_ROW) return true;
  if (status != SQLITE_DONE) connection_.fail(status);
  return false;
}

void Query::run() {
  while (step()) {
  }
  sqlite3_reset(statement_);
  next_parameter_ = 1;
}

std::string Query::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes == nullptr ? std::string()
                          : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::string Query::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr ? std::string()
                          : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::real(int column) const { return sqlite3_column_double(statement_, column); }
bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

Connection::Connection(const std::string& path, bool read_only) {
  // Nobody asks SQLite how much memory it has, and counting takes a lock at each piece. Before the first connection.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)uncounted;
  // A connection is used by one thread at a time.
  const int flags =
      (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX;
  const int status = sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr);
  if (status != SQLITE_OK) {
    const std::string message = handle_ != nullptr ? sqlite3_errmsg(handle_) : "out of memory";
    sqlite3_close(handle_);
    throw SqliteError(status, message);
  }
  sqlite3_busy_timeout(handle_, 15000);
}

Connection::~Connection() {
  for (const auto& [sql, statement] : prepared_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

void Connection::fail(int status) const { throw SqliteError(status, sqlite3_errmsg(handle_)); }

void Connection::execute(const std::string& sql) {
  const int status = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (status != SQLITE_OK) fail(status);
}

Query Connection::query(std::string_view sql) {
  auto at = prepared_.find(sql);
  if (at == prepared_.end()) {
    sqlite3_stmt* statement = nullptr;
    const int status = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                          &statement, nullptr);
    if (status != SQLITE_OK) fail(status);
    at = prepared_.emplace(std::string(sql), statement).first;
  }
  return Query(*this, at->second);
}

void Connection::define(const std::string& name, std::function<std::optional<std::int64_t>(std::int64_t)> function) {
  using Function = std::function<std::optional<std::int64_t>(std::int64_t)>;
  const auto call = [](sqlite3_context* context, int, sqlite3_value** values) {
    const auto& of = *static_cast<const Function*>(sqlite3_user_data(context));
    if (const auto value = of(sqlite3_value_int64(values[0])))
      sqlite3_result_int64(context, *value);
    else
      sqlite3_result_null(context);
  };
  // SQLite owns the function, and deletes it in case of an error too.
  const int status = sqlite3_create_function_v2(handle_, name.c_str(), 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                                new Function(std::move(function)), call, nullptr, nullptr,
                                                [](void* owned) { delete static_cast<Function*>(owned); });
  if (status != SQLITE_OK) fail(status);
}

std::int64_t Connection::last_row() const { return sqlite3_last_insert_rowid(handle_); }
std::int64_t Connection::changes() const { return sqlite3_changes64(handle_); }

ForeignKeysUnchecked::~ForeignKeysUnchecked() {
  try {
    connection_.execute("PRAGMA foreign_keys = ON");
  } catch (const SqliteError&) {  // NOLINT(bugprone-empty-catch): the connection is broken, nothing more is written
  }
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    connection_.execute("ROLLBACK");
  } catch (const SqliteError&) {  // NOLINT(bugprone-empty-catch): the connection is broken, nothing was committed
  }
}

void Transaction::commit() {
  connection_.execute("COMMIT");
  open_ = false;
}

}  // namespace entente::store

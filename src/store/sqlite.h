// A thin wrapper over sqlite3: a connection, and queries that bind and step. Private to the room: its exception is
// turned into a Result at the façade (dossier.cc).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace entente::store {

struct SqliteError : std::runtime_error {
  SqliteError(int status, const std::string& message) : std::runtime_error(message), code(status) {}
  int code;
};

class Connection;

// One prepared statement while it is used; resets itself at the end of its scope, so that it can be used again.
class Query {
 public:
  Query(Connection& connection, sqlite3_stmt* statement) : connection_(connection), statement_(statement) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  Query& bind(std::string_view value);
  Query& bind(std::int64_t value);
  Query& bind(double value);
  Query& bind_blob(std::string_view bytes);
  Query& bind_null();
  Query& bind_text_or_null(std::string_view value);  // empty is NULL

  bool step();  // true: a row stands; false: done
  void run();   // steps to the end and resets, ready to bind again

  std::string text(int column) const;  // NULL is empty
  std::string blob(int column) const;  // its bytes; NULL is empty
  std::int64_t integer(int column) const;
  double real(int column) const;
  bool is_null(int column) const;

 private:
  Connection& connection_;
  sqlite3_stmt* statement_;
  int next_parameter_ = 1;
};

class Connection {
 public:
  // Throws SqliteError where the file is no database or may not be opened.
  Connection(const std::string& path, bool read_only);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void execute(const std::string& sql);
  Query query(std::string_view sql);  // prepared once, kept
  // Lets SQL call `function` by this name on one integer; nothing is NULL. It lives as long as the connection, or until
  // another takes its name.
  void define(const std::string& name, std::function<std::optional<std::int64_t>(std::int64_t)> function);
  std::int64_t last_row() const;
  std::int64_t changes() const;

 private:
  friend class Query;
  void fail(int status) const;

  sqlite3* handle_ = nullptr;
  std::map<std::string, sqlite3_stmt*, std::less<>> prepared_;
};

// Rolls back unless committed.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) { connection_.execute("BEGIN IMMEDIATE"); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

// While it lives, SQLite does not look up whether what a row refers to is there, nor follows deletions: for rows whose
// references the program has just made itself, in bulk. Outside a transaction alone; SQLite ignores it within one.
class ForeignKeysUnchecked {
 public:
  explicit ForeignKeysUnchecked(Connection& connection) : connection_(connection) {
    connection_.execute("PRAGMA foreign_keys = OFF");
  }
  ForeignKeysUnchecked(const ForeignKeysUnchecked&) = delete;
  ForeignKeysUnchecked& operator=(const ForeignKeysUnchecked&) = delete;
  ~ForeignKeysUnchecked();

 private:
  Connection& connection_;
};

}  // namespace entente::store

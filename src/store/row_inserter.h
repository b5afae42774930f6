// Many rows of one table by few statements. SQLite pays the frame of a statement once an execution (cursors, the list
// of a CHECK (… IN …) as a temporary table, the statement's journal); with 32 rows at once that is a small part of the
// whole.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "store/sqlite.h"

namespace entente::store {

using Value = std::variant<std::monostate, std::int64_t, double, std::string_view>;  // monostate is NULL

inline Value text_or_null(std::string_view value) { return value.empty() ? Value() : Value(value); }

class RowInserter {
 public:
  // `head` is the statement up to VALUES, as "INSERT INTO blocks (document, ordinal)"; the connection outlives this.
  RowInserter(Connection& connection, std::string_view head, std::size_t columns)
      : connection_(connection), head_(head), columns_(columns) {}

  // One row, as many values as columns. Texts that are no temporaries are only pointed at until finish(), which must be
  // called.
  template <typename... Values>
  void row(Values&&... values) {
    (values_.push_back(value_of(std::forward<Values>(values))), ...);
  }
  void finish();  // writes the rows and forgets them; throws SqliteError

 private:
  static Value value_of(std::int64_t value) { return value; }
  static Value value_of(double value) { return value; }
  static Value value_of(std::string_view value) { return value; }
  static Value value_of(const std::string& value) { return std::string_view(value); }
  static Value value_of(const Value& value) { return value; }
  Value value_of(std::string&& value) { return std::string_view(own_.emplace_back(std::move(value))); }
  void write(std::size_t first_row, std::size_t rows);

  Connection& connection_;
  std::string head_;
  std::size_t columns_;
  std::vector<Value> values_;
  std::deque<std::string> own_;
};

// The id that the next row of a table with an INTEGER PRIMARY KEY can have. Within a transaction nobody else takes it.
std::int64_t next_id(Connection& connection, std::string_view table);

}  // namespace entente::store

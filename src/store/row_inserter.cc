#include "store/row_inserter.h"

namespace entente::store {
namespace {

constexpr std::size_t rows_at_once = 32;

void bind_value(Query& query, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    query.bind(*number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    query.bind(*real);
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    query.bind(*text);
  } else {
    query.bind_null();
  }
}

}  // namespace

void RowInserter::finish() {
  const std::size_t rows = values_.size() / columns_;
  std::size_t at = 0;
  for (; at + rows_at_once <= rows; at += rows_at_once) write(at, rows_at_once);
  for (; at < rows; ++at) write(at, 1);
  values_.clear();
  own_.clear();
}

void RowInserter::write(std::size_t first_row, std::size_t rows) {
  std::string sql = head_ + " VALUES ";
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? "(?" : ", (?";
    for (std::size_t column = 1; column < columns_; ++column) sql += ", ?";
    sql += ')';
  }
  Query query = connection_.query(sql);
  for (std::size_t at = first_row * columns_; at < (first_row + rows) * columns_; ++at) bind_value(query, values_[at]);
  query.run();
}

std::int64_t next_id(Connection& connection, std::string_view table) {
  Query query = connection.query("SELECT coalesce(max(id), 0) + 1 FROM " + std::string(table));
  query.step();
  return query.integer(0);
}

}  // namespace entente::store

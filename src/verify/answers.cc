#include "verify/answers.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente::verify {

Answers::Answers(const std::vector<Column>& columns, const Columns& of_root)
    : columns_(columns), unsorted_(columns.size()), sorted_(columns.size()) {
  for (const Column& column : columns) order_.push_back(column_of(of_root, column.name));
}

const Rows& Answers::sorted(Node& root, const Interner& interner) {
  sorted_.clear();
  unsorted_.clear();
  const auto take = [&](const Word* row) {
    Word* made = unsorted_.add();
    for (std::size_t k = 0; k < order_.size(); ++k) made[k] = row[order_[k]];
  };
  if (root.is_window()) {
    const WindowTable& table = root.table();
    if (table.size() == 0) return sorted_;
    for (RowId id = 0; id < table.bound(); ++id) {
      if (table.used(id) && table.present(id)) take(table.row(id));
    }
  } else {
    const Rows& rows = root.rows();
    if (rows.empty()) return sorted_;
    for (std::size_t i = 0; i < rows.count; ++i) take(rows.row(i));
  }
  std::vector<std::uint32_t> order = distinct_rows(unsorted_);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t k = 0; k < order_.size(); ++k) {
      const int compared = compare_words(unsorted_.row(a)[k], unsorted_.row(b)[k], columns_[k].type, interner);
      if (compared != 0) return compared < 0;
    }
    return false;
  });
  for (const std::uint32_t i : order) sorted_.add(unsorted_.row(i));
  return sorted_;
}

void append_value(std::string& out, Word word, ValueType type, const Interner& interner) {
  switch (type) {
    case ValueType::integer:
      fmt::format_to(std::back_inserter(out), "{}", word);
      return;
    case ValueType::real:
      fmt::format_to(std::back_inserter(out), "{:g}", real_of(word));
      return;
    case ValueType::text:
      out += '"';
      out += interner.text(word);
      out += '"';
      return;
    case ValueType::pattern:
      out += "r\"";
      out += interner.text(word);
      out += '"';
      return;
  }
}

void append_verdict(std::string& out, std::uint64_t point, std::int64_t time, const Rows& rows,
                    const std::vector<Column>& columns, const Interner& interner) {
  fmt::format_to(std::back_inserter(out), "@{} (time point {}):", time, point);
  if (columns.empty()) {
    out += " true";
    return;
  }
  for (std::size_t i = 0; i < rows.count; ++i) {
    out += " (";
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (k > 0) out += ',';
      append_value(out, rows.row(i)[k], columns[k].type, interner);
    }
    out += ')';
  }
}

}  // namespace entente::verify

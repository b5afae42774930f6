// Comma-separated values (RFC 4180), read by libcsv: quoted fields with delimiters, quotes and line breaks in them,
// rows of any length, a byte order mark, empty lines passed over. Spaces around a field that is not quoted do not
// belong to it.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include "core/result.h"

namespace entente::format {

struct CsvRow {
  std::size_t line = 0;                      // where the row begins, from 1
  std::span<const std::string_view> fields;  // valid until the function returns
};

// Gives the rows in order, the header as any other; `row` returns false to stop. Error: "csv-syntax" for a quoted field
// that never ends, or where memory ran out. Linear in the text.
Status read_csv(std::string_view text, std::string_view file, char delimiter,
                const std::function<bool(const CsvRow&)>& row);

}  // namespace entente::format

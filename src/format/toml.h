// TOML: toml++'s tree as a small value of ours, in the order of the source, every value with its line and column.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/result.h"

namespace entente::format {

struct TomlEntry;

// One value; a table when it is a document's root. Only the members that go with `kind` are set.
struct TomlValue {
  enum class Kind : std::uint8_t { string, integer, number, boolean, date, time, array, table };

  Kind kind = Kind::table;
  std::string text;  // string; and a local time as "HH:MM:SS"
  std::int64_t integer = 0;
  double number = 0;
  bool boolean = false;
  Date date;                       // local or with an offset (then in UTC), to the minute
  std::vector<TomlValue> items;    // array
  std::vector<TomlEntry> entries;  // table, in the order of the source; keys are unique
  std::size_t line = 0;            // from 1, where the value starts
  std::size_t column = 0;

  bool is(Kind wanted) const { return kind == wanted; }

  // The member of a table with that key; nothing where there is none, or where this is no table. O(entries).
  const TomlValue* find(std::string_view key) const;

  // The value where it is of that kind; `as_number` takes integers too.
  std::optional<std::string_view> as_string() const;
  std::optional<std::int64_t> as_integer() const;
  std::optional<double> as_number() const;
  std::optional<bool> as_boolean() const;
  std::optional<Date> as_date() const;

  // All strings of an array of strings, or a lone string as a list of one; nothing for anything else.
  std::optional<std::vector<std::string>> as_strings() const;

  Place place(std::string_view file) const { return {std::string(file), line, column}; }
};

struct TomlEntry {
  std::string key;
  std::size_t line = 0;  // of the key
  std::size_t column = 0;
  TomlValue value;

  Place place(std::string_view file) const { return {std::string(file), line, column}; }
};

// "a string", "an integer" …: for sentences such as "must be a string, not an integer".
std::string_view name_of(TomlValue::Kind kind);

// The root table. Errors: "toml-syntax" with the place of the first mistake; "toml-depth" past 128 levels.
Result<TomlValue> parse_toml(std::string_view text, std::string_view file);

}  // namespace entente::format

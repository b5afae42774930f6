#include "format/toml.h"

#include <algorithm>
#include <cstdio>

#include <toml++/toml.h>

namespace entente::format {
namespace {

constexpr int most_depth = 128;

// Whether a line has a dotted key of more than `most` parts ("a.a.a. …"): toml++ bounds the nesting of values, but not
// that of keys, and its tree is taken down by recursion.
bool has_deep_key(std::string_view text, int most) {
  int dots = 0;
  char last = '\n';
  for (const char c : text) {
    if (c == '.') {
      dots = last == '.' ? 0 : dots + 1;
      if (dots > most) return true;
    } else if (c == '\n' || c == '=') {
      dots = 0;
    }
    if (c != ' ' && c != '\t') last = c;
  }
  return false;
}

int part(unsigned value) { return static_cast<int>(value); }

Date date_of(const toml::date& date) { return make_date(date.year, date.month, date.day); }

Date date_of(const toml::date_time& moment) {
  char buffer[48];
  const int offset = moment.offset ? moment.offset->minutes : 0;
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", part(moment.date.year),
                part(moment.date.month), part(moment.date.day), part(moment.time.hour), part(moment.time.minute),
                part(moment.time.second), offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
  return parse_date(buffer).value_or(date_of(moment.date));
}

std::string time_of(const toml::time& time) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", part(time.hour), part(time.minute), part(time.second));
  return buffer;
}

// Returns false where the tree is too deep.
bool convert(const toml::node& node, TomlValue& value, int depth) {
  using Kind = TomlValue::Kind;
  value.line = node.source().begin.line;
  value.column = node.source().begin.column;
  if (depth > most_depth) return false;
  if (const toml::table* table = node.as_table()) {
    value.kind = Kind::table;
    for (const auto& [key, child] : *table) {
      TomlEntry entry{std::string(key.str()), key.source().begin.line, key.source().begin.column, {}};
      if (!convert(child, entry.value, depth + 1)) return false;
      value.entries.push_back(std::move(entry));
    }
    // toml++ keeps its tables sorted by key.
    std::stable_sort(value.entries.begin(), value.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
  } else if (const toml::array* array = node.as_array()) {
    value.kind = Kind::array;
    value.items.resize(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (!convert((*array)[i], value.items[i], depth + 1)) return false;
    }
  } else if (const auto* text = node.as_string()) {
    value.kind = Kind::string;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = Kind::integer;
    value.integer = integer->get();
  } else if (const auto* number = node.as_floating_point()) {
    value.kind = Kind::number;
    value.number = number->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = Kind::boolean;
    value.boolean = boolean->get();
  } else if (const auto* date = node.as_date()) {
    value.kind = Kind::date;
    value.date = date_of(date->get());
  } else if (const auto* moment = node.as_date_time()) {
    value.kind = Kind::date;
    value.date = date_of(moment->get());
  } else if (const auto* time = node.as_time()) {
    value.kind = Kind::time;
    value.text = time_of(time->get());
  }
  return true;
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const {
  for (const TomlEntry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::optional<std::string_view> TomlValue::as_string() const {
  return is(Kind::string) ? std::optional<std::string_view>(text) : std::nullopt;
}

std::optional<std::int64_t> TomlValue::as_integer() const {
  return is(Kind::integer) ? std::optional(integer) : std::nullopt;
}

std::optional<double> TomlValue::as_number() const {
  if (is(Kind::integer)) return static_cast<double>(integer);
  return is(Kind::number) ? std::optional(number) : std::nullopt;
}

std::optional<bool> TomlValue::as_boolean() const { return is(Kind::boolean) ? std::optional(boolean) : std::nullopt; }

std::optional<Date> TomlValue::as_date() const { return is(Kind::date) ? std::optional(date) : std::nullopt; }

std::optional<std::vector<std::string>> TomlValue::as_strings() const {
  if (is(Kind::string)) return std::vector<std::string>{text};
  if (!is(Kind::array)) return std::nullopt;
  std::vector<std::string> all;
  for (const TomlValue& item : items) {
    if (!item.is(Kind::string)) return std::nullopt;
    all.push_back(item.text);
  }
  return all;
}

std::string_view name_of(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::string:
      return "a string";
    case TomlValue::Kind::integer:
      return "an integer";
    case TomlValue::Kind::number:
      return "a number";
    case TomlValue::Kind::boolean:
      return "a boolean";
    case TomlValue::Kind::date:
      return "a date";
    case TomlValue::Kind::time:
      return "a time of day";
    case TomlValue::Kind::array:
      return "an array";
    case TomlValue::Kind::table:
      return "a table";
  }
  return "a value";
}

Result<TomlValue> parse_toml(std::string_view text, std::string_view file) {
  const Diagnostic too_deep = error("toml-depth", "tables or arrays nest deeper than 128", {std::string(file), 0, 0});
  if (has_deep_key(text, most_depth)) return too_deep;
  try {
    TomlValue root;
    if (!convert(toml::parse(text), root, 0)) return too_deep;
    return root;
  } catch (const toml::parse_error& e) {
    const toml::source_position at = e.source().begin;
    return error("toml-syntax", std::string(e.description()), {std::string(file), at.line, at.column});
  }
}

}  // namespace entente::format

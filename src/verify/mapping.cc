#include "verify/mapping.h"

#include <algorithm>
#include <array>

#include "format/toml.h"

namespace entente::verify {
namespace {

using format::TomlEntry;
using format::TomlValue;
using Kind = TomlValue::Kind;

constexpr std::array<std::string_view, 19> cell_names = {
    "id",      "kind",         "what",         "by",           "place",    "about",  "when",
    "to",      "latitude",     "longitude",    "uncertainty",  "quantity", "source", "says",
    "arrived", "source-class", "source-party", "confirmed-by", "denied-by"};

class MappingFile {
 public:
  explicit MappingFile(std::string_view file) : file_(file) {}

  Result<IncidentMapping> read(const TomlValue& root) {
    for (const TomlEntry& entry : root.entries) {
      if (!entry.value.is(Kind::table))
        add("mapping-type", "This must be a table.", entry.value);
      else if (entry.key == "file")
        file_section(entry.value);
      else if (entry.key == "columns")
        columns(entry.value);
      else if (entry.key == "measures")
        measures(entry.value);
      else if (entry.key == "sources")
        sources(entry.value);
      else
        add("mapping-key", "\"" + entry.key + "\" is not known here; known are file, columns, measures, sources.",
            entry);
    }
    for (const char* name : {"kind", "when", "source"}) {
      if (mapping_.cells.count(name) == 0)
        add("mapping-missing", std::string("[columns] must say where \"") + name + "\" stands.", root);
    }
    if (!problems_.empty()) return problems_;
    return std::move(mapping_);
  }

 private:
  template <typename Where>
  void add(std::string code, std::string message, const Where& where) {
    problems_.push_back(error(std::move(code), std::move(message), where.place(file_)));
  }
  std::string string(const TomlValue& value) {
    if (!value.is(Kind::string)) add("mapping-type", "This must be a string.", value);
    return value.text;
  }

  void file_section(const TomlValue& table) {
    for (const TomlEntry& entry : table.entries) {
      const std::string value = string(entry.value);
      auto bad = [&](const char* what) {
        add("mapping-value", std::string("This must be ") + what + ".", entry.value);
      };
      if (entry.key == "format") {
        mapping_.jsonl = value == "jsonl";
        if (value != "csv" && value != "jsonl") bad("\"csv\" or \"jsonl\"");
      } else if (entry.key == "delimiter") {
        if (value.size() != 1)
          bad("one character");
        else
          mapping_.delimiter = value[0];
      } else if (entry.key == "list-separator") {
        if (value.empty()) bad("some characters");
        mapping_.list_separator = value;
      } else if (entry.key == "id-prefix") {
        mapping_.id_prefix = value;
      } else if (entry.key == "time-format") {
        const auto format = parse_time_format(value);
        if (!format) bad("one of iso, compact, day-first, month-first, epoch");
        mapping_.time_format = format.value_or(TimeFormat::iso);
      } else if (entry.key == "time-zone") {
        const auto zone = parse_zone(value);
        if (!zone) bad("an offset such as \"+02:00\"");
        mapping_.zone = zone.value_or(0);
      } else {
        add("mapping-key", "\"" + entry.key + "\" is not known here.", entry);
      }
    }
  }

  CellMapping cell(const TomlValue& value) {
    CellMapping cell;
    if (value.is(Kind::string)) {
      cell.column = value.text;
      return cell;
    }
    if (!value.is(Kind::table)) {
      add("mapping-type", "This must be a column's name or a table.", value);
      return cell;
    }
    for (const TomlEntry& entry : value.entries) {
      if (entry.key == "column")
        cell.column = string(entry.value);
      else if (entry.key == "value")
        cell.constant = string(entry.value);
      else if (entry.key == "otherwise")
        cell.otherwise = string(entry.value), cell.has_otherwise = true;
      else if ((entry.key == "values" || entry.key == "flags") && entry.value.is(Kind::table)) {
        for (const TomlEntry& pair : entry.value.entries) {
          if (entry.key == "flags")
            cell.flags.emplace_back(pair.key, string(pair.value));
          else
            cell.values.emplace(pair.key, string(pair.value));
        }
        cell.translates = cell.translates || entry.key == "values";
      } else {
        add("mapping-key",
            "\"" + entry.key + "\" is not known here; a cell has column, values, otherwise, value or flags.", entry);
      }
    }
    return cell;
  }
  void columns(const TomlValue& table) {
    for (const TomlEntry& entry : table.entries) {
      if (std::find(cell_names.begin(), cell_names.end(), entry.key) == cell_names.end()) {
        std::string known;
        for (const std::string_view name : cell_names) known += (known.empty() ? "" : ", ") + std::string(name);
        add("mapping-key", "\"" + entry.key + "\" is nothing that an incident has; known are: " + known + ".", entry);
      }
      mapping_.cells.emplace(entry.key, cell(entry.value));
    }
  }
  void measures(const TomlValue& table) {
    for (const TomlEntry& entry : table.entries) mapping_.measures.emplace_back(entry.key, cell(entry.value));
  }
  void sources(const TomlValue& table) {
    for (const TomlEntry& entry : table.entries) {
      Source source;
      source.name = entry.key;
      if (!entry.value.is(Kind::table)) {
        add("mapping-type", "A source is a table with class, party, origin.", entry.value);
        continue;
      }
      for (const TomlEntry& fact : entry.value.entries) {
        if (fact.key == "class") {
          const auto parsed = parse_source_class(string(fact.value));
          if (!parsed) add("mapping-value", "A source is of the class party, monitor or medium.", fact.value);
          source.kind = parsed.value_or(SourceClass::medium);
        } else if (fact.key == "party") {
          source.party = string(fact.value);
        } else if (fact.key == "origin") {
          source.origin = string(fact.value);
        } else {
          add("mapping-key", "\"" + fact.key + "\" is not known here; a source has class, party, origin.", fact);
        }
      }
      if (source.kind == SourceClass::party && source.party.empty())
        add("mapping-missing", "A party's source needs \"party\".", entry.value);
      if (entry.key == "*")
        mapping_.other_source = source;
      else
        mapping_.sources.emplace(entry.key, source);
    }
  }

  std::string file_;
  IncidentMapping mapping_;
  Diagnostics problems_;
};

}  // namespace

Result<IncidentMapping> read_mapping(std::string_view text, std::string_view file) {
  const auto root = format::parse_toml(text, file);
  if (!root) return root.diagnostics();
  return MappingFile(file).read(*root);
}

}  // namespace entente::verify

// The mapping: a TOML file that says which column of somebody's incident file holds what (docs/incidents.md), and the
// reading of incidents by it, from CSV and JSON lines.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "verify/incidents.h"

namespace entente::verify {

// Where a cell's words come from: a constant, a column (with its values translated), or flags of which one is set.
struct CellMapping {
  std::string column;
  std::string constant;
  std::vector<std::pair<std::string, std::string>> flags;  // column, what it means where it is 1, true or yes
  std::map<std::string, std::string, std::less<>> values;  // translation of the column's words
  bool translates = false;
  std::string otherwise;  // for words that `values` lacks; the words themselves where this is absent
  bool has_otherwise = false;
};

struct IncidentMapping {
  bool jsonl = false;
  char delimiter = ',';
  std::string list_separator = "|";
  std::string id_prefix;  // before every id: so that the ids of two files do not meet by chance
  TimeFormat time_format = TimeFormat::iso;
  int zone = 0;
  std::map<std::string, CellMapping, std::less<>> cells;      // "kind", "when", "to", "by", "source" …
  std::vector<std::pair<std::string, CellMapping>> measures;  // unit, cell
  std::map<std::string, Source, std::less<>> sources;
  Source other_source;  // what is known of a source that has no row
};

// Errors: "toml-syntax", "mapping-key", "mapping-type", "mapping-missing", "mapping-value".
Result<IncidentMapping> read_mapping(std::string_view text, std::string_view file);

// Rows that cannot be used are reported and passed over ("incident-time", "incident-number", "incident-says",
// "incident-contradiction" …, at most 100 of them and then how many more); a column that the mapping names and the file
// lacks is an error ("mapping-column"). Linear in the text.
Result<IncidentSet> read_incidents(std::string_view text, std::string_view file, const IncidentMapping& mapping);

// Adds the incidents of one more file to what the collector has. Rows of one id are one incident, whatever file they
// are in; rows without an id of their own are told apart by their file.
Status collect_incidents(std::string_view text, std::string_view file, const IncidentMapping& mapping,
                         IncidentCollector& collector);

}  // namespace entente::verify

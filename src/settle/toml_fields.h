// One TOML table being read: each key is asked for once, and what is wrong is noted with its place.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "format/toml.h"
#include "settle/problem.h"

namespace entente::settle {

class Fields {
 public:
  // `table` and `diagnostics` must outlive this; `what` names the table in sentences: "this position".
  Fields(const format::TomlValue& table, std::string_view file, std::string_view what, Diagnostics& diagnostics);

  const format::TomlValue* value(std::string_view key);  // whatever its kind; nothing where absent
  std::string text(std::string_view key);                // empty where absent
  std::string required_text(std::string_view key);
  std::optional<double> number(std::string_view key);  // finite
  bool boolean(std::string_view key, bool otherwise);
  std::vector<std::string> texts(std::string_view key);                // a string or an array of strings
  std::vector<const format::TomlValue*> tables(std::string_view key);  // a table or an array of tables

  // words, speaker, document, date, start, end; and `evidence`, an array of tables of these.
  Origin origin();

  // Notes every key that nobody asked for.
  void finish();

  void complain(std::string code, std::string sentence, const format::TomlValue& at);
  Place place() const { return table_.place(file_); }

 private:
  std::optional<Evidence> evidence();

  const format::TomlValue& table_;
  std::string file_;
  std::string what_;
  Diagnostics& diagnostics_;
  std::set<std::string, std::less<>> asked_;
};

// The name among `names` that was probably meant: at most two edits and about a third of its length away; empty for
// none.
std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

}  // namespace entente::settle

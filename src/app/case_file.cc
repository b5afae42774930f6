#include "app/case_file.h"

#include <set>

#include "format/toml.h"

namespace entente::app {
namespace {

using format::TomlEntry;
using format::TomlValue;

class CaseParser {
 public:
  explicit CaseParser(std::string_view file) : file_(file) {}

  Result<CaseFacts> parse(const TomlValue& root) {
    for (const TomlEntry& entry : root.entries) {
      if (entry.key == "party") {
        for (const TomlValue& table : tables(entry)) party(table);
      } else if (entry.key == "issue") {
        for (const TomlValue& table : tables(entry)) issue(table);
      } else if (entry.key != "title" && entry.key != "note") {
        complain("case-key", "\"" + entry.key + "\" is not known here; a case has [[party]] and [[issue]]",
                 entry.place(file_));
      }
    }
    if (!diagnostics_.empty()) return diagnostics_;
    return std::move(facts_);
  }

 private:
  void complain(std::string code, std::string message, Place place) {
    diagnostics_.push_back(error(std::move(code), std::move(message), std::move(place)));
  }

  std::vector<TomlValue> tables(const TomlEntry& entry) {
    std::vector<TomlValue> found;
    if (entry.value.is(TomlValue::Kind::array)) {
      for (const TomlValue& item : entry.value.items) {
        if (item.is(TomlValue::Kind::table))
          found.push_back(item);
        else
          complain("case-value", "each [[" + entry.key + "]] must be a table", item.place(file_));
      }
    } else {
      complain("case-value", "write [[" + entry.key + "]], an array of tables", entry.place(file_));
    }
    return found;
  }

  std::string name_of(const TomlValue& table, std::set<std::string>& seen) {
    const TomlValue* name = table.find("name");
    if (name == nullptr || !name->as_string() || name->as_string()->empty()) {
      complain("case-name", "a name is missing here", (name == nullptr ? table : *name).place(file_));
      return "";
    }
    if (!seen.insert(std::string(*name->as_string())).second) {
      complain("case-twice", "\"" + std::string(*name->as_string()) + "\" stands here a second time",
               name->place(file_));
    }
    return std::string(*name->as_string());
  }

  std::vector<std::string> strings(const TomlEntry& entry) {
    if (auto list = entry.value.as_strings()) return *list;
    complain("case-value",
             "\"" + entry.key + "\" must be a list of strings, not " + std::string(format::name_of(entry.value.kind)),
             entry.value.place(file_));
    return {};
  }

  void party(const TomlValue& table) {
    PartyFacts party;
    party.name = name_of(table, party_names_);
    for (const TomlEntry& entry : table.entries) {
      if (entry.key == "aliases")
        party.aliases = strings(entry);
      else if (entry.key == "members")
        party.members = strings(entry);
      else if (entry.key != "name" && entry.key != "note")
        unknown(entry, "a party has name, aliases and members");
    }
    facts_.parties.push_back(std::move(party));
  }

  void issue(const TomlValue& table) {
    IssueFacts issue;
    issue.name = name_of(table, issue_names_);
    for (const TomlEntry& entry : table.entries) {
      if (entry.key == "keywords" || entry.key == "aliases")
        issue.keywords = strings(entry);
      else if (entry.key == "options")
        issue.options = strings(entry);
      else if (entry.key != "name" && entry.key != "note")
        unknown(entry, "an issue has name, keywords and options");
    }
    facts_.issues.push_back(std::move(issue));
  }

  void unknown(const TomlEntry& entry, const std::string& known) {
    complain("case-key", "\"" + entry.key + "\" is not known here; " + known, entry.place(file_));
  }

  std::string file_;
  CaseFacts facts_;
  Diagnostics diagnostics_;
  std::set<std::string> party_names_;
  std::set<std::string> issue_names_;
};

}  // namespace

Result<CaseFacts> parse_case(std::string_view toml, std::string_view file) {
  const Result<TomlValue> root = format::parse_toml(toml, file);
  if (!root) return root.diagnostics();
  return CaseParser(file).parse(*root);
}

}  // namespace entente::app

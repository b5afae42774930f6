#include <algorithm>
#include <cmath>

#include "format/json.h"
#include "settle/domains.h"

namespace entente::settle {
namespace {

using format::Json;

class NegologReader {
 public:
  Result<Problem> read(const std::vector<NamedText>& profiles) {
    for (const NamedText& file : profiles) {
      const auto json = format::parse_json(file.text, file.name);
      if (!json) {
        diagnostics_.insert(diagnostics_.end(), json.diagnostics().begin(), json.diagnostics().end());
        continue;
      }
      file_ = file.name;
      read_profile(*json);
    }
    if (problem_.parties.empty() && diagnostics_.empty()) {
      diagnostics_.push_back(error("negolog-profile", "there is no profile"));
    }
    if (!diagnostics_.empty()) return diagnostics_;
    problem_.utilities_from = "numbers";
    return std::move(problem_);
  }

 private:
  void complain(std::string sentence) {
    diagnostics_.push_back(error("negolog-profile", std::move(sentence), {file_, 0, 0}));
  }

  const Json* member(const Json& object, const std::string& key, bool is_table) {
    const auto at = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || at == object.end() || (is_table && !at->is_object())) {
      complain("there is no " + std::string(is_table ? "table " : "number ") + key);
      return nullptr;
    }
    return &*at;
  }

  double number(const Json& value, const std::string& of) {
    if (value.is_number() && std::isfinite(value.get<double>())) return value.get<double>();
    complain("\"" + of + "\" must be a number");
    return 0;
  }

  void read_profile(const Json& json) {
    const Json* issues = member(json, "issues", true);
    const Json* weights = member(json, "issueWeights", true);
    if (issues == nullptr || weights == nullptr) return;
    if (problem_.issues.empty()) read_issues(*issues);
    Party party;
    party.name = file_.substr(0, file_.rfind('.'));
    party.origin.place.file = file_;
    party.preferences.issues.resize(problem_.issues.size());
    if (issues->size() != problem_.issues.size()) complain("its issues are not those of the first profile");
    for (std::size_t i = 0; i < problem_.issues.size(); ++i) {
      const Issue& issue = problem_.issues[i];
      const Json* values = member(*issues, issue.name, true);
      const Json* weight = member(*weights, issue.name, false);
      if (values == nullptr || weight == nullptr) continue;
      IssuePreference& preference = party.preferences.issues[i];
      preference.given = true;
      preference.weight = number(*weight, issue.name);
      if (values->size() != issue.options.size())
        complain("the options of \"" + issue.name + "\" are not those of the first profile");
      for (const Option& option : issue.options) {
        const Json* value = member(*values, option.name, false);
        preference.values.push_back(value == nullptr ? 0 : number(*value, option.name));
      }
    }
    if (const auto at = json.find("reservationValue"); at != json.end()) {
      party.preferences.reservation = number(*at, "reservationValue");
    }
    problem_.parties.push_back(std::move(party));
  }

  void read_issues(const Json& issues) {
    problem_.source = file_;
    for (const auto& [name, options] : issues.items()) {
      Issue issue;
      issue.name = name;
      issue.origin.place.file = file_;
      if (options.is_object()) {
        for (const auto& [option, value] : options.items()) issue.options.push_back({option, "", {{file_, 0, 0}, {}}});
      }
      if (issue.options.empty()) complain("issue \"" + name + "\" has no options");
      problem_.issues.push_back(std::move(issue));
    }
    if (problem_.issues.empty()) complain("there are no issues");
  }

  std::string file_;
  Problem problem_;
  Diagnostics diagnostics_;
};

}  // namespace

Result<Problem> read_negolog(const std::vector<NamedText>& profiles) { return NegologReader().read(profiles); }

}  // namespace entente::settle

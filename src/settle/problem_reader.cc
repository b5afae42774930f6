// Three passes, so that an element may refer to one that stands further down: first the names of parties, issues and
// steps, then everything that refers to them, then what only the whole can show.
#include <algorithm>
#include <cmath>
#include <set>

#include "settle/problem_names.h"
#include "settle/problem_toml.h"
#include "settle/toml_fields.h"

namespace entente::settle {
namespace {

using format::TomlValue;
using Kind = TomlValue::Kind;

class ProblemReader {
 public:
  ProblemReader(const TomlValue& root, std::string_view file)
      : file_(file), root_(root, file, "a problem", diagnostics_) {}

  Result<Problem> read() {
    problem_.source = file_;
    problem_.title = root_.text("title");
    problem_.utilities_from = root_.text("utilities_from");
    const auto parties = root_.tables("party");
    const auto issues = root_.tables("issue");
    const auto steps = root_.tables("step");
    for (const TomlValue* table : issues) read_issue(*table);
    for (const TomlValue* table : parties) name_party(*table);
    for (const TomlValue* table : steps) name_step(*table);
    Names names(problem_, file_, diagnostics_);
    names_ = &names;
    for (std::size_t i = 0; i < parties.size(); ++i) read_party(*parties[i], problem_.parties[i]);
    for (const TomlValue* table : root_.tables("position")) read_position(*table);
    for (const TomlValue* table : root_.tables("constraint")) read_constraint(*table);
    for (const TomlValue* table : root_.tables("provision"))
      problem_.provisions.push_back(read_provision(*table, names));
    for (std::size_t i = 0; i < steps.size(); ++i) read_step(*steps[i], problem_.steps[i]);
    root_.finish();
    name_the_nameless();
    note_repeated("party", problem_.parties);
    note_repeated("issue", problem_.issues);
    note_repeated("position", problem_.positions);
    note_repeated("step", problem_.steps);
    if (std::any_of(diagnostics_.begin(), diagnostics_.end(),
                    [](const Diagnostic& d) { return d.severity == Severity::error; })) {
      return diagnostics_;
    }
    if (problem_.utilities_from.empty()) problem_.utilities_from = source_of_utilities();
    return {std::move(problem_), std::move(diagnostics_)};
  }

  Provision read_provision(const TomlValue& table, Names& names) {
    Fields fields(table, file_, "this provision", diagnostics_);
    Provision provision;
    provision.name = fields.required_text("name");
    provision.text = fields.text("text");
    if (const TomlValue* settles = fields.value("settles")) {
      provision.settles = names.choices(*settles);
    } else {
      fields.complain("problem-missing", "this provision has no settles: the options that it puts down", table);
    }
    provision.origin = fields.origin();
    fields.finish();
    return provision;
  }

  Diagnostics& diagnostics() { return diagnostics_; }
  Fields& root() { return root_; }

 private:
  void read_issue(const TomlValue& table) {
    Fields fields(table, file_, "this issue", diagnostics_);
    Issue issue;
    issue.name = fields.required_text("name");
    issue.title = fields.text("title");
    if (const TomlValue* options = fields.value("options"); options != nullptr) {
      if (!options->is(Kind::array)) {
        fields.complain("problem-kind", "options must be a list of names", *options);
      }
      for (const TomlValue& item : options->items) {
        const auto name = item.as_string();
        if (!name) {
          fields.complain("problem-kind", "an option is named by a string, not " + std::string(name_of(item.kind)),
                          item);
          continue;
        }
        if (name->empty()) fields.complain("problem-empty", "an option has an empty name", item);
        issue.options.push_back({std::string(*name), "", {item.place(file_), {}}});
      }
    }
    for (const TomlValue* option : fields.tables("option")) {
      Fields of_option(*option, file_, "this option", diagnostics_);
      Option read;
      read.name = of_option.required_text("name");
      read.title = of_option.text("title");
      read.origin = of_option.origin();
      of_option.finish();
      issue.options.push_back(std::move(read));
    }
    if (issue.options.empty()) fields.complain("problem-missing", "issue \"" + issue.name + "\" has no options", table);
    note_repeated("option", issue.options);
    issue.origin = fields.origin();
    fields.finish();
    problem_.issues.push_back(std::move(issue));
  }

  void name_party(const TomlValue& table) {
    Diagnostics later;  // read_party says what is wrong
    Fields fields(table, file_, "this party", later);
    Party party;
    party.name = fields.text("name");
    party.title = fields.text("title");
    party.aliases = fields.texts("aliases");
    problem_.parties.push_back(std::move(party));
  }

  void name_step(const TomlValue& table) {
    Diagnostics later;
    Fields fields(table, file_, "this step", later);
    Step step;
    step.name = fields.text("name");
    step.title = fields.text("title");
    problem_.steps.push_back(std::move(step));
  }

  void read_party(const TomlValue& table, Party& party) {
    Fields fields(table, file_, "this party", diagnostics_);
    fields.required_text("name");
    fields.text("title");
    fields.texts("aliases");
    party.signs = fields.boolean("signs", true);
    Preferences& preferences = party.preferences;
    preferences.reservation = fields.number("reservation");
    const TomlValue* by_largest = fields.value("values_by_largest");
    const TomlValue* values = fields.value("values");
    const TomlValue* weights = fields.value("weights");
    const TomlValue* order = fields.value("order");
    if (values != nullptr || weights != nullptr || order != nullptr) preferences.issues.resize(problem_.issues.size());
    for_each_issue(values, "values",
                   [&](IssueIndex i, const TomlValue& of) { read_values(i, of, preferences.issues[i]); });
    for_each_issue(order, "order",
                   [&](IssueIndex i, const TomlValue& of) { read_order(i, of, preferences.issues[i]); });
    for_each_issue(weights, "weights", [&](IssueIndex i, const TomlValue& of) {
      const auto number = of.as_number();
      if (!number || !std::isfinite(*number) || *number < 0) {
        complain("problem-number", "a weight must be a number from 0", of);
        return;
      }
      preferences.issues[i].weight = *number;
      preferences.issues[i].given = true;
    });
    if (by_largest != nullptr && by_largest->is(Kind::boolean)) {
      for (IssuePreference& issue : preferences.issues) issue.by_largest = by_largest->boolean && !issue.values.empty();
    } else if (by_largest != nullptr) {
      for (const std::string& name : fields.texts("values_by_largest")) {
        const auto issue = names_->issue(name, by_largest->place(file_));
        if (issue && !preferences.issues.empty()) preferences.issues[*issue].by_largest = true;
      }
    }
    if (const TomlValue* importance = fields.value("importance")) {
      for (const std::string& name : fields.texts("importance")) {
        if (const auto issue = names_->issue(name, importance->place(file_))) preferences.importance.push_back(*issue);
      }
    }
    party.origin = fields.origin();
    fields.finish();
  }

  template <typename Use>
  void for_each_issue(const TomlValue* table, std::string_view key, const Use& use) {
    if (table == nullptr) return;
    if (!table->is(Kind::table)) {
      complain("problem-kind", std::string(key) + " must be a table with an entry per issue", *table);
      return;
    }
    for (const format::TomlEntry& entry : table->entries) {
      if (const auto issue = names_->issue(entry.key, entry.place(file_))) use(*issue, entry.value);
    }
  }

  // { option = number, … } or [number, …] in the order of the options.
  void read_values(IssueIndex issue, const TomlValue& of, IssuePreference& preference) {
    const auto& options = problem_.issues[issue].options;
    std::vector<double> values(options.size(), std::nan(""));
    const auto set = [&](OptionIndex option, const TomlValue& value) {
      const auto number = value.as_number();
      if (!number || !std::isfinite(*number)) complain("problem-number", "a value must be a finite number", value);
      values[option] = number.value_or(0);
    };
    if (of.is(Kind::array)) {
      if (of.items.size() != options.size()) {
        complain("problem-missing",
                 "there must be a value for each of the " + std::to_string(options.size()) + " options of \"" +
                     problem_.issues[issue].name + "\"",
                 of);
        return;
      }
      for (OptionIndex option = 0; option < options.size(); ++option) set(option, of.items[option]);
    } else if (of.is(Kind::table)) {
      for (const format::TomlEntry& entry : of.entries) {
        TomlValue name;  // looked up as if it were a string in the place of the key
        name.kind = Kind::string;
        name.text = entry.key;
        name.line = entry.line;
        name.column = entry.column;
        for (const OptionIndex option : names_->options(issue, name)) set(option, entry.value);
      }
      for (OptionIndex option = 0; option < options.size(); ++option) {
        if (std::isnan(values[option])) {
          complain("problem-missing", "option \"" + options[option].name + "\" has no value", of);
          values[option] = 0;
        }
      }
    } else {
      complain("problem-kind", "values must be a table or a list of numbers", of);
      return;
    }
    preference.values = std::move(values);
    preference.given = true;
  }

  // [best, [tie, tie], …]; options that are not named share the last place.
  void read_order(IssueIndex issue, const TomlValue& of, IssuePreference& preference) {
    if (!of.is(Kind::array)) {
      complain("problem-kind", "an order is a list of options, the best first", of);
      return;
    }
    constexpr std::uint32_t unset = UINT32_MAX;
    std::vector<std::uint32_t> rank(problem_.issues[issue].options.size(), unset);
    std::uint32_t next = 0;
    for (const TomlValue& item : of.items) {
      for (const OptionIndex option : names_->options(issue, item)) {
        if (rank[option] != unset) {
          complain("problem-repeated",
                   "option \"" + problem_.issues[issue].options[option].name + "\" is ordered twice", item);
        }
        rank[option] = next;
      }
      ++next;
    }
    for (std::uint32_t& r : rank) r = std::min(r, next);
    preference.rank = std::move(rank);
    preference.given = true;
  }

  void read_position(const TomlValue& table) {
    Fields fields(table, file_, "this position", diagnostics_);
    SettlePosition position;
    position.name = fields.text("name");
    const std::string party = fields.required_text("party");
    if (!party.empty()) position.party = names_->party(party, *fields.value("party")).value_or(0);
    const TomlValue* issue = fields.value("issue");
    const std::string issue_name = fields.text("issue");
    if (!issue_name.empty()) position.issue = names_->issue(issue_name, issue->place(file_));
    const auto options = [&](std::string_view key, std::vector<OptionIndex>& set) {
      const TomlValue* value = fields.value(key);
      if (value == nullptr) return;
      if (position.issue)
        set = names_->options(*position.issue, *value);
      else if (issue_name.empty())
        fields.complain("problem-missing", std::string(key) + " needs an issue", *value);
    };
    options("demands", position.demands);
    options("accepts", position.accepts);
    options("refuses", position.refuses);
    position.only_if = choices(fields, "only_if");
    position.when = choices(fields, "when");
    position.any_of = clauses(fields, "any_of");
    if (const TomlValue* steps = fields.value("only_after")) position.only_after = names_->steps(*steps);
    position.provided = fields.texts("provided");
    read_strength(fields, position);
    const bool speaks = fields.value("demands") != nullptr || fields.value("accepts") != nullptr ||
                        fields.value("refuses") != nullptr || fields.value("any_of") != nullptr;
    if (!speaks) {
      fields.complain("problem-missing", "this position says nothing: demands, accepts, refuses or any_of", table);
    }
    position.origin = fields.origin();
    fields.finish();
    problem_.positions.push_back(std::move(position));
  }

  void read_strength(Fields& fields, SettlePosition& position) {
    const std::string strength = fields.text("strength");
    if (strength == "hard") {
      position.strength = Strength::red_line;
    } else if (!strength.empty()) {
      const auto parsed = parse_strength(strength);
      if (!parsed) {
        fields.complain("problem-unknown-name", "strength is red-line, firm or open", *fields.value("strength"));
      }
      position.strength = parsed.value_or(Strength::firm);
    }
    if (const auto weight = fields.number("weight")) {
      if (*weight <= 0) fields.complain("problem-number", "weight must be more than 0", *fields.value("weight"));
      position.weight = *weight;
    }
  }

  std::vector<Choice> choices(Fields& fields, std::string_view key) {
    const TomlValue* value = fields.value(key);
    return value == nullptr ? std::vector<Choice>{} : names_->choices(*value);
  }

  // A table is one clause; a list of tables is several.
  std::vector<Clause> clauses(Fields& fields, std::string_view key) {
    std::vector<Clause> result;
    for (const TomlValue* table : fields.tables(key)) result.push_back(names_->choices(*table));
    return result;
  }

  void read_constraint(const TomlValue& table) {
    Fields fields(table, file_, "this constraint", diagnostics_);
    Constraint constraint;
    constraint.name = fields.text("name");
    Clause unless;  // one of the conditions fails
    for (const Choice& choice : choices(fields, "if")) unless.push_back(complement(problem_, choice));
    const auto add = [&](const Clause& clause) {
      constraint.clauses.push_back(unless);
      constraint.clauses.back().insert(constraint.clauses.back().end(), clause.begin(), clause.end());
    };
    for (const Choice& choice : choices(fields, "then")) add({choice});
    for (const Clause& clause : clauses(fields, "any_of")) add(clause);
    for (const Clause& together : clauses(fields, "not_together")) {
      Clause apart;
      for (const Choice& choice : together) apart.push_back(complement(problem_, choice));
      add(apart);
    }
    if (constraint.clauses.empty()) {
      fields.complain("problem-missing", "this constraint says nothing: then, any_of or not_together", table);
    }
    constraint.origin = fields.origin();
    fields.finish();
    problem_.constraints.push_back(std::move(constraint));
  }

  void read_step(const TomlValue& table, Step& step) {
    Fields fields(table, file_, "this step", diagnostics_);
    fields.required_text("name");
    fields.text("title");
    const std::string party = fields.text("party");
    if (!party.empty()) step.party = names_->party(party, *fields.value("party"));
    if (const TomlValue* value = fields.value("carries_out")) {
      const auto made = names_->choices(*value);
      if (made.size() == 1)
        step.carries_out = made.front();
      else if (!made.empty())
        fields.complain("problem-kind", "a step carries out an option of one issue", *value);
    }
    if (const auto days = fields.number("days")) {
      if (*days < 0) fields.complain("problem-number", "days must not be negative", *fields.value("days"));
      step.days = std::max(*days, 0.0);
    }
    step.done = fields.boolean("done", false);
    if (const TomlValue* after = fields.value("after")) {
      const auto wait_for = [&](const TomlValue& value) {
        Wait wait;
        wait.any_of = names_->steps(value);
        wait.origin.place = value.place(file_);
        step.waits.push_back(std::move(wait));
      };
      if (after->is(Kind::array)) {
        for (const TomlValue& item : after->items) wait_for(item);
      } else {
        wait_for(*after);
      }
    }
    for (const TomlValue* wait : fields.tables("wait")) step.waits.push_back(read_wait(*wait));
    if (const TomlValue* together = fields.value("together")) step.together = names_->steps(*together);
    step.origin = fields.origin();
    fields.finish();
  }

  Wait read_wait(const TomlValue& table) {
    Fields fields(table, file_, "this wait", diagnostics_);
    Wait wait;
    if (const TomlValue* value = fields.value("for"))
      wait.any_of = names_->steps(*value);
    else
      fields.complain("problem-missing", "this wait has no for: the steps of which one must have happened", table);
    wait.within_days = fields.number("within_days");
    if (wait.within_days && *wait.within_days < 0) {
      fields.complain("problem-number", "within_days must not be negative", *fields.value("within_days"));
    }
    wait.origin = fields.origin();
    fields.finish();
    return wait;
  }

  // "Marenne 2": the second position of Marenne, where that is free.
  void name_the_nameless() {
    std::set<std::string> taken;
    for (const SettlePosition& position : problem_.positions) taken.insert(position.name);
    std::vector<std::size_t> count(problem_.parties.size(), 0);
    for (SettlePosition& position : problem_.positions) {
      if (position.party >= count.size()) continue;
      std::size_t number = ++count[position.party];
      if (!position.name.empty()) continue;
      do {
        position.name = problem_.parties[position.party].name + " " + std::to_string(number++);
      } while (!taken.insert(position.name).second);
    }
    for (std::size_t i = 0; i < problem_.constraints.size(); ++i) {
      if (problem_.constraints[i].name.empty()) problem_.constraints[i].name = "constraint " + std::to_string(i + 1);
    }
  }

  template <typename Element>
  void note_repeated(std::string_view kind, const std::vector<Element>& elements) {
    std::set<std::string_view> seen;
    for (const Element& element : elements) {
      if (!element.name.empty() && !seen.insert(element.name).second) {
        diagnostics_.push_back(error("problem-repeated", std::string(kind) + " \"" + element.name + "\" stands twice",
                                     element.origin.place));
      }
    }
  }

  std::string source_of_utilities() const {
    bool orders = false;
    for (const Party& party : problem_.parties) {
      for (const IssuePreference& issue : party.preferences.issues) {
        if (!issue.values.empty()) return "numbers";
        orders = orders || !issue.rank.empty();
      }
    }
    return orders ? "orders" : problem_.positions.empty() ? "" : "positions";
  }

  void complain(std::string code, std::string sentence, const TomlValue& at) {
    diagnostics_.push_back(error(std::move(code), std::move(sentence), at.place(file_)));
  }

  std::string file_;
  Diagnostics diagnostics_;
  Fields root_;
  Problem problem_;
  Names* names_ = nullptr;
};

}  // namespace

Result<Problem> read_problem(std::string_view text, std::string_view file) {
  const auto root = format::parse_toml(text, file);
  if (!root) return root.diagnostics();
  return ProblemReader(*root, file).read();
}

Result<std::vector<Provision>> read_draft(std::string_view text, std::string_view file, const Problem& problem) {
  const auto root = format::parse_toml(text, file);
  if (!root) return root.diagnostics();
  ProblemReader reader(*root, file);
  Names names(problem, file, reader.diagnostics());
  std::vector<Provision> provisions;
  for (const TomlValue* table : reader.root().tables("provision"))
    provisions.push_back(reader.read_provision(*table, names));
  for (const TomlValue* table : reader.root().tables("settles")) {
    for (Choice& choice : names.choices(*table)) {
      Provision provision;
      provision.name = problem.issues[choice.issue].name;
      provision.origin.place = table->place(file);
      provision.settles.push_back(std::move(choice));
      provisions.push_back(std::move(provision));
    }
  }
  reader.root().text("title");
  reader.root().finish();
  if (!reader.diagnostics().empty()) return reader.diagnostics();
  if (provisions.empty()) {
    return error("problem-empty", "this draft has no [[provision]] and no [settles]", root->place(file));
  }
  return provisions;
}

}  // namespace entente::settle

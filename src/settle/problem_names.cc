#include "settle/problem_names.h"

#include <algorithm>

#include "settle/toml_fields.h"

namespace entente::settle {

using format::TomlValue;
using Kind = TomlValue::Kind;

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// Exact names first, then aliases and titles, then all of them in lower case: the first to come keeps a name.
template <typename Element, typename Others>
std::unordered_map<std::string, std::uint32_t> index_of(const std::vector<Element>& elements, const Others& others) {
  std::unordered_map<std::string, std::uint32_t> index;
  index.reserve(2 * elements.size());
  for (std::uint32_t i = 0; i < elements.size(); ++i) index.emplace(elements[i].name, i);
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    for (const std::string& other : others(elements[i])) index.emplace(other, i);
  }
  for (std::uint32_t i = 0; i < elements.size(); ++i) index.emplace(lower(elements[i].name), i);
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    for (const std::string& other : others(elements[i])) index.emplace(lower(other), i);
  }
  return index;
}

constexpr auto by_title = [](const auto& element) {
  return element.title.empty() ? std::vector<std::string>{} : std::vector<std::string>{element.title};
};

}  // namespace

Names::Names(const Problem& problem, std::string_view file, Diagnostics& diagnostics)
    : problem_(problem), file_(file), diagnostics_(diagnostics) {
  parties_ = index_of(problem.parties, [](const Party& party) {
    std::vector<std::string> names = party.aliases;
    if (!party.title.empty()) names.push_back(party.title);
    return names;
  });
  issues_ = index_of(problem.issues, by_title);
  steps_ = index_of(problem.steps, by_title);
  for (const Issue& issue : problem.issues) options_.push_back(index_of(issue.options, by_title));
}

std::optional<std::uint32_t> Names::look_up(const Index& index, std::string_view name, std::string_view kind,
                                            const Place& at) {
  if (const auto found = index.find(std::string(name)); found != index.end()) return found->second;
  if (const auto found = index.find(lower(name)); found != index.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [other, number] : index) {
    if (known.size() < 1000) known.push_back(other);
  }
  std::sort(known.begin(), known.end());
  const std::string meant = nearest_name(name, known);
  diagnostics_.push_back(error("problem-unknown-name",
                               "there is no " + std::string(kind) + " \"" + std::string(name) + "\"" +
                                   (meant.empty() ? "" : "; was \"" + meant + "\" meant?"),
                               at));
  return std::nullopt;
}

std::optional<PartyIndex> Names::party(std::string_view name, const TomlValue& at) {
  return look_up(parties_, name, "party", at.place(file_));
}

std::optional<IssueIndex> Names::issue(std::string_view name, const Place& at) {
  return look_up(issues_, name, "issue", at);
}

std::optional<StepIndex> Names::step(std::string_view name, const TomlValue& at) {
  return look_up(steps_, name, "step", at.place(file_));
}

std::vector<OptionIndex> Names::options(IssueIndex issue, const TomlValue& value) {
  std::vector<OptionIndex> found;
  const auto add = [&](const TomlValue& item) {
    if (const auto name = item.as_string()) {
      const std::string kind = "option of \"" + problem_.issues[issue].name + "\" named";
      if (const auto option = look_up(options_[issue], *name, kind, item.place(file_))) found.push_back(*option);
    } else {
      diagnostics_.push_back(error(
          "problem-kind", "an option is named by a string, not " + std::string(name_of(item.kind)), item.place(file_)));
    }
  };
  if (value.is(Kind::array)) {
    for (const TomlValue& item : value.items) add(item);
  } else {
    add(value);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<Choice> Names::choices(const TomlValue& value) {
  std::vector<Choice> found;
  const auto add = [&](const TomlValue& table) {
    if (!table.is(Kind::table)) {
      diagnostics_.push_back(error("problem-kind", "choices are a table of issues and options", table.place(file_)));
      return;
    }
    for (const format::TomlEntry& entry : table.entries) {
      const auto which = issue(entry.key, entry.place(file_));
      if (which) found.push_back({*which, options(*which, entry.value)});
    }
  };
  if (value.is(Kind::array)) {
    for (const TomlValue& item : value.items) add(item);
  } else {
    add(value);
  }
  return found;
}

std::vector<StepIndex> Names::steps(const TomlValue& value) {
  std::vector<StepIndex> found;
  const auto add = [&](const TomlValue& item) {
    if (const auto name = item.as_string()) {
      if (const auto which = step(*name, item)) found.push_back(*which);
    } else {
      diagnostics_.push_back(error(
          "problem-kind", "a step is named by a string, not " + std::string(name_of(item.kind)), item.place(file_)));
    }
  };
  if (value.is(Kind::array)) {
    for (const TomlValue& item : value.items) add(item);
  } else {
    add(value);
  }
  return found;
}

}  // namespace entente::settle

// Names of a problem looked up in constant time, with a diagnostic where one is unknown. For readers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "format/toml.h"
#include "settle/problem.h"

namespace entente::settle {

class Names {
 public:
  // All parties, issues, options and steps of the problem; those added to it later are not found.
  Names(const Problem& problem, std::string_view file, Diagnostics& diagnostics);

  // Each notes "problem-unknown-name" at `at` where there is no such thing.
  std::optional<PartyIndex> party(std::string_view name, const format::TomlValue& at);
  std::optional<IssueIndex> issue(std::string_view name, const Place& at);
  std::optional<StepIndex> step(std::string_view name, const format::TomlValue& at);

  // "option", or ["option", "option"], of that issue; ascending.
  std::vector<OptionIndex> options(IssueIndex issue, const format::TomlValue& value);

  // { issue = "option", issue = ["option", "option"] } or a list of such tables: one choice per pair.
  std::vector<Choice> choices(const format::TomlValue& value);

  // "step", or ["step", "step"].
  std::vector<StepIndex> steps(const format::TomlValue& value);

 private:
  using Index = std::unordered_map<std::string, std::uint32_t>;
  std::optional<std::uint32_t> look_up(const Index& index, std::string_view name, std::string_view kind,
                                       const Place& at);

  const Problem& problem_;
  std::string file_;
  Diagnostics& diagnostics_;
  Index parties_;
  Index issues_;
  Index steps_;
  std::vector<Index> options_;
};

}  // namespace entente::settle

#include "settle/problem.h"

#include <algorithm>
#include <cmath>

namespace entente::settle {
namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

// The first element that `matches` exactly, else the first that does without regard to case.
template <typename Element, typename Names>
std::optional<std::uint32_t> find(const std::vector<Element>& elements, std::string_view name, const Names& names) {
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (elements[i].name == name) return i;
  }
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    for (const std::string& other : names(elements[i])) {
      if (other == name) return i;
    }
  }
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (equal_ignoring_case(elements[i].name, name)) return i;
    for (const std::string& other : names(elements[i])) {
      if (equal_ignoring_case(other, name)) return i;
    }
  }
  return std::nullopt;
}

constexpr auto by_title = [](const auto& element) { return std::vector<std::string>{element.title}; };

bool ascending(const std::vector<std::uint32_t>& indices, std::size_t end) {
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (indices[i] >= end || (i > 0 && indices[i] <= indices[i - 1])) return false;
  }
  return true;
}

bool in_range(const std::vector<std::uint32_t>& indices, std::size_t end) {
  return std::all_of(indices.begin(), indices.end(), [end](std::uint32_t i) { return i < end; });
}

bool is_well_formed(const Problem& problem, const Choice& choice) {
  return choice.issue < problem.issues.size() && ascending(choice.options, problem.issues[choice.issue].options.size());
}

template <typename Range>
bool all_well_formed(const Problem& problem, const Range& choices) {
  return std::all_of(choices.begin(), choices.end(), [&](const Choice& c) { return is_well_formed(problem, c); });
}

bool is_well_formed(const Problem& problem, const Preferences& preferences) {
  if (!preferences.issues.empty() && preferences.issues.size() != problem.issues.size()) return false;
  if (!in_range(preferences.importance, problem.issues.size())) return false;
  if (preferences.reservation && !std::isfinite(*preferences.reservation)) return false;
  for (std::size_t i = 0; i < preferences.issues.size(); ++i) {
    const IssuePreference& issue = preferences.issues[i];
    const std::size_t options = problem.issues[i].options.size();
    if (!issue.values.empty() && issue.values.size() != options) return false;
    if (!issue.rank.empty() && issue.rank.size() != options) return false;
    if (!std::isfinite(issue.weight)) return false;
    if (!std::all_of(issue.values.begin(), issue.values.end(), [](double v) { return std::isfinite(v); })) return false;
  }
  return true;
}

bool is_well_formed(const Problem& problem, const SettlePosition& position) {
  if (position.party >= problem.parties.size()) return false;
  const std::size_t options = position.issue ? problem.issues.size() : 0;
  if (position.issue && *position.issue >= options) return false;
  const std::size_t end = position.issue ? problem.issues[*position.issue].options.size() : 0;
  for (const auto* set : {&position.demands, &position.accepts, &position.refuses}) {
    if (!ascending(*set, end)) return false;
  }
  return all_well_formed(problem, position.only_if) && all_well_formed(problem, position.when) &&
         in_range(position.only_after, problem.steps.size()) && std::isfinite(position.weight) &&
         std::all_of(position.any_of.begin(), position.any_of.end(),
                     [&](const Clause& clause) { return all_well_formed(problem, clause); });
}

bool is_well_formed(const Problem& problem, const Step& step) {
  if (step.party && *step.party >= problem.parties.size()) return false;
  if (step.carries_out && !is_well_formed(problem, *step.carries_out)) return false;
  if (!std::isfinite(step.days) || !in_range(step.together, problem.steps.size())) return false;
  return std::all_of(step.waits.begin(), step.waits.end(), [&](const Wait& wait) {
    return in_range(wait.any_of, problem.steps.size()) && (!wait.within_days || std::isfinite(*wait.within_days));
  });
}

}  // namespace

Choice complement(const Problem& problem, const Choice& choice) {
  Choice others{choice.issue, {}};
  const auto end = static_cast<OptionIndex>(problem.issues[choice.issue].options.size());
  for (OptionIndex option = 0; option < end; ++option) {
    if (!std::binary_search(choice.options.begin(), choice.options.end(), option)) others.options.push_back(option);
  }
  return others;
}

std::vector<Clause> clauses_of(const Problem& problem, const SettlePosition& position) {
  Clause outside;  // the position does not apply
  for (const Choice& choice : position.when) outside.push_back(complement(problem, choice));
  std::vector<Clause> clauses;
  const auto add = [&](const Clause& clause) {
    clauses.push_back(outside);
    clauses.back().insert(clauses.back().end(), clause.begin(), clause.end());
  };
  std::vector<Choice> conditions = position.only_if;
  for (const StepIndex step : position.only_after) {
    if (problem.steps[step].carries_out) conditions.push_back(*problem.steps[step].carries_out);
  }
  if (position.issue) {
    const IssueIndex issue = *position.issue;
    if (!position.demands.empty()) add({Choice{issue, position.demands}});
    if (conditions.empty() && !position.refuses.empty()) add({complement(problem, {issue, position.refuses})});
    std::vector<OptionIndex> conditional;
    for (const auto* set : {&position.demands, &position.accepts, &position.refuses}) {
      conditional.insert(conditional.end(), set->begin(), set->end());
    }
    std::sort(conditional.begin(), conditional.end());
    conditional.erase(std::unique(conditional.begin(), conditional.end()), conditional.end());
    for (const Choice& condition : conditions) add({complement(problem, {issue, conditional}), condition});
  } else {
    for (const Choice& condition : conditions) add({condition});
  }
  for (const Clause& clause : position.any_of) add(clause);
  return clauses;
}

double weight_of(const SettlePosition& position) {
  if (position.weight > 0) return position.weight;
  switch (position.strength) {
    case Strength::open:
      return 1;
    case Strength::firm:
      return 3;
    case Strength::red_line:
      return 10;
  }
  return 1;
}

bool holds(const Clause& clause, const Package& package) {
  return std::any_of(clause.begin(), clause.end(), [&](const Choice& choice) {
    return std::binary_search(choice.options.begin(), choice.options.end(), package[choice.issue]);
  });
}

std::optional<PartyIndex> find_party(const Problem& problem, std::string_view name) {
  return find(problem.parties, name, [](const Party& party) {
    std::vector<std::string> names = party.aliases;
    names.push_back(party.title);
    return names;
  });
}
std::optional<IssueIndex> find_issue(const Problem& problem, std::string_view name) {
  return find(problem.issues, name, by_title);
}
std::optional<OptionIndex> find_option(const Issue& issue, std::string_view name) {
  return find(issue.options, name, by_title);
}
std::optional<StepIndex> find_step(const Problem& problem, std::string_view name) {
  return find(problem.steps, name, by_title);
}

const std::string& shown(const Option& option) { return option.title.empty() ? option.name : option.title; }
const std::string& shown(const Issue& issue) { return issue.title.empty() ? issue.name : issue.title; }
const std::string& shown(const Party& party) { return party.title.empty() ? party.name : party.title; }
const std::string& shown(const Step& step) { return step.title.empty() ? step.name : step.title; }

std::string shown(const Problem& problem, const Choice& choice) {
  const Issue& issue = problem.issues[choice.issue];
  std::string words = shown(issue) + ": ";
  for (std::size_t i = 0; i < choice.options.size(); ++i) {
    if (i > 0) words += i + 1 == choice.options.size() ? " or " : ", ";
    words += shown(issue.options[choice.options[i]]);
  }
  return words;
}

bool is_well_formed(const Problem& problem) {
  const auto all = [&](const auto& elements) {
    return std::all_of(elements.begin(), elements.end(), [&](const auto& e) { return is_well_formed(problem, e); });
  };
  const bool issues = std::all_of(problem.issues.begin(), problem.issues.end(),
                                  [](const Issue& issue) { return !issue.options.empty(); });
  const bool parties = std::all_of(problem.parties.begin(), problem.parties.end(),
                                   [&](const Party& party) { return is_well_formed(problem, party.preferences); });
  const bool constraints =
      std::all_of(problem.constraints.begin(), problem.constraints.end(), [&](const Constraint& c) {
        return std::all_of(c.clauses.begin(), c.clauses.end(),
                           [&](const Clause& k) { return all_well_formed(problem, k); });
      });
  const bool provisions = std::all_of(problem.provisions.begin(), problem.provisions.end(),
                                      [&](const Provision& p) { return all_well_formed(problem, p.settles); });
  return issues && parties && constraints && provisions && all(problem.positions) && all(problem.steps);
}

}  // namespace entente::settle

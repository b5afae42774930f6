#include "certify/settlement_problem.h"

#include <algorithm>
#include <cstdlib>

namespace entente::certify {
namespace {

constexpr std::uint32_t most = 5'000'000;
constexpr std::size_t most_options = 4'000;  // of one issue: "at most one of them" takes a clause for every two

Clause positive(const Numbers& options) { return Clause(options.begin(), options.end()); }

}  // namespace

bool SettlementProblem::read(Lines& lines) {
  if (!lines.starts_with("problem")) return lines.fail("the problem must stand here");
  const bool of_clauses = lines.rest() == "clauses";
  if (!of_clauses && lines.rest() != "positions") return lines.fail("a problem is of clauses or of positions");
  lines.next();
  if (of_clauses ? !read_clauses(lines) : !read_issues(lines)) return false;
  while (!of_clauses && lines.starts_with("position")) {
    if (!read_position(lines)) return false;
  }
  return lines.take("end problem");
}

bool SettlementProblem::read_clauses(Lines& lines) {
  if (!lines.starts_with("size")) return lines.fail("the numbers of variables and groups must stand here");
  const auto variable_count = lines.number(0, most);
  const auto group_count = lines.number(0, most);
  if (!variable_count || !group_count || !lines.at_end_of_line()) return lines.fail("the size is wrong");
  variables = *variable_count;
  Clause clause;
  for (lines.next(); lines.starts_with("clause"); lines.next()) {
    const auto group =
        lines.number(groups.size() > 1 ? static_cast<std::uint32_t>(groups.size()) - 1 : 0, *group_count);
    if (!group) return lines.fail("the group is out of range or out of order");
    if (!lines.literals(variables, clause)) return false;
    groups.resize(*group + std::size_t{1});
    (*group == 0 ? always : groups[*group]).push_back(clause);
  }
  groups.resize(*group_count + std::size_t{1});
  return true;
}

bool SettlementProblem::read_issues(Lines& lines) {
  for (; lines.starts_with("party"); lines.next()) {
    const std::string_view role = lines.rest().substr(0, lines.rest().find(' '));
    if (role != "signs" && role != "attends") return lines.fail("a party signs or attends");
    signs_.push_back(role == "signs");
    parties_.emplace_back(lines.rest().substr(std::min(role.size() + 1, lines.rest().size())));
  }
  while (lines.starts_with("issue")) {
    Clause one;
    options_of_.emplace_back();
    for (lines.next(); lines.starts_with("option"); lines.next()) {
      if (one.size() == most_options) return lines.fail("the issue has too many options");
      const int option = static_cast<int>(++variables);
      issue_of_.push_back(static_cast<std::uint32_t>(options_of_.size()) - 1);
      options_of_.back().push_back(variables);
      for (const int other : one) always.push_back({-other, -option});
      one.push_back(option);
    }
    always.push_back(std::move(one));
  }
  Numbers options;
  for (; lines.starts_with("constraint"); lines.next()) {
    if (!lines.numbers(variables, options)) return false;
    always.push_back(positive(options));
  }
  return true;
}

bool SettlementProblem::all_of_one_issue(const Numbers& options) const {
  return !options.empty() && issue_of_[options.front()] == issue_of_[options.back()];
}

Clause SettlementProblem::others(const Numbers& options) const {
  Clause clause;
  for (const std::uint32_t option : options_of_[issue_of_[options.front()]]) {
    if (!std::binary_search(options.begin(), options.end(), option)) clause.push_back(static_cast<int>(option));
  }
  return clause;
}

// What a position means, each clause with "or a choice of `when` does not hold". demands: one of them. refuses, without
// conditions: none of them. only-if: where an option is taken that demands, accepts or refuses names, this too holds;
// and always where they name none. any-of: one of them.
bool SettlementProblem::read_position(Lines& lines) {
  const auto party = lines.number(1, static_cast<std::uint32_t>(parties_.size()) - 1);
  if (!party) return lines.fail("a position has the number of its party");
  names.push_back(parties_[*party] + ": " + std::string(lines.rest()));
  Numbers options, demanded, named, refused;
  std::vector<Numbers> conditions;
  std::vector<Clause> means;
  Clause outside;
  for (lines.next();; lines.next()) {
    const bool demands = lines.starts_with("demands"), refuses = !demands && lines.starts_with("refuses");
    const bool accepts = !demands && !refuses && lines.starts_with("accepts"),
               names_options = demands || refuses || accepts;
    const bool condition = !names_options && lines.starts_with("only-if"),
               when = !condition && lines.starts_with("when");
    if (!names_options && !condition && !when && !lines.starts_with("any-of")) break;
    if (!lines.numbers(variables, options)) return false;
    if ((names_options || when) && !all_of_one_issue(options)) return lines.fail("these are options of one issue");
    if (names_options) named.insert(named.end(), options.begin(), options.end());
    if (demands) means.push_back(positive(options));
    if (refuses) refused.insert(refused.end(), options.begin(), options.end());
    if (condition) conditions.push_back(options);
    if (when) {
      const Clause rest = others(options);
      outside.insert(outside.end(), rest.begin(), rest.end());
    }
    if (!names_options && !condition && !when) means.push_back(positive(options));
  }
  std::sort(named.begin(), named.end());
  std::sort(refused.begin(), refused.end());
  if (!named.empty() && !all_of_one_issue(named)) return lines.fail("the position above names options of two issues");
  if (conditions.empty() && !refused.empty()) means.push_back(others(refused));
  for (const Numbers& condition : conditions) {
    means.push_back(named.empty() ? Clause{} : others(named));
    means.back().insert(means.back().end(), condition.begin(), condition.end());
  }
  for (Clause& clause : means) clause.insert(clause.end(), outside.begin(), outside.end());
  groups.push_back(signs_[*party] ? std::move(means) : std::vector<Clause>{});
  return true;
}

bool SettlementProblem::read_assignment(Lines& lines, Assignment& assignment) const {
  Numbers yes;
  if (!lines.starts_with("true")) return lines.fail("an assignment must stand here");
  if (!lines.numbers(variables, yes)) return false;
  assignment.assign(variables + std::size_t{1}, false);
  for (const std::uint32_t variable : yes) assignment[variable] = true;
  lines.next();
  return true;
}

bool SettlementProblem::all_hold(const Numbers& numbers, const Assignment& assignment) const {
  const auto hold = [&](const std::vector<Clause>& clauses) {
    return std::all_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
      return std::any_of(clause.begin(), clause.end(), [&](int literal) {
        return assignment[static_cast<std::size_t>(std::abs(literal))] == (literal > 0);
      });
    });
  };
  return hold(always) && std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t g) { return hold(groups[g]); });
}

std::string SettlementProblem::shown(const Numbers& numbers) const {
  std::string text;
  for (const std::uint32_t number : numbers) {
    text += (text.empty() ? "" : ", ") + std::to_string(number);
    if (number < names.size()) text += " (" + names[number] + ")";
  }
  return text.empty() ? "none" : text;
}

}  // namespace entente::certify

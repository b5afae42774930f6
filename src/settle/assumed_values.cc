#include <algorithm>

#include "settle/packages.h"

namespace entente::settle {
namespace {

// The centroid of all values that fit an order: place k of n is worth the mean of 1/k … 1/n, and ties share their mean.
std::vector<double> centroid_of(const std::vector<std::uint32_t>& rank) {
  const std::size_t n = rank.size();
  std::vector<double> place(n, 0);
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t j = k; j < n; ++j) place[k] += 1.0 / static_cast<double>(j + 1);
    place[k] /= static_cast<double>(n);
  }
  std::vector<double> values(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const auto before =
        static_cast<std::size_t>(std::count_if(rank.begin(), rank.end(), [&](auto r) { return r < rank[i]; }));
    const auto tied = static_cast<std::size_t>(std::count(rank.begin(), rank.end(), rank[i]));
    for (std::size_t k = before; k < before + tied; ++k) values[i] += place[k];
    values[i] /= static_cast<double>(tied);
  }
  return values;
}

void use_orders(Preferences& preferences, std::size_t issues) {
  std::vector<std::uint32_t> rank(issues, static_cast<std::uint32_t>(preferences.importance.size()));
  for (std::size_t k = 0; k < preferences.importance.size(); ++k) {
    rank[preferences.importance[k]] = static_cast<std::uint32_t>(k);
  }
  const std::vector<double> weights = centroid_of(rank);
  for (std::size_t i = 0; i < issues; ++i) {
    IssuePreference& issue = preferences.issues[i];
    if (!issue.rank.empty()) issue.values = centroid_of(issue.rank);
    if (!preferences.importance.empty()) issue.weight = weights[i];
  }
}

// What positions say of one party; false where they say nothing that can be counted.
bool use_positions(const Problem& problem, PartyIndex party, Preferences& preferences) {
  bool any = false;
  preferences.issues.resize(problem.issues.size());
  for (const SettlePosition& position : problem.positions) {
    if (position.party != party || !position.issue) continue;
    IssuePreference& issue = preferences.issues[*position.issue];
    if (issue.values.empty()) {
      issue.values.assign(problem.issues[*position.issue].options.size(), 0.5);
      issue.weight = 0;
      issue.given = true;
    }
    if (!position.demands.empty()) std::fill(issue.values.begin(), issue.values.end(), 0);
    const bool conditional = !position.only_if.empty() || !position.only_after.empty() || !position.provided.empty();
    const bool refusal_lifts = !position.only_if.empty() || !position.only_after.empty();
    for (const OptionIndex option : position.demands) issue.values[option] = 1;
    for (const OptionIndex option : position.accepts) issue.values[option] = conditional ? 0.75 : 1;
    for (const OptionIndex option : position.refuses) issue.values[option] = refusal_lifts ? 0.25 : 0;
    const double weight = position.strength == Strength::red_line ? 3 : position.strength == Strength::firm ? 2 : 1;
    issue.weight = std::max(issue.weight, weight);
    any = true;
  }
  return any;
}

}  // namespace

Problem with_assumed_values(Problem problem) {
  bool numbers = false;
  bool orders = false;
  bool positions = false;
  for (PartyIndex p = 0; p < problem.parties.size(); ++p) {
    Preferences& preferences = problem.parties[p].preferences;
    const auto has = [&](auto member) {
      return std::any_of(preferences.issues.begin(), preferences.issues.end(),
                         [&](const IssuePreference& issue) { return !(issue.*member).empty(); });
    };
    if (has(&IssuePreference::values)) {
      numbers = true;
    } else if (has(&IssuePreference::rank)) {
      use_orders(preferences, problem.issues.size());
      orders = true;
    } else if (problem.parties[p].signs) {
      Preferences said;
      if (use_positions(problem, p, said)) {
        said.reservation = preferences.reservation;
        preferences = std::move(said);
        positions = true;
      }
    }
  }
  std::string from;
  const auto add = [&](bool used, std::string_view what) {
    if (used) from += (from.empty() ? "" : " and ") + std::string(what);
  };
  add(numbers, "numbers");
  add(orders, "orders");
  add(positions, "positions");
  problem.utilities_from = from;
  return problem;
}

}  // namespace entente::settle

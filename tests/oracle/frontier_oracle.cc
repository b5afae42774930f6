#include "oracle/frontier_oracle.h"

#include <algorithm>

namespace entente::oracle {

using settle::Int128;
using settle::Package;

std::vector<Outcome> all_outcomes(const settle::FrontierRequest& request) {
  const std::size_t issues = request.allowed.size();
  const std::size_t width = request.table->width();
  std::vector<Outcome> outcomes;
  std::vector<std::size_t> at(issues, 0);
  for (const auto& options : request.allowed) {
    if (options.empty()) return {};
  }
  for (;;) {
    Outcome outcome;
    outcome.sums.assign(width, 0);
    for (std::size_t i = 0; i < issues; ++i) {
      const settle::OptionIndex option = request.allowed[i][at[i]];
      outcome.package.push_back(option);
      for (std::size_t d = 0; d < width; ++d) outcome.sums[d] += request.table->value[i][option * width + d];
    }
    bool wanted = std::all_of(request.clauses.begin(), request.clauses.end(),
                              [&](const settle::Clause& clause) { return settle::holds(clause, outcome.package); });
    for (std::size_t d = 0; d < width && request.acceptable_only; ++d) {
      wanted = wanted && outcome.sums[d] >= request.table->least_acceptable[d].value_or(0);
    }
    if (wanted) outcomes.push_back(std::move(outcome));
    std::size_t i = 0;
    while (i < issues && ++at[i] == request.allowed[i].size()) at[i++] = 0;
    if (i == issues) return outcomes;
  }
}

std::vector<Outcome> brute_force_frontier(const settle::FrontierRequest& request) {
  const std::vector<Outcome> outcomes = all_outcomes(request);
  const auto dominates = [](const Outcome& a, const Outcome& b) {
    bool better = false;
    for (std::size_t d = 0; d < a.sums.size(); ++d) {
      if (a.sums[d] < b.sums[d]) return false;
      better = better || a.sums[d] > b.sums[d];
    }
    return better;
  };
  std::vector<Outcome> frontier;
  for (const Outcome& outcome : outcomes) {
    if (std::none_of(outcomes.begin(), outcomes.end(),
                     [&](const Outcome& other) { return dominates(other, outcome); })) {
      frontier.push_back(outcome);
    }
  }
  std::sort(frontier.begin(), frontier.end(), [](const Outcome& a, const Outcome& b) {
    return a.sums != b.sums ? a.sums > b.sums : a.package < b.package;
  });
  return frontier;
}

}  // namespace entente::oracle

#include "settle/ordinal.h"

#include <algorithm>

#include "settle/frontier.h"

namespace entente::settle {
namespace {

// Ranks per party and issue, 0 the best; empty where the party does not care.
using Ranks = std::vector<std::vector<std::vector<std::uint32_t>>>;

std::vector<std::uint32_t> rank_by_value(const std::vector<double>& values) {
  std::vector<double> distinct = values;
  std::sort(distinct.begin(), distinct.end(), std::greater<>());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  std::vector<std::uint32_t> rank;
  for (const double value : values) {
    const auto at = std::lower_bound(distinct.begin(), distinct.end(), value, std::greater<>());
    rank.push_back(static_cast<std::uint32_t>(at - distinct.begin()));
  }
  return rank;
}

Ranks ranks_of(const Problem& problem, std::vector<PartyIndex>& parties) {
  Ranks ranks;
  for (PartyIndex p = 0; p < problem.parties.size(); ++p) {
    std::vector<std::vector<std::uint32_t>> of_party(problem.issues.size());
    bool any = false;
    const auto& issues = problem.parties[p].preferences.issues;
    for (std::size_t i = 0; i < issues.size(); ++i) {
      of_party[i] = issues[i].rank.empty() ? rank_by_value(issues[i].values) : issues[i].rank;
      any = any || !of_party[i].empty();
    }
    if (!any) continue;
    parties.push_back(p);
    ranks.push_back(std::move(of_party));
  }
  return ranks;
}

struct Counts {
  bool first_better = false;  // on some issue
  bool second_better = false;
};

Counts counts(const std::vector<std::vector<std::uint32_t>>& of_party, const Package& first, const Package& second) {
  Counts result;
  for (std::size_t i = 0; i < of_party.size(); ++i) {
    if (of_party[i].empty()) continue;
    const std::uint32_t a = of_party[i][first[i]];
    const std::uint32_t b = of_party[i][second[i]];
    result.first_better = result.first_better || a < b;
    result.second_better = result.second_better || b < a;
  }
  return result;
}

// Whether numbers exist with which the second is worse for nobody and better for somebody.
bool possibly_dominates(const Ranks& ranks, const Package& second, const Package& first) {
  bool somebody = false;
  for (const auto& of_party : ranks) {
    const Counts c = counts(of_party, first, second);
    if (c.first_better && !c.second_better) return false;
    somebody = somebody || c.second_better;
  }
  return somebody;
}

// One coordinate per party and issue.
UtilityTable coordinates(const Problem& problem, const Ranks& ranks) {
  UtilityTable table;
  for (std::size_t p = 0; p < ranks.size(); ++p) {
    for (std::size_t i = 0; i < problem.issues.size(); ++i) {
      if (!ranks[p][i].empty()) table.parties.push_back(static_cast<PartyIndex>(p));
    }
  }
  const std::size_t width = table.width();
  for (const Issue& issue : problem.issues) table.value.emplace_back(issue.options.size() * width, 0);
  table.least_acceptable.assign(width, std::nullopt);
  std::size_t at = 0;
  for (const auto& of_party : ranks) {
    for (std::size_t i = 0; i < problem.issues.size(); ++i) {
      if (of_party[i].empty()) continue;
      const std::uint32_t worst = *std::max_element(of_party[i].begin(), of_party[i].end());
      for (std::size_t o = 0; o < of_party[i].size(); ++o) table.value[i][o * width + at] = worst - of_party[i][o];
      table.most.push_back(worst);
      ++at;
    }
  }
  return table;
}

}  // namespace

OrdinalVerdict compare(const Problem& problem, const Package& first, const Package& second) {
  std::vector<PartyIndex> parties;
  bool first_better = false;
  bool second_better = false;
  for (const auto& of_party : ranks_of(problem, parties)) {
    const Counts c = counts(of_party, first, second);
    first_better = first_better || c.first_better;
    second_better = second_better || c.second_better;
  }
  if (first_better && second_better) return OrdinalVerdict::undecided;
  if (!first_better && !second_better) return OrdinalVerdict::equal;
  return first_better ? OrdinalVerdict::first : OrdinalVerdict::second;
}

OrdinalAnswer find_ordinal_packages(const Problem& problem, const OrdinalConfig& config) {
  OrdinalAnswer answer;
  const Ranks ranks = ranks_of(problem, answer.parties);
  const UtilityTable table = coordinates(problem, ranks);
  FrontierRequest request = request_of(problem, table);
  request.most_points = config.most_packages;
  request.expired = config.expired;
  const Frontier frontier = find_frontier(request);
  answer.complete = frontier.factor() == 1 && frontier.complete();
  for (std::size_t i = 0; i < frontier.size(); ++i) answer.undominated.push_back(frontier.package(i));
  for (const Package& package : answer.undominated) {
    // Whatever possibly dominates a package, an undominated one does too.
    answer.certain.push_back(answer.complete && std::none_of(answer.undominated.begin(), answer.undominated.end(),
                                                             [&](const Package& other) {
                                                               return possibly_dominates(ranks, other, package);
                                                             }));
  }
  return answer;
}

}  // namespace entente::settle

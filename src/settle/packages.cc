#include "settle/packages.h"

#include <algorithm>

namespace entente::settle {
namespace {

FrontierRequest with_limits(FrontierRequest request, const PackagesConfig& config) {
  request.most_points = config.most_points;
  request.expired = config.expired;
  return request;
}

ValuedPackage valued(const UtilityTable& table, const Frontier& frontier, std::size_t point) {
  ValuedPackage result;
  result.package = frontier.package(point);
  for (std::size_t d = 0; d < table.width(); ++d) result.utilities.push_back(table.utility(d, frontier.sum(point, d)));
  result.acceptable = is_acceptable(table, frontier, point);
  return result;
}

// The Nash package and the best for each party among acceptable packages.
struct Summary {
  std::optional<ValuedPackage> nash;
  std::vector<double> best;
  bool exact = true;
};

Summary summarise(const UtilityTable& table, FrontierRequest request) {
  request.acceptable_only = true;
  const Frontier frontier = find_frontier(request);
  Summary summary;
  summary.exact = frontier.factor() == 1 && frontier.complete();
  if (frontier.size() == 0) return summary;
  const Solutions solutions = find_solutions(table, frontier);
  if (solutions.nash) summary.nash = valued(table, frontier, *solutions.nash);
  for (std::size_t d = 0; d < table.width(); ++d) {
    Int128 best = 0;
    for (std::size_t i = 0; i < frontier.size(); ++i) best = std::max(best, frontier.sum(i, d));
    summary.best.push_back(table.utility(d, best));
  }
  return summary;
}

}  // namespace

ValuedPackage PackagesAnswer::at(std::size_t point) const { return valued(table, frontier, point); }

std::vector<ShadowPrice> find_shadow_prices(const Problem& problem, const UtilityTable& table,
                                            const PackagesConfig& config, bool& complete) {
  std::vector<ShadowPrice> prices;
  complete = true;
  std::optional<Summary> with;
  const auto add = [&](ShadowPrice price, const UtilityTable& other, const std::vector<std::size_t>& without) {
    if (config.expired && config.expired()) {
      complete = false;
      return;
    }
    if (!with) with = summarise(table, with_limits(request_of(problem, table), config));
    Summary released = summarise(other, with_limits(request_of(problem, other, without), config));
    price.with = with->nash;
    price.best_with = with->best;
    price.without = std::move(released.nash);
    price.best_without = std::move(released.best);
    price.exact = with->exact && released.exact;
    prices.push_back(std::move(price));
  };
  for (std::size_t p = 0; p < problem.positions.size(); ++p) {
    if (problem.positions[p].strength != Strength::red_line) continue;
    ShadowPrice price;
    price.position = p;
    add(std::move(price), table, {p});
  }
  for (std::size_t d = 0; d < table.width(); ++d) {
    if (!table.least_acceptable[d] || *table.least_acceptable[d] == 0) continue;
    UtilityTable other = table;  // gains still count from the reservation value: the same yardstick for both
    other.least_acceptable[d].reset();
    ShadowPrice price;
    price.reservation = d;
    add(std::move(price), other, {});
  }
  return prices;
}

PackagesAnswer find_packages(const Problem& problem, const PackagesConfig& config) {
  PackagesAnswer answer;
  answer.table = make_utility_table(problem);
  answer.parties = answer.table.parties;
  answer.outcomes = 1;
  for (const Issue& issue : problem.issues) answer.outcomes *= static_cast<long double>(issue.options.size());
  FrontierRequest request = with_limits(request_of(problem, answer.table), config);
  request.acceptable_only = config.acceptable_only;
  request.ties = config.ties;
  answer.frontier = find_frontier(request);
  answer.solutions = find_solutions(answer.table, answer.frontier);
  for (std::size_t i = 0; i < answer.frontier.size() && !answer.any_acceptable; ++i) {
    answer.any_acceptable = is_acceptable(answer.table, answer.frontier, i);
  }
  if (!answer.any_acceptable && !config.acceptable_only && answer.frontier.factor() > 1) {
    // What was thinned away may have been acceptable; what cannot become so need not be carried along.
    request.acceptable_only = true;
    answer.any_acceptable = find_frontier(request).size() > 0;
  }
  if (config.prices) answer.prices = find_shadow_prices(problem, answer.table, config, answer.prices_complete);
  if (config.sensitivity && answer.solutions.nash && answer.frontier.factor() == 1) {
    answer.ranges = find_weight_ranges(problem, answer.table, answer.frontier.package(*answer.solutions.nash), config,
                                       answer.ranges_complete);
  }
  return answer;
}

}  // namespace entente::settle

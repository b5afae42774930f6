// What all could sign: the frontier, the points that fairness picks on it, what red lines cost, how firm the pick is.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "settle/frontier.h"
#include "settle/problem.h"
#include "settle/utility_table.h"

namespace entente::settle {

struct PackagesConfig {
  bool acceptable_only = false;  // leaves packages out that are below somebody's reservation value
  bool ties = false;             // keeps all packages of equal utilities
  std::size_t most_points = 4'000'000;
  bool prices = true;             // computes what each red line costs
  bool sensitivity = true;        // computes how far weights can move
  std::function<bool()> expired;  // time has run out; may be empty
};

// One package with what it gives, in the order of PackagesAnswer::parties.
struct ValuedPackage {
  Package package;
  std::vector<double> utilities;
  bool acceptable = true;  // nobody is below the reservation value
};

// Points of the frontier; a pick that two points share goes to the one whose worst-off party is better off, then the
// second worst-off … (leximin over gains).
struct Solutions {
  std::optional<std::size_t> nash;               // the largest product of gains over the reservation values
  std::optional<std::size_t> kalai_smorodinsky;  // the largest least share of what each could gain at most
  std::optional<std::size_t> egalitarian;        // the largest least gain
  std::optional<std::size_t> utilitarian;        // the largest sum of utilities
};
// nash and kalai_smorodinsky among acceptable points alone (absent where there is none), the others among all.
Solutions find_solutions(const UtilityTable& table, const Frontier& frontier);

bool is_acceptable(const UtilityTable& table, const Frontier& frontier, std::size_t point);

// What a red line or a reservation value costs: the Nash package and the best that each party could have, with it and
// without it. Absent packages: none is acceptable.
struct ShadowPrice {
  std::optional<std::size_t> position;     // the red line
  std::optional<std::size_t> reservation;  // or whose reservation value: an entry of `parties`
  std::optional<ValuedPackage> with;
  std::optional<ValuedPackage> without;
  std::vector<double> best_with;  // per entry; empty where nothing is acceptable
  std::vector<double> best_without;
  bool exact = true;  // false: the frontier was thinned, or time ran out
};

// The range of one weight in which the Nash package stays the pick, all others unchanged.
struct WeightRange {
  std::size_t entry = 0;
  IssueIndex issue = 0;
  double weight = 0;
  double low = 0;                // 0: any lower weight will do
  std::optional<double> high;    // absent: any higher one will do
  std::optional<Package> below;  // what is picked instead beyond each end; absent where that is none
  std::optional<Package> above;
};

struct PackagesAnswer {
  std::vector<PartyIndex> parties;  // whose utilities the vectors list
  UtilityTable table;
  Frontier frontier;
  Solutions solutions;
  bool any_acceptable = false;
  long double outcomes = 0;  // packages before any constraint
  std::vector<ShadowPrice> prices;
  std::vector<WeightRange> ranges;
  bool prices_complete = true;
  bool ranges_complete = true;

  ValuedPackage at(std::size_t point) const;
};

// Exact, unless frontier.factor() > 1, !frontier.complete() or !table.exact.
PackagesAnswer find_packages(const Problem& problem, const PackagesConfig& config);

// For each weight of each party with numbers: how far it can move before the Nash package changes. With a weight moved,
// the best package with option o of that issue lies on the frontier of the packages with o, whatever the weight; each
// point's product of gains is linear in the weight, so the ends are where two lines meet. A frontier per option of each
// issue.
std::vector<WeightRange> find_weight_ranges(const Problem& problem, const UtilityTable& table, const Package& pick,
                                            const PackagesConfig& config, bool& complete);

std::vector<ShadowPrice> find_shadow_prices(const Problem& problem, const UtilityTable& table,
                                            const PackagesConfig& config, bool& complete);

// Gives parties that have no numbers some: from the orders of options the rank-order centroid (Barron and Barrett
// 1996), from positions 1 for what was demanded or accepted, 0 for what was refused or excluded by a demand, 1/2 for
// the rest, weighted by strength. Says in `utilities_from` where the numbers come from: "numbers", "orders",
// "positions", joined by "and".
Problem with_assumed_values(Problem problem);

}  // namespace entente::settle

#include <algorithm>
#include <cmath>
#include <limits>

#include "settle/packages.h"

namespace entente::settle {
namespace {

constexpr long double infinity = std::numeric_limits<long double>::infinity();

// A package's product of gains as a function of one weight w of one party: (fixed + slope * w) * others.
struct Line {
  long double fixed = 0;   // the party's gain without that issue
  long double slope = 0;   // the value of the issue's option per unit of weight
  long double others = 0;  // the product of everybody else's gains
};

// How far w can go from `from` before the pick is beaten or no longer acceptable, looking up alone.
struct Reach {
  long double end = infinity;
  std::optional<Package> next;
};

class Search {
 public:
  Search(const Line& pick, long double from, bool checks_acceptance, bool upward)
      : pick_(pick), from_(from), checks_acceptance_(checks_acceptance), sign_(upward ? 1 : -1) {
    // In t, the distance from the present weight; the pick itself falls below the reservation value at:
    if (checks_acceptance) {
      const long double gain = pick.fixed + pick.slope * from;
      const long double change = pick.slope * sign_;
      if (change < 0) reach_.end = std::max(0.0L, -gain / change);
    }
  }

  // Whether the other line wins within the present reach; the package is asked for only then.
  template <typename PackageOf>
  void offer(const Line& other, const PackageOf& package_of) {
    const long double gain = other.fixed + other.slope * from_;
    const long double change = other.slope * sign_;
    // From where on its product is larger: the difference is level + rate * t.
    const long double level = gain * other.others - (pick_.fixed + pick_.slope * from_) * pick_.others;
    const long double rate = change * other.others - pick_.slope * sign_ * pick_.others;
    const long double rounding = 1e-15L * (std::fabs(gain * other.others) + 1e-300L);
    if (rate <= 0 || rate * 1e15L <= std::fabs(change * other.others)) return;
    long double start = level >= -rounding ? 0 : -level / rate;
    if (checks_acceptance_) {  // and its gain not negative
      if (change <= 0 && gain + change * start < 0) return;
      if (change > 0 && gain < 0) start = std::max(start, -gain / change);
    }
    if (start < reach_.end) {
      reach_.end = start;
      reach_.next = package_of();
    }
  }

  const Reach& reach() const { return reach_; }

 private:
  Line pick_;
  long double from_;
  bool checks_acceptance_;
  long double sign_;
  Reach reach_;
};

long double per_weight(const IssuePreference& preference, OptionIndex option) {
  if (preference.values.empty()) return 0;
  const double largest = *std::max_element(preference.values.begin(), preference.values.end());
  const long double value = preference.values[option];
  return preference.by_largest && largest > 0 ? value / largest : value;
}

}  // namespace

std::vector<WeightRange> find_weight_ranges(const Problem& problem, const UtilityTable& table, const Package& pick,
                                            const PackagesConfig& config, bool& complete) {
  const std::size_t width = table.width();
  std::vector<WeightRange> ranges;
  complete = true;
  std::vector<long double> pick_gain(width);
  for (std::size_t d = 0; d < width; ++d) {
    Int128 sum = 0;
    for (std::size_t i = 0; i < pick.size(); ++i) sum += table.value[i][pick[i] * width + d];
    pick_gain[d] = table.gain(d, sum);
  }
  const auto product_without = [&](const std::vector<long double>& gains, std::size_t entry) {
    long double product = 1;
    for (std::size_t d = 0; d < width; ++d) {
      if (d != entry) product *= gains[d];
    }
    return product;
  };
  for (IssueIndex issue = 0; issue < problem.issues.size(); ++issue) {
    std::vector<Search> up;
    std::vector<Search> down;
    const auto preference = [&](std::size_t d) -> const IssuePreference& {
      return problem.parties[table.parties[d]].preferences.issues[issue];
    };
    const auto line = [&](const std::vector<long double>& gains, std::size_t d, OptionIndex option) {
      Line result;
      result.slope = per_weight(preference(d), option);
      result.fixed = gains[d] - result.slope * preference(d).weight;
      result.others = product_without(gains, d);
      return result;
    };
    for (std::size_t d = 0; d < width; ++d) {
      const bool checks = table.least_acceptable[d].has_value();
      up.emplace_back(line(pick_gain, d, pick[issue]), preference(d).weight, checks, true);
      down.emplace_back(line(pick_gain, d, pick[issue]), preference(d).weight, checks, false);
    }
    for (OptionIndex option = 0; option < problem.issues[issue].options.size(); ++option) {
      if (config.expired && config.expired()) {
        complete = false;
        return ranges;
      }
      FrontierRequest request = request_of(problem, table);
      request.allowed[issue] = {option};
      request.most_points = config.most_points;
      request.expired = config.expired;
      const Frontier frontier = find_frontier(request);
      if (frontier.factor() > 1 || !frontier.complete()) {
        complete = false;
        return ranges;
      }
      std::vector<long double> gains(width);
      for (std::size_t point = 0; point < frontier.size(); ++point) {
        std::size_t unacceptable = 0;
        std::size_t last = 0;
        for (std::size_t d = 0; d < width; ++d) {
          gains[d] = table.gain(d, frontier.sum(point, d));
          if (table.least_acceptable[d] && frontier.sum(point, d) < *table.least_acceptable[d]) {
            ++unacceptable;
            last = d;
          }
        }
        for (std::size_t d = 0; d < width; ++d) {
          if (unacceptable > 1 || (unacceptable == 1 && last != d)) continue;
          const Line other = line(gains, d, option);
          up[d].offer(other, [&] { return frontier.package(point); });
          down[d].offer(other, [&] { return frontier.package(point); });
        }
      }
    }
    for (std::size_t d = 0; d < width; ++d) {
      if (preference(d).values.empty()) continue;
      WeightRange range;
      range.entry = d;
      range.issue = issue;
      range.weight = preference(d).weight;
      const long double low = preference(d).weight - down[d].reach().end;
      range.low = low > 0 ? static_cast<double>(low) : 0;
      if (low >= 0) range.below = down[d].reach().next;
      if (up[d].reach().end < infinity) {
        range.high = static_cast<double>(preference(d).weight + up[d].reach().end);
        range.above = up[d].reach().next;
      }
      ranges.push_back(std::move(range));
    }
  }
  return ranges;
}

}  // namespace entente::settle

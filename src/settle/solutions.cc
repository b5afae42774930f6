// Nash 1950; Kalai and Smorodinsky 1975; the egalitarian solution of Kalai 1977; the utilitarian one of Harsanyi 1955.
#include <algorithm>
#include <cmath>
#include <limits>

#include "settle/packages.h"

namespace entente::settle {
namespace {

using Gains = std::vector<long double>;

// Keeps the point with the larger value; of equal ones that with the larger sorted gains, then the first.
class Best {
 public:
  void offer(std::size_t point, long double value, const Gains& gains) {
    if (at_ && value < value_ - tolerance(value_)) return;
    Gains sorted = gains;
    std::sort(sorted.begin(), sorted.end());
    if (at_ && value <= value_ + tolerance(value_) && sorted <= sorted_) return;
    at_ = point;
    value_ = value;
    sorted_ = std::move(sorted);
  }
  std::optional<std::size_t> point() const { return at_; }

 private:
  static long double tolerance(long double value) { return std::fabs(value) * 1e-15L; }

  std::optional<std::size_t> at_;
  long double value_ = 0;
  Gains sorted_;
};

}  // namespace

bool is_acceptable(const UtilityTable& table, const Frontier& frontier, std::size_t point) {
  for (std::size_t d = 0; d < table.width(); ++d) {
    if (table.least_acceptable[d] && frontier.sum(point, d) < *table.least_acceptable[d]) return false;
  }
  return true;
}

Solutions find_solutions(const UtilityTable& table, const Frontier& frontier) {
  const std::size_t width = table.width();
  std::vector<long double> ideal(width, -std::numeric_limits<long double>::infinity());
  std::vector<bool> acceptable(frontier.size());
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    acceptable[i] = is_acceptable(table, frontier, i);
    for (std::size_t d = 0; d < width && acceptable[i]; ++d) {
      ideal[d] = std::max(ideal[d], table.gain(d, frontier.sum(i, d)));
    }
  }
  Best nash;
  Best kalai_smorodinsky;
  Best egalitarian;
  Best utilitarian;
  Gains gains(width);
  for (std::size_t i = 0; i < frontier.size(); ++i) {
    long double product = 1;
    long double total = 0;
    long double least = std::numeric_limits<long double>::infinity();
    long double share = least;
    for (std::size_t d = 0; d < width; ++d) {
      gains[d] = table.gain(d, frontier.sum(i, d));
      product *= std::max(gains[d], 0.0L);
      total += gains[d];
      least = std::min(least, gains[d]);
      share = std::min(share, ideal[d] > 0 ? gains[d] / ideal[d] : 1.0L);
    }
    egalitarian.offer(i, least, gains);
    utilitarian.offer(i, total, gains);
    if (!acceptable[i]) continue;
    nash.offer(i, product, gains);
    kalai_smorodinsky.offer(i, share, gains);
  }
  return {nash.point(), kalai_smorodinsky.point(), egalitarian.point(), utilitarian.point()};
}

}  // namespace entente::settle

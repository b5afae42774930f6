#include "read/stories_meanings.h"

#include <algorithm>
#include <cmath>

namespace entente::read {
namespace {

constexpr double imagined_titles = 50;

}  // namespace

void CommonMeaning::add(const Meaning& meaning) {
  if (meaning.empty()) return;
  if (sum_.empty()) sum_.resize(meaning.size());
  if (sum_.size() != meaning.size()) return;
  for (std::size_t i = 0; i < meaning.size(); ++i) sum_[i] += meaning[i];
  ++count_;
}

Meaning CommonMeaning::without(const Meaning& meaning) const {
  if (meaning.size() != sum_.size()) return {};
  std::vector<double> rest(meaning.size());
  double squares = 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    rest[i] = meaning[i] - static_cast<double>(sum_[i]) / (static_cast<double>(count_) + imagined_titles);
    squares += rest[i] * rest[i];
  }
  Meaning result;
  result.reserve(rest.size());
  const double scale = squares > 0 ? 127 / std::sqrt(squares) : 0;
  for (const double value : rest) result.push_back(static_cast<std::int8_t>(std::lround(value * scale)));
  return result;
}

double cosine(const Meaning& a, const Meaning& b) {
  if (a.size() != b.size()) return 0;
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::int32_t{a[i]} * std::int32_t{b[i]};
  return std::clamp(static_cast<double>(sum) / (127.0 * 127.0), 0.0, 1.0);
}

}  // namespace entente::read

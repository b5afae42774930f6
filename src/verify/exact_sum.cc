#include "verify/exact_sum.h"

#include <bit>
#include <cmath>
#include <limits>

namespace entente::verify {

void ExactSum::change(double number, bool negative) {
  if (!std::isfinite(number)) {
    std::int64_t& counter = std::isnan(number) ? not_numbers_ : infinities_[number > 0 ? 0 : 1];
    counter += negative ? -1 : 1;
    return;
  }
  const auto bits = std::bit_cast<std::uint64_t>(number);
  const std::uint64_t exponent = (bits >> 52) & 0x7ff;
  std::uint64_t mantissa = bits & ((std::uint64_t{1} << 52) - 1);
  if (exponent > 0) mantissa |= std::uint64_t{1} << 52;
  if (mantissa == 0) return;
  if ((bits >> 63) != 0) negative = !negative;
  const std::uint64_t position = exponent > 0 ? exponent - 1 : 0;
  std::size_t at = static_cast<std::size_t>(position / 64);
  const std::uint64_t shift = position % 64;
  const std::uint64_t low = mantissa << shift;
  const std::uint64_t high = shift > 0 ? mantissa >> (64 - shift) : 0;
  bool carry = false;
  for (const std::uint64_t part : {low, high}) {
    const std::uint64_t before = words_[at];
    const std::uint64_t with_carry = part + (carry ? 1 : 0);
    const bool overflow = carry && with_carry == 0;
    words_[at] = negative ? before - with_carry : before + with_carry;
    carry = overflow || (negative ? before < with_carry : words_[at] < before);
    ++at;
  }
  for (; carry && at < words_.size(); ++at) {
    words_[at] += negative ? ~std::uint64_t{0} : 1;
    carry = negative ? words_[at] == ~std::uint64_t{0} : words_[at] == 0;
  }
}

double ExactSum::value() const {
  if (not_numbers_ > 0 || (infinities_[0] > 0 && infinities_[1] > 0)) return std::numeric_limits<double>::quiet_NaN();
  if (infinities_[0] > 0) return std::numeric_limits<double>::infinity();
  if (infinities_[1] > 0) return -std::numeric_limits<double>::infinity();
  std::array<std::uint64_t, 34> size = words_;
  const bool negative = (size.back() >> 63) != 0;
  if (negative) {
    bool carry = true;
    for (std::uint64_t& word : size) {
      word = ~word + (carry ? 1 : 0);
      carry = carry && word == 0;
    }
  }
  std::size_t top = size.size();
  while (top > 0 && size[top - 1] == 0) --top;
  if (top == 0) return 0;
  const std::size_t length = (top - 1) * 64 + static_cast<std::size_t>(std::bit_width(size[top - 1]));
  const auto bit = [&](std::size_t i) { return (size[i / 64] >> (i % 64)) & 1; };
  std::size_t lowest = length > 53 ? length - 53 : 0;
  std::uint64_t mantissa = 0;
  for (std::size_t i = length; i-- > lowest;) mantissa = (mantissa << 1) | bit(i);
  if (lowest > 0 && bit(lowest - 1) != 0) {
    bool more = (mantissa & 1) != 0;
    for (std::size_t i = 0; !more && i + 1 < lowest; ++i) more = bit(i) != 0;
    if (more) ++mantissa;
  }
  const double result = std::ldexp(static_cast<double>(mantissa), static_cast<int>(lowest) - 1074);
  return negative ? -result : result;
}

}  // namespace entente::verify

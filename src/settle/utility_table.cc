#include "settle/utility_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace entente::settle {
namespace {

// mantissa * 10^exponent, the mantissa without trailing zeros.
struct Decimal {
  Int128 mantissa = 0;
  int exponent = 0;
};

Decimal decimal_of(double value) {
  std::array<char, 64> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific).ptr;
  Decimal decimal;
  bool negative = false;
  bool after_point = false;
  for (const char* c = text.data(); c != end; ++c) {
    if (*c == '-') {
      negative = true;
    } else if (*c == '.') {
      after_point = true;
    } else if (*c == 'e') {
      int exponent = 0;
      std::from_chars(c[1] == '+' ? c + 2 : c + 1, end, exponent);
      decimal.exponent += exponent;
      break;
    } else {
      decimal.mantissa = decimal.mantissa * 10 + (*c - '0');
      if (after_point) --decimal.exponent;
    }
  }
  if (decimal.mantissa == 0) return {};
  while (decimal.mantissa % 10 == 0) {
    decimal.mantissa /= 10;
    ++decimal.exponent;
  }
  if (negative) decimal.mantissa = -decimal.mantissa;
  return decimal;
}

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

Int128 gcd(Int128 a, Int128 b) {
  a = magnitude(a);
  b = magnitude(b);
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// numerator / denominator * 10^exponent
struct Rational {
  Int128 numerator = 0;
  Int128 denominator = 1;
  int exponent = 0;
};

// False where it does not fit.
bool scale(Int128& value, Int128 by) { return !__builtin_mul_overflow(value, by, &value); }
bool scale_by_ten(Int128& value, int power) {
  for (; power > 0 && value != 0; --power) {
    if (!scale(value, 10)) return false;
  }
  return true;
}

std::optional<Rational> product(double weight, double value, double divisor) {
  const Decimal w = decimal_of(weight);
  const Decimal v = decimal_of(value);
  const Decimal d = decimal_of(divisor);
  Rational result{w.mantissa, d.mantissa, w.exponent + v.exponent - d.exponent};
  if (!scale(result.numerator, v.mantissa)) return std::nullopt;
  if (result.numerator == 0) return Rational{};
  if (result.denominator < 0) {
    result.numerator = -result.numerator;
    result.denominator = -result.denominator;
  }
  const Int128 common = gcd(result.numerator, result.denominator);
  result.numerator /= common;
  result.denominator /= common;
  return result;
}

// One party's numbers, on their common denominator.
struct Scaled {
  std::vector<Int128> value;  // as many as the rationals
  Int128 denominator = 1;     // times 10^-exponent
  int exponent = 0;
};

std::optional<Scaled> on_common_denominator(const std::vector<Rational>& numbers) {
  const Int128 most = (Int128{1} << 124) / static_cast<Int128>(numbers.size());  // so that no sum overflows
  Scaled scaled;
  bool first = true;
  for (const Rational& number : numbers) {
    if (number.numerator == 0) continue;
    scaled.exponent = first ? number.exponent : std::min(scaled.exponent, number.exponent);
    first = false;
    if (!scale(scaled.denominator, number.denominator / gcd(scaled.denominator, number.denominator)))
      return std::nullopt;
  }
  for (const Rational& number : numbers) {
    Int128 value = number.numerator;
    if (value != 0 && (!scale_by_ten(value, number.exponent - scaled.exponent) ||
                       !scale(value, scaled.denominator / number.denominator))) {
      return std::nullopt;
    }
    if (magnitude(value) > most) return std::nullopt;
    scaled.value.push_back(value);
  }
  return scaled;
}

// utility = numerator / denominator, computed with one rounding where both fit 64 bits.
long double power_of_ten(int exponent) {
  long double result = 1;
  for (; exponent > 0; --exponent) result *= 10;
  return result;
}

// The numbers rounded to a grid of 2^-100 of the largest.
Scaled on_a_grid(const std::vector<long double>& numbers, long double& unit) {
  long double most = 0;
  for (const long double number : numbers) most = std::max(most, std::fabs(number));
  unit = most == 0 ? 1 : std::ldexp(std::exp2(std::ceil(std::log2(most))), -100);
  Scaled scaled;
  for (const long double number : numbers) scaled.value.push_back(static_cast<Int128>(std::round(number / unit)));
  return scaled;
}

}  // namespace

double UtilityTable::utility(std::size_t entry, Int128 sum) const {
  return static_cast<double>(static_cast<long double>(base[entry] + sum * factor[entry]) / denominator[entry]);
}

long double UtilityTable::gain(std::size_t entry, Int128 sum) const {
  return static_cast<long double>(base[entry] + sum * factor[entry]) / denominator[entry] -
         static_cast<long double>(reservation[entry]);
}

UtilityTable make_utility_table(const Problem& problem) {
  UtilityTable table;
  for (PartyIndex party = 0; party < problem.parties.size(); ++party) {
    const auto& issues = problem.parties[party].preferences.issues;
    if (std::any_of(issues.begin(), issues.end(), [](const IssuePreference& p) { return !p.values.empty(); })) {
      table.parties.push_back(party);
    }
  }
  const std::size_t width = table.width();
  for (const Issue& issue : problem.issues) table.value.emplace_back(issue.options.size() * width, 0);
  for (std::size_t entry = 0; entry < width; ++entry) {
    const Preferences& preferences = problem.parties[table.parties[entry]].preferences;
    std::vector<Rational> numbers;
    std::vector<long double> rounded;
    bool fits = true;
    const auto add = [&](double weight, double value, double divisor) {
      const auto number = product(weight, value, divisor);
      fits = fits && number.has_value();
      numbers.push_back(number.value_or(Rational{}));
      rounded.push_back(static_cast<long double>(weight) * value / divisor);
    };
    for (std::size_t i = 0; i < problem.issues.size(); ++i) {
      const IssuePreference& issue = preferences.issues[i];
      const double largest = issue.values.empty() ? 1 : *std::max_element(issue.values.begin(), issue.values.end());
      for (std::size_t option = 0; option < problem.issues[i].options.size(); ++option) {
        add(issue.weight, issue.values.empty() ? 0 : issue.values[option],
            issue.by_largest && largest > 0 ? largest : 1);
      }
    }
    add(1, preferences.reservation.value_or(0), 1);  // the last one
    std::optional<Scaled> exact = fits ? on_common_denominator(numbers) : std::nullopt;
    long double unit = 1;
    const Scaled scaled = exact ? *exact : on_a_grid(rounded, unit);
    table.exact = table.exact && exact.has_value();

    // Take off the least of each issue, then the common divisor.
    Int128 base = 0;
    Int128 common = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < problem.issues.size(); ++i) {
      const std::size_t options = problem.issues[i].options.size();
      const auto from = scaled.value.begin() + static_cast<std::ptrdiff_t>(at);
      const Int128 least = *std::min_element(from, from + static_cast<std::ptrdiff_t>(options));
      base += least;
      for (std::size_t option = 0; option < options; ++option, ++at) {
        table.value[i][option * width + entry] = scaled.value[at] - least;
        common = gcd(common, scaled.value[at] - least);
      }
    }
    if (common == 0) common = 1;
    Int128 most = 0;
    for (std::size_t i = 0; i < problem.issues.size(); ++i) {
      Int128 most_here = 0;
      for (std::size_t option = 0; option < problem.issues[i].options.size(); ++option) {
        Int128& value = table.value[i][option * width + entry];
        value /= common;
        most_here = std::max(most_here, value);
      }
      most += most_here;
    }
    table.most.push_back(most);
    table.narrow = table.narrow && most < (Int128{1} << 62);
    table.base.push_back(base);
    table.factor.push_back(common);
    long double denominator = 1 / unit;
    if (exact) {
      denominator = static_cast<long double>(scaled.denominator);
      if (scaled.exponent < 0)
        denominator *= power_of_ten(-scaled.exponent);
      else
        denominator /= power_of_ten(scaled.exponent);
    }
    table.denominator.push_back(denominator);
    if (preferences.reservation) {
      const Int128 wanted = scaled.value.back() - base;  // sum * common >= wanted
      table.least_acceptable.push_back(wanted <= 0 ? Int128{0} : (wanted + common - 1) / common);
      table.reservation.push_back(*preferences.reservation);
    } else {
      table.least_acceptable.push_back(std::nullopt);
      table.reservation.push_back(std::min(0.0, table.utility(entry, 0)));
    }
  }
  return table;
}

}  // namespace entente::settle

// Aggregations over windows, kept up row by row, against those computed anew; and the exact sum that makes it possible.
#include <algorithm>
#include <cmath>
#include <deque>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "verify/exact_sum.h"
#include "verify/printing.h"

namespace entente::verify {
namespace {

TEST(ExactSum, IsExactWhereDoublesAreNot) {
  ExactSum sum;
  sum.add(1e308);
  sum.add(1.0);
  sum.add(-1e308);
  EXPECT_EQ(sum.value(), 1.0);
  sum.take_away(1.0);
  EXPECT_EQ(sum.value(), 0.0);
  for (const double small : {5e-324, 2.5e-310, 1e-300}) {
    ExactSum one;
    one.add(small);
    EXPECT_EQ(one.value(), small);
    one.add(-2 * small);
    EXPECT_EQ(one.value(), -small);
  }
  ExactSum huge;
  huge.add(1.7e308);
  huge.add(1.7e308);
  EXPECT_TRUE(std::isinf(huge.value()));
  huge.take_away(1.7e308);
  EXPECT_EQ(huge.value(), 1.7e308);
}

TEST(ExactSum, RoundsToTheNearestEven) {
  ExactSum sum;
  sum.add(9007199254740992.0);  // 2^53
  sum.add(1.0);
  EXPECT_EQ(sum.value(), 9007199254740992.0);
  sum.add(5e-324);
  EXPECT_EQ(sum.value(), 9007199254740994.0);
}

TEST(ExactSum, KnowsWhatIsNoNumber) {
  ExactSum sum;
  sum.add(INFINITY);
  EXPECT_TRUE(std::isinf(sum.value()));
  sum.add(-INFINITY);
  EXPECT_TRUE(std::isnan(sum.value()));
  sum.take_away(INFINITY);
  EXPECT_EQ(sum.value(), -INFINITY);
}

TEST(ExactSum, AgreesWithLongDoublesAndForgetsTheOrder) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> numbers;
    for (int i = 0; i < 20; ++i)
      numbers.push_back(std::ldexp(static_cast<double>(static_cast<std::int64_t>(random() % 2001) - 1000),
                                   static_cast<int>(random() % 40) - 20));
    ExactSum there;
    ExactSum back;
    long double reference = 0;  // exact: 11 + 40 + 5 bits
    for (const double number : numbers) {
      there.add(number);
      reference += number;
    }
    std::shuffle(numbers.begin(), numbers.end(), random);
    for (const double number : numbers) back.add(number);
    ASSERT_EQ(there.value(), static_cast<double>(reference));
    ASSERT_EQ(back.value(), there.value());
    for (const double number : numbers) back.take_away(number);
    ASSERT_EQ(back.value(), 0.0);
  }
}

// One group over a sliding window of reals or texts, by every aggregation.
TEST(Aggregation, OverAWindowIsAsComputedAnew) {
  const Signature signature = parse_signature("f(int,float) t(int,string)", "s").value();
  std::mt19937 random(6);
  for (const char* text :
       {"m <- MED x (ONCE[0,20] f(i,x))", "m <- AVG x (ONCE[0,20] f(i,x))", "m <- SUM x (ONCE[0,20] f(i,x))",
        "m <- MIN x (ONCE[0,20] f(i,x))", "m <- MAX x (ONCE[0,20] f(i,x))", "m <- CNT x (ONCE[0,20] f(i,x))"}) {
    Monitor monitor = Monitor::make(parse_formula(text, "f").value(), signature).value();
    std::deque<std::pair<std::int64_t, double>> window;
    std::int64_t time = 0;
    for (int i = 0; i < 3000; ++i) {
      time += static_cast<std::int64_t>(random() % 4);
      std::vector<Event> events;
      if (random() % 3 > 0) {
        const double x = static_cast<double>(random() % 50) / 8 - 3;
        events.push_back({"f", {std::int64_t{i}, x}});
        window.emplace_back(time, x);
      }
      if (random() % 50 == 0) time += 30;
      if (!events.empty() && window.back().first != time) window.back().first = time;
      while (!window.empty() && window.front().first < time - 20) window.pop_front();
      std::vector<double> values;
      for (const auto& [when, x] : window) values.push_back(x);
      std::sort(values.begin(), values.end());
      double sum = 0;
      for (const double x : values) sum += x;  // eighths: exact
      const std::size_t n = values.size();
      const std::string kind(text + 5, 3);
      Value expected = 0.0;
      if (kind == "CNT") expected = static_cast<std::int64_t>(n);
      if (n > 0 && kind == "SUM") expected = sum;
      if (n > 0 && kind == "AVG") expected = sum / static_cast<double>(n);
      if (n > 0 && kind == "MIN") expected = values.front();
      if (n > 0 && kind == "MAX") expected = values.back();
      if (n > 0 && kind == "MED") expected = (values[(n - 1) / 2] + values[n / 2]) / 2;
      const auto verdicts = monitor.feed(time, events);
      ASSERT_EQ(verdicts->size(), 1u);
      ASSERT_EQ(verdicts->front().rows, std::vector<std::vector<Value>>{{expected}}) << text << ' ' << i;
    }
  }
}

TEST(Aggregation, OfTextsByTheirBytes) {
  const Signature signature = parse_signature("t(int,string)", "s").value();
  Monitor monitor = Monitor::make(parse_formula("m <- MAX s;i (ONCE[0,1] t(i,s))", "f").value(), signature).value();
  const auto said = [&](std::int64_t time, const std::vector<Event>& events) {
    const auto verdicts = monitor.feed(time, events);
    return verdicts->empty() ? std::string() : to_string(verdicts->front());
  };
  EXPECT_EQ(said(1, {{"t", {std::int64_t{1}, "a"}}, {"t", {std::int64_t{1}, "b"}}, {"t", {std::int64_t{2}, "B"}}}),
            "@1 (time point 0): (\"B\",2) (\"b\",1)");
  EXPECT_EQ(said(2, {{"t", {std::int64_t{1}, "aa"}}}), "@2 (time point 1): (\"B\",2) (\"b\",1)");
  EXPECT_EQ(said(3, {}), "@3 (time point 2): (\"aa\",1)");
  EXPECT_EQ(said(5, {}), "");
}

}  // namespace
}  // namespace entente::verify

// A monitor stopped after any time point and started again from its saved state goes on as if nothing had happened.
#include "verify/state.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "oracle/mfotl_generator.h"
#include "verify/printing.h"

namespace entente::verify {
namespace {

void append(std::vector<Verdict>& all, std::vector<Verdict> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

TEST(State, StoppedAfterAnyTimePointAndGoneOn) {
  const Signature signature = oracle::generator_signature();
  std::mt19937 random(77);
  int restored = 0;
  for (int round = 0; round < 4000; ++round) {
    oracle::GeneratorLimits limits;
    limits.depth = 1 + static_cast<int>(random() % 4);
    const Formula formula = oracle::random_formula(random, limits);
    auto whole = Monitor::make(formula, signature);
    if (!whole) continue;
    const oracle::Trace trace = oracle::random_trace(random, 10, 3);
    std::vector<Verdict> expected;
    for (std::size_t i = 0; i < trace.times.size(); ++i)
      append(expected, whole->feed(trace.times[i], trace.events[i]).value());
    append(expected, whole->finish());
    // Stopped after every time point, each time.
    std::vector<Verdict> found;
    std::string state = Monitor::make(formula, signature)->save();
    for (std::size_t i = 0; i < trace.times.size(); ++i) {
      auto monitor = Monitor::restore(state, formula, signature);
      ASSERT_TRUE(monitor.ok()) << to_string(formula) << ' ' << to_string(monitor.diagnostics()[0]);
      append(found, monitor->feed(trace.times[i], trace.events[i]).value());
      state = monitor->save();
      ++restored;
    }
    auto last = Monitor::restore(state, formula, signature);
    ASSERT_TRUE(last.ok()) << to_string(formula);
    append(found, last->finish());
    ASSERT_EQ(found, expected) << "round " << round << ' ' << to_string(formula);
  }
  EXPECT_GT(restored, 10000);
}

TEST(State, RefusesWhatIsNotItsOwn) {
  const Signature signature = oracle::generator_signature();
  const Formula formula = parse_formula("ONCE[0,5] p(x)", "f").value();
  Monitor monitor = Monitor::make(formula, signature).value();
  ASSERT_TRUE(monitor.feed(1, std::vector<Event>{{"p", {std::int64_t{4}}}}).ok());
  const std::string state = monitor.save();
  const auto code = [&](std::string_view bytes, const Formula& other) {
    const auto result = Monitor::restore(bytes, other, signature);
    return result.ok() ? std::string("accepted") : result.diagnostics()[0].code;
  };
  EXPECT_EQ(code(state, formula), "accepted");
  EXPECT_EQ(code(state, parse_formula("ONCE[0,6] p(x)", "f").value()), "state-other-formula");
  EXPECT_EQ(code("", formula), "state-format");
  EXPECT_EQ(code(state.substr(0, state.size() - 1), formula), "state-format");
  EXPECT_EQ(code(state + "x", formula), "state-format");
  std::string other_version = state;
  other_version[other_version.find('\n') - 1] = '9';
  EXPECT_EQ(code(other_version, formula), "state-version");
  std::string flipped = state;
  flipped.back() = static_cast<char>(flipped.back() ^ 1);
  EXPECT_EQ(code(flipped, formula), "state-format");
}

// Damage that the checksum does not see (it is made right again) is refused, or gives a monitor that runs and stops.
TEST(State, SurvivesDamagedContent) {
  const Signature signature = oracle::generator_signature();
  std::mt19937 random(5);
  int refused = 0;
  for (int round = 0; round < 3000; ++round) {
    oracle::GeneratorLimits limits;
    limits.depth = 1 + static_cast<int>(random() % 3);
    const Formula formula = oracle::random_formula(random, limits);
    auto monitor = Monitor::make(formula, signature);
    if (!monitor) continue;
    const oracle::Trace trace = oracle::random_trace(random, 6, 3);
    for (std::size_t i = 0; i < trace.times.size(); ++i)
      ASSERT_TRUE(monitor->feed(trace.times[i], trace.events[i]).ok());
    std::string state = monitor->save();
    const std::size_t head = state.find('\n') + 17;
    if (head >= state.size()) continue;
    for (int k = 0; k < 3; ++k) state[head + random() % (state.size() - head)] = static_cast<char>(random());
    auto damaged = Monitor::restore(with_right_checksum(state), formula, signature);
    if (!damaged) {
      ++refused;
      continue;
    }
    (void)damaged->feed(1000, std::vector<Event>{{"p", {std::int64_t{1}}}, {"r", {std::int64_t{1}, std::int64_t{2}}}});
    damaged->finish();
  }
  EXPECT_GT(refused, 200);
}

// 300,000 different texts through a short window: the state stays as small as the window, and the verdicts are right.
TEST(State, ForgetsTextsThatHaveLeftTheWindow) {
  const Signature signature = parse_signature("a(string) b(string)", "s").value();
  const std::string text = "a(x) AND ((ONCE[0,3] b(x)) OR x = \"constant\")";
  Monitor monitor = Monitor::make(parse_formula(text, "f").value(), signature).value();
  std::size_t verdicts = 0;
  const auto name = [](int i) { return Value("text number " + std::to_string(i)); };
  for (int i = 0; i < 300000; ++i) {
    const std::vector<Event> events = {{"b", {name(i)}}, {"a", {name(i - i % 7)}}, {"a", {Value("constant")}}};
    const auto now = monitor.feed(i, events);
    ASSERT_EQ(now->size(), 1u);
    const bool near = i % 7 <= 3;
    ASSERT_EQ(now->front().rows.size(), near ? 2u : 1u) << i;
    ASSERT_EQ(now->front().rows[0][0], Value("constant"));
    if (near) {
      ASSERT_EQ(now->front().rows[1][0], name(i - i % 7));
    }
    verdicts += now->size();
    if (i % 60000 == 59999) {
      const std::string state = monitor.save();
      ASSERT_LT(state.size(), 4000000u);
      monitor = Monitor::restore(state, parse_formula(text, "f").value(), signature).value();
    }
  }
  EXPECT_EQ(verdicts, 300000u);
}

}  // namespace
}  // namespace entente::verify

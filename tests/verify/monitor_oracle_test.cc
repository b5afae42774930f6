// The monitor against the definition of the logic (oracle/mfotl_oracle.h): every small formula of a list over every
// small trace first, then random formulas over random traces.
#include <algorithm>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>

#include "oracle/mfotl_generator.h"
#include "oracle/mfotl_oracle.h"
#include "verify/printing.h"

namespace entente::verify {
namespace {

std::string shown(const std::vector<Verdict>& verdicts) {
  std::string text;
  for (const Verdict& verdict : verdicts) text += "  " + to_string(verdict) + '\n';
  return text;
}

std::string shown(const oracle::Trace& trace) {
  std::string text;
  for (std::size_t i = 0; i < trace.times.size(); ++i) {
    text += "  @" + std::to_string(trace.times[i]);
    for (const Event& event : trace.events[i]) {
      text += ' ' + event.predicate + '(';
      for (std::size_t k = 0; k < event.arguments.size(); ++k)
        text += (k > 0 ? "," : "") + to_string(event.arguments[k]);
      text += ')';
    }
    text += ";\n";
  }
  return text;
}

// NEXT may look past the end of the log, and then leaves verdicts open; nothing else does.
bool has_next(const Formula& formula) {
  return formula.kind == Formula::Kind::next || std::any_of(formula.parts.begin(), formula.parts.end(), has_next);
}

std::vector<Verdict> monitored(Monitor& monitor, const oracle::Trace& trace, std::size_t from = 0) {
  std::vector<Verdict> all;
  for (std::size_t i = from; i < trace.times.size(); ++i) {
    const auto verdicts = monitor.feed(trace.times[i], trace.events[i]);
    EXPECT_TRUE(verdicts.ok());
    all.insert(all.end(), verdicts->begin(), verdicts->end());
  }
  return all;
}

// True where the two agree.
bool agrees(const Formula& formula, Monitor monitor, const oracle::Trace& trace, int* with_verdicts = nullptr) {
  std::vector<Verdict> ours = monitored(monitor, trace);
  const auto rest = monitor.finish();
  ours.insert(ours.end(), rest.begin(), rest.end());
  std::uint64_t undecided = 0;
  std::vector<Verdict> expected =
      oracle::verdicts(formula, monitor.columns(), trace, oracle::domain_of(formula, trace), undecided);
  // The oracle may decide what the monitor leaves open, where one side of an AND settles it; never the other way round.
  const std::uint64_t decided = monitor.decided();
  std::erase_if(expected, [&](const Verdict& verdict) { return verdict.time_point >= decided; });
  if (with_verdicts != nullptr && !expected.empty()) ++*with_verdicts;
  const bool open_enough = (has_next(formula) || decided == trace.times.size()) && decided <= undecided;
  EXPECT_EQ(ours, expected) << to_string(formula) << '\n'
                            << shown(trace) << "monitor:\n"
                            << shown(ours) << "oracle:\n"
                            << shown(expected);
  EXPECT_TRUE(open_enough) << to_string(formula) << '\n' << shown(trace) << decided << ' ' << undecided;
  return ours == expected && open_enough;
}

TEST(MonitorOracle, EverySmallFormulaOverEverySmallTrace) {
  const Signature signature = oracle::generator_signature();
  std::vector<std::string> formulas;
  for (const char* interval : {"", "[0,0]", "[0,1]", "[1,1]", "[1,2]", "[2,*)", "[0,*)"}) {
    const std::string i = interval;
    for (const char* word : {"ONCE", "PREVIOUS", "NEXT", "EVENTUALLY"}) {
      if (std::string(word) == "EVENTUALLY" && (i.empty() || i.find('*') != std::string::npos)) continue;
      formulas.push_back(word + i + " p(x)");
      formulas.push_back("q(x) AND NOT " + (word + i) + " p(x)");
      formulas.push_back("ONCE[0,1] (" + (word + i) + " p(x))");
    }
    for (const char* left : {"q(x)", "(NOT q(x))"}) {
      formulas.push_back(left + (" SINCE" + i) + " p(x)");
      formulas.push_back(left + (" SINCE" + i) + " (ONCE[0,1] p(x))");
      if (!i.empty() && i.find('*') == std::string::npos) formulas.push_back(left + (" UNTIL" + i) + " p(x)");
    }
  }
  std::size_t compared = 0;
  for (const std::string& text : formulas) {
    const Formula formula = parse_formula(text, "small").value();
    for (int bits = 0; bits < 64; ++bits) {
      for (int steps = 0; steps < 9; ++steps) {
        oracle::Trace trace;
        for (int point = 0; point < 3; ++point) {
          trace.times.push_back(point == 0 ? 0 : trace.times.back() + (point == 1 ? steps % 3 : steps / 3));
          std::vector<Event> events;
          if ((bits >> (2 * point)) & 1) events.push_back({"p", {std::int64_t{0}}});
          if ((bits >> (2 * point)) & 2) events.push_back({"q", {std::int64_t{0}}});
          trace.events.push_back(std::move(events));
        }
        ASSERT_TRUE(agrees(formula, Monitor::make(formula, signature).value(), trace));
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 30000u);
}

TEST(MonitorOracle, RandomFormulasOverRandomTraces) {
  const Signature signature = oracle::generator_signature();
  // More rounds, or others, for those who look for a fault: ENTENTE_ORACLE_ROUNDS and ENTENTE_ORACLE_SEED.
  const char* rounds_wanted = std::getenv("ENTENTE_ORACLE_ROUNDS");
  const char* seed_wanted = std::getenv("ENTENTE_ORACLE_SEED");
  const int rounds = rounds_wanted != nullptr ? std::atoi(rounds_wanted) : 40000;
  std::mt19937 random(seed_wanted != nullptr ? static_cast<unsigned>(std::atoi(seed_wanted)) : 20310307u);
  int accepted = 0;
  int with_verdicts = 0;
  for (int round = 0; round < rounds; ++round) {
    oracle::GeneratorLimits limits;
    limits.depth = 1 + static_cast<int>(random() % 4);
    const Formula formula = oracle::random_formula(random, limits);
    auto made = Monitor::make(formula, signature);
    if (!made) continue;
    ++accepted;
    const oracle::Trace trace = oracle::random_trace(random, 8, 3);
    ASSERT_TRUE(agrees(formula, std::move(*made), trace, &with_verdicts)) << "round " << round;
  }
  EXPECT_GT(accepted, rounds * 8 / 10);
  EXPECT_GT(with_verdicts, rounds * 4 / 10);
}

}  // namespace
}  // namespace entente::verify

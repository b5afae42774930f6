// What the monitor costs with events out of order: bench/README.md says what is measured.
#include <algorithm>
#include <random>

#include <benchmark/benchmark.h>

#include "verify/verify.h"

namespace {

using namespace entente::verify;

// Acts and permits of 500 parties, one event a second; `inverted` of 1,000 events come up to 60 places later than they
// should.
std::vector<Arrival> arrivals(std::size_t count, int inverted) {
  std::mt19937 random(1);
  std::vector<std::pair<std::size_t, Arrival>> dated;
  for (std::size_t i = 0; i < count; ++i) {
    Arrival arrival;
    arrival.time = static_cast<std::int64_t>(i);
    arrival.event = {random() % 5 == 0 ? "q" : "p", {static_cast<std::int64_t>(random() % 500)}};
    const bool late = static_cast<int>(random() % 1000) < inverted;
    dated.emplace_back(i + (late ? 1 + random() % 60 : 0), std::move(arrival));
  }
  std::stable_sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Arrival> result;
  for (auto& [place, arrival] : dated) result.push_back(std::move(arrival));
  return result;
}

void out_of_order(benchmark::State& state) {
  const Signature signature = parse_signature("p(int) q(int)", "bench").value();
  const Formula formula = parse_formula("p(x) AND NOT (ONCE[0,3600] q(x))", "bench").value();
  const std::vector<Arrival> all = arrivals(100000, static_cast<int>(state.range(0)));
  ReorderConfig config;
  config.lateness = 120;
  config.provisional = state.range(1) != 0;
  for (auto _ : state) {
    ReorderingMonitor monitor = ReorderingMonitor::make(formula, signature, config).value();
    std::size_t verdicts = 0;
    for (const Arrival& arrival : all) verdicts += monitor.arrive(arrival)->final.size();
    verdicts += monitor.finish().final.size();
    benchmark::DoNotOptimize(verdicts);
    state.counters["replayed"] = static_cast<double>(monitor.counts().replayed);
    state.counters["verdicts"] = static_cast<double>(verdicts);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * all.size()));
}
BENCHMARK(out_of_order)
    ->ArgNames({"inverted_per_1000", "provisional"})
    ->ArgsProduct({{0, 10, 100, 500}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

// The trained reader's parts: loading, word pieces, the encoder by length of the sequence, and a whole report. Time is
// the processor's, so that a busy machine tells the same. Models as `entente` finds them in tests: ENTENTE_MODELS, else
// models/.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <benchmark/benchmark.h>

#include "nn/nn.h"
#include "read/model_spans.h"
#include "read/read.h"
#include "read/reader_model.h"

namespace {

using namespace entente;

std::string folder() {
  const char* named = std::getenv("ENTENTE_MODELS");
  return std::string(named != nullptr && *named != '\0' ? named : "models") + "/reader";
}

const read::ReaderModel* model() {
  static const auto loaded = read::load_reader_model(folder(), 1);
  return loaded ? loaded->get() : nullptr;
}

std::string report() {
  for (const auto& entry : std::filesystem::directory_iterator("examples/kesh/reports")) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  return "The harbour master said the ferry will not sail.";
}

void load(benchmark::State& state) {
  for (auto _ : state) {
    const auto loaded = read::load_reader_model(folder(), 1);
    if (!loaded) return state.SkipWithError("no models");
  }
}
BENCHMARK(load)->Unit(benchmark::kMillisecond)->Iterations(5);

void word_pieces(benchmark::State& state) {
  if (model() == nullptr) return state.SkipWithError("no models");
  const std::string text = report();
  std::size_t pieces = 0;
  for (auto _ : state) pieces += model()->tokenizer.tokenize(text, {0, static_cast<std::uint32_t>(text.size())}).size();
  state.counters["pieces/s"] = benchmark::Counter(static_cast<double>(pieces), benchmark::Counter::kIsRate);
}
BENCHMARK(word_pieces);

void encode(benchmark::State& state) {
  if (model() == nullptr) return state.SkipWithError("no models");
  auto session = model()->encoder->session();
  const auto length = static_cast<std::size_t>(state.range(0));
  const std::vector<std::vector<std::int32_t>> inputs = {std::vector<std::int32_t>(length, 2000),
                                                         std::vector<std::int32_t>(length, 6)};
  for (auto _ : state) {
    if (!session->run(inputs)) return state.SkipWithError("it could not be run");
  }
  state.counters["pieces/s"] =
      benchmark::Counter(static_cast<double>(length), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(encode)->Arg(32)->Arg(64)->Arg(128)->Arg(192)->Arg(256);

void whole_report(benchmark::State& state) {
  if (model() == nullptr) return state.SkipWithError("no models");
  const std::string text = report();
  for (auto _ : state) benchmark::DoNotOptimize(read::find_spans(text, *model()));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(whole_report)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

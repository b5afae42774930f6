// How fast a bulletin is framed, in bytes of text a second on one core; and how fast phrases are grouped.
#include <string>

#include <benchmark/benchmark.h>

#include "frame/frame.h"
#include "text/text.h"

namespace {

using namespace entente;

std::string bulletin(std::size_t paragraphs) {
  static constexpr const char* sentences[] = {
      "On tolls, PERU, supported by CHAD and the EU, and opposed by TOGO, proposed lowering the fee for fishing "
      "boats. ",
      "Nauru, for AOSIS, stressed the need to mark the channel and ensure that pilots are paid on time. ",
      "Discussions on the lighthouse continued in a small group that met twice before the evening session closed. ",
      "Brazil could not accept a levy on grain, while Chile supported it for a trial period of three years. ",
      "He said ferries should stay in port unless the buoys are lit, noting that two boats were lost in the spring. "};
  std::string text;
  for (std::size_t p = 0; p < paragraphs; ++p) {
    for (std::size_t s = 0; s < 5; ++s) text += sentences[(p + s) % 5];
    text += "\n\n";
  }
  return text;
}

void frame_bulletin(benchmark::State& state) {
  const frame::Framer framer{CaseFacts{}};
  Document document;
  document.text = bulletin(static_cast<std::size_t>(state.range(0)));
  const text::SentenceSplitter splitter;
  const std::vector<Span> sentences =
      splitter.split(document.text, {0, static_cast<std::uint32_t>(document.text.size())});
  for (auto _ : state) benchmark::DoNotOptimize(framer.frame(document, sentences, {}, {}));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(document.text.size()));
}
BENCHMARK(frame_bulletin)->Arg(20)->Arg(200)->Arg(2000)->Unit(benchmark::kMillisecond);

void group_phrases(benchmark::State& state) {
  std::vector<frame::IssuePhrase> phrases;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    phrases.push_back({"q" + std::to_string(i % 997) + " q" + std::to_string(i % 4001) + " fees", ""});
  }
  const frame::IssueGrouper grouper{CaseFacts{}};
  for (auto _ : state) benchmark::DoNotOptimize(grouper.group(phrases));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}
BENCHMARK(group_phrases)->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

// Any bytes as two tellings, parted by a NUL: every span that is found lies within its text.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "frame/frame.h"
#include "text/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const entente::frame::DiscrepancyFinder finder;
  static const entente::text::SentenceSplitter splitter;
  if (size > 6000) return 0;
  std::vector<std::string> texts(1);
  for (std::size_t i = 0; i < size && texts.size() < 3; ++i) {
    if (data[i] == 0)
      texts.emplace_back();
    else
      texts.back() += static_cast<char>(data[i] < 0x80 ? data[i] : '?');
  }
  texts.resize(2);
  std::vector<entente::frame::Telling> tellings;
  for (const std::string& text : texts) {
    tellings.push_back({text, splitter.split(text, {0, static_cast<std::uint32_t>(text.size())})});
  }
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {{0, 1}};
  for (const auto& each : finder.find(tellings, pairs)) {
    if (!each.a && !each.b) std::abort();
    if (each.a && (each.a->empty() || each.a->end > texts[0].size())) std::abort();
    if (each.b && (each.b->empty() || each.b->end > texts[1].size())) std::abort();
  }
  return 0;
}

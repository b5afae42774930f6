// Markdown and its front matter.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "read/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  entente::read::IngestLimits limits;
  limits.most_bytes_per_entry = 4u << 20;
  limits.most_bytes_per_archive = 8u << 20;
  entente::read::ingest_bytes("x.md", bytes, limits, nullptr, [](entente::read::Ingested result) {
    for (const entente::Document& document : result.documents) {
      std::uint32_t at = 0;
      for (const entente::Block& block : document.blocks) {
        if (block.span.start < at || block.span.end < block.span.start || block.span.end > document.text.size())
          std::abort();
        at = block.span.end;
      }
      if (document.text.find('\0') != std::string::npos) std::abort();
    }
    return true;
  });
  return 0;
}

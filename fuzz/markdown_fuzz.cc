// Markdown and its front matter.
#include "ingest_any.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return entente::fuzz::ingest_any("x.md", data, size);
}

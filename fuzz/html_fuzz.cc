// Pages: gumbo behind its bounds, metadata, the article and its blocks.
#include "ingest_any.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return entente::fuzz::ingest_any("x.html", data, size);
}

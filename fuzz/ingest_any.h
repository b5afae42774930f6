// What must hold of documents that any bytes turn into: the blocks lie in the text, in order, and no NUL is in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "read/read.h"

namespace entente::fuzz {

inline void check(const Document& document) {
  std::uint32_t at = 0;
  for (const Block& block : document.blocks) {
    if (block.span.start < at || block.span.end < block.span.start || block.span.end > document.text.size())
      std::abort();
    at = block.span.end;
  }
  if (document.text.find('\0') != std::string::npos) std::abort();
}

// Takes the bytes in as a file of this name; limits are small, so that a run of the fuzzer stays short.
inline int ingest_any(std::string_view name, const std::uint8_t* data, std::size_t size) {
  read::IngestLimits limits;
  limits.most_bytes_per_entry = 4u << 20;
  limits.most_bytes_per_archive = 8u << 20;
  read::ingest_bytes(name, {reinterpret_cast<const char*>(data), size}, limits, nullptr, [](read::Ingested result) {
    for (const Document& document : result.documents) check(document);
    return true;
  });
  return 0;
}

}  // namespace entente::fuzz

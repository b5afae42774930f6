// The checker of certificates on anything at all: it must come to an answer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "certify/certify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  const auto verdict = entente::certify::check(in);
  if (verdict.message.empty()) std::abort();
  return 0;
}

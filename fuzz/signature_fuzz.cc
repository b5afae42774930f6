// Any text as a signature: read or refused; what is read is printed and read back the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "verify/verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace entente::verify;
  const auto signature = parse_signature({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!signature) return 0;
  const auto again = parse_signature(to_string(*signature), "printed");
  if (!again || to_string(*again) != to_string(*signature)) std::abort();
  return 0;
}

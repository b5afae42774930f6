// TOML files: problems, cases and terms.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "format/toml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)entente::format::parse_toml(bytes, "x.toml").ok();
  return 0;
}

// Any line as a correction: what is taken in comes back the same when it is written and read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/corrections.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto row = entente::app::correction_from_line(line, "fuzz", 1);
  if (!row) return 0;
  const std::string once = entente::app::correction_line(*row);
  const auto again = entente::app::correction_from_line(once, "fuzz", 1);
  if (!again || entente::app::correction_line(*again) != once) std::abort();
  return 0;
}

// A mapping, a line of dashes, and incidents to read by it.
#include <cstdint>
#include <string_view>

#include "verify/verify.h"

using namespace entente::verify;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t border = input.find("\n---\n");
  const auto mapping = read_mapping(input.substr(0, border), "fuzz.toml");
  if (!mapping || border == std::string_view::npos) return 0;
  const auto incidents = read_incidents(input.substr(border + 5), "fuzz", *mapping);
  if (!incidents) return 0;
  for (const Incident& incident : incidents->incidents) sight_of(*incidents, incident, {}, never);
  return 0;
}

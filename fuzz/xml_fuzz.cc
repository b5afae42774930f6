// XML, whole and broken.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "format/xml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)entente::format::parse_xml(bytes, "x.xml").ok();
  (void)entente::format::parse_broken_xml(bytes, "x.xml").ok();
  return 0;
}

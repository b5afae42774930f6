// Encodings: what comes out is valid UTF-8 without NULs, whatever goes in.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "text/encoding.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  using entente::text::clean_utf8;
  for (const std::string_view declared :
       {"", "utf-8", "windows-1252", "shift_jis", "utf-7", "iso-2022-jp", "gb18030"}) {
    const entente::text::Decoded decoded = entente::text::to_utf8(bytes, declared);
    const entente::text::Decoded again = clean_utf8(decoded.text);
    if (again.invalid + again.nuls > 0 || again.text != decoded.text) std::abort();
  }
  return 0;
}

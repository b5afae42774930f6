// The reader of the canonical form that the round trip uses.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "settle/certificates_form.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  entente::settle::read_canonical_form(text);
  entente::settle::form_in_certificate(text);
  return 0;
}

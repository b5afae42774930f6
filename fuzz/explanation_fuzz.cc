// Certificates of the kind "explanation": never a crash, whatever stands in them.
#include <cstdint>
#include <sstream>
#include <string>

#include "certify/certify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream in("entente-certificate 1 explanation\n" + std::string(reinterpret_cast<const char*>(data), size));
  entente::certify::check(in);
  return 0;
}

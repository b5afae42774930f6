// Terms files: whatever is read can be written as formulas that the monitor's parser reads.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "verify/verify.h"

using namespace entente::verify;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto terms = read_terms({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
  if (!terms) return 0;
  for (std::size_t t = 0; t < terms->terms.size(); ++t) {
    for (std::size_t r = 0; r < terms->terms[t].rules.size(); ++r) {
      const std::string text = formula_of(*terms, t, r);
      if (text.size() < 20000 && !parse_formula(text, "term").ok()) std::abort();
    }
  }
  return 0;
}

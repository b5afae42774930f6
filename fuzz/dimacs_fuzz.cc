// The DIMACS readers, and the way through the canonical form and back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "settle/certificates_form.h"
#include "settle/conflicts_dimacs.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace entente::settle;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  looks_like_dimacs(text);
  const auto formula = read_dimacs(text, "fuzz");
  if (!formula) {
    if (formula.diagnostics().empty()) std::abort();
    return 0;
  }
  if (formula->groups > 100'000 || formula->variables > 100'000)
    return 0;  // a number alone makes these, and takes memory
  if (!form_means(canonical_form(*formula), *formula)) std::abort();
  return 0;
}

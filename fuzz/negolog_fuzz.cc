// NegoLog profiles: the bytes before the first NUL are one, those after it another.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "settle/settle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace entente::settle;
  const auto* middle = std::find(data, data + size, 0);
  const std::string first(data, middle);
  const std::string second(middle == data + size ? data : middle + 1, data + size);
  const auto problem = read_negolog({{"profileA.json", first}, {"profileB.json", second}});
  if (!problem) return 0;
  if (!is_well_formed(*problem)) std::abort();
  static_cast<void>(make_utility_table(*problem));
  return 0;
}

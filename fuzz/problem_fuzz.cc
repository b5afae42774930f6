// Problem TOML: whatever comes, a problem that is read is well formed, and what is written of it reads back. Small ones
// are also settled, with a limit.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "settle/settle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace entente::settle;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto problem = read_problem(text, "fuzz.toml");
  if (!problem) return 0;
  if (!is_well_formed(*problem)) std::abort();
  const std::string written = write_problem(*problem);
  const auto again = read_problem(written, "again.toml");
  if (!again || write_problem(*again) != written) std::abort();
  static_cast<void>(read_draft(text, "draft.toml", *problem));
  PackagesConfig config;
  config.most_points = 200;
  config.sensitivity = false;
  int asked = 0;
  config.expired = [&asked] { return ++asked > 50; };
  if (problem->issues.size() > 8) return 0;
  static_cast<void>(find_packages(with_assumed_values(*problem), config));
  static_cast<void>(check_draft(*problem, problem->provisions));
  return 0;
}

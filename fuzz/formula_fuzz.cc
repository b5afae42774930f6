// Any text as a formula: read or refused with a place; what is read is printed and read back; what is monitorable runs.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "verify/verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace entente::verify;
  if (size > 4096) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto formula = parse_formula(text, "fuzz");
  if (!formula) return 0;
  const std::string once = to_string(*formula);
  const auto again = parse_formula(once, "printed");
  if (!again) std::abort();
  if (to_string(*again) != once) std::abort();
  static const Signature signature = parse_signature("p(int) q(int) r(int,int) a(string) f(float) e()", "fuzz").value();
  auto monitor = Monitor::make(*formula, signature, text, "fuzz");
  if (!monitor) return 0;
  const std::vector<Event> events = {{"p", {std::int64_t{1}}},
                                     {"q", {std::int64_t{1}}},
                                     {"r", {std::int64_t{1}, std::int64_t{2}}},
                                     {"a", {std::string("x")}},
                                     {"f", {1.5}},
                                     {"e", {}}};
  for (std::int64_t time = 0; time < 4; ++time) (void)monitor->feed(time * time, events);
  (void)monitor->finish();
  return 0;
}

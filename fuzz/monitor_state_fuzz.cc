// Any bytes as the content of a saved state, of the formula that the first byte chooses: refused, or a monitor that
// runs and ends.
#include <cstdint>
#include <string>
#include <string_view>

#include "verify/state.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace entente::verify;
  if (size == 0) return 0;
  static const Signature signature = parse_signature("p(int) q(int) r(int,int) a(string) e()", "fuzz").value();
  static const std::vector<std::string> formulas = {
      "(ONCE[0,5] r(x,y)) AND (ONCE[1,9] r(y,z))",
      "p(x) AND NOT ((NOT q(x)) SINCE[0,9] p(x))",
      "q(x) SINCE[1,9] (ONCE[0,2] r(x,y))",
      "(NOT q(x)) UNTIL[1,5] p(x)",
      "EVENTUALLY[0,3] (ONCE[0,2] p(x))",
      "n <- MED y;x (ONCE[0,9] r(x,y))",
      "LETPAST L(x) = p(x) OR (PREVIOUS L(x) AND NOT q(x)) IN ONCE[0,4] L(x)",
      "FRZ F(x) = p(x) IN ONCE[0,5] (F(x) AND q(x))",
      "(NEXT ONCE[0,3] a(s)) OR (PREVIOUS a(s))",
      "p(x) AND (q(x) OR (EXISTS y. r(x,y)) OR x = 3)"};
  const Formula formula = parse_formula(formulas[data[0] % formulas.size()], "fuzz").value();
  const std::vector<Event> events = {{"p", {std::int64_t{1}}},
                                     {"q", {std::int64_t{2}}},
                                     {"r", {std::int64_t{1}, std::int64_t{2}}},
                                     {"a", {std::string("x")}},
                                     {"e", {}}};
  Monitor monitor = Monitor::make(formula, signature).value();
  for (std::int64_t time = 0; time < 4; ++time) (void)monitor.feed(time, events);
  // The rest of the input is laid over the content of a true state, each two bytes: how far on, and what there.
  std::string state = monitor.save();
  std::size_t at = state.find('\n') + 17;
  for (std::size_t i = 1; i + 1 < size && at < state.size(); i += 2) {
    at += data[i];
    if (at < state.size()) state[at] = static_cast<char>(data[i + 1]);
  }
  auto restored = Monitor::restore(with_right_checksum(std::move(state)), formula, signature);
  if (!restored) return 0;
  for (std::int64_t time = 10; time < 30; time += 7) (void)restored->feed(time, events);
  (void)restored->finish();
  return 0;
}

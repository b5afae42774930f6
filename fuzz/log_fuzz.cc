// Any bytes as a log, in pieces of a size that the first byte says: the reading must not depend on the pieces.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "verify/verify.h"

namespace {

std::string read(std::string_view text, std::size_t piece) {
  using namespace entente::verify;
  static const Signature signature = parse_signature("p(int) b(int,string) f(float) e()", "fuzz").value();
  std::string out;
  const auto source = [&](char* to, std::size_t size) {
    const std::size_t count = std::min({size, piece, text.size()});
    text.copy(to, count);
    text.remove_prefix(count);
    return count;
  };
  LogRun run;
  run.out_of_order = true;
  const auto report = run_log(
      "(ONCE[0,5] b(x,s)) AND NOT p(x)", "f", signature, source, "log",
      [&](std::string_view written) { out += written; }, run);
  if (!report) out += to_string(report.diagnostics().front());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (read(text, 1u + data[0] % 16u) != read(text, 1 << 16)) std::abort();
  return 0;
}

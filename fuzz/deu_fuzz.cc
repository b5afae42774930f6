// DEU tables: what is read is forecast, and every answer lies on the scale.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "settle/settle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace entente::settle;
  const auto issues = read_deu({reinterpret_cast<const char*>(data), size}, "fuzz.tsv", {});
  if (!issues || issues->size() > 20) return 0;
  for (const auto& issue : *issues) {
    if (issue.actors.size() > 30) return 0;
  }
  ForecastParameters parameters;
  parameters.features = {{"near-mean", 0, 1, 3}, {"power-here", 0, 1, 1}, {"near-exchange", 0, 1, 1}};
  for (const Forecast& forecast : forecast(*issues, parameters)) {
    for (const double value : {forecast.estimate, forecast.likely, forecast.low, forecast.high, forecast.exchange}) {
      if (!(value >= 0 && value <= 100)) std::abort();
    }
  }
  return 0;
}

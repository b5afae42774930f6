// The reader by rules on any bytes, made valid UTF-8 first as ingest does.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "read/read.h"
#include "text/utf8.h"

namespace {

std::string valid_utf8(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t from = at;
    const char32_t code = entente::text::next_code_point(bytes, at);
    const bool replaced = code == 0xFFFD || code == 0 || (code >= 0xD800 && code < 0xE000);
    text += replaced ? std::string_view("\xEF\xBF\xBD") : bytes.substr(from, at - from);
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto reader = entente::read::make_rule_reader(entente::CaseFacts{});
  entente::Document document;
  document.text = valid_utf8({reinterpret_cast<const char*>(data), size});
  const entente::read::Reading reading = reader->read(document);
  for (std::size_t i = 0; i < reading.statements.size(); ++i) {
    const auto& statement = reading.statements[i];
    if (statement.parent && *statement.parent >= i) __builtin_trap();
    for (const entente::Span span : statement.content) {
      if (span.empty() || span.end > document.text.size()) __builtin_trap();
    }
  }
  return 0;
}

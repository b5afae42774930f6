// JSON lines as flat records, read by simdjson: one object a line, its scalars as text.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace entente::format {

struct JsonlRecord {
  std::size_t line = 0;  // from 1
  // Key and value. A member of a nested object is "outer.inner"; an array of scalars is joined by "|"; null is left
  // out; true and false are "true" and "false". Valid until the function returns.
  std::span<const std::pair<std::string, std::string>> members;
};

// Empty lines are passed over. A line that is no JSON object is reported ("json-syntax") and passed over; the rest is
// read.
Diagnostics read_jsonl(std::string_view text, std::string_view file,
                       const std::function<void(const JsonlRecord&)>& record);

}  // namespace entente::format

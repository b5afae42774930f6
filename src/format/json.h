// JSON: nlohmann's value type (objects keep their order), wrapped so that bad UTF-8 and bad syntax never throw.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/result.h"

namespace entente::format {

using Json = nlohmann::ordered_json;

// `file` names the place in the diagnostic "json-syntax". Nesting deeper than 512 is refused ("json-depth").
Result<Json> parse_json(std::string_view text, std::string_view file);

// Compact where `indent` is negative. Invalid UTF-8 becomes U+FFFD.
std::string dump_json(const Json& value, int indent = -1);

}  // namespace entente::format

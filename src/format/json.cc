#include "format/json.h"

namespace entente::format {
namespace {

// Whether brackets nest deeper than `most`, outside strings: checked before the parser recurses.
bool nests_deeper_than(std::string_view text, int most) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > most) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view file) {
  if (nests_deeper_than(text, 512)) {
    return error("json-depth", "brackets nest deeper than 512", {std::string(file), 0, 0});
  }
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& e) {
    return error("json-syntax", "this is no valid JSON",
                 place_at(std::string(file), text, e.byte > 0 ? e.byte - 1 : 0));
  } catch (const Json::exception&) {  // a number past what a double holds
    return error("json-number", "a number in this JSON is too large", {std::string(file), 0, 0});
  }
}

std::string dump_json(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace entente::format

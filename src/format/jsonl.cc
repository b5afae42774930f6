#include "format/jsonl.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <simdjson.h>

namespace entente::format {
namespace {

using Members = std::vector<std::pair<std::string, std::string>>;
using Element = simdjson::dom::element;

std::string number_words(double value) {
  char buffer[40];
  const auto [end, problem] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return problem == std::errc() ? std::string(buffer, end) : std::string();
}

// The text of a scalar; nothing for null, objects and arrays.
bool scalar_text(const Element& element, std::string& out) {
  switch (element.type()) {
    case simdjson::dom::element_type::STRING:
      out = std::string(std::string_view(element));
      return true;
    case simdjson::dom::element_type::INT64:
      out = std::to_string(int64_t(element));
      return true;
    case simdjson::dom::element_type::UINT64:
      out = std::to_string(uint64_t(element));
      return true;
    case simdjson::dom::element_type::DOUBLE:
      out = number_words(double(element));
      return true;
    case simdjson::dom::element_type::BOOL:
      out = bool(element) ? "true" : "false";
      return true;
    default:
      return false;
  }
}

void flatten(const simdjson::dom::object& object, const std::string& prefix, Members& members) {
  for (const auto& [key, value] : object) {
    std::string name = prefix + std::string(key);
    std::string text;
    if (value.is_object()) {
      flatten(simdjson::dom::object(value), name + '.', members);
    } else if (value.is_array()) {
      std::string joined;
      for (const Element item : simdjson::dom::array(value)) {
        if (!scalar_text(item, text)) continue;
        if (!joined.empty()) joined += '|';
        joined += text;
      }
      members.emplace_back(std::move(name), std::move(joined));
    } else if (scalar_text(value, text)) {
      members.emplace_back(std::move(name), std::move(text));
    }
  }
}

}  // namespace

Diagnostics read_jsonl(std::string_view text, std::string_view file,
                       const std::function<void(const JsonlRecord&)>& record) {
  Diagnostics problems;
  simdjson::dom::parser parser;
  Members members;
  std::size_t line = 0;
  while (!text.empty()) {
    ++line;
    const std::size_t length = std::min(text.find('\n'), text.size());
    const std::string_view words = text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
    if (words.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Element element;
    if (const auto problem = parser.parse(words.data(), words.size()).get(element)) {
      problems.push_back(error("json-syntax", std::string("The line is no JSON: ") + simdjson::error_message(problem),
                               {std::string(file), line, 0}));
      continue;
    }
    if (!element.is_object()) {
      problems.push_back(error("json-syntax", "The line is no JSON object.", {std::string(file), line, 0}));
      continue;
    }
    members.clear();
    flatten(simdjson::dom::object(element), "", members);
    record({line, members});
  }
  return problems;
}

}  // namespace entente::format

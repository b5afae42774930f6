// One JSONL record as a document.
#include <algorithm>

#include "format/json.h"
#include "read/documents.h"
#include "read/plain_text.h"
#include "read/read.h"
#include "read/structure.h"
#include "read/written_date.h"
#include "text/encoding.h"

namespace entente::read {
namespace {

int hex_at(std::string_view text, std::size_t at) {
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const char c = i < text.size() ? text[i] : 'x';
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// Half of a surrogate pair, escaped alone ("\ud83d"), is no character: it becomes \ufffd. Returns how many there were.
std::size_t mend_surrogates(std::string& json) {
  std::size_t mended = 0;
  for (std::size_t at = 0; at + 1 < json.size(); ++at) {
    if (json[at] != '\\') continue;
    const int unit = json[at + 1] == 'u' ? hex_at(json, at + 2) : -1;
    if (unit >= 0xD800 && unit <= 0xDBFF && json.compare(at + 6, 2, "\\u") == 0) {
      const int second = hex_at(json, at + 8);
      if (second >= 0xDC00 && second <= 0xDFFF) {
        at += 11;
        continue;
      }
    }
    if (unit >= 0xD800 && unit <= 0xDFFF) {
      std::copy_n("fffd", 4, json.begin() + static_cast<std::ptrdiff_t>(at) + 2);
      ++mended;
    }
    ++at;
  }
  return mended;
}

}  // namespace

Result<Document> document_from_record(std::string_view json_line, std::string_view file, std::uint64_t line) {
  const Place place{std::string(file), line, 0};
  Diagnostics warnings;
  auto parsed = format::parse_json(json_line, file);
  if (!parsed) {
    text::Decoded clean = text::clean_utf8(json_line);
    const std::size_t bad = clean.invalid + clean.nuls + mend_surrogates(clean.text);
    if (bad > 0) parsed = format::parse_json(clean.text, file);
    if (parsed) {
      warnings.push_back(
          warning("encoding-invalid", "what is no character was replaced by U+FFFD: " + std::to_string(bad), place));
    }
  }
  if (!parsed) return error(parsed.diagnostics().front().code, "this line is no valid JSON", place);
  const format::Json& record = *parsed;
  if (!record.is_object()) return error("record-not-object", "a record must be a JSON object", place);
  const auto words = [&](const char* key) {
    const auto at = record.find(key);
    if (at == record.end()) return std::string();
    if (at->is_string()) return text::clean_utf8(at->get_ref<const std::string&>()).text;
    return at->is_number_integer() ? at->dump() : std::string();
  };
  const auto body = record.find("text");
  if (body == record.end()) return error("record-without-text", "a record needs a \"text\"", place);
  if (!body->is_string()) return error("record-text-not-string", "the \"text\" of a record must be a string", place);

  Document facts;
  facts.id = words("id");
  if (facts.id.empty()) facts.id = std::string(file) + "#" + std::to_string(line);
  facts.origin = facts.id;
  facts.title = words("title");
  facts.outlet = words("outlet");
  facts.url = words("url");
  facts.author = words("author");
  facts.format = "jsonl";
  const std::string published = words("published");
  if (const auto date = date_of_value(published, DateSource::metadata)) {
    facts.published = *date;
  } else if (!published.empty()) {
    warnings.push_back(warning("date-unreadable", "\"published\" is no date that can be read", place));
  }
  text::Decoded clean = text::clean_utf8(body->get_ref<const std::string&>());
  if (clean.nuls > 0)
    warnings.push_back(warning("nul-bytes", "NULs were replaced by U+FFFD: " + std::to_string(clean.nuls), place));
  return {finished_document(plain_text_flow(std::move(clean.text)), std::move(facts), json_line), std::move(warnings)};
}

}  // namespace entente::read

// One JSONL record as a document.
#include "format/json.h"
#include "read/read.h"

namespace entente::read {

Result<Document> document_from_record(std::string_view json_line, std::string_view file, std::uint64_t line) {
  const Place place{std::string(file), line, 0};
  auto parsed = format::parse_json(json_line, file);
  if (!parsed) return error(parsed.diagnostics().front().code, "this line is no valid JSON", place);
  const format::Json& record = *parsed;
  if (!record.is_object()) return error("record-not-object", "a record must be a JSON object", place);
  auto text = [&](const char* key) {
    const auto at = record.find(key);
    return at != record.end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  if (record.find("text") == record.end()) return error("record-without-text", "a record needs a \"text\"", place);
  Document document;
  document.id = text("id");
  document.origin = document.id;
  document.text = text("text");
  document.title = text("title");
  document.outlet = text("outlet");
  document.url = text("url");
  if (const auto date = parse_date(text("published"))) document.published = *date;
  document.language = language_of(document.text);
  document.format = "jsonl";
  return document;
}

}  // namespace entente::read

// Corrections as lines of JSON, and what each field may say.
#include <map>
#include <set>

#include "app/corrections.h"
#include "format/json.h"

namespace entente::app {
namespace {

using format::Json;
using store::Correction;

const std::set<std::string>& fields_of(const std::string& subject) {
  static const std::map<std::string, std::set<std::string>> fields = {
      {"statement", {"speaker", "party", "addressee", "deleted", "added"}},
      {"position", {"party", "stance", "polarity", "strength", "issue", "deleted", "added"}},
      {"issue", {"name", "split"}},
      {"story", {"together", "apart"}}};
  static const std::set<std::string> none;
  const auto at = fields.find(subject);
  return at == fields.end() ? none : at->second;
}

}  // namespace

std::string time_in_utc(const std::string& time) {
  const std::size_t clock = time.find('T');
  if (clock == std::string::npos || time.find_first_of("+-", clock) == std::string::npos) return time;
  const auto parsed = parse_date(time);
  return parsed ? to_string(*parsed) : time;
}

Status check_correction(const Correction& row) {
  auto wrong = [](std::string message) { return Status(error("correction-field", std::move(message))); };
  const auto& fields = fields_of(row.subject);
  if (fields.empty())
    return wrong("a correction is of a statement, a position, an issue or a story, not of \"" + row.subject + "\"");
  if (!fields.contains(row.field)) {
    std::string known;
    for (const std::string& field : fields) known += (known.empty() ? "" : ", ") + field;
    return wrong("a " + row.subject + " has no field \"" + row.field + "\" to correct, but " + known);
  }
  if (row.coder.empty() || row.time.empty()) return wrong("a correction needs a coder and a time");
  if (!parse_date(row.time)) return wrong("\"" + row.time + "\" is no time");
  if ((row.subject == "statement" || row.subject == "position") &&
      (row.document.empty() || !row.span || row.span->empty())) {
    return wrong("a correction of a " + row.subject + " needs a document and a span");
  }
  if (row.field == "stance" && !parse_stance(row.value)) return wrong("\"" + row.value + "\" is no stance");
  if (row.field == "strength" && !parse_strength(row.value))
    return wrong("\"" + row.value + "\" is no strength: open, firm or red-line");
  if (row.field == "polarity" && row.value != "+1" && row.value != "1" && row.value != "0" && row.value != "-1") {
    return wrong("polarity is +1, 0 or -1");
  }
  if (row.field == "deleted" && row.value != "true" && row.value != "false") return wrong("deleted is true or false");
  if (row.subject == "issue" && (row.words.empty() || row.value.empty()))
    return wrong("renaming an issue needs its name and the new one");
  if (row.subject == "issue" && row.field == "split") {
    const auto parsed = format::parse_json(row.value, "correction");
    auto says = [&](const char* key) {
      const auto at = parsed->find(key);
      return at != parsed->end() && at->is_string() && !at->get<std::string>().empty();
    };
    if (!parsed || !parsed->is_object() || !says("name") || !says("containing"))
      return wrong("splitting an issue needs the new one's name and the words that its positions have");
  }
  if (row.subject == "story" && (row.document.empty() || row.value.empty()))
    return wrong("a story is corrected by two documents");
  return ok_status();
}

std::string correction_line(const Correction& row) {
  auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  return format::dump_json({{"uid", row.uid},
                            {"coder", row.coder},
                            {"time", row.time},
                            {"note", text_or_null(row.note)},
                            {"subject", row.subject},
                            {"field", row.field},
                            {"value", row.value},
                            {"document", text_or_null(row.document)},
                            {"origin", text_or_null(row.origin)},
                            {"start", row.span ? Json(row.span->start) : Json(nullptr)},
                            {"end", row.span ? Json(row.span->end) : Json(nullptr)},
                            {"words", text_or_null(row.words)},
                            {"holder", text_or_null(row.holder)},
                            {"undone", row.undone},
                            {"changed", row.changed}});
}

Result<Correction> correction_from_line(std::string_view line, std::string_view file, std::uint64_t number) {
  const Place place{std::string(file), number, 0};
  const auto parsed = format::parse_json(line, file);
  if (!parsed || !parsed->is_object()) return error("correction-json", "this line is no JSON object", place);
  auto text = [&](const char* key) {
    const auto at = parsed->find(key);
    return at != parsed->end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  auto offset = [&](const char* key) -> std::optional<std::uint32_t> {
    const auto at = parsed->find(key);
    if (at == parsed->end() || !at->is_number_unsigned() || at->get<std::uint64_t>() > 0xFFFFFFFFULL)
      return std::nullopt;
    return at->get<std::uint32_t>();
  };
  Correction row;
  row.uid = text("uid");
  row.coder = text("coder");
  row.time = time_in_utc(text("time"));
  row.note = text("note");
  row.subject = text("subject");
  row.field = text("field");
  row.value = text("value");
  row.document = text("document");
  row.origin = text("origin");
  row.words = text("words");
  row.holder = text("holder");
  row.changed = time_in_utc(text("changed"));
  const auto start = offset("start");
  const auto end = offset("end");
  if (start && end && *start < *end) row.span = Span{*start, *end};
  if (const auto at = parsed->find("undone"); at != parsed->end() && at->is_boolean()) row.undone = at->get<bool>();
  if (const Status status = check_correction(row); !status) {
    Diagnostic first = status.diagnostics().front();
    first.place = place;
    return first;
  }
  return row;
}

}  // namespace entente::app

#include "app/map.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <thread>
#include <vector>

#include "format/json.h"
#include "text/code_points.h"

namespace entente::app {
namespace {

using format::Json;

Json span_json(Span span, const text::CodePointIndex& index) {
  const Span points = index.to_code_points(span);
  return Json{{"start", points.start}, {"end", points.end}};
}

Json spans_json(const std::vector<Span>& spans, const text::CodePointIndex& index) {
  Json list = Json::array();
  for (const Span span : spans) list.push_back(span_json(span, index));
  return list;
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json statement_json(const Statement& statement, std::size_t number, const text::CodePointIndex& index) {
  Json row;
  row["id"] = number + 1;
  row["source"] = spans_json(statement.source, index);
  row["cue"] = spans_json(statement.cue, index);
  row["content"] = spans_json(statement.content, index);
  row["speaker"] = text_or_null(statement.speaker);
  row["party"] = text_or_null(statement.party);
  row["addressee"] = text_or_null(statement.addressee);
  row["via"] = statement.via;
  row["hedge"] = text_or_null(statement.hedge);
  row["form"] = to_string(statement.form);
  row["parent"] = statement.parent ? Json(*statement.parent + 1) : Json(nullptr);
  row["confidence"] = std::round(statement.confidence * 100) / 100;
  return row;
}

Json position_json(const Position& position, const text::CodePointIndex& index) {
  Json row;
  row["party"] = position.party;
  row["behalf"] = text_or_null(position.behalf);
  row["issue"] = position.issue;
  row["stance"] = to_string(position.stance);
  row["polarity"] = position.polarity;
  row["strength"] = to_string(position.strength);
  row["what"] = span_json(position.what, index);
  row["conditions"] = spans_json(position.conditions, index);
  row["statement"] = position.statement ? Json(*position.statement + 1) : Json(nullptr);
  return row;
}

Json date_json(const DateMention& mention, const text::CodePointIndex& index) {
  Json row = span_json(mention.span, index);
  row["date"] = to_string(mention.date);
  row["days"] = mention.days;
  row["relation"] = to_string(mention.relation);
  return row;
}

Json empty_answer() {
  Json answer;
  answer["id"] = nullptr;
  answer["language"] = "und";
  for (const char* list : {"statements", "mentions", "positions", "relations", "dates"}) answer[list] = Json::array();
  answer["error"] = nullptr;
  return answer;
}

Json answer_to(const Document& document, const read::Reading& reading, const frame::Frame& frame) {
  const text::CodePointIndex index(document.text);
  Json answer = empty_answer();
  answer["id"] = document.id;
  answer["language"] = document.language;
  for (std::size_t i = 0; i < reading.statements.size(); ++i) {
    answer["statements"].push_back(statement_json(reading.statements[i], i, index));
  }
  for (const Mention& mention : reading.mentions) {
    Json row = span_json(mention.span, index);
    row["kind"] = to_string(mention.kind);
    row["name"] = mention.name;
    answer["mentions"].push_back(std::move(row));
  }
  for (const DateMention& mention : reading.dates) answer["dates"].push_back(date_json(mention, index));
  for (const Position& position : frame.positions) answer["positions"].push_back(position_json(position, index));
  for (const Relation& relation : frame.relations) {
    const Span points = index.to_code_points(relation.span);
    answer["relations"].push_back(Json{{"a", relation.a},
                                       {"b", relation.b},
                                       {"relation", to_string(relation.kind)},
                                       {"start", points.start},
                                       {"end", points.end}});
  }
  return answer;
}

}  // namespace

std::string map_line(std::string_view line, std::uint64_t number, const read::Reader& reader,
                     const frame::Framer& framer) {
  const Result<Document> document = read::document_from_record(line, "-", number);
  if (!document) {
    Json answer = empty_answer();
    const Diagnostic& first = document.diagnostics().front();
    answer["error"] = Json{{"code", first.code}, {"message", first.message}};
    return format::dump_json(answer);
  }
  const read::Reading reading = reader.read(*document);
  return format::dump_json(
      answer_to(*document, reading, framer.frame(*document, reading.sentences, reading.mentions, reading.statements)));
}

Status map_stream(std::istream& in, std::ostream& out, const MapConfig& config) {
  const CaseFacts no_facts;
  const unsigned threads = config.threads > 0 ? config.threads : std::max(1u, std::thread::hardware_concurrency());
  const auto chosen = choose_reader(no_facts, config.reader, threads);
  if (!chosen) return chosen.diagnostics();
  for (const Diagnostic& note : chosen->notes) {
    if (config.tell) config.tell(note);
  }
  if (const Status status = chosen->prepare(); !status) return status.diagnostics();
  const read::Reader* reader = chosen->reader.get();
  const frame::Framer framer(no_facts);
  const std::size_t window = threads * 4;
  std::vector<std::string> lines;
  std::uint64_t number = 0;
  auto answer_window = [&] {
    std::vector<std::string> answers(lines.size());
    std::atomic<std::size_t> next = 0;
    auto work = [&] {
      for (std::size_t i = next++; i < lines.size(); i = next++) {
        answers[i] = map_line(lines[i], number - lines.size() + i + 1, *reader, framer);
      }
    };
    std::vector<std::jthread> workers;
    for (unsigned t = 1; t < std::min<std::size_t>(threads, lines.size()); ++t) workers.emplace_back(work);
    work();
    workers.clear();
    for (const std::string& answer : answers) out << answer << '\n';
    lines.clear();
  };
  std::string line;
  while (std::getline(in, line)) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    lines.push_back(std::move(line));
    if (lines.size() == window) answer_window();
  }
  answer_window();
  return ok_status();
}

}  // namespace entente::app

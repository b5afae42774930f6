// What a reader makes of a text, as lines that a person can compare.
#pragma once

#include <string>
#include <vector>

#include "read/read.h"

namespace entente::read {

inline Document report(std::string text) {
  Document document;
  document.text = std::move(text);
  return document;
}

inline std::string joined_spans(const std::vector<Span>& spans, std::string_view text) {
  std::string joined;
  for (const Span span : spans) joined += (joined.empty() ? "" : " … ") + std::string(span.in(text));
  return joined;
}

// "source | cue | content": one statement a line, children indented by two spaces a level.
inline std::vector<std::string> spans_told(const Document& document, const Reading& reading) {
  std::vector<std::string> lines;
  std::vector<std::size_t> depth;
  for (const Statement& statement : reading.statements) {
    depth.push_back(statement.parent ? depth[*statement.parent] + 1 : 0);
    lines.push_back(std::string(2 * depth.back(), ' ') + joined_spans(statement.source, document.text) + " | " +
                    joined_spans(statement.cue, document.text) + " | " +
                    joined_spans(statement.content, document.text));
  }
  return lines;
}

// "speaker / party", and what else is known: "to ADDRESSEE", "via A, B", "hedge WORD", the form where it is not
// indirect.
inline std::vector<std::string> persons_told(const Reading& reading) {
  std::vector<std::string> lines;
  for (const Statement& statement : reading.statements) {
    std::string line = statement.speaker + " / " + statement.party;
    if (!statement.addressee.empty()) line += " to " + statement.addressee;
    for (std::size_t i = 0; i < statement.via.size(); ++i) line += (i == 0 ? " via " : ", ") + statement.via[i];
    if (!statement.hedge.empty()) line += " hedge " + statement.hedge;
    if (statement.form != Form::indirect) line += " " + std::string(to_string(statement.form));
    lines.push_back(line);
  }
  return lines;
}

inline const Reader& rules() {
  static const std::unique_ptr<Reader> reader = make_rule_reader(CaseFacts{});
  return *reader;
}

// The last statement of a text, as persons_told writes it.
inline std::string last(const std::string& text) {
  const auto told = persons_told(rules().read(report(text)));
  return told.empty() ? "none" : told.back();
}

}  // namespace entente::read

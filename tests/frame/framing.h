// Frames a text without a reader: sentences by the text room, names and statements as a test gives them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frame/frame.h"
#include "text/text.h"

namespace entente::frame {

inline std::vector<Span> sentences_of(std::string_view text) {
  static const text::SentenceSplitter splitter;
  return splitter.split(text, {0, static_cast<std::uint32_t>(text.size())});
}

inline Frame frame_of(std::string_view text, const std::vector<Statement>& statements = {},
                      const std::vector<Mention>& mentions = {}, const CaseFacts& facts = {}) {
  Document document;
  document.text = text;
  if (!facts.parties.empty()) return Framer(facts).frame(document, sentences_of(text), mentions, statements);
  static const Framer framer{CaseFacts{}};
  return framer.frame(document, sentences_of(text), mentions, statements);
}

// "Peru (G-77/China) proposes + [a thing] if [a condition]"
inline std::string shown(const Position& position, std::string_view text) {
  std::string line = position.party;
  if (!position.behalf.empty()) line += " (" + position.behalf + ")";
  line += " " + std::string(to_string(position.stance));
  line += position.polarity > 0 ? " +" : position.polarity < 0 ? " -" : " 0";
  if (position.strength == Strength::red_line) line += " red-line";
  line += " [" + std::string(position.what.in(text)) + "]";
  for (const Span condition : position.conditions) line += " if [" + std::string(condition.in(text)) + "]";
  return line;
}

inline std::string shown(const Relation& relation) {
  return relation.a + " " + std::string(to_string(relation.kind)) + " " + relation.b;
}

inline std::vector<std::string> positions_in(std::string_view text) {
  std::vector<std::string> lines;
  for (const Position& position : frame_of(text).positions) lines.push_back(shown(position, text));
  return lines;
}

inline std::vector<std::string> relations_in(std::string_view text) {
  std::vector<std::string> lines;
  for (const Relation& relation : frame_of(text).relations) lines.push_back(shown(relation));
  return lines;
}

}  // namespace entente::frame

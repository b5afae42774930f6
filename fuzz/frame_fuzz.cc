// Any bytes as a text with statements: framing must end, point into the text, and give stances with their polarity.
#include <cstdlib>
#include <string>
#include <vector>

#include "frame/frame.h"
#include "text/text.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const frame::Framer framer{CaseFacts{}};
  static const frame::IssueGrouper grouper{CaseFacts{}};
  static const text::SentenceSplitter splitter;
  if (size < 8) return 0;
  Document document;
  document.text.assign(reinterpret_cast<const char*>(data + 8), size - 8);
  for (char& c : document.text) {
    if (static_cast<unsigned char>(c) >= 0x80 || c == 0) c = '?';  // a document's text is valid UTF-8 without NULs
  }
  const auto length = static_cast<std::uint32_t>(document.text.size());
  const auto place = [&](std::uint8_t a, std::uint8_t b) {
    const std::uint32_t start = length * a / 256;
    return Span{start, std::min(length, start + b)};
  };
  Statement statement;
  statement.cue = {place(data[0], data[1] % 16)};
  statement.content = {place(data[2], data[3])};
  statement.speaker = "Ada Wirth";
  statement.party = data[4] % 2 == 0 ? "Valdoria" : "";
  const Mention mention{place(data[5], data[6] % 24), MentionKind::person, "Ada Wirth"};
  const frame::Frame frame = framer.frame(document, splitter.split(document.text, {0, length}), {mention}, {statement});
  std::vector<frame::IssuePhrase> phrases;
  for (const Position& position : frame.positions) {
    if (position.what.empty() || position.what.end > length || position.party.empty()) std::abort();
    for (const Span condition : position.conditions) {
      if (condition.end > length) std::abort();
    }
    phrases.push_back({position.issue, ""});
  }
  for (const Relation& relation : frame.relations) {
    if (relation.a.empty() || relation.b.empty() || relation.a == relation.b || relation.span.end > length)
      std::abort();
    if (relation.kind == RelationKind::agreement && relation.b < relation.a) std::abort();
  }
  if (grouper.group(phrases).issue_of.size() != phrases.size()) std::abort();
  return 0;
}

// A document laid out for the reader: its words with what the lexicon knows of them, in sentences, paragraphs and
// quotations. Views only; the document owns the text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "read/lexicon.h"
#include "text/text.h"

namespace entente::read {

constexpr std::uint32_t no_index = 0xFFFFFFFF;

// Words [first, last) of the document.
struct Range {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  bool empty() const { return last <= first; }
  std::uint32_t size() const { return empty() ? 0 : last - first; }
  bool contains(std::uint32_t word) const { return first <= word && word < last; }
  bool contains(const Range& other) const { return first <= other.first && other.last <= last; }
  bool overlaps(const Range& other) const { return first < other.last && other.first < last; }
  friend bool operator==(const Range&, const Range&) = default;
};

struct Word {
  text::Token token;
  WordInfo info;
  std::uint32_t sentence = 0;
  std::uint32_t quotation = no_index;  // the quotation that it stands in, its marks included

  bool is(std::uint32_t classes) const { return info.is(classes); }
  bool is(std::string_view folded) const { return info.folded == folded; }
  bool is_one_of(std::initializer_list<std::string_view> folded) const {
    return std::find(folded.begin(), folded.end(), info.folded) != folded.end();
  }
  bool is_word() const { return token.kind == text::TokenKind::word || token.kind == text::TokenKind::number; }
};

struct Sentence {
  Range words;
  std::uint32_t paragraph = 0;
};

struct Paragraph {
  Range words;
  Range sentences;  // of the document's sentences
  BlockKind kind = BlockKind::paragraph;
  bool is_heading() const { return kind == BlockKind::title || kind == BlockKind::heading; }
};

// From the opening mark to the closing one, both included; to the end of the paragraph where none closes it.
struct Quotation {
  Range words;
  bool single = false;  // in single marks
  bool speech = false;  // reads as somebody's sentence, not as a few words set apart
  bool closed = true;
  bool title = false;  // a name in marks: “Morning Harbour”
};

struct Analysis {
  const Document* document = nullptr;
  std::vector<Word> words;
  std::vector<Sentence> sentences;
  std::vector<Paragraph> paragraphs;
  std::vector<Quotation> quotations;

  std::string_view text() const { return document->text; }
  std::string_view text_of(std::uint32_t word) const { return words[word].token.span.in(document->text); }
  Span span_of(Range range) const {
    return range.empty() ? Span{} : Span{words[range.first].token.span.start, words[range.last - 1].token.span.end};
  }
  std::string_view text_of(Range range) const { return span_of(range).in(document->text); }
  const Sentence& sentence_of(std::uint32_t word) const { return sentences[words[word].sentence]; }
  const Paragraph& paragraph_of(std::uint32_t word) const { return paragraphs[sentence_of(word).paragraph]; }
};

// Only running text, headings and list items are laid out; captions, bylines and datelines are not.
Analysis analyse(const Document& document, const Lexicon& lexicon, const text::SentenceSplitter& splitter);

// Pairs the quotation marks of one paragraph and appends its quotations (quotes.cc).
void find_quotations(Analysis& analysis, const Paragraph& paragraph);

}  // namespace entente::read

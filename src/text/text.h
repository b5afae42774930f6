// The room of text: tokens, sentences, case folding, stems, names from lists, dates in words. Outsiders read this
// first; gazetteer.h, dates.h, code_points.h and data_file.h are the rest of what they may use.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace entente::text {

// ---- tokens (tokens.cc)

enum class TokenKind : std::uint8_t {
  word,          // "peace", "Russia", "20-point", "don't", "O’Brien", "U.S.", "G-77", "F." (an initial)
  number,        // "7", "1,000", "3.5", "14:05"
  clitic,        // what an apostrophe ties to a word: "’s" of "Russia’s", "'ll", "'re", "'ve", "'d", "'m"
  quote,         // a double quotation mark of any shape
  single_quote,  // ' ‘ ’ that is not within a word; may be a quotation mark or the possessive of a plural
  stop,          // . ! ? … and their likes
  comma,
  semicolon,
  colon,
  dash,  // a dash, or a hyphen that stands alone
  bracket_open,
  bracket_close,
  other,  // any other sign
};

// How the letters of a word are cased; `none` where it has no letters with case.
enum class Shape : std::uint8_t { none, lower, capital, upper, mixed };

struct Token {
  Span span;  // bytes of the text
  TokenKind kind = TokenKind::other;
  Shape shape = Shape::none;
  bool space_before = false;  // white space, or the start of the text, stands before it

  bool is_word() const { return kind == TokenKind::word; }
  bool starts_upper() const { return shape == Shape::capital || shape == Shape::upper || shape == Shape::mixed; }
};

// The tokens within a span of valid UTF-8, in order. O(n). A possessive "’s" is a token of its own; "/" parts words,
// "-" does not.
std::vector<Token> tokenize(std::string_view text, Span within);
std::vector<Token> tokenize(std::string_view text);

// ---- words (words.cc)

// Lower case by Unicode's simple folding; typographic apostrophes and hyphens become ' and -.
std::string fold(std::string_view word);
void fold_into(std::string_view word, std::string& folded);  // the same, reusing the string's memory

// Whether both fold to the same.
bool same_folded(std::string_view a, std::string_view b);

// English stems by Snowball ("negotiations" -> "negoti"). An instance serves one thread at a time.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;
  std::string stem(std::string_view folded_word);  // the word must be folded

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// ---- sentences (sentences.cc)

// Cuts running text into sentences: ICU's boundaries, less those that an abbreviation, an initial or a continuation in
// lower case rules out. Serves all threads. O(n).
class SentenceSplitter {
 public:
  SentenceSplitter();  // reads data/sentences/
  ~SentenceSplitter();
  SentenceSplitter(SentenceSplitter&&) noexcept;
  SentenceSplitter& operator=(SentenceSplitter&&) noexcept;

  // The sentences within a span (a paragraph, say), without the white space around them. A blank line always ends a
  // sentence; a single line break does so only after a full stop.
  std::vector<Span> split(std::string_view text, Span within) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// ---- paragraphs (paragraphs.cc)

// The lines of a text that hold more than white space, trimmed: the paragraphs of a document without blocks.
std::vector<Span> paragraphs(std::string_view text);

// ---- rows of data files (data_rows.cc)

using Row = std::vector<std::string_view>;

// The lines of data/NAME that are not empty and no comment (#), split at tabs; none where there is no such file.
std::vector<Row> data_rows(std::string_view name);

// The parts of a column's list, split at `separator` and trimmed, without empty ones.
std::vector<std::string_view> split_list(std::string_view list, char separator = '|');

}  // namespace entente::text

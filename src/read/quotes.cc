// Quotation marks paired paragraph by paragraph. A mark opens where it has its opening shape, or where it is straight,
// stands after a space (or an opening bracket or dash) and no quotation of its kind is open; else it closes. Single
// marks count only where they open after a space and close before one, so that the possessive of a plural is left
// alone. A quotation that nothing closes runs to the end of its paragraph: that is how speech of several paragraphs is
// written. One pass, O(n).
#include "read/analysis.h"

namespace entente::read {
namespace {

using text::TokenKind;

enum class Mark { none, opens, closes, straight };

Mark mark_of(std::string_view sign) {
  if (sign == "\"" || sign == "'" || sign == "''") return Mark::straight;
  if (sign == "“" || sign == "„" || sign == "«" || sign == "``" || sign == "‘" || sign == "‹" || sign == "‚" ||
      sign == "`")
    return Mark::opens;
  if (sign == "”" || sign == "»" || sign == "’" || sign == "›" || sign == "‟" || sign == "‛") return Mark::closes;
  return Mark::none;
}

// Whether what stands within the marks reads as a sentence or clause of somebody's: long, or ending in a sign before
// the mark.
bool is_speech(const Analysis& analysis, Range words, bool closed) {
  std::uint32_t count = 0;
  for (std::uint32_t i = words.first; i < words.last; ++i) count += analysis.words[i].is_word() ? 1 : 0;
  if (count == 0) return false;
  if (count >= 8) return true;
  const std::uint32_t before_mark = !closed                         ? words.last - 1
                                    : words.last >= words.first + 3 ? words.last - 2
                                                                    : words.first;
  const TokenKind last = analysis.words[before_mark].token.kind;
  const TokenKind after = words.last < analysis.words.size() ? analysis.words[words.last].token.kind : TokenKind::stop;
  const bool ends_inside = last == TokenKind::stop || last == TokenKind::comma;
  return ends_inside || (count >= 5 && (after == TokenKind::stop || after == TokenKind::comma));
}

// A few words with capitals throughout, small words apart: the name of a show or a book.
bool is_title(const Analysis& analysis, Range words) {
  std::uint32_t capitals = 0;
  for (std::uint32_t i = words.first + 1; i + 1 < words.last; ++i) {
    const Word& word = analysis.words[i];
    if (word.token.kind == TokenKind::stop) return false;
    if (!word.is_word()) continue;
    if (word.token.starts_upper()) {
      ++capitals;
    } else if (word.token.span.size() > 3) {
      return false;
    }
  }
  return capitals >= 2 && words.size() <= 9;
}

class Pairing {
 public:
  Pairing(Analysis& analysis, const Paragraph& paragraph) : analysis_(analysis), paragraph_(paragraph) {}

  void run() {
    for (std::uint32_t i = paragraph_.words.first; i < paragraph_.words.last; ++i) {
      const TokenKind kind = analysis_.words[i].token.kind;
      if (kind == TokenKind::quote) {
        at_mark(i, false);
      } else if (kind == TokenKind::single_quote && double_ == no_index) {
        at_mark(i, true);
      }
    }
    if (double_ != no_index) add({double_, paragraph_.words.last}, false, false);
  }

 private:
  bool opens_here(std::uint32_t i) const {
    const text::Token& token = analysis_.words[i].token;
    if (i + 1 >= paragraph_.words.last || analysis_.words[i + 1].token.space_before) return false;
    if (token.space_before || i == paragraph_.words.first) return true;
    const TokenKind before = analysis_.words[i - 1].token.kind;
    return before == TokenKind::bracket_open || before == TokenKind::dash || before == TokenKind::quote ||
           before == TokenKind::colon;
  }

  void at_mark(std::uint32_t i, bool single) {
    std::uint32_t& open = single ? single_ : double_;
    const Mark mark = mark_of(analysis_.text_of(i));
    const bool opening = mark == Mark::opens || (mark == Mark::straight && open == no_index && opens_here(i));
    if (opening && !(single && !opens_here(i))) {
      if (open == no_index) open = i;
      return;
    }
    if (open == no_index) return;
    const bool ends_word = !analysis_.words[i].token.space_before &&
                           (i + 1 >= paragraph_.words.last || analysis_.words[i + 1].token.space_before ||
                            !analysis_.words[i + 1].is_word());
    if (single && !ends_word) return;
    if (single && i > open + 40) {
      open = no_index;  // an apostrophe that was taken for an opening mark
      return;
    }
    add({open, i + 1}, single, true);
    open = no_index;
  }

  void add(Range words, bool single, bool closed) {
    const auto number = static_cast<std::uint32_t>(analysis_.quotations.size());
    const bool title = is_title(analysis_, words);
    analysis_.quotations.push_back({words, single, !title && is_speech(analysis_, words, closed), closed, title});
    for (std::uint32_t i = words.first; i < words.last; ++i) analysis_.words[i].quotation = number;
  }

  Analysis& analysis_;
  const Paragraph& paragraph_;
  std::uint32_t double_ = no_index;  // the word that opened one
  std::uint32_t single_ = no_index;
};

}  // namespace

void find_quotations(Analysis& analysis, const Paragraph& paragraph) { Pairing(analysis, paragraph).run(); }

}  // namespace entente::read

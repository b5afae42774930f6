#include "read/stories_words.h"

#include <algorithm>

namespace entente::read {
namespace {

constexpr std::size_t longest_word = 256;  // what is longer is no word; its rest is the next one

bool is_ascii_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

std::size_t length_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

enum class Sign { letter, own_word, apostrophe, quote_open, quote_close, quote, line_end, other };

// What the character of several bytes at `at` is for word splitting.
Sign wide_sign(std::string_view text, std::size_t at, std::size_t length) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto second = length > 1 ? static_cast<unsigned char>(text[at + 1]) : 0;
  const auto third = length > 2 ? static_cast<unsigned char>(text[at + 2]) : 0;
  if (lead == 0xC2) return second == 0xAB ? Sign::quote_open : second == 0xBB ? Sign::quote_close : Sign::other;
  if (lead == 0xE2) {
    if (second != 0x80) return Sign::other;
    if (third == 0x98 || third == 0x99) return Sign::apostrophe;
    if (third == 0x9C || third == 0x9E) return Sign::quote_open;
    if (third == 0x9D) return Sign::quote_close;
    return Sign::other;
  }
  if (lead == 0xE3 && second == 0x80) return Sign::other;  // CJK punctuation
  if (lead == 0xEF) return Sign::other;                    // forms, and the replacement character
  return lead >= 0xE3 && lead <= 0xED ? Sign::own_word : Sign::letter;
}

Sign sign_at(std::string_view text, std::size_t at, std::size_t length) {
  if (length > 1) return wide_sign(text, at, length);
  const auto c = static_cast<unsigned char>(text[at]);
  if (is_ascii_letter(c) || is_digit(c)) return Sign::letter;
  if (c == '\'') return Sign::apostrophe;
  if (c == '"') return Sign::quote;
  if (c == '\n') return Sign::line_end;
  return Sign::other;
}

class Splitter {
 public:
  Splitter(std::string_view text, StoryWords& into) : text_(text), into_(into) {}

  void split() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t length = length_at(text_, at);
      step(sign_at(text_, at, length), at, length);
      at += length;
    }
    finish(text_.size());
  }

 private:
  void step(Sign sign, std::size_t at, std::size_t length) {
    switch (sign) {
      case Sign::letter:
        add(at, length);
        break;
      case Sign::own_word:
        finish(at);
        add(at, length);
        finish(at + length);
        break;
      case Sign::apostrophe:
        if (!possessive_at(at, length) && next_is_letter(at + length)) return;  // "don't": one word
        finish(at);
        break;
      case Sign::quote_open:
        finish(at);
        quoted_ = true;
        break;
      case Sign::quote_close:
        finish(at);
        quoted_ = false;
        break;
      case Sign::quote:
        finish(at);
        quoted_ = !quoted_;
        break;
      case Sign::line_end:
        finish(at);
        quoted_ = false;
        break;  // a mark that was forgotten must not turn the rest round
      case Sign::other:
        finish(at);
        break;
    }
  }

  bool next_is_letter(std::size_t at) const {
    return at < text_.size() && sign_at(text_, at, length_at(text_, at)) == Sign::letter;
  }
  bool possessive_at(std::size_t at, std::size_t length) {
    const std::size_t next = at + length;
    if (!open_ || next >= text_.size() || (text_[next] != 's' && text_[next] != 'S') || next_is_letter(next + 1))
      return false;
    skip_ = next;
    return true;
  }

  void add(std::size_t at, std::size_t length) {
    if (at == skip_) return;
    if (!open_) {
      word_ = {};
      word_.start = static_cast<std::uint32_t>(at);
      word_.letters = static_cast<std::uint32_t>(into_.letters.size());
      word_.quoted = quoted_;
      word_.capital = text_[at] >= 'A' && text_[at] <= 'Z';
      word_.digit = is_digit(static_cast<unsigned char>(text_[at]));
      hash_ = 0xcbf29ce484222325ULL;
      open_ = true;
    }
    for (std::size_t i = 0; i < length; ++i) {
      auto c = static_cast<unsigned char>(text_[at + i]);
      if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c + 32);
      // À–Þ but × in Latin-1 are 32 below their small letters.
      if (i == 1 && static_cast<unsigned char>(text_[at]) == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97) {
        c = static_cast<unsigned char>(c + 32);
      }
      into_.letters.push_back(static_cast<char>(c));
      hash_ = (hash_ ^ c) * 0x100000001b3ULL;
    }
    if (into_.letters.size() - word_.letters >= longest_word) finish(at + length);
  }

  void finish(std::size_t at) {
    if (!open_) return;
    open_ = false;
    word_.end = static_cast<std::uint32_t>(at);
    word_.length = static_cast<std::uint16_t>(into_.letters.size() - word_.letters);
    word_.hash = mix(hash_);
    into_.words.push_back(word_);
  }

  std::string_view text_;
  StoryWords& into_;
  StoryWord word_;
  std::uint64_t hash_ = 0;
  std::size_t skip_ = std::string_view::npos;  // where the s of a possessive stands
  bool open_ = false;
  bool quoted_ = false;
};

}  // namespace

void split_words(std::string_view text, StoryWords& into) { Splitter(text, into).split(); }

}  // namespace entente::read

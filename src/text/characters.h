// What normalising text for a word-piece vocabulary asks of a code point. The categories are those of Unicode 8, which
// the reference tokenizer has: a mark or sign that came later is a plain character to both.
#pragma once

#include <array>
#include <cstdint>

namespace entente::text {

enum class CharacterKind : std::uint8_t {
  plain,        // letters, digits, symbols, and what is not assigned
  white_space,  // tab, line feed and carriage return too
  control,      // control, format and private-use characters, NUL and U+FFFD
  punctuation,  // the ASCII signs, symbols such as $ and ^ among them; else the categories P*
  mark,         // a mark that takes no space: an accent
};

CharacterKind kind_of(char32_t code);

// White space as Unicode has it, and the four separators of ASCII.
bool is_white_space(char32_t code);

enum class LetterKind : std::uint8_t { none, digit, capital, other };  // digit: decimal; capital: upper or title case
LetterKind letter_kind(char32_t code);

// Its lower case by the simple mapping.
char32_t lower_case(char32_t code);

// Its full canonical decomposition: how many code points, 1 where it has none.
struct Decomposition {
  std::array<char32_t, 8> codes{};
  std::uint8_t size = 0;
};
Decomposition decompose(char32_t code);

// Canonical combining class: 0 for what starts a character.
std::uint8_t combining_class(char32_t code);

}  // namespace entente::text

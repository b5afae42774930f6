#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

namespace entente::text {
namespace {

constexpr std::uint8_t unicode_version = 8;

bool is_new(char32_t code) {
  UVersionInfo age;
  u_charAge(static_cast<UChar32>(code), age);
  return age[0] > unicode_version;
}

}  // namespace

CharacterKind kind_of(char32_t code) {
  if (code < 0x80) {
    if (code == ' ' || (code >= '\t' && code <= '\r')) {
      // Vertical tab and form feed are control characters before they are white space.
      return code == '\v' || code == '\f' ? CharacterKind::control : CharacterKind::white_space;
    }
    if (code < 0x20 || code == 0x7F) return CharacterKind::control;
    const bool letter_or_digit =
        (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    return letter_or_digit ? CharacterKind::plain : CharacterKind::punctuation;
  }
  if (code == 0xFFFD) return CharacterKind::control;
  const auto character = static_cast<UChar32>(code);
  switch (u_charType(character)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
      return is_new(code) ? CharacterKind::plain : CharacterKind::control;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return CharacterKind::white_space;
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return is_new(code) ? CharacterKind::plain : CharacterKind::punctuation;
    case U_NON_SPACING_MARK:
      return is_new(code) ? CharacterKind::plain : CharacterKind::mark;
    default:
      return CharacterKind::plain;
  }
}

bool is_white_space(char32_t code) {
  if (code < 0x80) return code == ' ' || (code >= '\t' && code <= '\r') || (code >= 0x1C && code <= 0x1F);
  return u_isUWhiteSpace(static_cast<UChar32>(code)) != 0;
}

LetterKind letter_kind(char32_t code) {
  if (code < 0x80) {
    if (code >= '0' && code <= '9') return LetterKind::digit;
    if (code >= 'A' && code <= 'Z') return LetterKind::capital;
    return code >= 'a' && code <= 'z' ? LetterKind::other : LetterKind::none;
  }
  switch (u_charType(static_cast<UChar32>(code))) {
    case U_DECIMAL_DIGIT_NUMBER:
      return LetterKind::digit;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return LetterKind::capital;
    case U_LOWERCASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return LetterKind::other;
    default:
      return LetterKind::none;
  }
}

char32_t lower_case(char32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 32 : code;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
}

Decomposition decompose(char32_t code) {
  Decomposition decomposed;
  decomposed.codes[0] = code;
  decomposed.size = 1;
  if (code < 0xC0) return decomposed;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfd = unorm2_getNFDInstance(&status);
  std::array<UChar, 16> units{};
  const std::int32_t length = unorm2_getDecomposition(nfd, static_cast<UChar32>(code), units.data(),
                                                      static_cast<std::int32_t>(units.size()), &status);
  if (U_FAILURE(status) || length < 0) return decomposed;
  decomposed.size = 0;
  for (std::int32_t i = 0; i < length && decomposed.size < decomposed.codes.size();) {
    UChar32 part = 0;
    U16_NEXT(units, i, length, part);
    decomposed.codes[decomposed.size++] = static_cast<char32_t>(part);
  }
  return decomposed;
}

std::uint8_t combining_class(char32_t code) {
  return code < 0x300 ? 0 : u_getCombiningClass(static_cast<UChar32>(code));
}

}  // namespace entente::text

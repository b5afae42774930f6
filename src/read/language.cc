// The language of a text, by CLD2's n-grams.
#include <cstdio>  // cld2's headers want it before them

#include <cld2/public/compact_lang_det.h>

#include "read/read.h"

namespace entente::read {

std::string language_of(std::string_view text) {
  // The first 8 KiB tell; cut where no character is cut.
  std::size_t size = std::min<std::size_t>(text.size(), 8u << 10);
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  if (size == 0) return "und";
  bool reliable = false;
  const CLD2::Language language = CLD2::DetectLanguage(text.data(), static_cast<int>(size), true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return "und";
  const std::string code = CLD2::LanguageCode(language);
  if (code == "zh-Hant") return "zh";
  return code.substr(0, code.find('-'));
}

}  // namespace entente::read

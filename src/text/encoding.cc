#include "text/encoding.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

namespace entente::text {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// The length of the well-formed sequence at `at`, or minus the length of the maximal ill-formed one (Unicode 3.9,
// D93b).
int sequence_at(std::string_view s, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
  const unsigned lead = byte(at);
  if (lead < 0x80) return 1;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  int length = 0;
  if (lead >= 0xC2 && lead <= 0xDF)
    length = 2;
  else if (lead >= 0xE0 && lead <= 0xEF)
    length = 3;
  else if (lead >= 0xF0 && lead <= 0xF4)
    length = 4;
  else
    return -1;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (int i = 1; i < length; ++i) {
    const unsigned next = byte(at + static_cast<std::size_t>(i));
    if (next < low || next > high) return -i;
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

// The end of the run of plain ASCII without NULs from `at` on, eight bytes at a time.
std::size_t skip_plain(std::string_view s, std::size_t at) {
  while (at + 8 <= s.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, s.data() + at, 8);
    const std::uint64_t zero = (word - 0x0101010101010101ull) & ~word;
    if (((word | zero) & 0x8080808080808080ull) != 0) break;
    at += 8;
  }
  while (at < s.size() && static_cast<signed char>(s[at]) > 0) ++at;
  return at;
}

struct Profile {
  std::size_t wide = 0;     // well-formed sequences of several bytes
  std::size_t invalid = 0;  // ill-formed ones
  std::size_t nuls = 0;
};

Profile profile_of(std::string_view s) {
  Profile profile;
  for (std::size_t at = skip_plain(s, 0); at < s.size(); at = skip_plain(s, at)) {
    if (s[at] == '\0') {
      ++profile.nuls;
      ++at;
      continue;
    }
    const int length = sequence_at(s, at);
    length > 0 ? ++profile.wide : ++profile.invalid;
    at += static_cast<std::size_t>(std::abs(length));
  }
  return profile;
}

std::string lower(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (!std::isspace(static_cast<unsigned char>(c)) && c != '"' && c != '\'') {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

// The encoding that a label means on the web (WHATWG), where that differs from ICU's; else the label.
std::string meaning_of(std::string_view label) {
  const std::string name = lower(label);
  for (const char* latin :
       {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "ansi", "cp1252"}) {
    if (name == latin) return "windows-1252";
  }
  if (name == "utf8") return "utf-8";
  if (name == "gb2312" || name == "gbk") return "gb18030";
  if (name == "iso-8859-9") return "windows-1254";
  return name;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

// Converts by ICU; its own replacement for what cannot be mapped is U+FFFD too. False where ICU knows no such name.
bool convert(std::string_view bytes, const std::string& encoding, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> from(ucnv_open(encoding.c_str(), &status));
  if (U_FAILURE(status)) return false;
  const std::unique_ptr<UConverter, CloseConverter> to(ucnv_open("UTF-8", &status));
  if (U_FAILURE(status)) return false;
  out.resize(bytes.size() * 3 + 16);
  char* target = out.data();
  const char* source = bytes.data();
  UChar pivot[2048];
  UChar* pivot_source = pivot;
  UChar* pivot_target = pivot;
  for (bool reset = true;; reset = false) {
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, bytes.data() + bytes.size(), pivot,
                   &pivot_source, &pivot_target, pivot + 2048, reset, true, &status);
    if (status != U_BUFFER_OVERFLOW_ERROR) break;
    const auto used = target - out.data();
    out.resize(out.size() * 2);
    target = out.data() + used;
    status = U_ZERO_ERROR;
  }
  out.resize(static_cast<std::size_t>(target - out.data()));
  return U_SUCCESS(status);
}

std::string detect(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return "windows-1252";
  const std::string_view sample = bytes.substr(0, 64u << 10);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* const match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < 30) return "windows-1252";
  const char* const name = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || name == nullptr || std::string_view(name) == "UTF-8") return "windows-1252";
  return meaning_of(name);
}

// Text in UTF-16 without a mark: nearly every second byte is a NUL.
std::string utf16_by_nuls(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 4096);
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t half = sample.size() / 2;
  if (half < 2) return {};
  if (odd * 10 > half * 6 && even * 10 < half) return "utf-16le";
  if (even * 10 > half * 6 && odd * 10 < half) return "utf-16be";
  return {};
}

Decoded converted(std::string_view bytes, const std::string& encoding, bool guessed) {
  std::string text;
  if (!convert(bytes, encoding, text)) return clean_utf8(bytes);
  Decoded decoded = clean_utf8(text);
  decoded.encoding = encoding;
  decoded.guessed = guessed;
  // What ICU could not map stands as U+FFFD in its output.
  std::size_t at = 0;
  std::size_t unmapped = 0;
  while ((at = decoded.text.find(replacement, at)) != std::string::npos) {
    if (unmapped == 0) decoded.first_bad = at;
    ++unmapped;
    at += replacement.size();
  }
  decoded.invalid = unmapped - std::min(unmapped, decoded.nuls);
  return decoded;
}

}  // namespace

Decoded clean_utf8(std::string_view bytes) {
  Decoded decoded;
  decoded.encoding = "UTF-8";
  decoded.text.reserve(bytes.size());
  std::size_t copied = 0;
  for (std::size_t at = skip_plain(bytes, 0); at < bytes.size(); at = skip_plain(bytes, at)) {
    const int length = bytes[at] == '\0' ? -1 : sequence_at(bytes, at);
    if (length > 0) {
      at += static_cast<std::size_t>(length);
      continue;
    }
    decoded.text.append(bytes.substr(copied, at - copied));
    if (decoded.invalid + decoded.nuls == 0) decoded.first_bad = decoded.text.size();
    ++(bytes[at] == '\0' ? decoded.nuls : decoded.invalid);
    decoded.text.append(replacement);
    at += static_cast<std::size_t>(-length);
    copied = at;
  }
  decoded.text.append(bytes.substr(std::min(copied, bytes.size())));
  return decoded;
}

Decoded to_utf8(std::string_view bytes, std::string_view declared) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF")) return clean_utf8(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return converted(bytes.substr(4), "utf-32le", false);
  if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "utf-16le", false);
  if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "utf-16be", false);
  const std::string encoding = meaning_of(declared);
  // A page whose declaration could be read byte by byte is not in UTF-16, whatever it says.
  if (!encoding.empty() && encoding != "utf-8" && !encoding.starts_with("utf-16") && !encoding.starts_with("utf-32")) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> known(ucnv_open(encoding.c_str(), &status));
    if (U_SUCCESS(status)) return converted(bytes, encoding, false);
  }
  const Profile profile = profile_of(bytes);
  if (profile.nuls > 0) {
    const std::string wide = utf16_by_nuls(bytes);
    if (!wide.empty()) return converted(bytes, wide, true);
  }
  if (encoding == "utf-8" || profile.invalid == 0 || profile.wide > profile.invalid) return clean_utf8(bytes);
  return converted(bytes, detect(bytes), true);
}

}  // namespace entente::text

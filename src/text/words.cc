#include <libstemmer.h>
#include <unicode/uchar.h>

#include "text/text.h"
#include "text/utf8.h"

namespace entente::text {
namespace {

void append(std::string& out, char32_t code) {
  const auto put = [&](char32_t bits) { out.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

char32_t plain(char32_t c) {
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return '\'';
  if (c == 0x2010 || c == 0x2011) return '-';
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
}

}  // namespace

void fold_into(std::string_view word, std::string& folded) {
  folded.assign(word);
  unsigned char all = 0;
  for (char& c : folded) {
    const auto byte = static_cast<unsigned char>(c);
    all |= byte;
    if (byte >= 'A' && byte <= 'Z') c = static_cast<char>(byte + 32);
  }
  if (all < 0x80) return;
  folded.clear();
  for (std::size_t at = 0; at < word.size();) append(folded, plain(next_code_point(word, at)));
}

std::string fold(std::string_view word) {
  std::string folded;
  fold_into(word, folded);
  return folded;
}

bool same_folded(std::string_view a, std::string_view b) { return fold(a) == fold(b); }

struct Stemmer::State {
  sb_stemmer* stemmer = sb_stemmer_new("english", "UTF_8");
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { sb_stemmer_delete(stemmer); }
};

Stemmer::Stemmer() : state_(std::make_unique<State>()) {}
Stemmer::~Stemmer() = default;

std::string Stemmer::stem(std::string_view folded_word) {
  if (state_->stemmer == nullptr || folded_word.size() > 200) return std::string(folded_word);
  const sb_symbol* stem = sb_stemmer_stem(state_->stemmer, reinterpret_cast<const sb_symbol*>(folded_word.data()),
                                          static_cast<int>(folded_word.size()));
  if (stem == nullptr) return std::string(folded_word);
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(state_->stemmer))};
}

}  // namespace entente::text

// Words for comparing documents with one another: a splitter that is faster and coarser than text/text.h's tokens,
// since grouping looks at every word of every document. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/span.h"

namespace entente::read {

// A word of a document, lower-cased in `letters`. A possessive 's is left off, an apostrophe within a word left out, a
// hyphen parts words, and each character of a script without spaces is a word.
struct StoryWord {
  std::uint64_t hash = 0;   // of the lower-cased letters
  std::uint32_t start = 0;  // bytes, of the text
  std::uint32_t end = 0;
  std::uint32_t letters = 0;  // where its letters start in StoryWords::letters
  std::uint16_t length = 0;   // how many bytes they are
  bool quoted = false;        // between double quotation marks
  bool capital = false;
  bool digit = false;
};

struct StoryWords {
  std::vector<StoryWord> words;
  std::string letters;

  std::string_view letters_of(const StoryWord& word) const {
    return std::string_view(letters).substr(word.letters, word.length);
  }
  void clear() {
    words.clear();
    letters.clear();
  }
};

// Appends the words of a valid UTF-8 text. O(n).
void split_words(std::string_view text, StoryWords& into);

// A 64-bit finalizer with good avalanche (MurmurHash3's).
constexpr std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  x ^= x >> 33;
  return x;
}

}  // namespace entente::read

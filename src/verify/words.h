// Values as 64-bit words, which is what the engine computes with: whole numbers as they are, reals as their bits, texts
// and patterns as the number that the interner gave them. Equal values of one type are equal words.
#pragma once

#include <bit>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "verify/archive.h"
#include "verify/value.h"

namespace entente::verify {

using Word = std::int64_t;

inline Word word_of(double number) {
  if (number == 0) number = 0;                                                          // one zero
  if (number != number) return std::bit_cast<Word>(std::uint64_t{0x7ff8000000000000});  // one that is no number
  return std::bit_cast<Word>(number);
}
inline double real_of(Word word) { return std::bit_cast<double>(word); }

inline std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93U;
  return x ^ (x >> 32);
}
inline std::uint32_t hash_row(const Word* row, std::size_t size) {
  std::uint64_t hash = 0x9e3779b97f4a7c15U;
  for (std::size_t i = 0; i < size; ++i) hash = mixed(hash ^ static_cast<std::uint64_t>(row[i]));
  return static_cast<std::uint32_t>(hash);
}

// Texts by number. A number stays until keep_only() gives it back.
class Interner {
 public:
  Word number(std::string_view text);
  // Gives back the numbers that are not marked, for other texts; those of up to now that pin() was called for stay.
  void keep_only(const std::vector<bool>& marks);
  void pin() { pinned_ = texts_.size(); }
  std::size_t in_use() const { return texts_.size() - free_.size(); }
  void exchange(Archive& archive);
  // Empty for a number that was never given (a damaged state may hold one).
  std::string_view text(Word number) const {
    const auto at = static_cast<std::size_t>(number);
    return at < texts_.size() ? std::string_view(texts_[at]) : std::string_view();
  }
  std::size_t size() const { return texts_.size(); }

 private:
  void rebuild(std::size_t slots);
  std::deque<std::string> texts_;
  std::vector<std::uint32_t> hashes_;
  std::vector<std::uint32_t> slots_;  // number + 1, or 0
  std::vector<std::uint32_t> free_;   // numbers without a text
  std::size_t pinned_ = 0;
};

Word word_of(const Value& value, Interner& interner);
Value value_of(Word word, ValueType type, const Interner& interner);

// -1, 0, 1 by the order of the type: numbers by size, texts by their bytes.
int compare_words(Word a, Word b, ValueType type, const Interner& interner);

}  // namespace entente::verify

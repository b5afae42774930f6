#include "verify/words.h"

namespace entente::verify {
namespace {

std::uint32_t hash_text(std::string_view text) {
  std::uint64_t hash = text.size() * 0x9e3779b97f4a7c15U;
  while (text.size() >= 8) {
    std::uint64_t eight;
    __builtin_memcpy(&eight, text.data(), 8);
    hash = mixed(hash ^ eight);
    text.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  __builtin_memcpy(&rest, text.data(), text.size());
  return static_cast<std::uint32_t>(mixed(hash ^ rest));
}

}  // namespace

void Interner::grow() {
  std::vector<std::uint32_t> slots(slots_.empty() ? 64 : slots_.size() * 2, 0);
  const std::size_t mask = slots.size() - 1;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    std::size_t at = hashes_[i] & mask;
    while (slots[at] != 0) at = (at + 1) & mask;
    slots[at] = static_cast<std::uint32_t>(i + 1);
  }
  slots_.swap(slots);
}

Word Interner::number(std::string_view text) {
  if (texts_.size() * 2 >= slots_.size()) grow();
  const std::uint32_t hash = hash_text(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const std::size_t known = slots_[at] - 1;
    if (hashes_[known] == hash && texts_[known] == text) return static_cast<Word>(known);
  }
  slots_[at] = static_cast<std::uint32_t>(texts_.size() + 1);
  texts_.emplace_back(text);
  hashes_.push_back(hash);
  return static_cast<Word>(texts_.size() - 1);
}

Word word_of(const Value& value, Interner& interner) {
  switch (type_of(value)) {
    case ValueType::integer:
      return std::get<std::int64_t>(value);
    case ValueType::real:
      return word_of(std::get<double>(value));
    case ValueType::text:
      return interner.number(std::get<std::string>(value));
    case ValueType::pattern:
      return interner.number(std::get<Pattern>(value).source);
  }
  return 0;
}

Value value_of(Word word, ValueType type, const Interner& interner) {
  switch (type) {
    case ValueType::integer:
      return word;
    case ValueType::real:
      return real_of(word);
    case ValueType::text:
      return std::string(interner.text(word));
    case ValueType::pattern:
      return Pattern{std::string(interner.text(word))};
  }
  return word;
}

int compare_words(Word a, Word b, ValueType type, const Interner& interner) {
  if (a == b) return 0;
  switch (type) {
    case ValueType::integer:
      return a < b ? -1 : 1;
    case ValueType::real: {
      const double x = real_of(a);
      const double y = real_of(b);
      if (x != x || y != y) return x != x ? -1 : 1;  // what is no number stands before all numbers
      return x < y ? -1 : 1;
    }
    case ValueType::text:
    case ValueType::pattern:
      return interner.text(a).compare(interner.text(b)) < 0 ? -1 : 1;
  }
  return 0;
}

}  // namespace entente::verify

#include "verify/words.h"

#include <algorithm>
#include <cstring>

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

void Interner::rebuild(std::size_t slots) {
  std::vector<bool> unused(texts_.size(), false);
  for (const std::uint32_t number : free_) unused[number] = true;
  slots_.assign(slots, 0);
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (unused[i]) continue;
    std::size_t at = hashes_[i] & (slots - 1);
    while (slots_[at] != 0) at = (at + 1) & (slots - 1);
    slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

Word Interner::number(std::string_view text) {
  if ((in_use() + 1) * 2 > slots_.size()) rebuild(slots_.empty() ? 64 : slots_.size() * 2);
  const std::uint32_t hash = hash_text(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const std::size_t known = slots_[at] - 1;
    if (hashes_[known] == hash && texts_[known] == text) return static_cast<Word>(known);
  }
  std::size_t number = texts_.size();
  if (free_.empty()) {
    texts_.emplace_back(text);
    hashes_.push_back(hash);
  } else {
    number = free_.back();
    free_.pop_back();
    texts_[number] = text;
    hashes_[number] = hash;
  }
  slots_[at] = static_cast<std::uint32_t>(number + 1);
  return static_cast<Word>(number);
}

void Interner::keep_only(const std::vector<bool>& marks) {
  std::vector<bool> kept = marks;
  kept.resize(texts_.size(), false);
  for (std::size_t i = 0; i < pinned_; ++i) kept[i] = true;
  free_.clear();
  for (std::size_t i = texts_.size(); i-- > 0;) {
    if (kept[i]) continue;
    std::string().swap(texts_[i]);
    free_.push_back(static_cast<std::uint32_t>(i));
  }
  rebuild(slots_.empty() ? 64 : slots_.size());
}

// Reading goes into the interner of a monitor just made: what is pinned must be as it is there.
void Interner::exchange(Archive& archive) {
  const std::size_t count = archive.size(texts_.size(), 8);
  std::deque<std::string> texts = texts_;
  if (archive.reading()) texts.resize(count);
  for (std::string& text : texts) {
    if (!archive.ok()) return;
    archive.value(text);
  }
  archive.values(free_);
  if (!archive.reading()) return;
  archive.require(texts.size() >= pinned_ &&
                  std::equal(texts_.begin(),
                             texts_.begin() + static_cast<std::ptrdiff_t>(std::min(pinned_, texts_.size())),
                             texts.begin()));
  std::vector<bool> unused(texts.size(), false);
  for (const std::uint32_t number : free_) {
    archive.require(number < texts.size() && number >= pinned_ && !unused[number]);
    if (!archive.ok()) break;
    unused[number] = true;
  }
  if (!archive.ok()) {
    free_.clear();
    return;
  }
  texts_ = std::move(texts);
  hashes_.clear();
  for (const std::string& text : texts_) hashes_.push_back(hash_text(text));
  std::size_t slots = 64;
  while (slots < (in_use() + 1) * 2) slots *= 2;
  rebuild(slots);
  // The same text twice would be two values.
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (!unused[i]) archive.require(number(texts_[i]) == static_cast<Word>(i));
  }
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

// Values by words, for what is looked up at every word of a text.
//
// Open addressing. A slot holds the word's letters themselves, up to sixteen of them, as two numbers: most look-ups so
// touch one line of the cache and compare two numbers, where a table of strings follows two pointers and compares
// letters. Longer words are compared as strings.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::text {

// Entries are never moved nor removed: references to words and values hold as long as the table. Reading serves all
// threads. Words of less than 4 GiB.
template <typename Value>
class WordTable {
 public:
  struct Entry {
    std::string word;
    Value value{};
  };

  WordTable() : slots_(16) {}
  WordTable(const WordTable&) = delete;
  WordTable& operator=(const WordTable&) = delete;
  WordTable(WordTable&&) noexcept = default;
  WordTable& operator=(WordTable&&) noexcept = default;
  ~WordTable() = default;

  // The value of a word, or null. Expected O(length).
  const Value* find(std::string_view word) const {
    const Entry* entry = slots_[place_of(word, key_of(word))].entry;
    return entry == nullptr ? nullptr : &entry->value;
  }

  // The entry of a word, made with Value{} where it is new: then `second` is true.
  std::pair<Entry&, bool> enter(std::string_view word) {
    const Key key = key_of(word);
    std::size_t place = place_of(word, key);
    if (slots_[place].entry != nullptr) return {*slots_[place].entry, false};
    if ((entries_.size() + 1) * 2 > slots_.size()) {
      grow();
      place = place_of(word, key);
    }
    entries_.push_back({std::string(word), {}});
    slots_[place] = {key, &entries_.back()};
    return {entries_.back(), true};
  }

  Value& operator[](std::string_view word) { return enter(word).first.value; }

  std::size_t size() const { return entries_.size(); }
  // In the order in which they came.
  std::deque<Entry>& entries() { return entries_; }
  const std::deque<Entry>& entries() const { return entries_; }

 private:
  struct Key {
    std::uint64_t head = 0;  // all letters of a word of up to eight; of a longer one the first eight
    std::uint64_t tail = 0;  // the last eight of a longer one
    std::uint32_t length = 0;
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    Key key;
    Entry* entry = nullptr;
  };
  static constexpr std::uint32_t longest_held = 16;

  template <typename Number>
  static std::uint64_t load(const char* from) {
    Number number;
    std::memcpy(&number, from, sizeof number);
    return number;
  }

  static Key key_of(std::string_view word) {
    const char* const from = word.data();
    const std::size_t length = word.size();
    Key key{0, 0, static_cast<std::uint32_t>(length)};
    if (length >= 8) {
      key.head = load<std::uint64_t>(from);
      key.tail = load<std::uint64_t>(from + length - 8);
      if (length > longest_held) key.head = std::hash<std::string_view>{}(word);
    } else if (length >= 4) {
      key.head = load<std::uint32_t>(from) | load<std::uint32_t>(from + length - 4) << 32;
    } else if (length > 0) {
      key.head = load<std::uint8_t>(from) | load<std::uint8_t>(from + length / 2) << 8 |
                 load<std::uint8_t>(from + length - 1) << 16;
    }
    return key;
  }

  // Where the word stands, or the free slot where it could.
  std::size_t place_of(std::string_view word, const Key& key) const {
    std::uint64_t mixed = (key.head ^ (key.tail + key.length) * 0x9E3779B97F4A7C15ull) * 0xD6E8FEB86659FD93ull;
    mixed ^= mixed >> 32;
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = mixed & mask;
    for (;; place = (place + 1) & mask) {
      const Slot& slot = slots_[place];
      if (slot.entry == nullptr) return place;
      if (slot.key == key && (key.length <= longest_held || slot.entry->word == word)) return place;
    }
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.entry != nullptr) slots_[place_of(slot.entry->word, slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two, at most half of them taken
  std::deque<Entry> entries_;
};

}  // namespace entente::text

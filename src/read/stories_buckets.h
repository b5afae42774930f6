// Which documents share a key: the buckets of locality-sensitive hashing and of inverted indices. Private to the room.
#pragma once

#include <cstdint>
#include <vector>

#include "read/stories_words.h"

namespace entente::read {

// An open-addressing table from 64-bit keys to lists of numbers. Only grows; 16 bytes a key and 8 an entry.
class BucketTable {
 public:
  // Adds a number to a key's bucket and returns how many are in it now. O(1) on average.
  std::uint32_t add(std::uint64_t key, std::uint32_t number) {
    if ((slots_used_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = find(key);
    if (slot.size == 0) {
      slot.key = key;
      ++slots_used_;
    }
    entries_.push_back({number, slot.size == 0 ? none : slot.last});
    slot.last = static_cast<std::uint32_t>(entries_.size() - 1);
    return ++slot.size;
  }

  std::uint32_t size_of(std::uint64_t key) const { return slots_.empty() ? 0 : find(key).size; }

  // Calls visit(number) for each number of a bucket, the latest first.
  template <typename Visit>
  void visit(std::uint64_t key, Visit&& visit_number) const {
    if (slots_.empty()) return;
    const Slot& slot = find(key);
    if (slot.size == 0) return;
    for (std::uint32_t at = slot.last; at != none; at = entries_[at].before) visit_number(entries_[at].number);
  }

  void clear() {
    slots_.clear();
    entries_.clear();
    slots_used_ = 0;
  }

 private:
  static constexpr std::uint32_t none = ~0U;
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t last = none;
    std::uint32_t size = 0;  // 0: the slot is free
  };
  struct Entry {
    std::uint32_t number;
    std::uint32_t before;
  };

  std::size_t place_of(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = mix(key) & mask;
    while (slots_[at].size != 0 && slots_[at].key != key) at = (at + 1) & mask;
    return at;
  }
  Slot& find(std::uint64_t key) { return slots_[place_of(key)]; }
  const Slot& find(std::uint64_t key) const { return slots_[place_of(key)]; }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.size != 0) find(slot.key) = slot;
    }
  }

  std::vector<Slot> slots_;
  std::vector<Entry> entries_;
  std::size_t slots_used_ = 0;
};

}  // namespace entente::read

#include "verify/window_table.h"

#include <algorithm>

namespace entente::verify {

bool KeyTable::equals(RowId id, const Word* other) const {
  const Word* own = row(id);
  for (std::size_t i = 0; i < arity_; ++i) {
    if (own[i] != other[i]) return false;
  }
  return true;
}

RowId KeyTable::find(const Word* key) const {
  if (slots_.empty()) return no_row;
  const std::uint32_t hash = hash_row(key, arity_);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at] != 0; at = (at + 1) & mask) {
    const RowId id = slots_[at] - 1;
    if (hashes_[id] == hash && equals(id, key)) return id;
  }
  return no_row;
}

void KeyTable::rebuild(std::size_t slots) {
  slots_.assign(slots, 0);
  const std::size_t mask = slots - 1;
  for (RowId id = 0; id < used_.size(); ++id) {
    if (used_[id] == 0) continue;
    std::size_t at = hashes_[id] & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = id + 1;
  }
}

RowId KeyTable::add(const Word* key, bool& added) {
  if ((size() + 1) * 2 > slots_.size()) rebuild(std::max<std::size_t>(16, slots_.size() * 2));
  const std::uint32_t hash = hash_row(key, arity_);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const RowId id = slots_[at] - 1;
    if (hashes_[id] == hash && equals(id, key)) {
      added = false;
      return id;
    }
  }
  added = true;
  RowId id;
  if (!free_.empty()) {
    id = free_.back();
    free_.pop_back();
    std::copy(key, key + arity_, words_.begin() + static_cast<std::ptrdiff_t>(id * arity_));
    hashes_[id] = hash;
    used_[id] = 1;
  } else {
    id = static_cast<RowId>(used_.size());
    words_.insert(words_.end(), key, key + arity_);
    hashes_.push_back(hash);
    used_.push_back(1);
  }
  slots_[at] = id + 1;
  return id;
}

void KeyTable::erase(RowId id) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t hole = hashes_[id] & mask;
  while (slots_[hole] != id + 1) hole = (hole + 1) & mask;
  // Every entry after the hole that could not stand before it stays; the others move into it.
  for (std::size_t at = (hole + 1) & mask; slots_[at] != 0; at = (at + 1) & mask) {
    const std::size_t home = hashes_[slots_[at] - 1] & mask;
    if (((at - home) & mask) >= ((at - hole) & mask)) {
      slots_[hole] = slots_[at];
      hole = at;
    }
  }
  slots_[hole] = 0;
  used_[id] = 0;
  free_.push_back(id);
}

void KeyTable::exchange(Archive& archive) {
  archive.values(words_);
  archive.values(used_);
  archive.values(free_);
  if (!archive.reading()) return;
  // The rest follows from these.
  std::size_t unused = 0;
  for (const std::uint8_t use : used_) unused += use == 0 ? 1 : 0;
  std::vector<RowId> sorted = free_;
  std::sort(sorted.begin(), sorted.end());
  const bool sound =
      words_.size() == used_.size() * arity_ && free_.size() == unused &&
      std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end() &&
      std::all_of(free_.begin(), free_.end(), [&](RowId id) { return id < used_.size() && used_[id] == 0; });
  archive.require(sound);
  if (!sound) return;
  hashes_.resize(used_.size());
  for (RowId id = 0; id < used_.size(); ++id) hashes_[id] = hash_row(row(id), arity_);
  std::size_t slots = 16;
  while (slots < (size() + 1) * 2) slots *= 2;
  rebuild(slots);
  // The same row twice would never be found again.
  for (RowId id = 0; id < used_.size(); ++id) {
    if (used_[id] != 0 && find(row(id)) != id) archive.fail();
  }
}

std::uint32_t RowIndex::hash_of(RowId id) const {
  const Word* row = table_->row(id);
  std::uint64_t hash = 0x9e3779b97f4a7c15U;
  for (const std::size_t column : columns_) hash = mixed(hash ^ static_cast<std::uint64_t>(row[column]));
  return static_cast<std::uint32_t>(hash);
}

bool RowIndex::matches(RowId id, const Word* key) const {
  const Word* row = table_->row(id);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (row[columns_[i]] != key[i]) return false;
  }
  return true;
}

RowId RowIndex::first(const Word* key) const {
  if (slots_.empty()) return no_row;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash_row(key, columns_.size()) & mask; slots_[at] != 0; at = (at + 1) & mask) {
    if (matches(slots_[at] - 1, key)) return slots_[at] - 1;
  }
  return no_row;
}

void RowIndex::grow() {
  std::vector<RowId> old(std::max<std::size_t>(16, slots_.size() * 2), 0);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const RowId entry : old) {
    if (entry == 0) continue;
    std::size_t at = hash_of(entry - 1) & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = entry;
  }
}

void RowIndex::insert(RowId id) {
  if (next_.size() <= id) {
    next_.resize(id + 1, no_row);
    previous_.resize(id + 1, no_row);
  }
  if ((chains_ + 1) * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  const Word* row = table_->row(id);
  const auto same_key = [&](RowId other) {
    const Word* other_row = table_->row(other);
    return std::all_of(columns_.begin(), columns_.end(),
                       [&](std::size_t column) { return row[column] == other_row[column]; });
  };
  std::size_t at = hash_of(id) & mask;
  while (slots_[at] != 0 && !same_key(slots_[at] - 1)) at = (at + 1) & mask;
  const RowId head = slots_[at] == 0 ? no_row : slots_[at] - 1;
  if (head == no_row) {
    ++chains_;
  } else {
    previous_[head] = id;
  }
  next_[id] = head;
  previous_[id] = no_row;
  slots_[at] = id + 1;
}

void RowIndex::erase(RowId id) {
  if (next_[id] != no_row) previous_[next_[id]] = previous_[id];
  if (previous_[id] != no_row) {
    next_[previous_[id]] = next_[id];
    return;
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t hole = hash_of(id) & mask;
  while (slots_[hole] != id + 1) hole = (hole + 1) & mask;
  if (next_[id] != no_row) {
    slots_[hole] = next_[id] + 1;
    return;
  }
  --chains_;
  for (std::size_t at = (hole + 1) & mask; slots_[at] != 0; at = (at + 1) & mask) {
    const std::size_t home = hash_of(slots_[at] - 1) & mask;
    if (((at - home) & mask) >= ((at - hole) & mask)) {
      slots_[hole] = slots_[at];
      hole = at;
    }
  }
  slots_[hole] = 0;
}

void RowIndex::clear() {
  next_.clear();
  previous_.clear();
  slots_.clear();
  chains_ = 0;
}

void RowIndex::rebuild() {
  clear();
  for (RowId id = 0; id < table_->bound(); ++id) {
    if (table_->used(id)) insert(id);
  }
}

std::size_t WindowTable::add_index(std::vector<std::size_t> columns) {
  for (std::size_t i = 0; i < indexes_.size(); ++i) {
    if (indexes_[i].columns() == columns) return i;
  }
  indexes_.emplace_back(keys_, std::move(columns));
  return indexes_.size() - 1;
}

void WindowTable::begin_step() {
  came_.clear();
  went_.clear();
  for (const RowId id : loose_) {
    if (!keys_.used(id) || counts_[id] > 0 || holds_[id] > 0) continue;
    for (RowIndex& index : indexes_) index.erase(id);
    keys_.erase(id);
  }
  loose_.clear();
}

RowId WindowTable::add(const Word* row) {
  bool added = false;
  const RowId id = keys_.add(row, added);
  if (!added) return id;
  if (counts_.size() <= id) {
    counts_.resize(id + 1, 0);
    holds_.resize(id + 1, 0);
    marks_.resize(id + 1, 0);
  }
  counts_[id] = 0;
  holds_[id] = 0;
  marks_[id] = 0;
  for (RowIndex& index : indexes_) index.insert(id);
  return id;
}

void WindowTable::set_count(RowId id, std::uint32_t count) {
  if (counts_[id] == count) return;
  if (count == 0) {
    counts_[id] = 1;
    decrement(id);
  } else if (counts_[id] == 0) {
    increment(id);
    counts_[id] = count;
  } else {
    counts_[id] = count;
  }
}

void WindowTable::end_step() {
  for (const RowId id : changed_) {
    const bool was = (marks_[id] & was_there) != 0;
    const bool is = counts_[id] > 0;
    marks_[id] = 0;
    if (was != is) (is ? came_ : went_).push_back(id);
  }
  changed_.clear();
}

void WindowTable::exchange(Archive& archive) {
  keys_.exchange(archive);
  archive.values(counts_);
  archive.values(holds_);
  archive.values(came_);
  archive.values(went_);
  archive.values(loose_);
  if (!archive.reading()) return;
  const auto known = [&](const std::vector<RowId>& ids) {
    return std::all_of(ids.begin(), ids.end(), [&](RowId id) { return id < keys_.bound(); });
  };
  archive.require(counts_.size() == keys_.bound() && holds_.size() == keys_.bound() && known(came_) && known(went_) &&
                  known(loose_));
  if (!archive.ok()) return;
  marks_.assign(counts_.size(), 0);
  present_ = 0;
  for (RowId id = 0; id < counts_.size(); ++id) {
    if (keys_.used(id)) {
      present_ += counts_[id] > 0 ? 1 : 0;
    } else {
      archive.require(counts_[id] == 0 && holds_[id] == 0);
    }
  }
  for (RowIndex& index : indexes_) index.rebuild();
}

}  // namespace entente::verify

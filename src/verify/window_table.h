// Tables that live on from time point to time point, changed row by row.
//
// Idea: a window's table at one time point is nearly that of the one before. So it is kept, and each step tells which
// rows came and which went; whoever computes with it follows these changes, or looks single rows up. Nothing is copied,
// and the cost of a step is that of its changes.
//
// A row is counted, not stored twice: it is there while its count is above zero. A row that nobody counts may be held
// (an entry of a queue speaks of it); it is dropped at the beginning of the step after the one in which both came to
// nothing, so that the rows that went can be read until then.
#pragma once

#include <cstdint>
#include <vector>

#include "verify/archive.h"
#include "verify/words.h"

namespace entente::verify {

using RowId = std::uint32_t;
constexpr RowId no_row = ~RowId{0};

// Rows by number: open addressing with linear probing, deletion by shifting back. O(1) a call.
class KeyTable {
 public:
  explicit KeyTable(std::size_t arity) : arity_(arity) {}

  std::size_t arity() const { return arity_; }
  RowId find(const Word* row) const;
  RowId add(const Word* row, bool& added);  // the row's number, new or not
  void erase(RowId id);
  const Word* row(RowId id) const { return words_.data() + id * arity_; }
  bool used(RowId id) const { return used_[id] != 0; }
  std::size_t bound() const { return used_.size(); }  // all numbers are below
  std::size_t size() const { return used_.size() - free_.size(); }
  void exchange(Archive& archive);

 private:
  bool equals(RowId id, const Word* row) const;
  void rebuild(std::size_t slots);

  std::size_t arity_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> hashes_;
  std::vector<std::uint8_t> used_;
  std::vector<RowId> free_;
  std::vector<RowId> slots_;  // number + 1, or 0
};

// The rows of a table by some of its columns: chains of row numbers, the first of each found by hash.
class RowIndex {
 public:
  RowIndex(const KeyTable& table, std::vector<std::size_t> columns) : table_(&table), columns_(std::move(columns)) {}

  const std::vector<std::size_t>& columns() const { return columns_; }
  void insert(RowId id);
  void erase(RowId id);
  RowId first(const Word* key) const;  // key: the values of columns() in their order
  RowId next(RowId id) const { return next_[id]; }
  void rebuild();  // of all rows of the table
  void clear();

 private:
  std::uint32_t hash_of(RowId id) const;
  bool matches(RowId id, const Word* key) const;
  void grow();

  const KeyTable* table_;
  std::vector<std::size_t> columns_;
  std::vector<RowId> next_;
  std::vector<RowId> previous_;
  std::vector<RowId> slots_;  // first of a chain + 1, or 0
  std::size_t chains_ = 0;
};

class WindowTable {
 public:
  explicit WindowTable(std::size_t arity) : keys_(arity) {}
  WindowTable(const WindowTable&) = delete;
  WindowTable& operator=(const WindowTable&) = delete;

  std::size_t arity() const { return keys_.arity(); }
  std::size_t add_index(
      std::vector<std::size_t> columns);  // before the first row; the same columns give the same index
  const RowIndex& index(std::size_t number) const { return indexes_[number]; }
  const KeyTable& keys() const { return keys_; }  // for an index of one's own over some of the rows

  // Rows that came and went in the step that end_step closed, each in one list alone.
  const std::vector<RowId>& came() const { return came_; }
  const std::vector<RowId>& went() const { return went_; }

  std::size_t size() const { return present_; }  // rows that are there
  bool present(RowId id) const { return counts_[id] > 0; }
  RowId find(const Word* row) const { return keys_.find(row); }  // perhaps one that is not there any more
  bool contains(const Word* row) const {
    const RowId id = keys_.find(row);
    return id != no_row && counts_[id] > 0;
  }
  const Word* row(RowId id) const { return keys_.row(id); }
  RowId bound() const { return static_cast<RowId>(keys_.bound()); }
  bool used(RowId id) const { return keys_.used(id); }
  std::uint32_t count(RowId id) const { return counts_[id]; }
  std::uint32_t holds(RowId id) const { return holds_[id]; }

  void begin_step();
  RowId add(const Word* row);  // counts nothing yet
  void increment(RowId id) {
    if (counts_[id]++ == 0) {
      ++present_;
      touch(id, 0);
    }
  }
  void decrement(RowId id) {
    if (--counts_[id] == 0) {
      --present_;
      touch(id, was_there);
      loose_.push_back(id);
    }
  }
  void set_count(RowId id, std::uint32_t count);
  void hold(RowId id) { ++holds_[id]; }
  void release(RowId id) {
    if (--holds_[id] == 0 && counts_[id] == 0) loose_.push_back(id);
  }
  void end_step();

  void exchange(Archive& archive);

 private:
  enum Mark : std::uint8_t { touched = 1, was_there = 2 };
  void touch(RowId id, std::uint8_t was) {
    if ((marks_[id] & touched) == 0) {
      marks_[id] = static_cast<std::uint8_t>(touched | was);
      changed_.push_back(id);
    }
  }

  KeyTable keys_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> holds_;
  std::vector<std::uint8_t> marks_;
  std::vector<RowIndex> indexes_;
  std::vector<RowId> came_;
  std::vector<RowId> went_;
  std::vector<RowId> changed_;
  std::vector<RowId> loose_;  // neither counted nor held when they were put here
  std::size_t present_ = 0;
};

}  // namespace entente::verify

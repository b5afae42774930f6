// Tables that live for one time point, times, and queues: the small change of the engine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "verify/archive.h"
#include "verify/words.h"

namespace entente::verify {

// Rows of `arity` words, packed. A bag: the same row may stand several times. Without columns, `count` alone tells.
struct Rows {
  std::size_t arity = 0;
  std::size_t count = 0;
  std::vector<Word> words;

  explicit Rows(std::size_t columns = 0) : arity(columns) {}
  bool empty() const { return count == 0; }
  const Word* row(std::size_t i) const { return words.data() + i * arity; }
  void clear() {
    count = 0;
    words.clear();
  }
  void add(const Word* row) {
    words.insert(words.end(), row, row + arity);
    ++count;
  }
  Word* add() {
    words.resize(words.size() + arity);
    ++count;
    return words.data() + words.size() - arity;
  }
  void exchange(Archive& archive) {
    if (arity == 0) count = std::min<std::size_t>(count, 1);  // a bag of nothings is as good as one
    archive.value(arity);
    archive.value(count);
    archive.values(words);
    archive.require(arity == 0 ? words.empty() && count <= 1
                               : words.size() % arity == 0 && words.size() / arity == count);
  }
};

// Row numbers of `rows` in ascending order of the rows, each distinct row once.
std::vector<std::uint32_t> distinct_rows(const Rows& rows);

// The time stamps of the time points that somebody may still ask for.
class Timeline {
 public:
  static constexpr std::int64_t end_of_time = std::int64_t{1} << 62;
  static constexpr std::int64_t latest = std::int64_t{1} << 60;  // of a time stamp, and of a bound

  bool known(std::uint64_t point) const { return point < count(); }
  std::int64_t time(std::uint64_t point) const { return times_[static_cast<std::size_t>(point - first_)]; }
  std::uint64_t first() const { return first_; }
  std::uint64_t count() const { return first_ + times_.size(); }
  bool ended() const { return !times_.empty() && times_.back() == end_of_time; }
  std::int64_t last() const { return times_.empty() ? -latest : times_.back(); }
  void push(std::int64_t time) { times_.push_back(time); }
  // Nobody asks for what is before `point` any more; the last time stamp always stays.
  void forget_before(std::uint64_t point) {
    while (first_ < point && times_.size() > 1) {
      times_.pop_front();
      ++first_;
    }
  }
  void exchange(Archive& archive) {
    archive.value(first_);
    const std::size_t count = archive.size(times_.size(), sizeof(std::int64_t));
    if (archive.reading()) times_.resize(count);
    for (std::int64_t& time : times_) archive.value(time);
    archive.require(std::is_sorted(times_.begin(), times_.end()));
  }

 private:
  std::uint64_t first_ = 0;
  std::deque<std::int64_t> times_;
};

// A queue whose items keep their number: the first ever pushed is 0.
template <typename T>
class Ring {
 public:
  std::uint64_t begin() const { return first_; }
  std::uint64_t end() const { return first_ + (items_.size() - head_); }
  bool empty() const { return head_ == items_.size(); }
  T& operator[](std::uint64_t number) { return items_[static_cast<std::size_t>(number - first_) + head_]; }
  const T& operator[](std::uint64_t number) const { return items_[static_cast<std::size_t>(number - first_) + head_]; }
  void push(const T& item) { items_.push_back(item); }
  void pop() {
    ++first_;
    ++head_;
    if (head_ * 2 > items_.size() && head_ >= 64) {
      items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
  }
  void exchange(Archive& archive) {
    if (!archive.reading()) {
      items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
    archive.value(first_);
    archive.each(items_);
  }

 private:
  std::vector<T> items_;
  std::size_t head_ = 0;
  std::uint64_t first_ = 0;
};

}  // namespace entente::verify

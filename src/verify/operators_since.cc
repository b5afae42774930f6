// left SINCE right.
//
// Each row of the right side is an entry of a queue, as with ONCE; the left side kills entries. A kill notes, with the
// row, before which time point its entries are dead, and takes its count back; dead entries are skipped when the marks
// pass them. Which rows a kill concerns is found by an index on the left side's columns (of the rows with entries that
// are not dead, so that nothing is killed twice):
//   NOT left, rows:    the rows with the key of one of left's rows;
//   NOT left, window:  those with a key that came to left, and those new since the last time point whose key is there;
//   left, rows:        all but those with the key of one of left's rows. What survives was asked for by left's rows, so
//   that to
//                      go through what lives costs no more than the last time point did;
//   left, window:      those with a key that went, and those new since the last time point whose key is not there.
#include "verify/operators.h"
#include "verify/timed_row.h"

namespace entente::verify {
namespace {

class Since final : public TableNode {
 public:
  Since(const Shared& shared, NodePointer left, bool negated, NodePointer right, Positions left_columns,
        Interval interval)
      : TableNode(right->arity()),
        shared_(shared),
        left_(std::move(left)),
        right_(std::move(right)),
        negated_(negated),
        left_columns_(std::move(left_columns)),
        interval_(interval),
        mortal_(out_.keys(), left_columns_) {}

  bool advance() override {
    const bool both = left_.pull() & right_.pull();
    if (!both) return false;
    left_.used();
    right_.used();
    const std::int64_t now = shared_.timeline.time(next_);
    out_.begin_step();
    if (right_->is_window()) take_gone();
    kill();
    take_new(now);
    move_marks(now);
    out_.end_step();
    before_ = now;
    ++next_;
    return true;
  }

  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_table(archive, true);
    ring_.exchange(archive);
    archive.value(entered_);
    archive.values(dead_before_);
    archive.values(there_);
    archive.values(alive_);
    archive.values(live_);
    archive.values(is_mortal_);
    archive.value(before_);
    archive.require(entered_ >= ring_.begin() && entered_ <= ring_.end());
    const auto known = [&](RowId id) { return id < out_.bound() && out_.used(id); };
    if (archive.reading() && archive.ok()) {
      const std::size_t rows = out_.bound();
      archive.require(dead_before_.size() >= rows && there_.size() == dead_before_.size() &&
                      alive_.size() == dead_before_.size());
      if (archive.ok()) check(archive);
      archive.require(is_mortal_.size() == dead_before_.size());
      mortal_.clear();
      for (RowId id = 0; id < is_mortal_.size() && archive.ok(); ++id) {
        archive.require(is_mortal_[id] == 0 || (known(id) && (alive_[id] > 0 || out_.present(id))));
        if (is_mortal_[id] != 0 && archive.ok()) mortal_.insert(id);
      }
      marks_.assign(dead_before_.size(), 0);
      is_live_.assign(dead_before_.size(), 0);
      for (const RowId id : live_) {
        if (archive.ok()) is_live_[id] = 1;
      }
    }
    left_.exchange(archive);
    right_.exchange(archive);
  }

 private:
  // What was read must fit together: what holds, counts and lives follows from the entries.
  void check(Archive& archive) {
    std::vector<std::uint32_t> held(out_.bound(), 0);
    std::vector<std::uint32_t> counted(out_.bound(), 0);
    std::vector<std::uint32_t> alive(dead_before_.size(), 0);
    for (std::uint64_t i = ring_.begin(); i < ring_.end() && archive.ok(); ++i) {
      const TimedRow& entry = ring_[i];
      archive.require(entry.row < out_.bound() && out_.used(entry.row));
      if (!archive.ok()) return;
      ++held[entry.row];
      if (dead(entry)) continue;
      ++alive[entry.row];
      if (i < entered_) ++counted[entry.row];
    }
    for (const RowId id : live_) {
      archive.require(id < out_.bound() && out_.used(id));
      if (!archive.ok()) return;
      ++held[id];
    }
    expect_holds(archive, held);
    for (RowId id = 0; id < out_.bound() && archive.ok(); ++id) {
      if (!out_.used(id)) continue;
      archive.require(there_[id] <= 1 && alive_[id] == alive[id]);
      if (interval_.high) archive.require(out_.count(id) == counted[id] + there_[id]);
    }
  }

  RowId add(const Word* row) {
    const RowId id = out_.add(row);
    if (dead_before_.size() <= id) {
      dead_before_.resize(id + 1, 0);
      there_.resize(id + 1, 0);
      alive_.resize(id + 1, 0);
      marks_.resize(id + 1, 0);
      is_live_.resize(id + 1, 0);
      is_mortal_.resize(id + 1, 0);
    }
    return id;
  }
  void make_mortal(RowId id) {
    if (is_mortal_[id] != 0) return;
    is_mortal_[id] = 1;
    mortal_.insert(id);
  }
  void make_immortal(RowId id) {
    if (is_mortal_[id] == 0) return;
    is_mortal_[id] = 0;
    mortal_.erase(id);
  }
  void push(std::int64_t time, std::uint64_t point, RowId id) {
    out_.hold(id);
    ++alive_[id];
    ring_.push({time, point, id});
    make_mortal(id);
    watch(id);
  }
  // live_: the rows that the next kill has to look at one by one. They are held, so that their numbers stay theirs.
  void watch(RowId id) {
    if ((negated_ && !left_->is_window()) || is_live_[id] != 0) return;
    is_live_[id] = 1;
    out_.hold(id);
    live_.push_back(id);
  }
  void unwatch(RowId id) {
    is_live_[id] = 0;
    out_.release(id);
  }
  void kill(RowId id) {
    dead_before_[id] = next_;
    alive_[id] = 0;
    out_.set_count(id, there_[id]);
    make_immortal(id);
  }
  void kill_key(const Word* key) {
    for (RowId id = mortal_.first(key); id != no_row;) {
      const RowId after = mortal_.next(id);
      kill(id);
      id = after;
    }
  }
  const Word* key_of(RowId id) {
    key_.resize(left_columns_.size());
    for (std::size_t k = 0; k < key_.size(); ++k) key_[k] = out_.row(id)[left_columns_[k]];
    return key_.data();
  }

  // Rows of a window that went: they were there at the time point before.
  void take_gone() {
    for (const RowId id : right_->table().went()) {
      const RowId own = out_.find(right_->table().row(id));
      if (own == no_row || there_[own] == 0) continue;
      there_[own] = 0;
      push(before_, next_ - 1, own);
      out_.decrement(own);
    }
  }

  void kill() {
    if (left_->is_window()) {
      const WindowTable& left = left_->table();
      for (const RowId id : negated_ ? left.came() : left.went()) kill_key(left.row(id));
      for (const RowId id : live_) {
        if (left.contains(key_of(id)) == negated_) kill(id);
        unwatch(id);
      }
      live_.clear();
      return;
    }
    const Rows& left = left_->rows();
    if (negated_) {
      for (std::size_t i = 0; i < left.count; ++i) kill_key(left.row(i));
      return;
    }
    for (std::size_t i = 0; i < left.count; ++i) {
      for (RowId id = mortal_.first(left.row(i)); id != no_row; id = mortal_.next(id)) marks_[id] = next_ + 1;
    }
    std::size_t kept = 0;
    for (const RowId id : live_) {
      if (marks_[id] != next_ + 1) kill(id);
      if (alive_[id] > 0 || there_[id] > 0 || (!interval_.high && out_.present(id))) {
        live_[kept++] = id;
      } else {
        unwatch(id);
      }
    }
    live_.resize(kept);
  }

  void take_new(std::int64_t now) {
    if (right_->is_window()) {
      for (const RowId id : right_->table().came()) {
        const RowId own = add(right_->table().row(id));
        if (there_[own] != 0) continue;
        there_[own] = 1;
        out_.increment(own);
      }
      return;
    }
    const Rows& rows = right_->rows();
    for (std::size_t i = 0; i < rows.count; ++i) push(now, next_, add(rows.row(i)));
  }

  bool dead(const TimedRow& entry) const { return entry.point < dead_before_[entry.row]; }

  void move_marks(std::int64_t now) {
    for (; entered_ < ring_.end() && ring_[entered_].time <= now - interval_.low; ++entered_) {
      const TimedRow& entry = ring_[entered_];
      if (!dead(entry) && (interval_.high || !out_.present(entry.row))) out_.increment(entry.row);
      if (!interval_.high) {
        if (!dead(entry) && alive_[entry.row] > 0) --alive_[entry.row];
        out_.release(entry.row);
        ring_.pop();
      }
    }
    while (interval_.high && ring_.begin() < entered_ && ring_[ring_.begin()].time < now - *interval_.high) {
      const TimedRow& entry = ring_[ring_.begin()];
      if (!dead(entry)) {
        if (out_.present(entry.row)) out_.decrement(entry.row);
        if (alive_[entry.row] > 0) --alive_[entry.row];
        if (alive_[entry.row] == 0) make_immortal(entry.row);
      }
      out_.release(entry.row);
      ring_.pop();
    }
  }

  const Shared& shared_;
  Input left_;
  Input right_;
  bool negated_;
  Positions left_columns_;
  Interval interval_;
  RowIndex mortal_;  // by left's columns: the rows that have entries which are not dead
  std::vector<std::uint8_t> is_mortal_;
  Ring<TimedRow> ring_;
  std::uint64_t entered_ = 0;
  std::vector<std::uint64_t> dead_before_;  // per row
  std::vector<std::uint32_t> there_;        // per row: 1 while a right side that is a window has it
  std::vector<std::uint32_t> alive_;        // per row: entries that are not dead
  std::vector<std::uint64_t> marks_;        // per row: the time point, counted from 1, at which left had its key
  std::vector<std::uint8_t> is_live_;
  std::vector<RowId> live_;
  std::int64_t before_ = 0;
  std::vector<Word> key_;
};

}  // namespace

NodePointer make_since(const Shared& shared, NodePointer left, bool negated, NodePointer right, Positions left_columns,
                       Interval interval) {
  if (interval.low > 0 || (interval.high && *interval.high < 0)) right = as_rows(std::move(right));
  return std::make_unique<Since>(shared, std::move(left), negated, std::move(right), std::move(left_columns), interval);
}

}  // namespace entente::verify

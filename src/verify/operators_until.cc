// left UNTIL right.
//
// A row of the right side at time point j makes the formula true at the time points i of one stretch: from where left
// has held without a gap up to j − 1, or from where j is near enough, to j, or to where j is too near. So each row that
// comes in is one entry, and the start of its stretch is known at once: for left, the start of the run of its key; for
// NOT left, the time point after its key was there last. An entry counts from the time point at which it is both near
// enough and begun.
#include <map>

#include "verify/operators.h"

namespace entente::verify {
namespace {

struct Entry {
  std::int64_t time = 0;
  std::uint64_t point = 0;
  std::uint64_t start = 0;
  RowId row = 0;
  bool counts = false;
  void exchange(Archive& archive) {
    archive.value(time);
    archive.value(point);
    archive.value(start);
    archive.value(row);
    archive.value(counts);
  }
};

// For each key of the left side: since when it has been there without a gap, and when it was there last.
class Runs {
 public:
  explicit Runs(std::size_t arity) : keys_(arity) {}

  // The first time point from which left (or NOT left) has held up to the one before `point`; `point` where it has not.
  std::uint64_t start(const Word* key, std::uint64_t point, bool negated) const {
    const RowId id = keys_.find(key);
    if (id == no_row) return negated ? 0 : point;
    if (negated) return there_[id] != 0 ? point : last_[id] + 1;
    return there_[id] != 0 || last_[id] + 1 == point ? first_[id] : point;
  }

  // Rows: what is there at `point`, and at that point alone as far as is known.
  void see(const Rows& rows, std::uint64_t point, bool negated, std::uint64_t needed) {
    for (std::size_t i = 0; i < rows.count; ++i) {
      const RowId id = add(rows.row(i));
      if (fresh_ || last_[id] + 1 < point) first_[id] = point;
      if (!fresh_ && last_[id] == point) continue;  // twice in the bag
      last_[id] = point;
      seen_.push({point, id});
    }
    // For left a run is over at its first gap; for NOT left a time that nobody asks for any more need not be known.
    while (!seen_.empty() && (negated ? seen_[seen_.begin()].point + 1 < needed : seen_[seen_.begin()].point < point)) {
      const Seen first = seen_[seen_.begin()];
      if (keys_.used(first.key) && last_[first.key] == first.point) keys_.erase(first.key);
      seen_.pop();
    }
  }

  // A window: its changes at `point`.
  void see(const WindowTable& table, std::uint64_t point, bool negated, std::uint64_t needed) {
    for (const RowId id : table.went()) {
      const RowId own = keys_.find(table.row(id));
      if (own == no_row) continue;
      there_[own] = 0;
      last_[own] = point - 1;
      seen_.push({point - 1, own});
    }
    for (const RowId id : table.came()) {
      const RowId own = add(table.row(id));
      there_[own] = 1;
      first_[own] = point;
    }
    while (!seen_.empty() && (negated ? seen_[seen_.begin()].point + 1 < needed : seen_[seen_.begin()].point < point)) {
      const Seen first = seen_[seen_.begin()];
      if (there_[first.key] == 0 && keys_.used(first.key) && last_[first.key] == first.point) keys_.erase(first.key);
      seen_.pop();
    }
  }

  void exchange(Archive& archive) {
    keys_.exchange(archive);
    archive.values(first_);
    archive.values(last_);
    archive.values(there_);
    seen_.exchange(archive);
    if (!archive.reading() || !archive.ok()) return;
    archive.require(first_.size() == keys_.bound() && last_.size() == keys_.bound() && there_.size() == keys_.bound());
    for (std::uint64_t i = seen_.begin(); i < seen_.end(); ++i) {
      archive.require(seen_[i].key < keys_.bound());
    }
  }

 private:
  struct Seen {
    std::uint64_t point = 0;
    RowId key = 0;
    void exchange(Archive& archive) {
      archive.value(point);
      archive.value(key);
    }
  };
  RowId add(const Word* key) {
    const RowId id = keys_.add(key, fresh_);
    if (first_.size() <= id) {
      first_.resize(id + 1, 0);
      last_.resize(id + 1, 0);
      there_.resize(id + 1, 0);
    }
    if (fresh_) there_[id] = 0;
    return id;
  }

  KeyTable keys_;
  std::vector<std::uint64_t> first_;
  std::vector<std::uint64_t> last_;
  std::vector<std::uint8_t> there_;
  Ring<Seen> seen_;
  bool fresh_ = false;
};

class Until final : public TableNode {
 public:
  Until(const Shared& shared, NodePointer left, bool negated, NodePointer right, Positions left_columns,
        Interval interval)
      : TableNode(right->arity()),
        shared_(shared),
        left_(std::move(left)),
        right_(std::move(right)),
        negated_(negated),
        left_columns_(std::move(left_columns)),
        interval_(interval),
        runs_(left_columns_.size()) {}

  bool advance() override {
    const Timeline& timeline = shared_.timeline;
    if (!timeline.known(next_)) return false;
    const std::int64_t now = timeline.time(next_);
    const std::int64_t limit = now + *interval_.high;
    const bool all_seen = look_ahead(timeline, next_, limit, seen_, [this](std::int64_t time) {
      const bool both = left_.pull() & right_.pull();
      if (both) take(time);
      return both;
    });
    if (!all_seen) return false;
    out_.begin_step();
    for (; entered_ < ring_.end() && ring_[entered_].time <= limit; ++entered_) {
      Entry& entry = ring_[entered_];
      if (entry.start <= next_) {
        begin(entry);
      } else {
        waiting_[entry.start].push_back(entered_);
      }
    }
    for (auto at = waiting_.begin(); at != waiting_.end() && at->first <= next_; at = waiting_.erase(at)) {
      for (const std::uint64_t number : at->second) {
        if (number >= ring_.begin()) begin(ring_[number]);
      }
    }
    while (ring_.begin() < entered_) {
      const Entry& first = ring_[ring_.begin()];
      if (first.point >= next_ && first.time >= now + interval_.low) break;
      if (first.counts && out_.present(first.row)) out_.decrement(first.row);
      out_.release(first.row);
      ring_.pop();
    }
    out_.end_step();
    ++next_;
    return true;
  }

  void exchange(Archive& archive) override {
    archive.point(next_);
    archive.point(seen_);
    exchange_table(archive, true);
    ring_.exchange(archive);
    archive.value(entered_);
    runs_.exchange(archive);
    archive.require(entered_ >= ring_.begin() && entered_ <= ring_.end());
    if (archive.reading() && archive.ok()) {
      waiting_.clear();
      std::vector<std::uint32_t> held(out_.bound(), 0);
      std::vector<std::uint32_t> counted(out_.bound(), 0);
      for (std::uint64_t i = ring_.begin(); i < ring_.end() && archive.ok(); ++i) {
        archive.require(ring_[i].row < out_.bound() && out_.used(ring_[i].row) && (i < entered_ || !ring_[i].counts));
        if (!archive.ok()) break;
        ++held[ring_[i].row];
        counted[ring_[i].row] += ring_[i].counts ? 1 : 0;
        if (i < entered_ && !ring_[i].counts) waiting_[ring_[i].start].push_back(i);
      }
      expect_holds(archive, held);
      expect_counts(archive, counted);
    }
    left_.exchange(archive);
    right_.exchange(archive);
  }

 private:
  void begin(Entry& entry) {
    entry.counts = true;
    out_.increment(entry.row);
  }

  void take(std::int64_t time) {
    left_.used();
    right_.used();
    const Rows& rows = right_->rows();
    for (std::size_t i = 0; i < rows.count; ++i) {
      const Word* row = rows.row(i);
      key_.resize(left_columns_.size());
      for (std::size_t k = 0; k < key_.size(); ++k) key_[k] = row[left_columns_[k]];
      const RowId id = out_.add(row);
      out_.hold(id);
      ring_.push({time, seen_, runs_.start(key_.data(), seen_, negated_), id, false});
    }
    if (left_->is_window()) {
      runs_.see(left_->table(), seen_, negated_, next_);
    } else {
      runs_.see(left_->rows(), seen_, negated_, next_);
    }
  }

  const Shared& shared_;
  Input left_;
  Input right_;
  bool negated_;
  Positions left_columns_;
  Interval interval_;
  Ring<Entry> ring_;
  std::uint64_t entered_ = 0;
  std::uint64_t seen_ = 0;
  Runs runs_;
  std::map<std::uint64_t, std::vector<std::uint64_t>> waiting_;  // entries by the time point at which they begin
  std::vector<Word> key_;
};

}  // namespace

NodePointer make_until(const Shared& shared, NodePointer left, bool negated, NodePointer right, Positions left_columns,
                       Interval interval) {
  return std::make_unique<Until>(shared, std::move(left), negated, as_rows(std::move(right)), std::move(left_columns),
                                 interval);
}

}  // namespace entente::verify

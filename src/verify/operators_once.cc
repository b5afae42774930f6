// ONCE and EVENTUALLY.
//
// They keep their rows in a window table; a queue in the order of time has one entry for each row that came in. Two
// marks move along the queue as time goes on: an entry counts from the moment one mark passes it, and no more when the
// other does. So an event costs the same whatever the window's length, and a time point costs its changes.
#include "verify/operators.h"
#include "verify/timed_row.h"

namespace entente::verify {
namespace {

// How many of the entries [from, to) each row has; fails the archive where one is of no row.
std::vector<std::uint32_t> entries_by_row(Archive& archive, const Ring<TimedRow>& ring, std::uint64_t to,
                                          const WindowTable& table) {
  std::vector<std::uint32_t> entries(table.bound(), 0);
  archive.require(to >= ring.begin() && to <= ring.end());
  for (std::uint64_t i = ring.begin(); i < to && archive.ok(); ++i) {
    archive.require(ring[i].row < table.bound() && table.used(ring[i].row));
    if (archive.ok()) ++entries[ring[i].row];
  }
  return entries;
}

// What an operator of one part over a window has.
class WindowOfOne : public TableNode {
 public:
  WindowOfOne(const Shared& shared, NodePointer part, Interval interval)
      : TableNode(part->arity()), shared_(shared), part_(std::move(part)), interval_(interval) {}

 protected:
  const Shared& shared_;
  Input part_;
  Interval interval_;
};

class OnceRows final : public WindowOfOne {
 public:
  using WindowOfOne::WindowOfOne;

  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    const std::int64_t now = shared_.timeline.time(next_);
    const Rows& rows = part_->rows();
    out_.begin_step();
    const bool for_ever = interval_.low == 0 && !interval_.high;
    for (std::size_t i = 0; i < rows.count; ++i) {
      const RowId id = out_.add(rows.row(i));
      if (for_ever) {
        if (!out_.present(id)) out_.increment(id);
        continue;
      }
      out_.hold(id);
      ring_.push({now, next_, id});
    }
    for (; entered_ < ring_.end() && ring_[entered_].time <= now - interval_.low; ++entered_) {
      const RowId id = ring_[entered_].row;
      if (interval_.high) {
        out_.increment(id);
      } else {
        if (!out_.present(id)) out_.increment(id);
        out_.release(id);
        ring_.pop();
      }
    }
    while (interval_.high && ring_.begin() < entered_ && ring_[ring_.begin()].time < now - *interval_.high) {
      const RowId id = ring_[ring_.begin()].row;
      out_.decrement(id);
      out_.release(id);
      ring_.pop();
    }
    out_.end_step();
    ++next_;
    return true;
  }

  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_table(archive, true);
    ring_.exchange(archive);
    archive.value(entered_);
    if (archive.reading() && archive.ok()) {
      expect_holds(archive, entries_by_row(archive, ring_, ring_.end(), out_));
      if (interval_.high) expect_counts(archive, entries_by_row(archive, ring_, entered_, out_));
      archive.require(entered_ >= ring_.begin() && entered_ <= ring_.end());
    }
    part_.exchange(archive);
  }

 private:
  Ring<TimedRow> ring_;
  std::uint64_t entered_ = 0;  // entries before it count
};

// Over a window, with a window from now on: a row counts while it is there, and from when it went until that is too
// long ago.
class OnceTable final : public WindowOfOne {
 public:
  using WindowOfOne::WindowOfOne;
  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    const std::int64_t now = shared_.timeline.time(next_);
    const WindowTable& table = part_->table();
    out_.begin_step();
    for (const RowId id : table.came()) {
      const RowId own = out_.add(table.row(id));
      if (interval_.high || !out_.present(own)) out_.increment(own);
    }
    if (interval_.high) {
      for (const RowId id : table.went()) {
        const RowId own = out_.find(table.row(id));
        if (own == no_row) continue;
        out_.hold(own);
        ring_.push({before_, next_, own});
      }
      while (!ring_.empty() && ring_[ring_.begin()].time < now - *interval_.high) {
        const RowId id = ring_[ring_.begin()].row;
        if (out_.present(id)) out_.decrement(id);
        out_.release(id);
        ring_.pop();
      }
    }
    out_.end_step();
    before_ = now;
    ++next_;
    return true;
  }
  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_table(archive, true);
    ring_.exchange(archive);
    archive.value(before_);
    if (archive.reading() && archive.ok()) expect_holds(archive, entries_by_row(archive, ring_, ring_.end(), out_));
    part_.exchange(archive);
  }

 private:
  Ring<TimedRow> ring_;
  std::int64_t before_ = 0;
};

class EventuallyRows final : public WindowOfOne {
 public:
  using WindowOfOne::WindowOfOne;

  bool advance() override {
    const Timeline& timeline = shared_.timeline;
    if (!timeline.known(next_)) return false;
    const std::int64_t now = timeline.time(next_);
    const std::int64_t limit = now + *interval_.high;
    const bool all_seen = look_ahead(timeline, next_, limit, seen_, [this](std::int64_t time) {
      if (!part_.pull()) return false;
      part_.used();
      const Rows& rows = part_->rows();
      for (std::size_t i = 0; i < rows.count; ++i) {
        const RowId id = out_.add(rows.row(i));
        out_.hold(id);
        ring_.push({time, seen_, id});
      }
      return true;
    });
    if (!all_seen) return false;
    out_.begin_step();
    for (; entered_ < ring_.end() && ring_[entered_].time <= limit; ++entered_) out_.increment(ring_[entered_].row);
    while (ring_.begin() < entered_) {
      const TimedRow& first = ring_[ring_.begin()];
      if (first.point >= next_ && first.time >= now + interval_.low) break;
      out_.decrement(first.row);
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
    if (archive.reading() && archive.ok()) {
      expect_holds(archive, entries_by_row(archive, ring_, ring_.end(), out_));
      expect_counts(archive, entries_by_row(archive, ring_, entered_, out_));
    }
    part_.exchange(archive);
  }

 private:
  Ring<TimedRow> ring_;
  std::uint64_t entered_ = 0;
  std::uint64_t seen_ = 0;  // time points taken from the part
};

// Over a window, with a window from now on: a row counts from when its coming is near enough until it has gone.
class EventuallyTable final : public WindowOfOne {
 public:
  using WindowOfOne::WindowOfOne;

  bool advance() override {
    const Timeline& timeline = shared_.timeline;
    if (!timeline.known(next_)) return false;
    const std::int64_t limit = timeline.time(next_) + *interval_.high;
    const bool all_seen = look_ahead(timeline, next_, limit, seen_, [this](std::int64_t time) {
      if (!part_.pull()) return false;
      part_.used();
      const WindowTable& table = part_->table();
      for (const RowId id : table.came()) {
        const RowId own = out_.add(table.row(id));
        out_.hold(own);
        coming_.push({time, seen_, own});
      }
      for (const RowId id : table.went()) {
        const RowId own = out_.find(table.row(id));
        if (own != no_row) going_.push({time, seen_, own});
      }
      return true;
    });
    if (!all_seen) return false;
    out_.begin_step();
    for (; !coming_.empty() && coming_[coming_.begin()].time <= limit; coming_.pop())
      out_.increment(coming_[coming_.begin()].row);
    // going_ has the first time point without the row.
    for (; !going_.empty() && going_[going_.begin()].point <= next_; going_.pop()) {
      const RowId id = going_[going_.begin()].row;
      if (out_.present(id)) out_.decrement(id);
      out_.release(id);
    }
    out_.end_step();
    ++next_;
    return true;
  }

  void exchange(Archive& archive) override {
    archive.point(next_);
    archive.point(seen_);
    exchange_table(archive, true);
    coming_.exchange(archive);
    going_.exchange(archive);
    if (archive.reading() && archive.ok()) {
      // A row is held from its coming on, and counts from when that is near; both end together.
      std::vector<std::uint32_t> held = entries_by_row(archive, coming_, coming_.end(), out_);
      for (RowId id = 0; id < held.size(); ++id) held[id] += out_.count(id);
      expect_holds(archive, held);
      const std::vector<std::uint32_t> going = entries_by_row(archive, going_, going_.end(), out_);
      for (RowId id = 0; id < held.size(); ++id) archive.require(going[id] <= held[id]);
    }
    part_.exchange(archive);
  }

 private:
  Ring<TimedRow> coming_;
  Ring<TimedRow> going_;
  std::uint64_t seen_ = 0;
};

bool from_now(const Interval& interval) { return interval.low == 0 && (!interval.high || *interval.high >= 0); }

}  // namespace

NodePointer make_once(const Shared& shared, NodePointer part, Interval interval) {
  if (part->is_window() && from_now(interval)) return std::make_unique<OnceTable>(shared, std::move(part), interval);
  return std::make_unique<OnceRows>(shared, as_rows(std::move(part)), interval);
}

NodePointer make_eventually(const Shared& shared, NodePointer part, Interval interval) {
  if (part->is_window() && from_now(interval))
    return std::make_unique<EventuallyTable>(shared, std::move(part), interval);
  return std::make_unique<EventuallyRows>(shared, as_rows(std::move(part)), interval);
}

}  // namespace entente::verify

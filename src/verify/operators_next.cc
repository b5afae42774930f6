// PREVIOUS and NEXT: the table of the time point before or after, where that is near enough.
#include "verify/operators.h"

namespace entente::verify {
namespace {

class Previous final : public RowsNode {
 public:
  Previous(const Shared& shared, NodePointer part, Interval interval)
      : RowsNode(part->arity()), shared_(shared), part_(std::move(part)), interval_(interval) {}
  bool advance() override {
    if (!shared_.timeline.known(next_)) return false;
    out_.clear();
    if (next_ > 0) {
      if (!part_.pull()) return false;
      part_.used();
      if (interval_.contains(shared_.timeline.time(next_) - shared_.timeline.time(next_ - 1))) out_ = part_->rows();
    }
    ++next_;
    return true;
  }
  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_rows(archive);
    part_.exchange(archive);
  }

 private:
  const Shared& shared_;
  Input part_;
  Interval interval_;
};

// Any time before will do: the part's own table, one time point late.
class PreviousTable final : public Node {
 public:
  PreviousTable(const Shared& shared, NodePointer part) : Node(part->arity()), shared_(shared), part_(std::move(part)) {
    table_ = &part_->table();
  }
  bool advance() override {
    if (!shared_.timeline.known(next_)) return false;
    if (next_ > 0) {
      if (!part_.pull()) return false;
      part_.used();
    }
    ++next_;
    return true;
  }
  void exchange(Archive& archive) override {
    archive.point(next_);
    part_.exchange(archive);
  }

 private:
  const Shared& shared_;
  Input part_;
  std::uint64_t next_ = 0;
};

class Next final : public RowsNode {
 public:
  Next(const Shared& shared, NodePointer part, Interval interval)
      : RowsNode(part->arity()), shared_(shared), part_(std::move(part)), interval_(interval) {}
  bool advance() override {
    if (!shared_.timeline.known(next_ + 1)) return false;
    if (!begun_) {
      if (!part_.pull()) return false;
      part_.used();
      begun_ = true;
    }
    if (!part_.pull()) return false;
    part_.used();
    out_.clear();
    if (interval_.contains(shared_.timeline.time(next_ + 1) - shared_.timeline.time(next_))) out_ = part_->rows();
    ++next_;
    return true;
  }
  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_rows(archive);
    archive.value(begun_);
    part_.exchange(archive);
  }

 private:
  const Shared& shared_;
  Input part_;
  Interval interval_;
  bool begun_ = false;
};

class NextTable final : public TableNode {
 public:
  explicit NextTable(NodePointer part) : TableNode(part->arity()), part_(std::move(part)) {}
  bool advance() override {
    if (!begun_) {
      if (!part_.pull()) return false;
      part_.used();
      begun_ = true;
    }
    if (!part_.pull()) return false;
    part_.used();
    const WindowTable& table = part_->table();
    out_.begin_step();
    if (!filled_) {
      // The first table is that of the part's second time point: all of it.
      for (RowId id = 0; id < table.bound(); ++id) {
        if (table.used(id) && table.present(id)) out_.increment(out_.add(table.row(id)));
      }
      filled_ = true;
    } else {
      for (const RowId id : table.came()) out_.increment(out_.add(table.row(id)));
      for (const RowId id : table.went()) {
        const RowId own = out_.find(table.row(id));
        if (own != no_row && out_.present(own)) out_.decrement(own);
      }
    }
    out_.end_step();
    return true;
  }
  void exchange(Archive& archive) override {
    exchange_table(archive);
    archive.value(begun_);
    archive.value(filled_);
    part_.exchange(archive);
  }

 private:
  Input part_;
  bool begun_ = false;
  bool filled_ = false;
};

bool any_time(const Interval& interval) { return interval == Interval{}; }

}  // namespace

NodePointer make_previous(const Shared& shared, NodePointer part, Interval interval) {
  if (part->is_window() && any_time(interval)) return std::make_unique<PreviousTable>(shared, std::move(part));
  return std::make_unique<Previous>(shared, as_rows(std::move(part)), interval);
}

NodePointer make_next(const Shared& shared, NodePointer part, Interval interval) {
  if (part->is_window() && any_time(interval)) return std::make_unique<NextTable>(std::move(part));
  return std::make_unique<Next>(shared, as_rows(std::move(part)), interval);
}

}  // namespace entente::verify

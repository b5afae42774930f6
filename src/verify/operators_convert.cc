#include "verify/operators.h"

namespace entente::verify {
namespace {

// Rows as a window: each row of a time point is marked with it; the rows of the time point before that are not marked
// again go.
class AsTable final : public TableNode {
 public:
  explicit AsTable(NodePointer rows) : TableNode(rows->arity()), part_(std::move(rows)) {}
  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    out_.begin_step();
    now_.clear();
    const Rows& rows = part_->rows();
    ++next_;
    for (std::size_t i = 0; i < rows.count; ++i) {
      const RowId id = out_.add(rows.row(i));
      if (marks_.size() <= id) marks_.resize(id + 1, 0);
      if (out_.present(id) && marks_[id] == next_) continue;
      marks_[id] = next_;
      if (!out_.present(id)) out_.increment(id);
      now_.push_back(id);
    }
    for (const RowId id : before_) {
      if (marks_[id] != next_ && out_.present(id)) out_.decrement(id);
    }
    before_.swap(now_);
    out_.end_step();
    return true;
  }
  void exchange(Archive& archive) override {
    archive.value(next_);
    exchange_table(archive);
    part_.exchange(archive);
    if (!archive.reading() || !archive.ok()) return;
    marks_.assign(out_.bound(), 0);
    before_.clear();
    for (RowId id = 0; id < out_.bound(); ++id) {
      if (out_.used(id) && out_.present(id)) before_.push_back(id);
    }
  }

 private:
  Input part_;
  std::vector<std::uint64_t> marks_;  // the time point, counted from 1, that had the row last
  std::vector<RowId> before_;
  std::vector<RowId> now_;
};

class AsRows final : public RowsNode {
 public:
  explicit AsRows(NodePointer table) : RowsNode(table->arity()), part_(std::move(table)) {}
  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    const WindowTable& table = part_->table();
    if (table.came().empty() && table.went().empty() && made_) return true;
    made_ = true;
    out_.clear();
    for (RowId id = 0; id < table.bound(); ++id) {
      if (table.used(id) && table.present(id)) out_.add(table.row(id));
    }
    return true;
  }
  void exchange(Archive& archive) override {
    exchange_rows(archive);
    archive.value(made_);
    part_.exchange(archive);
  }

 private:
  Input part_;
  bool made_ = false;
};

}  // namespace

NodePointer as_table(NodePointer rows) {
  if (rows->is_window()) return rows;
  return std::make_unique<AsTable>(std::move(rows));
}
NodePointer as_rows(NodePointer table) {
  if (!table->is_window()) return table;
  return std::make_unique<AsRows>(std::move(table));
}

}  // namespace entente::verify

// Joins of windows with windows, kept up to date by the changes of both sides: a row of the result goes when one of the
// two rows that made it goes, found by an index of the result; it comes when one of the two comes, found by an index of
// the other side.
#include <algorithm>

#include "verify/operators.h"

namespace entente::verify {
namespace {

class WindowJoin final : public TableNode {
 public:
  WindowJoin(NodePointer left, NodePointer right, Positions left_key, Positions right_key, Positions right_new)
      : TableNode(left->arity() + right_new.size()),
        left_(std::move(left)),
        right_(std::move(right)),
        left_key_(std::move(left_key)),
        right_key_(std::move(right_key)),
        right_new_(std::move(right_new)) {
    left_index_ = left_->table().add_index(left_key_);
    right_index_ = right_->table().add_index(right_key_);
    Positions of_left;
    for (std::size_t i = 0; i < left_->arity(); ++i) of_left.push_back(i);
    // In the result the right side's columns are those of the key and the new ones.
    right_in_result_.resize(right_->arity());
    for (std::size_t k = 0; k < right_key_.size(); ++k) right_in_result_[right_key_[k]] = left_key_[k];
    for (std::size_t k = 0; k < right_new_.size(); ++k) right_in_result_[right_new_[k]] = left_->arity() + k;
    result_left_ = out_.add_index(std::move(of_left));
    result_right_ = out_.add_index(right_in_result_);
  }

  bool advance() override {
    const bool both = left_.pull() & right_.pull();
    if (!both) return false;
    left_.used();
    right_.used();
    out_.begin_step();
    for (const RowId id : left_->table().went()) remove(result_left_, left_->table().row(id));
    for (const RowId id : right_->table().went()) remove(result_right_, right_->table().row(id));
    for (const RowId id : left_->table().came()) {
      const Word* row = left_->table().row(id);
      each(right_->table(), right_index_, key(row, left_key_), [&](const Word* other) { put(row, other); });
    }
    for (const RowId id : right_->table().came()) {
      const Word* row = right_->table().row(id);
      each(left_->table(), left_index_, key(row, right_key_), [&](const Word* other) { put(other, row); });
    }
    out_.end_step();
    return true;
  }

  void exchange(Archive& archive) override {
    exchange_table(archive);
    left_.exchange(archive);
    right_.exchange(archive);
  }

 private:
  const Word* key(const Word* row, const Positions& columns) {
    key_.resize(columns.size());
    for (std::size_t k = 0; k < columns.size(); ++k) key_[k] = row[columns[k]];
    return key_.data();
  }
  template <typename Visit>
  static void each(const WindowTable& table, std::size_t index, const Word* key, Visit visit) {
    for (RowId id = table.index(index).first(key); id != no_row; id = table.index(index).next(id)) {
      if (table.present(id)) visit(table.row(id));
    }
  }
  void remove(std::size_t index, const Word* row) {
    for (RowId id = out_.index(index).first(row); id != no_row; id = out_.index(index).next(id)) {
      if (out_.present(id)) out_.decrement(id);
    }
  }
  void put(const Word* left, const Word* right) {
    made_.assign(left, left + left_->arity());
    for (const std::size_t column : right_new_) made_.push_back(right[column]);
    const RowId id = out_.add(made_.data());
    if (!out_.present(id)) out_.increment(id);
  }

  Input left_;
  Input right_;
  Positions left_key_;
  Positions right_key_;
  Positions right_new_;
  Positions right_in_result_;
  std::size_t left_index_ = 0;
  std::size_t right_index_ = 0;
  std::size_t result_left_ = 0;
  std::size_t result_right_ = 0;
  std::vector<Word> key_;
  std::vector<Word> made_;
};

class WindowDifference final : public TableNode {
 public:
  WindowDifference(NodePointer left, NodePointer right, Positions left_key)
      : TableNode(left->arity()), left_(std::move(left)), right_(std::move(right)), left_key_(std::move(left_key)) {
    left_index_ = left_->table().add_index(left_key_);
    result_index_ = out_.add_index(left_key_);
  }

  bool advance() override {
    const bool both = left_.pull() & right_.pull();
    if (!both) return false;
    left_.used();
    right_.used();
    out_.begin_step();
    const WindowTable& left = left_->table();
    const WindowTable& right = right_->table();
    for (const RowId id : left.went()) {
      const RowId gone = out_.find(left.row(id));
      if (gone != no_row && out_.present(gone)) out_.decrement(gone);
    }
    for (const RowId id : right.came()) {
      const RowIndex& index = out_.index(result_index_);
      for (RowId gone = index.first(right.row(id)); gone != no_row; gone = index.next(gone)) {
        if (out_.present(gone)) out_.decrement(gone);
      }
    }
    for (const RowId id : left.came()) {
      if (!right.contains(key(left.row(id)))) put(left.row(id));
    }
    for (const RowId id : right.went()) {
      const RowIndex& index = left.index(left_index_);
      for (RowId back = index.first(right.row(id)); back != no_row; back = index.next(back)) {
        if (left.present(back)) put(left.row(back));
      }
    }
    out_.end_step();
    return true;
  }

  void exchange(Archive& archive) override {
    exchange_table(archive);
    left_.exchange(archive);
    right_.exchange(archive);
  }

 private:
  const Word* key(const Word* row) {
    key_.resize(left_key_.size());
    for (std::size_t k = 0; k < left_key_.size(); ++k) key_[k] = row[left_key_[k]];
    return key_.data();
  }
  void put(const Word* row) {
    const RowId id = out_.add(row);
    if (!out_.present(id)) out_.increment(id);
  }

  Input left_;
  Input right_;
  Positions left_key_;
  std::size_t left_index_ = 0;
  std::size_t result_index_ = 0;
  std::vector<Word> key_;
};

// A row of the result counts the rows that became it.
class WindowMap final : public TableNode {
 public:
  WindowMap(Shared& shared, NodePointer part, std::vector<Test> tests, Positions order)
      : TableNode(order.size()),
        shared_(shared),
        part_(std::move(part)),
        tests_(std::move(tests)),
        order_(std::move(order)) {
    std::size_t width = part_->arity();
    for (const Test& test : tests_) width += test.added();
    row_.resize(width);
    made_.resize(order_.size());
  }
  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    out_.begin_step();
    const WindowTable& table = part_->table();
    for (const RowId id : table.came()) {
      if (map(table.row(id))) out_.increment(out_.add(made_.data()));
    }
    for (const RowId id : table.went()) {
      if (map(table.row(id))) drop();
    }
    out_.end_step();
    return true;
  }
  void exchange(Archive& archive) override {
    exchange_table(archive);
    part_.exchange(archive);
  }

 private:
  bool map(const Word* row) {
    std::copy(row, row + part_->arity(), row_.begin());
    std::size_t width = part_->arity();
    for (const Test& test : tests_) {
      if (!test.holds(row_.data(), width, shared_.interner)) return false;
      width += test.added();
    }
    for (std::size_t k = 0; k < order_.size(); ++k) made_[k] = row_[order_[k]];
    return true;
  }
  void drop() {
    const RowId id = out_.find(made_.data());
    if (id != no_row && out_.present(id)) out_.decrement(id);
  }

  Shared& shared_;
  Input part_;
  std::vector<Test> tests_;
  Positions order_;
  std::vector<Word> row_;
  std::vector<Word> made_;
};

class WindowUnion final : public TableNode {
 public:
  WindowUnion(std::vector<NodePointer> parts, std::vector<Positions> orders)
      : TableNode(parts[0]->arity()), orders_(std::move(orders)) {
    for (NodePointer& part : parts) parts_.emplace_back(std::move(part));
  }
  bool advance() override {
    bool all = true;
    for (Input& part : parts_) all = part.pull() && all;
    if (!all) return false;
    out_.begin_step();
    std::vector<Word> made(arity_);
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      parts_[p].used();
      const WindowTable& table = parts_[p]->table();
      const auto reorder = [&](RowId id) {
        for (std::size_t k = 0; k < arity_; ++k) made[k] = table.row(id)[orders_[p][k]];
      };
      for (const RowId id : table.came()) {
        reorder(id);
        out_.increment(out_.add(made.data()));
      }
      for (const RowId id : table.went()) {
        reorder(id);
        const RowId own = out_.find(made.data());
        if (own != no_row && out_.present(own)) out_.decrement(own);
      }
    }
    out_.end_step();
    return true;
  }
  void exchange(Archive& archive) override {
    exchange_table(archive);
    for (Input& part : parts_) part.exchange(archive);
  }

 private:
  std::vector<Input> parts_;
  std::vector<Positions> orders_;
};

}  // namespace

NodePointer make_window_join(NodePointer left, NodePointer right, Positions left_key, Positions right_key,
                             Positions right_new) {
  return std::make_unique<WindowJoin>(std::move(left), std::move(right), std::move(left_key), std::move(right_key),
                                      std::move(right_new));
}
NodePointer make_window_difference(NodePointer left, NodePointer right, Positions left_key) {
  return std::make_unique<WindowDifference>(std::move(left), std::move(right), std::move(left_key));
}
NodePointer make_window_map(Shared& shared, NodePointer part, std::vector<Test> tests, Positions order) {
  return std::make_unique<WindowMap>(shared, std::move(part), std::move(tests), std::move(order));
}
NodePointer make_window_union(std::vector<NodePointer> parts, std::vector<Positions> orders) {
  return std::make_unique<WindowUnion>(std::move(parts), std::move(orders));
}

}  // namespace entente::verify

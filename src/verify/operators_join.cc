// Joins whose rows are made anew at each time point. The rows of the base go through the steps; each step looks up, in
// a window or in other rows, what fits. The cost of a time point is that of the rows that pass, whatever the windows
// hold.
#include <algorithm>

#include "verify/operators.h"

namespace entente::verify {
namespace {

// Rows by some of their columns, for one time point. Few rows are compared one by one; more are hashed.
class RowsLookup {
 public:
  RowsLookup(const Rows& rows, const Positions& key, std::vector<std::uint32_t>& heads,
             std::vector<std::uint32_t>& nexts)
      : rows_(rows), key_(key), heads_(heads), nexts_(nexts), hashed_(rows.count > 8) {
    if (!hashed_) return;
    std::size_t slots = 16;
    while (slots < rows.count * 2) slots *= 2;
    heads_.assign(slots, 0);
    nexts_.resize(rows.count);
    std::vector<Word> values(key.size());
    for (std::size_t i = rows.count; i-- > 0;) {
      for (std::size_t k = 0; k < key.size(); ++k) values[k] = rows.row(i)[key[k]];
      std::uint32_t& head = heads_[hash_row(values.data(), values.size()) & (slots - 1)];
      nexts_[i] = head;
      head = static_cast<std::uint32_t>(i + 1);
    }
  }
  // Calls visit(row) for each row with this key, until it answers false.
  template <typename Visit>
  void each(const Word* key, Visit visit) const {
    if (!hashed_) {
      for (std::size_t i = 0; i < rows_.count; ++i) {
        if (fits(i, key) && !visit(rows_.row(i))) return;
      }
      return;
    }
    for (std::uint32_t at = heads_[hash_row(key, key_.size()) & (heads_.size() - 1)]; at != 0; at = nexts_[at - 1]) {
      if (fits(at - 1, key) && !visit(rows_.row(at - 1))) return;
    }
  }

 private:
  bool fits(std::size_t i, const Word* key) const {
    const Word* row = rows_.row(i);
    for (std::size_t k = 0; k < key_.size(); ++k) {
      if (row[key_[k]] != key[k]) return false;
    }
    return true;
  }
  const Rows& rows_;
  const Positions& key_;
  std::vector<std::uint32_t>& heads_;
  std::vector<std::uint32_t>& nexts_;
  bool hashed_;
};

class Join final : public RowsNode {
 public:
  Join(Shared& shared, std::vector<NodePointer> inputs, bool has_base, Chain chain, std::size_t columns)
      : RowsNode(columns), shared_(shared), has_base_(has_base), chain_(std::move(chain)) {
    for (NodePointer& input : inputs) inputs_.emplace_back(std::move(input));
  }

  bool advance() override {
    if (!shared_.timeline.known(next_)) return false;
    bool all = true;
    for (Input& input : inputs_) all = input.pull() && all;
    if (!all) return false;
    for (Input& input : inputs_) input.used();
    ++next_;
    out_.clear();
    Rows unit;
    unit.count = 1;
    const Rows& base = has_base_ ? inputs_[0]->rows() : unit;
    if (!base.empty()) run(chain_, base, out_, 0);
    return true;
  }

  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_rows(archive);
    for (Input& input : inputs_) input.exchange(archive);
  }

 private:
  struct Buffers {
    Rows a;
    Rows b;
  };

  void run(const Chain& chain, const Rows& base, Rows& out, std::size_t depth) {
    if (buffers_.size() <= depth) buffers_.resize(depth + 1);
    const Rows* from = &base;
    bool to_a = true;
    for (const Step& step : chain.steps) {
      Rows to = std::move(to_a ? buffers_[depth].a : buffers_[depth].b);
      to.clear();
      apply(step, *from, to, depth);
      Rows& kept = to_a ? buffers_[depth].a : buffers_[depth].b;
      kept = std::move(to);
      from = &kept;
      to_a = !to_a;
      if (from->empty()) return;
    }
    for (std::size_t i = 0; i < from->count; ++i) {
      const Word* row = from->row(i);
      Word* made = out.add();
      for (std::size_t k = 0; k < chain.order.size(); ++k) made[k] = row[chain.order[k]];
    }
  }

  void apply(const Step& step, const Rows& from, Rows& to, std::size_t depth) {
    switch (step.kind) {
      case Step::Kind::test:
        return test(step.test.front(), from, to);
      case Step::Kind::alternatives: {
        to.arity = step.branches.front().order.size();
        const Rows rows = from;  // NOLINT(performance-unnecessary-copy-initialization): the branches use the buffers
        for (const Chain& branch : step.branches) run(branch, rows, to, depth + 1);
        return;
      }
      case Step::Kind::join:
        to.arity = from.arity + step.new_columns.size();
        break;
      case Step::Kind::remove:
        to.arity = from.arity;
        break;
    }
    if (inputs_[step.input]->is_window()) {
      look_up(step, from, inputs_[step.input]->table(), to);
    } else {
      look_up(step, from, inputs_[step.input]->rows(), to);
    }
  }

  void test(const Test& test, const Rows& from, Rows& to) {
    to.arity = from.arity + test.added();
    scratch_.resize(to.arity);
    for (std::size_t i = 0; i < from.count; ++i) {
      std::copy(from.row(i), from.row(i) + from.arity, scratch_.begin());
      if (test.holds(scratch_.data(), from.arity, shared_.interner)) to.add(scratch_.data());
    }
  }

  const Word* key_of(const Step& step, const Word* row) {
    key_.resize(step.key.size());
    for (std::size_t k = 0; k < key_.size(); ++k) key_[k] = row[step.key[k]];
    return key_.data();
  }

  static void add(const Step& step, const Word* row, const Word* other, const Rows& from, Rows& to) {
    Word* made = to.add();
    made = std::copy(row, row + from.arity, made);
    for (const std::size_t column : step.new_columns) *made++ = other[column];
  }

  void look_up(const Step& step, const Rows& from, const WindowTable& table, Rows& to) {
    for (std::size_t i = 0; i < from.count; ++i) {
      const Word* row = from.row(i);
      if (step.whole) {
        if (table.contains(key_of(step, row)) == (step.kind == Step::Kind::join)) to.add(row);
        continue;
      }
      bool found = false;
      const auto visit = [&](RowId id) {
        if (!table.present(id)) return true;
        found = true;
        if (step.kind == Step::Kind::join) add(step, row, table.row(id), from, to);
        return step.kind == Step::Kind::join;
      };
      if (step.key.empty()) {
        for (RowId id = 0; id < table.bound(); ++id) {
          if (table.used(id) && !visit(id)) break;
        }
      } else {
        const RowIndex& index = table.index(step.index);
        for (RowId id = index.first(key_of(step, row)); id != no_row; id = index.next(id)) {
          if (!visit(id)) break;
        }
      }
      if (step.kind == Step::Kind::remove && !found) to.add(row);
    }
  }

  void look_up(const Step& step, const Rows& from, const Rows& others, Rows& to) {
    const RowsLookup lookup(others, step.input_key, heads_, nexts_);
    for (std::size_t i = 0; i < from.count; ++i) {
      const Word* row = from.row(i);
      bool found = false;
      lookup.each(key_of(step, row), [&](const Word* other) {
        found = true;
        if (step.kind == Step::Kind::remove) return false;
        add(step, row, other, from, to);
        // Without new columns one match is as good as many.
        return !step.new_columns.empty();
      });
      if (step.kind == Step::Kind::remove && !found) to.add(row);
    }
  }

  Shared& shared_;
  std::vector<Input> inputs_;
  bool has_base_;
  Chain chain_;
  std::vector<Buffers> buffers_;
  std::vector<Word> scratch_;
  std::vector<Word> key_;
  std::vector<std::uint32_t> heads_;
  std::vector<std::uint32_t> nexts_;
};

class UnionOfRows final : public RowsNode {
 public:
  UnionOfRows(std::vector<NodePointer> parts, std::vector<Positions> orders)
      : RowsNode(parts[0]->arity()), orders_(std::move(orders)) {
    for (NodePointer& part : parts) parts_.emplace_back(std::move(part));
  }
  bool advance() override {
    bool all = true;
    for (Input& part : parts_) all = part.pull() && all;
    if (!all) return false;
    out_.clear();
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      parts_[p].used();
      const Rows& rows = parts_[p]->rows();
      for (std::size_t i = 0; i < rows.count; ++i) {
        Word* made = out_.add();
        for (std::size_t k = 0; k < arity_; ++k) made[k] = rows.row(i)[orders_[p][k]];
      }
    }
    return true;
  }
  void exchange(Archive& archive) override {
    exchange_rows(archive);
    for (Input& part : parts_) part.exchange(archive);
  }

 private:
  std::vector<Input> parts_;
  std::vector<Positions> orders_;
};

// Many rows may become the same one; each is kept once, so that later joins do not multiply them.
class ProjectionOfRows final : public RowsNode {
 public:
  ProjectionOfRows(NodePointer part, Positions kept)
      : RowsNode(kept.size()), part_(std::move(part)), kept_(std::move(kept)), all_(arity_) {}
  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    const Rows& rows = part_->rows();
    out_.clear();
    if (arity_ == 0) {
      out_.count = rows.empty() ? 0 : 1;
      return true;
    }
    all_.clear();
    for (std::size_t i = 0; i < rows.count; ++i) {
      Word* made = all_.add();
      for (std::size_t k = 0; k < arity_; ++k) made[k] = rows.row(i)[kept_[k]];
    }
    for (const std::uint32_t i : distinct_rows(all_)) out_.add(all_.row(i));
    return true;
  }
  void exchange(Archive& archive) override {
    exchange_rows(archive);
    part_.exchange(archive);
  }

 private:
  Input part_;
  Positions kept_;
  Rows all_;
};

class Complement final : public RowsNode {
 public:
  explicit Complement(NodePointer part) : RowsNode(0), part_(std::move(part)) {}
  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    const bool holds = part_->is_window() ? part_->table().size() > 0 : !part_->rows().empty();
    out_.count = holds ? 0 : 1;
    return true;
  }
  void exchange(Archive& archive) override {
    exchange_rows(archive);
    part_.exchange(archive);
  }

 private:
  Input part_;
};

}  // namespace

NodePointer make_join(Shared& shared, std::vector<NodePointer> inputs, bool has_base, Chain chain,
                      std::size_t columns) {
  return std::make_unique<Join>(shared, std::move(inputs), has_base, std::move(chain), columns);
}
NodePointer make_union_of_rows(std::vector<NodePointer> parts, std::vector<Positions> orders) {
  return std::make_unique<UnionOfRows>(std::move(parts), std::move(orders));
}
NodePointer make_projection_of_rows(NodePointer part, Positions kept) {
  return std::make_unique<ProjectionOfRows>(std::move(part), std::move(kept));
}
NodePointer make_complement(NodePointer part) { return std::make_unique<Complement>(std::move(part)); }

}  // namespace entente::verify

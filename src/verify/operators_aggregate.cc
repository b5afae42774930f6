// Aggregations. Over rows each time point is computed anew from the distinct rows; over a window each group follows the
// changes, and only the groups that changed give new result rows. Sums are exact (exact_sum.h), medians are kept by a
// mark in an ordered count of values, so that the order in which rows come and go never shows.
#include <algorithm>
#include <map>

#include "verify/exact_sum.h"
#include "verify/operators.h"

namespace entente::verify {
namespace {

struct ByOrder {
  ValueType type;
  const Interner* interner;
  bool operator()(Word a, Word b) const { return compare_words(a, b, type, *interner) < 0; }
};

// Values with their number, and where the lower of the middle ones stands: O(log n) to add or take away.
class OrderedCounts {
 public:
  explicit OrderedCounts(ByOrder order) : counts_(order), middle_(counts_.end()) {}
  void add(Word value) {
    const auto [at, added] = counts_.try_emplace(value, 0);
    ++at->second;
    if (total_++ == 0) {
      middle_ = at;
      below_ = 0;
    } else if (counts_.key_comp()(value, middle_->first)) {
      ++below_;
    }
    settle();
  }
  void take_away(Word value) {
    const auto at = counts_.find(value);
    if (at == counts_.end()) return;
    --total_;
    if (counts_.key_comp()(value, middle_->first)) --below_;
    if (--at->second > 0) return settle();
    if (at == middle_) {
      const auto after = std::next(at);
      if (after != counts_.end()) {
        middle_ = after;
      } else if (at != counts_.begin()) {
        middle_ = std::prev(at);
        below_ -= middle_->second;
      } else {
        middle_ = counts_.end();
      }
    }
    counts_.erase(at);
    settle();
  }
  Word least() const { return counts_.begin()->first; }
  Word greatest() const { return counts_.rbegin()->first; }
  Word lower_middle() const { return middle_->first; }
  Word upper_middle() const {
    return below_ + middle_->second > total_ / 2 ? middle_->first : std::next(middle_)->first;
  }

 private:
  void settle() {
    if (total_ == 0) return;
    const std::uint64_t target = (total_ - 1) / 2;
    while (below_ > target) {
      --middle_;
      below_ -= middle_->second;
    }
    while (below_ + middle_->second <= target) {
      below_ += middle_->second;
      ++middle_;
    }
  }
  std::map<Word, std::uint64_t, ByOrder> counts_;
  std::map<Word, std::uint64_t, ByOrder>::iterator middle_;
  std::uint64_t below_ = 0;  // values that stand before all of the middle's
  std::uint64_t total_ = 0;
};

// One group's rows, aggregated.
class Group {
 public:
  Group(const Aggregation& rule, const Interner& interner) : ordered_(ByOrder{rule.type, &interner}) {}

  void change(const Aggregation& rule, Word value, bool add) {
    count_ += add ? 1 : -1;
    switch (rule.kind) {
      case Aggregate::count:
        return;
      case Aggregate::sum:
      case Aggregate::average:
        if (rule.type == ValueType::real) {
          add ? exact_.add(real_of(value)) : exact_.take_away(real_of(value));
        } else {
          whole_ += add ? static_cast<std::uint64_t>(value) : 0 - static_cast<std::uint64_t>(value);
        }
        return;
      case Aggregate::minimum:
      case Aggregate::maximum:
      case Aggregate::median:
        add ? ordered_.add(value) : ordered_.take_away(value);
        return;
    }
  }
  std::int64_t count() const { return count_; }

  Word result(const Aggregation& rule) const {
    const auto as_real = [&](Word word) {
      return rule.type == ValueType::real ? real_of(word) : static_cast<double>(word);
    };
    switch (rule.kind) {
      case Aggregate::count:
        return count_;
      case Aggregate::sum:
        return rule.type == ValueType::real ? word_of(exact_.value()) : static_cast<Word>(whole_);
      case Aggregate::average: {
        const double sum =
            rule.type == ValueType::real ? exact_.value() : static_cast<double>(static_cast<Word>(whole_));
        return word_of(sum / static_cast<double>(count_));
      }
      case Aggregate::minimum:
        return ordered_.least();
      case Aggregate::maximum:
        return ordered_.greatest();
      case Aggregate::median:
        return word_of((as_real(ordered_.lower_middle()) + as_real(ordered_.upper_middle())) / 2);
    }
    return 0;
  }

 private:
  std::int64_t count_ = 0;
  std::uint64_t whole_ = 0;
  ExactSum exact_;
  OrderedCounts ordered_;
};

static_assert(std::is_nothrow_move_constructible_v<Group>);  // a copy would leave the mark in another group's values

// What an aggregation without groups gives where there is nothing to aggregate.
Word of_nothing(const Aggregation& rule, Interner& interner) {
  const bool text = rule.type == ValueType::text || rule.type == ValueType::pattern;
  if (text && (rule.kind == Aggregate::minimum || rule.kind == Aggregate::maximum)) return interner.number("");
  return 0;  // also the real zero
}

class AggregationOfRows final : public RowsNode {
 public:
  AggregationOfRows(Shared& shared, NodePointer part, Aggregation rule)
      : RowsNode(1 + rule.groups.size()), shared_(shared), part_(std::move(part)), rule_(std::move(rule)) {}
  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    out_.clear();
    const Rows& rows = part_->rows();
    if (rows.empty()) {
      if (rule_.groups.empty()) *out_.add() = of_nothing(rule_, shared_.interner);
      return true;
    }
    KeyTable keys(rule_.groups.size());
    std::vector<Group> groups;
    std::vector<Word> key(rule_.groups.size());
    for (const std::uint32_t i : distinct_rows(rows)) {
      const Word* row = rows.row(i);
      for (std::size_t k = 0; k < key.size(); ++k) key[k] = row[rule_.groups[k]];
      bool added = false;
      const RowId id = keys.add(key.data(), added);
      if (added) groups.emplace_back(rule_, shared_.interner);
      groups[id].change(rule_, row[rule_.over], true);
    }
    for (RowId id = 0; id < groups.size(); ++id) {
      Word* made = out_.add();
      made[0] = groups[id].result(rule_);
      std::copy(keys.row(id), keys.row(id) + key.size(), made + 1);
    }
    return true;
  }
  void exchange(Archive& archive) override {
    exchange_rows(archive);
    part_.exchange(archive);
  }

 private:
  Shared& shared_;
  Input part_;
  Aggregation rule_;
};

class AggregationOfWindow final : public TableNode {
 public:
  AggregationOfWindow(Shared& shared, NodePointer part, Aggregation rule)
      : TableNode(1 + rule.groups.size()),
        shared_(shared),
        part_(std::move(part)),
        rule_(std::move(rule)),
        keys_(rule_.groups.size()),
        key_(rule_.groups.size()),
        made_(arity_) {}

  bool advance() override {
    if (!part_.pull()) return false;
    part_.used();
    out_.begin_step();
    const WindowTable& table = part_->table();
    if (!begun_ && rule_.groups.empty()) touch(group_of(nullptr));
    begun_ = true;
    for (const RowId id : table.came()) change(table.row(id), true);
    for (const RowId id : table.went()) change(table.row(id), false);
    for (const RowId id : touched_) finish(id);
    touched_.clear();
    out_.end_step();
    return true;
  }

  void exchange(Archive& archive) override {
    exchange_table(archive);
    archive.value(begun_);
    part_.exchange(archive);
    if (!archive.reading() || !archive.ok()) return;
    // The groups follow from the part's rows.
    keys_ = KeyTable(rule_.groups.size());
    groups_.clear();
    marks_.clear();
    results_.clear();
    const WindowTable& table = part_->table();
    // What came and went at a time point that this node has not seen yet is not counted yet.
    std::vector<std::uint8_t> counted(table.bound(), 0);
    for (RowId id = 0; id < table.bound(); ++id) counted[id] = table.used(id) && table.present(id) ? 1 : 0;
    if (part_.is_ready()) {
      for (const RowId id : table.came()) counted[id] = 0;
      for (const RowId id : table.went()) counted[id] = 1;
    }
    if (begun_ && rule_.groups.empty()) touch(group_of(nullptr));
    for (RowId id = 0; id < table.bound(); ++id) {
      if (counted[id] != 0) change(table.row(id), true);
    }
    for (const RowId id : touched_) {
      marks_[id] = 0;
      results_[id] = current(id);
    }
    touched_.clear();
  }

 private:
  RowId group_of(const Word* row) {
    for (std::size_t k = 0; k < key_.size(); ++k) key_[k] = row[rule_.groups[k]];
    bool added = false;
    const RowId id = keys_.add(key_.data(), added);
    if (added) {
      if (groups_.size() <= id) {
        groups_.resize(id + 1);
        marks_.resize(id + 1, 0);
        results_.resize(id + 1);
      }
      groups_[id].emplace(rule_, shared_.interner);
      results_[id].reset();
    }
    return id;
  }
  void touch(RowId id) {
    if (marks_[id] != 0) return;
    marks_[id] = 1;
    touched_.push_back(id);
  }
  void change(const Word* row, bool add) {
    const RowId id = group_of(row);
    groups_[id]->change(rule_, row[rule_.over], add);
    touch(id);
  }
  std::optional<Word> current(RowId id) {
    if (groups_[id]->count() > 0) return groups_[id]->result(rule_);
    if (rule_.groups.empty()) return of_nothing(rule_, shared_.interner);
    return std::nullopt;
  }
  void finish(RowId id) {
    marks_[id] = 0;
    const std::optional<Word> result = current(id);
    if (result != results_[id]) {
      std::copy(keys_.row(id), keys_.row(id) + key_.size(), made_.begin() + 1);
      if (results_[id]) {
        made_[0] = *results_[id];
        const RowId old = out_.find(made_.data());
        if (old != no_row && out_.present(old)) out_.decrement(old);
      }
      if (result) {
        made_[0] = *result;
        out_.increment(out_.add(made_.data()));
      }
      results_[id] = result;
    }
    if (groups_[id]->count() == 0 && !rule_.groups.empty()) {
      groups_[id].reset();
      keys_.erase(id);
    }
  }

  Shared& shared_;
  Input part_;
  Aggregation rule_;
  KeyTable keys_;
  std::vector<std::optional<Group>> groups_;  // by the keys' numbers
  std::vector<std::optional<Word>> results_;  // as they stand in the table
  std::vector<std::uint8_t> marks_;
  std::vector<RowId> touched_;
  bool begun_ = false;
  std::vector<Word> key_;
  std::vector<Word> made_;
};

}  // namespace

NodePointer make_aggregation(Shared& shared, NodePointer part, Aggregation aggregation) {
  if (part->is_window()) return std::make_unique<AggregationOfWindow>(shared, std::move(part), std::move(aggregation));
  return std::make_unique<AggregationOfRows>(shared, std::move(part), std::move(aggregation));
}

}  // namespace entente::verify

#include "verify/operators.h"

namespace entente::verify {

namespace {

// Fills `row` by the arguments; false where they do not fit.
bool fits(const std::vector<Argument>& pattern, const Word* arguments, Word* row) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const Argument& argument = pattern[i];
    if (argument.fixed) {
      if (arguments[i] != argument.word) return false;
    } else if (argument.repeated) {
      if (arguments[i] != row[argument.column]) return false;
    } else {
      row[argument.column] = arguments[i];
    }
  }
  return true;
}

}  // namespace

void EventQueue::put(std::uint64_t point, const Word* arguments) {
  const std::size_t size = words_.size();
  words_.resize(size + columns_);
  if (!fits(arguments_, arguments, words_.data() + size)) {
    words_.resize(size);
    return;
  }
  if (batches_.empty() || batches_[batches_.end() - 1].point != point) batches_.push({point, 0});
  ++batches_[batches_.end() - 1].count;
}

void EventQueue::take(std::uint64_t point, Rows& rows) {
  rows.clear();
  if (batches_.empty() || batches_[batches_.begin()].point != point) return;
  rows.count = static_cast<std::size_t>(batches_[batches_.begin()].count);
  batches_.pop();
  const auto from = words_.begin() + static_cast<std::ptrdiff_t>(head_);
  head_ += rows.count * columns_;
  rows.words.assign(from, words_.begin() + static_cast<std::ptrdiff_t>(head_));
  if (batches_.empty()) {
    words_.clear();
    head_ = 0;
  } else if (head_ >= 4096 && head_ * 2 > words_.size()) {
    words_.erase(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(head_));
    head_ = 0;
  }
}

void EventQueue::exchange(Archive& archive) {
  if (!archive.reading()) {
    words_.erase(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(head_));
    head_ = 0;
  }
  if (columns_ == 0) {
    for (std::uint64_t i = batches_.begin(); i < batches_.end(); ++i) batches_[i].count = 1;
  }
  batches_.exchange(archive);
  archive.values(words_);
  std::uint64_t rows = 0;
  const std::uint64_t most = columns_ == 0 ? 1 : words_.size() / columns_;
  for (std::uint64_t i = batches_.begin(); i < batches_.end() && archive.ok(); ++i) {
    archive.require(batches_[i].count > 0 && batches_[i].count <= most);
    rows += batches_[i].count;
  }
  archive.require(words_.size() == rows * columns_);
}

namespace {

class Events final : public RowsNode {
 public:
  Events(const Shared& shared, EventQueue& queue, std::size_t columns)
      : RowsNode(columns), shared_(shared), queue_(queue) {}
  bool advance() override {
    if (!shared_.timeline.known(next_)) return false;
    queue_.take(next_++, out_);
    return true;
  }
  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_rows(archive);
    queue_.exchange(archive);
  }

 private:
  const Shared& shared_;
  EventQueue& queue_;
};

class ClockNode final : public RowsNode {
 public:
  ClockNode(const Shared& shared, Clock clock, std::vector<Argument> arguments, std::size_t columns)
      : RowsNode(columns), shared_(shared), clock_(clock), arguments_(std::move(arguments)) {}
  bool advance() override {
    if (!shared_.timeline.known(next_)) return false;
    Word both[2] = {static_cast<Word>(next_ + shared_.first_point), shared_.timeline.time(next_)};
    out_.clear();
    if (both[1] != Timeline::end_of_time) {
      Word row[2] = {0, 0};
      if (fits(arguments_, clock_ == Clock::time ? both + 1 : both, row)) out_.add(row);
    }
    ++next_;
    return true;
  }
  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_rows(archive);
  }

 private:
  const Shared& shared_;
  Clock clock_;
  std::vector<Argument> arguments_;
};

class Constant final : public RowsNode {
 public:
  Constant(const Shared& shared, bool holds, std::size_t columns) : RowsNode(columns), shared_(shared) {
    out_.count = holds ? 1 : 0;
  }
  bool advance() override {
    if (!shared_.timeline.known(next_)) return false;
    ++next_;
    return true;
  }
  void exchange(Archive& archive) override { archive.point(next_); }

 private:
  const Shared& shared_;
};

}  // namespace

NodePointer make_events(const Shared& shared, EventQueue& queue, std::size_t columns) {
  return std::make_unique<Events>(shared, queue, columns);
}
NodePointer make_clock(const Shared& shared, Clock clock, std::vector<Argument> arguments, std::size_t columns) {
  return std::make_unique<ClockNode>(shared, clock, std::move(arguments), columns);
}
NodePointer make_constant(const Shared& shared, bool holds, std::size_t columns) {
  return std::make_unique<Constant>(shared, holds, columns);
}

// ---- references to definitions: leaves as well

const Rows* Definition::table(std::size_t reader, std::uint64_t point) {
  if (frozen_) return &*frozen_;
  if (point < first_) return nullptr;  // forgotten: never so, but in a damaged state
  while (point >= first_ + tables_.size()) {
    // Asked for while its own meaning is being computed: only what is there already can be known.
    if (asking_) return nullptr;
    asking_ = true;
    const bool more = source_->advance();
    asking_ = false;
    if (!more) return nullptr;
    tables_.push_back(source_->rows());
  }
  read_[reader] = point;
  std::uint64_t oldest = point;
  for (const std::uint64_t at : read_) oldest = std::min(oldest, at);
  while (first_ < oldest) {
    tables_.pop_front();
    ++first_;
  }
  return &tables_[static_cast<std::size_t>(point - first_)];
}

void Definition::exchange(Archive& archive) {
  archive.value(first_);
  const std::size_t count = archive.size(tables_.size());
  if (archive.reading()) tables_.assign(count, Rows(columns_));
  for (Rows& rows : tables_) {
    if (!archive.ok()) return;
    rows.exchange(archive);
    archive.require(rows.arity == columns_);
  }
  const std::size_t readers = read_.size();
  archive.values(read_);
  archive.require(read_.size() == readers);
  for (const std::uint64_t at : read_) archive.require(at >= first_);
  archive.require(first_ + tables_.size() <= archive.last_point());
}

namespace {

class Reference final : public RowsNode {
 public:
  Reference(const Shared& shared, Definition& definition, std::vector<Argument> arguments, std::size_t columns)
      : RowsNode(columns),
        shared_(shared),
        definition_(definition),
        reader_(definition.add_reader()),
        arguments_(std::move(arguments)) {}
  bool advance() override {
    if (!shared_.timeline.known(next_)) return false;
    const Rows* table = definition_.table(reader_, next_);
    if (table == nullptr) return false;
    out_.clear();
    std::vector<Word> row(arity_);
    for (std::size_t i = 0; i < table->count; ++i) {
      if (fits(arguments_, table->row(i), row.data())) out_.add(row.data());
    }
    ++next_;
    return true;
  }
  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_rows(archive);
  }

 private:
  const Shared& shared_;
  Definition& definition_;
  std::size_t reader_;
  std::vector<Argument> arguments_;
};

class LetPast final : public Node {
 public:
  LetPast(std::unique_ptr<Definition> definition, NodePointer meaning, NodePointer body)
      : Node(body->arity()), definition_(std::move(definition)), meaning_(std::move(meaning)), body_(std::move(body)) {
    definition_->set_source(meaning_.get());
    if (body_->is_window()) {
      table_ = &body_->table();
    } else {
      rows_ = &body_->rows();
    }
  }
  bool advance() override { return body_->advance(); }
  void exchange(Archive& archive) override {
    definition_->exchange(archive);
    meaning_->exchange(archive);
    body_->exchange(archive);
  }

 private:
  std::unique_ptr<Definition> definition_;
  NodePointer meaning_;
  NodePointer body_;
};

}  // namespace

NodePointer make_reference(const Shared& shared, Definition& definition, std::vector<Argument> arguments,
                           std::size_t columns) {
  return std::make_unique<Reference>(shared, definition, std::move(arguments), columns);
}
NodePointer make_let_past(std::unique_ptr<Definition> definition, NodePointer meaning, NodePointer body) {
  return std::make_unique<LetPast>(std::move(definition), std::move(meaning), std::move(body));
}

}  // namespace entente::verify

// The parts of the engine: a tree of nodes, one for each part of the plan.
//
// A node is asked for its table at one time point after the other. What it needs it asks of its parts; when one of them
// cannot answer yet because the future decides, the node answers no and is asked again after more events. So each part
// is as far ahead or behind as its own windows make it, and whoever waits keeps only what it has not used yet.
//
// There are two kinds of tables. Rows live for one time point and are made anew each time: events, and what is joined
// to them. A WindowTable lives on and tells its changes. A join of rows with windows looks the rows up; a join of
// windows follows the changes.
#pragma once

#include <cstdint>
#include <memory>

#include "verify/rows.h"
#include "verify/window_table.h"

namespace entente::verify {

// What all nodes of an engine share.
struct Shared {
  Interner& interner;
  Timeline timeline;
  std::uint64_t first_point =
      0;  // the number that the first time point has for tp(): more than 0 in a replay of the end of a log
};

class Node {
 public:
  virtual ~Node() = default;

  // Goes on to the next time point (the first, at the first call): true when the table of that time point stands in
  // rows() or table(), false when it cannot be known yet; then nothing that the caller can see has changed.
  virtual bool advance() = 0;
  virtual void exchange(Archive& archive) = 0;

  std::size_t arity() const { return arity_; }
  bool is_window() const { return table_ != nullptr; }
  const Rows& rows() const { return *rows_; }
  WindowTable& table() { return *table_; }  // also for adding indexes, before the first advance

 protected:
  explicit Node(std::size_t arity) : arity_(arity) {}
  std::size_t arity_;
  const Rows* rows_ = nullptr;
  WindowTable* table_ = nullptr;
};

using NodePointer = std::unique_ptr<Node>;

class RowsNode : public Node {
 protected:
  explicit RowsNode(std::size_t columns) : Node(columns), out_(columns) { rows_ = &out_; }
  void exchange_rows(Archive& archive) {
    out_.exchange(archive);
    archive.require(out_.arity == arity_);
  }
  Rows out_;
  std::uint64_t next_ = 0;  // the time point that the next advance is for
};

class TableNode : public Node {
 protected:
  explicit TableNode(std::size_t columns) : Node(columns), out_(columns) { table_ = &out_; }
  // `holds`: whether entries of a queue may hold rows; those that do are checked by expect_holds.
  void exchange_table(Archive& archive, bool holds = false) {
    out_.exchange(archive);
    if (archive.reading() && archive.ok() && !holds) expect_holds(archive, std::vector<std::uint32_t>(out_.bound(), 0));
  }
  void expect_holds(Archive& archive, const std::vector<std::uint32_t>& expected) {
    for (RowId id = 0; id < out_.bound() && archive.ok(); ++id) archive.require(out_.holds(id) == expected[id]);
  }
  void expect_counts(Archive& archive, const std::vector<std::uint32_t>& expected) {
    for (RowId id = 0; id < out_.bound() && archive.ok(); ++id) archive.require(out_.count(id) == expected[id]);
  }
  WindowTable out_;
  std::uint64_t next_ = 0;
};

// Takes what is said at each time point within a future window: `take` is called with the time of each from `seen` on,
// up to the limit and at least up to `next`. False where one of them is not known yet, or `take` says so; `seen` is the
// first that was not taken.
template <typename Take>
bool look_ahead(const Timeline& timeline, std::uint64_t next, std::int64_t limit, std::uint64_t& seen, Take take) {
  while (true) {
    if (!timeline.known(seen)) return false;
    const std::int64_t time = timeline.time(seen);
    if (time > limit && seen > next) return true;
    if (!take(time)) return false;
    ++seen;
  }
}

// A part of a node: remembers that it has gone on already while the node waits for another part.
class Input {
 public:
  explicit Input(NodePointer node) : node_(std::move(node)) {}
  bool pull() {
    if (!ready_) ready_ = node_->advance();
    return ready_;
  }
  void used() { ready_ = false; }
  bool is_ready() const { return ready_; }
  Node& operator*() { return *node_; }
  Node* operator->() { return node_.get(); }
  const Node* operator->() const { return node_.get(); }
  void exchange(Archive& archive) {
    archive.value(ready_);
    node_->exchange(archive);
  }

 private:
  NodePointer node_;
  bool ready_ = false;
};

}  // namespace entente::verify

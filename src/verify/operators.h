// The nodes' makers. Columns are positions; which variable is which is the builder's affair (engine_build.h).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "verify/expressions.h"
#include "verify/node.h"

namespace entente::verify {

using Positions = std::vector<std::size_t>;

// ---- leaves (operators_leaf.cc)

// One argument of a predicate: must be this word, or is column `column` (again, where an argument before it was that
// column).
struct Argument {
  bool fixed = false;
  Word word = 0;
  std::size_t column = 0;
  bool repeated = false;
};

// Where the events of one predicate arrive for one place of the formula, and wait until they are asked for.
class EventQueue {
 public:
  EventQueue(std::vector<Argument> arguments, std::size_t columns)
      : arguments_(std::move(arguments)), columns_(columns) {}
  void put(std::uint64_t point, const Word* arguments);
  void take(std::uint64_t point, Rows& rows);  // what waits for this time point, all of it
  void exchange(Archive& archive);

 private:
  struct Batch {
    std::uint64_t point = 0;
    std::uint64_t count = 0;
    void exchange(Archive& archive) {
      archive.value(point);
      archive.value(count);
    }
  };
  std::vector<Argument> arguments_;
  std::size_t columns_;
  Ring<Batch> batches_;
  std::vector<Word> words_;
  std::size_t head_ = 0;
};

NodePointer make_events(const Shared& shared, EventQueue& queue, std::size_t columns);
enum class Clock : std::uint8_t { point, time, both };
NodePointer make_clock(const Shared& shared, Clock clock, std::vector<Argument> arguments, std::size_t columns);
NodePointer make_constant(const Shared& shared, bool holds, std::size_t columns);  // one row without columns, or none

// ---- between the two kinds of tables (operators_convert.cc)

NodePointer as_table(NodePointer rows);  // rows -> window: costs what the rows of two time points are
NodePointer as_rows(NodePointer table);  // window -> rows: costs what the window holds, at every time point

// ---- joins of rows with anything (operators_join.cc)

struct Step;
struct Chain {
  std::vector<Step> steps;
  Positions order;  // at the end: which columns, in which order
};
struct Step {
  enum class Kind : std::uint8_t { join, remove, test, alternatives };
  Kind kind = Kind::test;
  std::size_t input = 0;  // of join and remove
  Positions key;          // columns of the row so far…
  Positions input_key;    // …that must equal these of the input
  Positions new_columns;  // of the input, added to the row
  std::size_t index = 0;  // of a window: the index on input_key
  bool whole = false;     // of a window: input_key are all its columns, in `input_key` order 0, 1, 2…
  std::vector<Test> test;
  std::vector<Chain> branches;
};
// The chain's first rows are those of inputs[0], or one row without columns where there is none such (`has_base`
// false).
NodePointer make_join(Shared& shared, std::vector<NodePointer> inputs, bool has_base, Chain chain, std::size_t columns);

NodePointer make_union_of_rows(std::vector<NodePointer> parts, std::vector<Positions> orders);
NodePointer make_projection_of_rows(NodePointer part, Positions kept);
NodePointer make_complement(NodePointer part);

// ---- joins of windows (operators_window.cc)

NodePointer make_window_join(NodePointer left, NodePointer right, Positions left_key, Positions right_key,
                             Positions right_new);
NodePointer make_window_difference(NodePointer left, NodePointer right,
                                   Positions left_key);  // right's columns, in left
// Each row: the tests in turn, which may add columns; then the columns `order`.
NodePointer make_window_map(Shared& shared, NodePointer part, std::vector<Test> tests, Positions order);
NodePointer make_window_union(std::vector<NodePointer> parts, std::vector<Positions> orders);

// ---- time

NodePointer make_previous(const Shared& shared, NodePointer part, Interval interval);
NodePointer make_next(const Shared& shared, NodePointer part, Interval interval);
NodePointer make_once(const Shared& shared, NodePointer part, Interval interval);
NodePointer make_eventually(const Shared& shared, NodePointer part, Interval interval);
// left_columns: which columns of the right side those of the left side are.
NodePointer make_since(const Shared& shared, NodePointer left, bool negated, NodePointer right, Positions left_columns,
                       Interval interval);
NodePointer make_until(const Shared& shared, NodePointer left, bool negated, NodePointer right, Positions left_columns,
                       Interval interval);

// ---- aggregation (operators_aggregate.cc): columns are the result, then the groups

struct Aggregation {
  Aggregate kind = Aggregate::count;
  ValueType type = ValueType::integer;  // of what is aggregated
  std::size_t over = 0;
  Positions groups;
};
NodePointer make_aggregation(Shared& shared, NodePointer part, Aggregation aggregation);

// ---- definitions (operators_leaf.cc, operators_freeze.cc)

// Tables by time point, for those who refer to a definition; each is forgotten when all have passed it.
class Definition {
 public:
  explicit Definition(std::size_t columns) : columns_(columns) {}
  std::size_t columns() const { return columns_; }
  std::size_t add_reader() {
    read_.push_back(0);
    return read_.size() - 1;
  }
  std::size_t readers() const { return read_.size(); }
  void set_source(Node* source) { source_ = source; }
  void freeze(const Rows& table) { frozen_ = table; }          // from now on the table of every time point
  const Rows* table(std::size_t reader, std::uint64_t point);  // nothing where it is not known yet
  void exchange(Archive& archive);

 private:
  std::size_t columns_;
  Node* source_ = nullptr;
  std::optional<Rows> frozen_;
  bool asking_ = false;
  std::uint64_t first_ = 0;
  std::deque<Rows> tables_;
  std::vector<std::uint64_t> read_;  // per reader: the next time point it will ask for
};

NodePointer make_reference(const Shared& shared, Definition& definition, std::vector<Argument> arguments,
                           std::size_t columns);
// FRZ: `meaning` is frozen at each time point, and the body computed with it over the recorded log.
class Engine;
class History;
struct Freezer {
  std::shared_ptr<History> history;  // receives the events of the body's predicates
  std::function<std::unique_ptr<Engine>(std::uint64_t first_point)>
      make_body;                     // an engine whose reference is to frozen()
  std::optional<std::int64_t> past;  // how far back the body looks; nothing: without bound
};
NodePointer make_freeze(const Shared& shared, NodePointer meaning, Freezer freezer, Columns columns);

// Holds the definition's meaning (rows) alive, and answers as the body does.
NodePointer make_let_past(std::unique_ptr<Definition> definition, NodePointer meaning, NodePointer body);

}  // namespace entente::verify

// The engine: a plan made into nodes, with the queues that its events go into. The monitor (monitor.h) is its outside.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "verify/node.h"
#include "verify/operators.h"
#include "verify/plan.h"
#include "verify/signature.h"
#include "verify/types.h"

namespace entente::verify {

// The events of some predicates, as they came, for FRZ to compute with again.
class History {
 public:
  struct Point {
    std::int64_t time = 0;
    std::vector<std::uint32_t> predicates;  // one an event
    std::vector<Word> words;                // their arguments, one event after the other
    void exchange(Archive& archive) {
      archive.value(time);
      archive.values(predicates);
      archive.values(words);
    }
  };
  explicit History(std::vector<std::size_t> arities) : arities_(std::move(arities)) {}

  void put(std::uint64_t point, std::uint32_t predicate, const Word* arguments);
  // All time points that the timeline knows exist from now on, events or none.
  void extend(const Timeline& timeline);
  const Ring<Point>& points() const { return points_; }
  void forget_first() { points_.pop(); }
  std::size_t arity(std::uint32_t predicate) const { return arities_[predicate]; }
  void exchange(Archive& archive);

 private:
  void reach(std::uint64_t point);
  std::vector<std::size_t> arities_;  // by the number of the predicate
  Ring<Point> points_;
  std::uint64_t dated_ = 0;  // points before it have their time
};

class Engine {
 public:
  // Predicates are known by their number in the signature. `frozen`: the predicate that freeze() gives a table, if
  // there is one.
  Engine(const Plan& plan, const Types& types, const Signature& signature, Interner& interner,
         std::uint64_t first_point = 0, const std::string& frozen = {}, std::size_t frozen_columns = 0);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();

  void begin(std::int64_t time) { shared_.timeline.push(time); }  // a new time point; its events follow
  void put(std::uint32_t predicate, const Word* arguments) {
    const std::uint64_t point = shared_.timeline.count() - 1;
    for (EventQueue* queue : sinks_[predicate].queues) queue->put(point, arguments);
    for (History* history : sinks_[predicate].histories) history->put(point, predicate, arguments);
  }
  // The next verdict, if it is final by now: its rows stand in rows() or table() of root().
  bool advance() {
    if (!root_->advance()) return false;
    ++decided_;
    if ((decided_ & 1023) == 0 && decided_ > kept_behind_) shared_.timeline.forget_before(decided_ - kept_behind_);
    return true;
  }

  Node& root() { return *root_; }
  const Columns& columns() const { return columns_; }
  const Timeline& timeline() const { return shared_.timeline; }
  std::uint64_t decided() const { return decided_; }
  // Is any event of this predicate of use to the formula?
  bool uses(std::uint32_t predicate) const {
    return !sinks_[predicate].queues.empty() || !sinks_[predicate].histories.empty();
  }
  void freeze(const Rows& table);  // the table of `frozen` at every time point
  void exchange(Archive& archive);

 private:
  friend class Builder;
  struct Sink {
    std::vector<EventQueue*> queues;
    std::vector<History*> histories;
  };
  Shared shared_;
  std::vector<Sink> sinks_;  // by the number of the predicate
  std::vector<std::unique_ptr<EventQueue>> queues_;
  std::vector<std::shared_ptr<History>> histories_;
  std::unique_ptr<Definition> frozen_;
  NodePointer root_;
  Columns columns_;
  std::uint64_t decided_ = 0;
  std::uint64_t kept_behind_ = 2;  // PREVIOUS asks for time points that the root has passed
};

}  // namespace entente::verify

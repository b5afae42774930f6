// FRZ p(x) = meaning IN body: at time point i, p is at every time point what meaning is at i.
//
// So nothing of the body's state can be kept from one time point to the next where p matters. The events that the body
// speaks of are recorded, as far back as the body looks; for each time point a fresh engine computes the body over them
// with p fixed. The cost of a time point is that of its past window: FRZ is the one construct for which it grows with
// the window.
#include "verify/engine.h"

namespace entente::verify {
namespace {

class Freeze final : public RowsNode {
 public:
  Freeze(const Shared& shared, NodePointer meaning, Freezer freezer, Columns columns)
      : RowsNode(columns.size()),
        shared_(shared),
        meaning_(std::move(meaning)),
        freezer_(std::move(freezer)),
        columns_(std::move(columns)) {}

  bool advance() override {
    if (!shared_.timeline.known(next_)) return false;
    History& history = *freezer_.history;
    history.extend(shared_.timeline);
    if (!meaning_.pull()) return false;
    if (!body_) start();
    while (true) {
      while (body_->advance()) {
        if (first_ + body_->decided() - 1 < next_) continue;
        answer();
        return true;
      }
      if (fed_ >= shared_.timeline.count()) return false;
      feed(history.points()[fed_++]);
    }
  }

  void exchange(Archive& archive) override {
    archive.point(next_);
    exchange_rows(archive);
    freezer_.history->exchange(archive);
    meaning_.exchange(archive);
    body_.reset();  // made again from the history
  }

 private:
  void start() {
    History& history = *freezer_.history;
    if (freezer_.past) {
      const std::int64_t from = shared_.timeline.time(next_) - *freezer_.past;
      while (history.points().begin() < next_ && history.points()[history.points().begin()].time < from)
        history.forget_first();
    }
    first_ = fed_ = history.points().begin();
    body_ = freezer_.make_body(shared_.first_point + first_);
    body_->freeze(meaning_->rows());
  }

  void feed(const History::Point& point) {
    body_->begin(point.time);
    std::size_t at = 0;
    for (const std::uint32_t predicate : point.predicates) {
      body_->put(predicate, point.words.data() + at);
      at += freezer_.history->arity(predicate);
    }
  }

  void answer() {
    Node& root = body_->root();
    out_.clear();
    Positions order;
    for (const std::string& column : columns_) order.push_back(column_of(body_->columns(), column));
    const auto take = [&](const Word* row) {
      Word* made = out_.add();
      for (std::size_t k = 0; k < order.size(); ++k) made[k] = row[order[k]];
    };
    if (root.is_window()) {
      const WindowTable& table = root.table();
      for (RowId id = 0; id < table.bound(); ++id) {
        if (table.used(id) && table.present(id)) take(table.row(id));
      }
    } else {
      for (std::size_t i = 0; i < root.rows().count; ++i) take(root.rows().row(i));
    }
    body_.reset();
    meaning_.used();
    ++next_;
  }

  const Shared& shared_;
  Input meaning_;
  Freezer freezer_;
  Columns columns_;
  std::unique_ptr<Engine> body_;
  std::uint64_t first_ = 0;  // the time point that is the body's first
  std::uint64_t fed_ = 0;    // the next that the body gets
};

}  // namespace

NodePointer make_freeze(const Shared& shared, NodePointer meaning, Freezer freezer, Columns columns) {
  return std::make_unique<Freeze>(shared, std::move(meaning), std::move(freezer), std::move(columns));
}

}  // namespace entente::verify

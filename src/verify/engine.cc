#include "verify/engine.h"

#include "verify/engine_build.h"

namespace entente::verify {
namespace {

std::uint64_t nested_previous(const Plan& plan) {
  std::uint64_t most = 0;
  for (const Plan& part : plan.parts) most = std::max(most, nested_previous(part));
  for (const auto& group : plan.alternatives) {
    for (const Plan& part : group) most = std::max(most, nested_previous(part));
  }
  // A definition's meaning may lag behind by the PREVIOUS of whoever asks for it.
  if (plan.kind == Plan::Kind::let_past) return nested_previous(plan.parts[0]) + nested_previous(plan.parts[1]) + 1;
  return most + (plan.kind == Plan::Kind::previous ? 1 : 0);
}

}  // namespace

void History::reach(std::uint64_t point) {
  while (points_.end() <= point) points_.push({});
}

void History::put(std::uint64_t point, std::uint32_t predicate, const Word* arguments) {
  reach(point);
  Point& at = points_[point];
  at.predicates.push_back(predicate);
  at.words.insert(at.words.end(), arguments, arguments + arities_[predicate]);
}

void History::extend(const Timeline& timeline) {
  for (; dated_ < timeline.count(); ++dated_) {
    reach(dated_);
    points_[dated_].time = timeline.time(dated_);
  }
}

void History::exchange(Archive& archive) {
  points_.exchange(archive);
  archive.point(dated_);
  archive.require(dated_ <= points_.end() && dated_ >= points_.begin());
  for (std::uint64_t i = points_.begin(); i < points_.end() && archive.ok() && archive.reading(); ++i) {
    std::size_t words = 0;
    for (const std::uint32_t predicate : points_[i].predicates) {
      archive.require(predicate < arities_.size());
      if (archive.ok()) words += arities_[predicate];
    }
    archive.require(words == points_[i].words.size());
  }
}

Engine::Engine(const Plan& plan, const Types& types, const Signature& signature, Interner& interner,
               std::uint64_t first_point, const std::string& frozen, std::size_t frozen_columns)
    : shared_{interner, {}, first_point}, sinks_(signature.predicates.size()) {
  Builder builder(*this, types, signature);
  if (!frozen.empty()) {
    frozen_ = std::make_unique<Definition>(frozen_columns);
    builder.define(frozen, *frozen_);
  }
  Builder::Built built = builder.build(plan);
  root_ = std::move(built.node);
  columns_ = std::move(built.columns);
  kept_behind_ = nested_previous(plan) + 2;
}

Engine::~Engine() = default;

void Engine::freeze(const Rows& table) { frozen_->freeze(table); }

void Engine::exchange(Archive& archive) {
  shared_.timeline.exchange(archive);
  archive.set_points(shared_.timeline.first(), shared_.timeline.count());
  archive.point(decided_);
  root_->exchange(archive);
}

}  // namespace entente::verify

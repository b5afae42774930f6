#include "certify/settlement_refuter.h"

#include <algorithm>
#include <cstdlib>

namespace entente::certify {

std::vector<Refuter::Literal> Refuter::translated(std::vector<int>& clause, bool& always_true) {
  std::vector<Literal> literals;
  for (const int literal : clause) {
    const auto [at, fresh] = variables_.emplace(std::abs(literal), static_cast<std::uint32_t>(variables_.size()));
    if (fresh) {
      values_.resize(values_.size() + 2, unknown);
      watched_by_.resize(watched_by_.size() + 2);
    }
    literals.push_back(2 * at->second + (literal < 0 ? 1 : 0));
  }
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  always_true = false;
  for (std::size_t i = 1; i < literals.size(); ++i) always_true = always_true || (literals[i] ^ literals[i - 1]) == 1;
  return literals;
}

void Refuter::assign(Literal literal) {
  values_[literal] = yes;
  values_[literal ^ 1] = no;
  trail_.push_back(literal);
}

void Refuter::undo_to(std::size_t size) {
  while (trail_.size() > size) {
    values_[trail_.back()] = values_[trail_.back() ^ 1] = unknown;
    trail_.pop_back();
  }
  propagated_ = size;
}

bool Refuter::propagate() {
  while (propagated_ < trail_.size()) {
    const Literal broken = trail_[propagated_++] ^ 1;
    auto& watches = watched_by_[broken];
    std::size_t kept = 0;
    bool sound = true;
    for (std::size_t i = 0; i < watches.size(); ++i) {
      const std::uint32_t index = watches[i];
      auto& clause = clauses_[index];
      if (clause[0] == broken) std::swap(clause[0], clause[1]);
      const auto other = std::find_if(clause.begin() + 2, clause.end(), [&](Literal l) { return value(l) != no; });
      if (sound && value(clause[0]) != yes && other != clause.end()) {
        std::swap(clause[1], *other);
        watched_by_[clause[1]].push_back(index);
        continue;
      }
      watches[kept++] = index;
      sound = sound && value(clause[0]) != no;
      if (sound && value(clause[0]) == unknown) assign(clause[0]);
    }
    watches.resize(kept);
    if (!sound) return false;
  }
  return true;
}

void Refuter::store(std::vector<Literal> clause) {
  const auto index = static_cast<std::uint32_t>(clauses_.size());
  const auto open = std::partition(clause.begin(), clause.end(), [&](Literal l) { return value(l) != no; });
  const auto count = open - clause.begin();
  if (count == 0) refuted_ = true;
  if (count == 1 && value(clause[0]) == unknown) assign(clause[0]);
  if (count >= 2) {
    watched_by_[clause[0]].push_back(index);
    watched_by_[clause[1]].push_back(index);
  }
  clauses_.push_back(std::move(clause));
  if (!refuted_ && !propagate()) refuted_ = true;
}

void Refuter::add(std::vector<int> clause) {
  bool always_true = false;
  auto literals = translated(clause, always_true);
  if (!always_true && !refuted_) store(std::move(literals));
}

bool Refuter::add_if_it_follows(std::vector<int> clause) {
  bool always_true = false;
  auto literals = translated(clause, always_true);
  if (always_true || refuted_) return true;
  const std::size_t before = trail_.size();
  bool follows = false;
  for (const Literal literal : literals) {
    follows = follows || value(literal) == yes;
    if (value(literal) == unknown) assign(literal ^ 1);
  }
  follows = follows || !propagate();
  undo_to(before);
  if (follows) store(std::move(literals));
  return follows;
}

}  // namespace entente::certify

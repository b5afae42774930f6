// The exact Pareto frontier of additive utilities under logical constraints.
//
// Issue by issue: the frontier of the packages of the first k issues comes from that of the first k-1, each point
// shifted by each option. A partial package that another one dominates can be dropped, since whatever completes the one
// completes the other and dominance survives the completion. Constraints: a clause that has issues on both sides of the
// cut is either satisfied already or not yet; partial packages that agree on that for all open clauses have the same
// completions, so each such state keeps a frontier of its own (nonserial dynamic programming, Bertele and Brioschi
// 1972). A partial package that cannot reach somebody's reservation value any more is dropped where only acceptable
// packages are asked for.
//
// Points of a layer stand in descending lexicographic order; shifted they still do, so a layer is made by merging the
// shifted copies and asking each point whether what was kept covers it (dominance.h): O(points * options * question).
//
// A layer with more points than allowed, or time that has run out: the layer is thinned. Of the points whose
// coordinates lie in the same cells of a geometric grid (all but the last) the one with the best last coordinate stays
// (Papadimitriou and Yannakakis 2000). If each point has a kept one of at least 1/f of each of its coordinates, then so
// have the completions, and the factors of layers multiply; coordinates count from what a party gets at worst.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "settle/problem.h"
#include "settle/utility_table.h"

namespace entente::settle {

struct FrontierRequest {
  const UtilityTable* table = nullptr;
  std::vector<std::vector<OptionIndex>> allowed;  // per issue; ascending, may be empty
  std::vector<Clause> clauses;
  bool acceptable_only = false;
  bool ties = false;                    // keep every package of equal utilities, not one of each
  std::size_t most_points = 4'000'000;  // of a layer
  std::function<bool()> expired;        // asked now and then; may be empty
};

class Frontier {
 public:
  std::size_t size() const { return size_; }
  std::size_t width() const { return width_; }
  Int128 sum(std::size_t point, std::size_t entry) const { return sums_[point * width_ + entry]; }

  // One package of the point; with `ties` the first of all_packages. O(issues).
  Package package(std::size_t point) const;

  // Packages that have exactly these utilities (1 where ties were not kept), as far as 2^63.
  std::uint64_t count(std::size_t point) const;
  std::vector<Package> all_packages(std::size_t point, std::size_t most) const;

  // Every package has one in here with at least 1/factor() of what it gives anybody over their worst; 1: exact.
  double factor() const { return factor_; }
  bool complete() const { return complete_; }  // false: time ran out, and packages are missing without any bound

 private:
  template <typename Key>
  friend class FrontierBuilder;
  struct Link {
    std::uint32_t parent = 0;
    std::uint32_t option = 0;
  };
  struct Layer {
    IssueIndex issue = 0;
    std::vector<Link> links;                              // per point
    std::vector<std::pair<std::uint32_t, Link>> further;  // equal packages by point, ascending; only with ties
  };

  std::size_t size_ = 0;
  std::size_t width_ = 0;
  std::size_t issues_ = 0;
  std::vector<Int128> sums_;
  std::vector<Layer> layers_;
  double factor_ = 1;
  bool complete_ = true;
};

// Sorted by the first party's utility, then the second's …, descending. Empty where no package satisfies the clauses.
Frontier find_frontier(const FrontierRequest& request);

// The request for the whole problem: every constraint, and every position held as a red line but those in `without`.
FrontierRequest request_of(const Problem& problem, const UtilityTable& table,
                           const std::vector<std::size_t>& without = {});

}  // namespace entente::settle

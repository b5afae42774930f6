// The least costly models of a formula, one after the other: weighted MaxSAT, incremental.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "settle/sat.h"

namespace entente::settle {

// Minimises the sum of the weights of the soft literals that a model makes false, over the clauses added so far.
// Clauses may be added between calls of `next`; since that only removes models, the lower bound and the reformulation
// stay right, and a series of optima with blocking costs little more than the first.
//
// OLL (Andres and others 2012; Morgado, Dodaro and Marques-Silva 2014) with stratification left out: all soft literals
// are assumed; a core of them costs its least weight, which is taken off each; the number of false ones among the core
// becomes a totalizer whose outputs "at most k are false" are soft literals in turn, brought in one after the other.
// Cores are reduced by refuting them again and, if small, by deletion. Invariant: cost of a model = lower_bound + cost
// by the present soft literals.
class Optimum {
 public:
  // Soft literals with their weights; `variables` is the number already in use, above which the totalizers take theirs.
  Optimum(Sat& sat, int variables);

  void add_soft(int literal, std::uint64_t weight);

  // Satisfiable: the solver holds a model of least cost, which is lower_bound(). Unsatisfiable: no model is left.
  Answer next(const Stop& stop);
  std::uint64_t lower_bound() const { return lower_bound_; }

 private:
  // Counts which of `inputs` are false, in unary: outputs[k] is true where more than k are. Built up to the bound asked
  // for.
  struct Totalizer {
    std::vector<int> inputs;   // at a leaf the negated soft literal
    std::vector<int> outputs;  // made so far, from the first up
    std::size_t left = 0;
    std::size_t right = 0;
    bool leaf = true;
    std::size_t size = 0;
  };
  struct Bound {
    std::size_t totalizer;
    std::size_t at_most;  // the soft literal says: no more than this many are false
  };

  std::size_t build(std::span<const int> negated);
  void extend(std::size_t totalizer, std::size_t outputs);
  int output(std::size_t totalizer, std::size_t index);
  Answer reduce(std::vector<int>& core, const Stop& stop);
  void relax(const std::vector<int>& core);

  Sat& sat_;
  int variables_;
  std::map<int, std::uint64_t> soft_;  // literal -> weight that is left
  std::map<int, Bound> bound_of_;      // for soft literals that are totalizer outputs
  std::vector<Totalizer> totalizers_;
  std::uint64_t lower_bound_ = 0;
};

}  // namespace entente::settle

// CaDiCaL behind the few calls that the enumeration needs.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "settle/conflicts_formula.h"

namespace CaDiCaL {
class Solver;
}

namespace entente::settle {

// Asked now and then by long computations; true means: stop and give what there is. Empty: never.
using Stop = std::function<bool()>;

enum class Answer { satisfiable, unsatisfiable, stopped };

// One incremental solver. Variables come into being with their first use.
class Sat {
 public:
  // Which value a decision tries first. `prefer_true_always` keeps to it through all of the search, so that a model is
  // maximal: a variable is false only where the true decisions before it force it.
  enum class Phase { any, prefer_true_always, prefer_false_always };
  explicit Sat(Phase phase = Phase::any);
  ~Sat();
  Sat(const Sat&) = delete;
  Sat& operator=(const Sat&) = delete;

  void add(std::span<const int> clause);
  void add(std::initializer_list<int> clause) { add(std::span<const int>(clause.begin(), clause.size())); }
  void prefer(int literal);  // the value tried first for this variable alone
  void reserve(int variables);
  void assume(int literal);                     // for the next solve alone
  void constrain(std::span<const int> clause);  // a clause for the next solve alone
  Answer solve(const Stop& stop);
  bool value(int literal) const;     // after satisfiable
  bool failed(int literal) const;    // after unsatisfiable: the assumption was needed
  Model model(int variables) const;  // after satisfiable
  std::size_t solves() const { return solves_; }

 private:
  std::unique_ptr<CaDiCaL::Solver> solver_;
  std::size_t solves_ = 0;
};

}  // namespace entente::settle

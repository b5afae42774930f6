// Checks that clauses cannot be satisfied, by a list of clauses that follow from them.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace entente::certify {

// Reverse unit propagation (Goldberg and Novikov 2003; Heule, Hunt and Wetzler 2013): a clause follows where assuming
// the opposite of all its literals and drawing the consequences of clauses with one literal left ends in a broken
// clause. Every clause that follows is added; when the empty one does, there is no solution. Two literals of each
// clause are watched, and only literals that are not yet false (but for those that units made false for good). Removing
// a clause takes nothing back that was concluded from it, which is sound: what was concluded does follow from the
// clauses that were there.
class Refuter {
 public:
  void add(std::vector<int> clause);  // an axiom
  bool add_if_it_follows(std::vector<int> clause);
  bool refuted() const { return refuted_; }

 private:
  using Literal = std::uint32_t;  // 2 * variable + (negative ? 1 : 0), variables numbered as they come
  enum : signed char { unknown = 0, yes = 1, no = -1 };

  std::vector<Literal> translated(std::vector<int>& clause, bool& always_true);
  signed char value(Literal literal) const { return values_[literal]; }
  void assign(Literal literal);
  bool propagate();  // false: a clause is broken
  void undo_to(std::size_t size);
  void store(std::vector<Literal> clause);

  std::unordered_map<int, std::uint32_t> variables_;
  std::vector<std::vector<Literal>> clauses_;
  std::vector<std::vector<std::uint32_t>> watched_by_;  // clauses, by literal
  std::vector<signed char> values_;
  std::vector<Literal> trail_;
  std::size_t propagated_ = 0;
  bool refuted_ = false;
};

}  // namespace entente::certify

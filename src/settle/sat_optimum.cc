#include "settle/sat_optimum.h"

#include <algorithm>

namespace entente::settle {

Optimum::Optimum(Sat& sat, int variables) : sat_(sat), variables_(variables) {}

void Optimum::add_soft(int literal, std::uint64_t weight) { soft_[literal] += weight; }

std::size_t Optimum::build(std::span<const int> negated) {
  Totalizer node;
  node.size = negated.size();
  if (negated.size() == 1) {
    node.outputs.push_back(negated[0]);
  } else {
    node.leaf = false;
    node.left = build(negated.first(negated.size() / 2));
    node.right = build(negated.subspan(negated.size() / 2));
  }
  totalizers_.push_back(std::move(node));
  return totalizers_.size() - 1;
}

// Makes outputs[0…count): for each output k the clauses "i of the left and j of the right are true -> at least i + j
// are" with i + j = k + 1. One direction is enough, for the outputs are only ever asked to be false.
void Optimum::extend(std::size_t index, std::size_t count) {
  count = std::min(count, totalizers_[index].size);
  if (totalizers_[index].outputs.size() >= count) return;
  const std::size_t left = totalizers_[index].left;
  const std::size_t right = totalizers_[index].right;
  extend(left, count);
  extend(right, count);
  while (totalizers_[index].outputs.size() < count) {
    const std::size_t sum = totalizers_[index].outputs.size() + 1;
    const int out = ++variables_;
    if (sum > 1) sat_.add({-out, totalizers_[index].outputs.back()});
    totalizers_[index].outputs.push_back(out);
    const auto& of_left = totalizers_[left].outputs;
    const auto& of_right = totalizers_[right].outputs;
    for (std::size_t i = 0; i <= sum; ++i) {
      const std::size_t j = sum - i;
      if (i > of_left.size() || j > of_right.size()) continue;
      if (i == 0) {
        sat_.add({-of_right[j - 1], out});
      } else if (j == 0) {
        sat_.add({-of_left[i - 1], out});
      } else {
        sat_.add({-of_left[i - 1], -of_right[j - 1], out});
      }
    }
  }
}

int Optimum::output(std::size_t totalizer, std::size_t index) {
  extend(totalizer, index + 1);
  return totalizers_[totalizer].outputs[index];
}

Answer Optimum::reduce(std::vector<int>& core, const Stop& stop) {
  const auto refute = [&](const std::vector<int>& literals, std::vector<int>& smaller) {
    for (const int literal : literals) sat_.assume(literal);
    const Answer answer = sat_.solve(stop);
    if (answer == Answer::unsatisfiable) {
      smaller.clear();
      for (const int literal : literals) {
        if (sat_.failed(literal)) smaller.push_back(literal);
      }
    }
    return answer;
  };
  std::vector<int> smaller;
  while (core.size() > 1) {
    if (refute(core, smaller) == Answer::stopped) return Answer::stopped;
    if (smaller.size() == core.size()) break;
    core = smaller;
  }
  if (core.size() > 40) return Answer::unsatisfiable;
  for (std::size_t i = 0; i < core.size() && core.size() > 1;) {
    std::vector<int> without = core;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    const Answer answer = refute(without, smaller);
    if (answer == Answer::stopped) return answer;
    if (answer == Answer::unsatisfiable) {
      core = smaller;  // keeps the order, so the members before i, all needed, are still before i
    } else {
      ++i;
    }
  }
  return Answer::unsatisfiable;
}

void Optimum::relax(const std::vector<int>& core) {
  std::uint64_t least = UINT64_MAX;
  for (const int literal : core) least = std::min(least, soft_.at(literal));
  lower_bound_ = lower_bound_ > UINT64_MAX - least ? UINT64_MAX : lower_bound_ + least;
  std::vector<int> negated;
  for (const int literal : core) {
    negated.push_back(-literal);
    const auto at = soft_.find(literal);
    at->second -= least;
    if (at->second == 0) soft_.erase(at);
    if (const auto bound = bound_of_.find(literal); bound != bound_of_.end()) {
      const Bound next{bound->second.totalizer, bound->second.at_most + 1};
      if (next.at_most < totalizers_[next.totalizer].size) {
        const int looser = -output(next.totalizer, next.at_most);
        bound_of_.emplace(looser, next);
        soft_[looser] += least;
      }
    }
  }
  if (core.size() == 1) {
    sat_.add({-core[0]});
    return;
  }
  const std::size_t root = build(negated);
  const int at_most_one = -output(root, 1);
  bound_of_.emplace(at_most_one, Bound{root, 1});
  soft_[at_most_one] += least;
}

Answer Optimum::next(const Stop& stop) {
  while (true) {
    for (const auto& [literal, weight] : soft_) sat_.assume(literal);
    const Answer answer = sat_.solve(stop);
    if (answer != Answer::unsatisfiable) return answer;
    std::vector<int> core;
    for (const auto& [literal, weight] : soft_) {
      if (sat_.failed(literal)) core.push_back(literal);
    }
    if (core.empty()) return Answer::unsatisfiable;
    if (reduce(core, stop) == Answer::stopped) return Answer::stopped;
    if (core.empty()) return Answer::unsatisfiable;
    relax(core);
  }
}

}  // namespace entente::settle

#include "settle/sequence_deadlock.h"

#include <algorithm>

#include "settle/sat_optimum.h"

namespace entente::settle {
namespace {

// The needs of some of the moments, restricted to those that lie within the set, with what is struck out of it.
class Shrinking {
 public:
  Shrinking(const Blocked& blocked, const std::vector<Moment>& members)
      : members_(members), alive_count_(members.size()) {
    std::vector<std::uint32_t> local(blocked.needs.size(), UINT32_MAX);
    for (std::uint32_t i = 0; i < members.size(); ++i) local[members[i]] = i;
    whole_.assign(members.size(), 0);
    used_by_.resize(members.size());
    needs_of_.resize(members.size());
    stays_.assign(members.size(), 0);
    alive_.assign(members.size(), 1);
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      for (const Blocked::Need& need : blocked.needs[members[i]]) {
        if (std::any_of(need.any_of.begin(), need.any_of.end(), [&](Moment m) { return local[m] == UINT32_MAX; }))
          continue;
        const auto index = static_cast<std::uint32_t>(owner_.size());
        owner_.push_back(i);
        missing_.push_back(0);
        single_ = single_ && need.any_of.size() == 1;
        needs_of_[i].push_back(index);
        named_.emplace_back();
        for (const Moment m : need.any_of) {
          used_by_[local[m]].push_back(index);
          named_.back().push_back(local[m]);
        }
        ++whole_[i];
      }
    }
  }

  bool all_single() const { return single_; }

  // Strikes out members one by one, each with all that then no longer wait, unless nothing would be left: then the
  // member is in every deadlock here and stays. So do all that its need names, once it has no other need left.
  bool shrink() {
    for (std::uint32_t i = 0; i < members_.size(); ++i) {
      if (!alive_[i] || stays_[i]) continue;
      struck_.clear();
      strike(i);
      if (struck_.size() == alive_count_) {
        restore();
        keep(i);
      } else {
        alive_count_ -= struck_.size();
        for (const std::uint32_t member : struck_) {
          for (const std::uint32_t need : used_by_[member]) {
            if (stays_[owner_[need]]) keep(owner_[need]);
          }
        }
      }
      if (work_ > most_work) return false;
    }
    return true;
  }

  std::vector<Moment> left() const {
    std::vector<Moment> moments;
    for (std::uint32_t i = 0; i < members_.size(); ++i) {
      if (alive_[i]) moments.push_back(members_[i]);
    }
    return moments;
  }

  // For sets in which every need names one moment: a circle without chord.
  std::vector<Moment> chordless_circle() const {
    std::vector<std::vector<std::uint32_t>> next(members_.size());
    for (std::uint32_t to = 0; to < members_.size(); ++to) {
      for (const std::uint32_t need : used_by_[to]) next[owner_[need]].push_back(to);
    }
    // Breadth first from member 0 back to itself.
    std::vector<std::uint32_t> before(members_.size(), UINT32_MAX);
    std::vector<std::uint32_t> queue{0};
    std::uint32_t last = UINT32_MAX;
    for (std::size_t at = 0; at < queue.size() && last == UINT32_MAX; ++at) {
      for (const std::uint32_t to : next[queue[at]]) {
        if (to == 0) {
          last = queue[at];
          break;
        }
        if (before[to] != UINT32_MAX) continue;
        before[to] = queue[at];
        queue.push_back(to);
      }
    }
    std::vector<std::uint32_t> circle;
    for (std::uint32_t at = last; at != 0; at = before[at]) circle.push_back(at);
    circle.push_back(0);
    std::reverse(circle.begin(), circle.end());
    // A shortest circle has no chord that leads forward; of those that lead back the narrowest closes a circle without
    // any.
    std::vector<std::uint32_t> place(members_.size(), UINT32_MAX);
    for (std::uint32_t i = 0; i < circle.size(); ++i) place[circle[i]] = i;
    std::uint32_t from = 0;
    auto to = static_cast<std::uint32_t>(circle.size() - 1);
    for (std::uint32_t i = 0; i < circle.size(); ++i) {
      for (const std::uint32_t target : next[circle[i]]) {
        const std::uint32_t j = place[target];
        if (j != UINT32_MAX && j <= i && i - j < to - from) {
          from = j;
          to = i;
        }
      }
    }
    std::vector<Moment> moments;
    for (std::uint32_t i = from; i <= to; ++i) moments.push_back(members_[circle[i]]);
    std::sort(moments.begin(), moments.end());
    return moments;
  }

 private:
  void keep(std::uint32_t first) {
    std::vector<std::uint32_t> queue{first};
    stays_[first] = 1;
    while (!queue.empty()) {
      const std::uint32_t member = queue.back();
      queue.pop_back();
      if (whole_[member] != 1) continue;
      work_ += needs_of_[member].size();
      for (const std::uint32_t need : needs_of_[member]) {
        if (missing_[need] > 0) continue;
        for (const std::uint32_t other : named_[need]) {
          if (stays_[other]) continue;
          stays_[other] = 1;
          queue.push_back(other);
        }
      }
    }
  }

  void strike(std::uint32_t first) {
    alive_[first] = 0;
    struck_.push_back(first);
    for (std::size_t at = struck_.size() - 1; at < struck_.size(); ++at) {
      work_ += 1 + used_by_[struck_[at]].size();
      for (const std::uint32_t need : used_by_[struck_[at]]) {
        if (missing_[need]++ > 0) continue;
        const std::uint32_t member = owner_[need];
        if (--whole_[member] == 0 && alive_[member]) {
          alive_[member] = 0;
          struck_.push_back(member);
        }
      }
    }
  }

  void restore() {
    for (const std::uint32_t member : struck_) {
      alive_[member] = 1;
      for (const std::uint32_t need : used_by_[member]) {
        if (--missing_[need] == 0) ++whole_[owner_[need]];
      }
    }
  }

  const std::vector<Moment>& members_;
  std::vector<std::vector<std::uint32_t>> used_by_;   // needs that name a member
  std::vector<std::vector<std::uint32_t>> needs_of_;  // by member
  std::vector<std::vector<std::uint32_t>> named_;     // members that a need names
  std::vector<char> stays_;                           // members of every deadlock within
  std::vector<std::uint32_t> owner_;                  // of a need
  std::vector<std::uint32_t> missing_;                // of a need: how many of its moments are struck out
  std::vector<std::uint32_t> whole_;                  // of a member: needs with nothing struck out
  std::vector<char> alive_;
  std::vector<std::uint32_t> struck_;
  std::size_t alive_count_;
  std::size_t work_ = 0;
  bool single_ = true;
};

// The smallest component from which no edge leads out, in the graph that `next` gives for the moments.
template <typename Next>
std::vector<Moment> smallest_closed_component(const std::vector<Moment>& moments, std::size_t size, const Next& next) {
  std::vector<std::uint32_t> index(size, 0);
  std::vector<std::uint32_t> low(size, 0);
  std::vector<char> on_stack(size, 0);
  std::vector<char> leads_out(size, 0);
  std::vector<Moment> stack;
  std::vector<std::pair<Moment, std::size_t>> calls;
  std::vector<Moment> best;
  std::uint32_t counter = 0;
  for (const Moment root : moments) {
    if (index[root] != 0) continue;
    calls.emplace_back(root, 0);
    while (!calls.empty()) {
      auto& [moment, at] = calls.back();
      if (at == 0) {
        index[moment] = low[moment] = ++counter;
        stack.push_back(moment);
        on_stack[moment] = 1;
      }
      const std::vector<Moment>& targets = next(moment);
      if (at > 0) {  // back from the target before
        const Moment target = targets[at - 1];
        low[moment] = std::min(low[moment], low[target]);
        if (!on_stack[target]) leads_out[moment] = 1;
      }
      bool entered = false;
      while (at < targets.size()) {
        const Moment target = targets[at++];
        if (index[target] == 0) {
          calls.emplace_back(target, 0);
          entered = true;
          break;
        }
        if (on_stack[target]) {
          low[moment] = std::min(low[moment], index[target]);
        } else {
          leads_out[moment] = 1;
        }
      }
      if (entered) continue;
      const Moment done = moment;
      calls.pop_back();
      if (low[done] != index[done]) continue;
      std::vector<Moment> component;
      bool closed = true;
      while (true) {
        const Moment member = stack.back();
        stack.pop_back();
        on_stack[member] = 0;
        component.push_back(member);
        closed = closed && !leads_out[member];
        if (member == done) break;
      }
      if (closed && (best.empty() || component.size() < best.size())) best = std::move(component);
    }
  }
  std::sort(best.begin(), best.end());
  return best;
}

}  // namespace

Blocked blocked_moments(const StepGraph& graph, const std::vector<char>& reached) {
  Blocked blocked;
  blocked.needs.resize(graph.moments());
  for (Moment m = 0; m < graph.moments(); ++m) {
    if (reached[m]) continue;
    blocked.moments.push_back(m);
    for (const std::uint32_t r : graph.requirements_of[m]) {
      Blocked::Need need{r, {}};
      bool met = false;
      for (const StepIndex step : graph.requirements[r].any_of) {
        met = met || graph.is_done(step) || reached[graph.moment_of[step]];
        if (!met) need.any_of.push_back(graph.moment_of[step]);
      }
      if (met) continue;
      std::sort(need.any_of.begin(), need.any_of.end());
      need.any_of.erase(std::unique(need.any_of.begin(), need.any_of.end()), need.any_of.end());
      blocked.needs[m].push_back(std::move(need));
    }
  }
  return blocked;
}

std::optional<FoundDeadlock> one_deadlock(const StepGraph& graph, const std::vector<char>& granted) {
  std::vector<Moment> list;
  for (Moment m = 0; m < graph.moments(); ++m) {
    if (granted[m]) list.push_back(m);
  }
  const Blocked left = blocked_moments(graph, reachable_moments(graph, list));
  if (left.moments.empty()) return std::nullopt;
  std::vector<const std::vector<Moment>*> chosen(graph.moments(), nullptr);
  for (const Moment m : left.moments) {
    const auto fewest = std::min_element(left.needs[m].begin(), left.needs[m].end(), [](const auto& a, const auto& b) {
      return a.any_of.size() < b.any_of.size();
    });
    chosen[m] = &fewest->any_of;
  }
  const std::vector<Moment> component = smallest_closed_component(
      left.moments, graph.moments(), [&](Moment m) -> const std::vector<Moment>& { return *chosen[m]; });
  if (component.size() == 1) return FoundDeadlock{component, true};
  Shrinking shrinking(left, component);
  if (shrinking.all_single()) return FoundDeadlock{shrinking.chordless_circle(), true};
  const bool minimal = shrinking.shrink();
  return FoundDeadlock{shrinking.left(), minimal};
}

DeadlockList all_deadlocks(const StepGraph& graph, const Blocked& blocked, std::size_t most, const Stop& stop) {
  DeadlockList list;
  Sat sat(Sat::Phase::prefer_false_always);
  const auto member = [](Moment m) { return static_cast<int>(m) + 1; };
  int variables = static_cast<int>(graph.moments());
  std::vector<int> someone;
  std::vector<int> clause;
  for (const Moment m : blocked.moments) {
    someone.push_back(member(m));
    clause = {-member(m)};
    bool alone = false;
    for (const Blocked::Need& need : blocked.needs[m]) {
      if (need.any_of.empty()) alone = true;
      if (need.any_of.size() == 1) clause.push_back(member(need.any_of[0]));
      if (need.any_of.size() < 2) continue;
      const int whole = ++variables;
      for (const Moment other : need.any_of) sat.add({-whole, member(other)});
      clause.push_back(whole);
    }
    if (!alone) sat.add(clause);
  }
  sat.add(someone);
  Optimum optimum(sat, variables);
  for (const Moment m : blocked.moments) optimum.add_soft(-member(m), graph.steps_in[m].size());
  while (list.deadlocks.size() < most) {
    const Answer answer = optimum.next(stop);
    if (answer != Answer::satisfiable) {
      list.complete = answer == Answer::unsatisfiable;
      list.stopped = answer == Answer::stopped;
      return list;
    }
    std::vector<Moment>& deadlock = list.deadlocks.emplace_back();
    clause.clear();
    for (const Moment m : blocked.moments) {
      if (!sat.value(member(m))) continue;
      deadlock.push_back(m);
      clause.push_back(-member(m));
    }
    sat.add(clause);
  }
  list.complete = sat.solve(stop) == Answer::unsatisfiable;
  return list;
}

}  // namespace entente::settle

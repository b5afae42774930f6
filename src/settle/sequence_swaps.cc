#include "settle/sequence_swaps.h"

#include <algorithm>

#include "settle/sat_optimum.h"

namespace entente::settle {
namespace {

// The moments that can take part in a swap: each need has a moment among them.
std::vector<char> able_to_swap(const Blocked& blocked) {
  std::vector<char> able(blocked.needs.size(), 0);
  std::vector<std::vector<std::pair<Moment, std::uint32_t>>> used_by(blocked.needs.size());
  std::vector<std::vector<std::uint32_t>> left(blocked.needs.size());
  std::vector<Moment> queue;
  for (const Moment m : blocked.moments) {
    able[m] = 1;
    for (std::uint32_t i = 0; i < blocked.needs[m].size(); ++i) {
      left[m].push_back(static_cast<std::uint32_t>(blocked.needs[m][i].any_of.size()));
      for (const Moment other : blocked.needs[m][i].any_of) used_by[other].emplace_back(m, i);
      if (left[m].back() == 0 && able[m]) {
        able[m] = 0;
        queue.push_back(m);
      }
    }
  }
  while (!queue.empty()) {
    const Moment gone = queue.back();
    queue.pop_back();
    for (const auto& [m, i] : used_by[gone]) {
      if (--left[m][i] == 0 && able[m]) {
        able[m] = 0;
        queue.push_back(m);
      }
    }
  }
  return able;
}

// Follows, from one member that is able, the first able moment of each need: closed, though not the smallest.
std::vector<Moment> some_swap(const Blocked& blocked, const std::vector<char>& able, Moment member) {
  std::vector<Moment> swap{member};
  std::vector<char> in(blocked.needs.size(), 0);
  in[member] = 1;
  for (std::size_t at = 0; at < swap.size(); ++at) {
    for (const Blocked::Need& need : blocked.needs[swap[at]]) {
      if (std::any_of(need.any_of.begin(), need.any_of.end(), [&](Moment m) { return in[m] != 0; })) continue;
      const auto first = std::find_if(need.any_of.begin(), need.any_of.end(), [&](Moment m) { return able[m] != 0; });
      in[*first] = 1;
      swap.push_back(*first);
    }
  }
  std::sort(swap.begin(), swap.end());
  return swap;
}

// Strikes moments out of a closed set, each with all whose needs it leaves without any, while a wanted one is left.
// What cannot be struck out stays, and with it every moment that is the only one left for a need of one that stays: a
// circle is settled at one go. Invariant: what is alive is closed and holds a wanted moment.
class SwapShrinking {
 public:
  SwapShrinking(const Blocked& blocked, const std::vector<Moment>& swap, const std::vector<Moment>& wanted)
      : swap_(swap),
        alive_(swap.size(), 1),
        stays_(swap.size(), 0),
        wanted_(swap.size(), 0),
        used_by_(swap.size()),
        needs_of_(swap.size()) {
    std::vector<std::uint32_t> local(blocked.needs.size(), UINT32_MAX);
    for (std::uint32_t i = 0; i < swap.size(); ++i) local[swap[i]] = i;
    for (const Moment m : wanted) {
      if (local[m] == UINT32_MAX) continue;
      wanted_[local[m]] = 1;
      ++wanted_left_;
    }
    for (std::uint32_t i = 0; i < swap.size(); ++i) {
      for (const Blocked::Need& need : blocked.needs[swap[i]]) {
        const auto index = static_cast<std::uint32_t>(owner_.size());
        owner_.push_back(i);
        needs_of_[i].push_back(index);
        auto& inside = named_.emplace_back();
        for (const Moment m : need.any_of) {
          if (local[m] == UINT32_MAX) continue;
          inside.push_back(local[m]);
          used_by_[local[m]].push_back(index);
        }
        left_.push_back(static_cast<std::uint32_t>(inside.size()));
      }
    }
  }

  // False: given up, what is left may not be minimal.
  bool shrink() {
    for (std::uint32_t i = 0; i < swap_.size(); ++i) {
      if (!alive_[i] || stays_[i]) continue;
      struck_.clear();
      strike(i);
      if (wanted_left_ == 0) {
        restore();
        keep(i);
      } else {
        // What stays may have lost all but one of those that meet a need.
        for (const std::uint32_t gone : struck_) {
          for (const std::uint32_t need : used_by_[gone]) {
            if (stays_[owner_[need]] && left_[need] == 1) keep_needed_by(need);
          }
        }
      }
      if (work_ > most_work) return false;
    }
    return true;
  }

  std::vector<Moment> left() const {
    std::vector<Moment> moments;
    for (std::uint32_t i = 0; i < swap_.size(); ++i) {
      if (alive_[i]) moments.push_back(swap_[i]);
    }
    return moments;
  }

 private:
  void strike(std::uint32_t first) {
    const auto out = [&](std::uint32_t member) {
      alive_[member] = 0;
      wanted_left_ -= wanted_[member] ? 1 : 0;
      struck_.push_back(member);
    };
    out(first);
    for (std::size_t at = 0; at < struck_.size(); ++at) {
      work_ += 1 + used_by_[struck_[at]].size();
      for (const std::uint32_t need : used_by_[struck_[at]]) {
        if (--left_[need] == 0 && alive_[owner_[need]]) out(owner_[need]);
      }
    }
  }

  void restore() {
    for (const std::uint32_t member : struck_) {
      alive_[member] = 1;
      wanted_left_ += wanted_[member] ? 1 : 0;
      for (const std::uint32_t need : used_by_[member]) ++left_[need];
    }
  }

  void keep(std::uint32_t first) {
    if (stays_[first]) return;
    std::vector<std::uint32_t> queue{first};
    stays_[first] = 1;
    while (!queue.empty()) {
      const std::uint32_t member = queue.back();
      queue.pop_back();
      work_ += needs_of_[member].size();
      for (const std::uint32_t need : needs_of_[member]) {
        if (left_[need] != 1) continue;
        for (const std::uint32_t other : named_[need]) {
          if (!alive_[other] || stays_[other]) continue;
          stays_[other] = 1;
          queue.push_back(other);
        }
      }
    }
  }

  void keep_needed_by(std::uint32_t need) {
    for (const std::uint32_t other : named_[need]) {
      if (alive_[other]) keep(other);
    }
  }

  const std::vector<Moment>& swap_;
  std::vector<char> alive_;
  std::vector<char> stays_;
  std::vector<char> wanted_;
  std::vector<std::vector<std::uint32_t>> used_by_;   // needs that a member can meet
  std::vector<std::vector<std::uint32_t>> needs_of_;  // by member
  std::vector<std::vector<std::uint32_t>> named_;     // members that can meet a need
  std::vector<std::uint32_t> owner_;                  // of a need
  std::vector<std::uint32_t> left_;                   // of a need: members that can meet it and are alive
  std::vector<std::uint32_t> struck_;
  std::size_t wanted_left_ = 0;
  std::size_t work_ = 0;
};

}  // namespace

SwapList swaps_of(const StepGraph& graph, const Blocked& blocked, const std::vector<Moment>& deadlock, bool smallest,
                  std::size_t most, const Stop& stop) {
  SwapList list;
  const std::vector<char> able = able_to_swap(blocked);
  std::vector<Moment> members;
  std::copy_if(deadlock.begin(), deadlock.end(), std::back_inserter(members), [&](Moment m) { return able[m] != 0; });
  if (members.empty()) {
    list.complete = true;
    return list;
  }
  if (!smallest) {
    list.smallest = false;
    const std::vector<Moment> closed = some_swap(blocked, able, members.front());
    SwapShrinking shrinking(blocked, closed, members);
    list.minimal = shrinking.shrink();
    list.swaps.push_back(shrinking.left());
    return list;
  }
  Sat sat(Sat::Phase::prefer_false_always);
  const auto in_swap = [](Moment m) { return static_cast<int>(m) + 1; };
  std::vector<int> clause;
  Optimum optimum(sat, static_cast<int>(graph.moments()));
  for (const Moment m : blocked.moments) {
    if (!able[m]) continue;
    optimum.add_soft(-in_swap(m), graph.steps_in[m].size());
    for (const Blocked::Need& need : blocked.needs[m]) {
      clause = {-in_swap(m)};
      for (const Moment other : need.any_of) {
        if (able[other]) clause.push_back(in_swap(other));
      }
      sat.add(clause);
    }
  }
  clause.clear();
  for (const Moment m : members) clause.push_back(in_swap(m));
  sat.add(clause);
  std::uint64_t least = 0;
  while (true) {
    const Answer answer = optimum.next(stop);
    list.stopped = answer == Answer::stopped;
    if (answer == Answer::satisfiable && list.swaps.empty()) least = optimum.lower_bound();
    if (answer != Answer::satisfiable || optimum.lower_bound() > least) {
      list.complete = answer != Answer::stopped;
      return list;
    }
    if (list.swaps.size() == most) return list;
    std::vector<Moment>& swap = list.swaps.emplace_back();
    clause.clear();
    for (const Moment m : blocked.moments) {
      if (!able[m] || !sat.value(in_swap(m))) continue;
      swap.push_back(m);
      clause.push_back(-in_swap(m));
    }
    sat.add(clause);
  }
}

}  // namespace entente::settle

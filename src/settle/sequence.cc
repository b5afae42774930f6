#include "settle/sequence.h"

#include <algorithm>

#include "settle/sequence_deadlock.h"
#include "settle/sequence_schedule.h"
#include "settle/sequence_swaps.h"

namespace entente::settle {
namespace {

std::vector<StepIndex> steps_of(const StepGraph& graph, const std::vector<Moment>& moments) {
  std::vector<StepIndex> steps;
  for (const Moment m : moments) steps.insert(steps.end(), graph.steps_in[m].begin(), graph.steps_in[m].end());
  std::sort(steps.begin(), steps.end());
  return steps;
}

Deadlock describe(const StepGraph& graph, const Blocked& blocked, const std::vector<Moment>& moments) {
  Deadlock deadlock;
  deadlock.steps = steps_of(graph, moments);
  std::vector<char> member(graph.moments(), 0);
  for (const Moment m : moments) member[m] = 1;
  for (const Moment m : moments) {
    for (const Blocked::Need& need : blocked.needs[m]) {
      if (!std::all_of(need.any_of.begin(), need.any_of.end(), [&](Moment other) { return member[other] != 0; }))
        continue;
      deadlock.waits.push_back(graph.requirements[need.requirement].wait);
      break;
    }
  }
  return deadlock;
}

void add_swaps(const StepGraph& graph, const Blocked& blocked, const std::vector<Moment>& moments,
               const SequenceConfig& config, Sequence& sequence, Deadlock& deadlock) {
  const bool exact = blocked.moments.size() <= config.exact_up_to;
  const SwapList swaps = swaps_of(graph, blocked, moments, exact, config.most_swaps, config.stop);
  for (const auto& swap : swaps.swaps) deadlock.swaps.push_back(steps_of(graph, swap));
  deadlock.swaps_are_smallest = swaps.smallest;
  deadlock.swaps_are_minimal = swaps.minimal;
  deadlock.swaps_complete = swaps.complete;
  sequence.stopped = sequence.stopped || swaps.stopped;
}

void find_deadlocks(const StepGraph& graph, const Blocked& blocked, const SequenceConfig& config, Sequence& sequence) {
  std::vector<std::vector<Moment>> found;
  std::vector<char> minimal;
  if (blocked.moments.size() <= config.exact_up_to) {
    DeadlockList list = all_deadlocks(graph, blocked, config.most_deadlocks, config.stop);
    found = std::move(list.deadlocks);
    sequence.deadlocks_complete = list.complete;
    sequence.stopped = list.stopped;
  } else {
    std::vector<char> granted(graph.moments(), 0);
    sequence.deadlocks_complete = false;
    while (found.size() < config.most_deadlocks && !(config.stop && config.stop())) {
      const auto deadlock = one_deadlock(graph, granted);
      if (!deadlock) break;
      for (const Moment m : deadlock->moments) granted[m] = 1;
      found.push_back(deadlock->moments);
      minimal.push_back(deadlock->minimal ? 1 : 0);
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& moments = found[i];
    Deadlock deadlock = describe(graph, blocked, moments);
    deadlock.minimal = minimal.empty() || minimal[i] != 0;
    add_swaps(graph, blocked, moments, config, sequence, deadlock);
    sequence.deadlocks.push_back(std::move(deadlock));
  }
  std::stable_sort(sequence.deadlocks.begin(), sequence.deadlocks.end(),
                   [](const Deadlock& a, const Deadlock& b) { return a.steps.size() < b.steps.size(); });
}

// Each step that somebody waits for in vain, or with many of them those in the deadlocks that were found.
void find_guarantees(const StepGraph& graph, const Blocked& blocked, const std::vector<char>& reached,
                     const SequenceConfig& config, Sequence& sequence) {
  std::vector<Moment> candidates;
  if (blocked.moments.size() <= config.exact_up_to) {
    for (const Moment m : blocked.moments) {
      for (const Blocked::Need& need : blocked.needs[m])
        candidates.insert(candidates.end(), need.any_of.begin(), need.any_of.end());
    }
  } else {
    for (const Deadlock& deadlock : sequence.deadlocks) {
      for (const StepIndex step : deadlock.steps) candidates.push_back(graph.moment_of[step]);
      if (candidates.size() >= config.most_guarantees) break;
    }
    candidates.resize(std::min(candidates.size(), config.most_guarantees));
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  Unlocking unlocking(graph, reached);
  for (const Moment candidate : candidates) {
    if (config.stop && config.stop()) {
      sequence.stopped = true;
      break;
    }
    const std::vector<Moment> unlocked = unlocking.unlocked_by(candidate);
    if (!unlocked.empty())
      sequence.guarantees.push_back({graph.steps_in[candidate].front(), steps_of(graph, unlocked)});
  }
  std::stable_sort(sequence.guarantees.begin(), sequence.guarantees.end(),
                   [](const Guarantee& a, const Guarantee& b) { return a.unlocks.size() > b.unlocks.size(); });
  if (sequence.guarantees.size() > config.most_guarantees) sequence.guarantees.resize(config.most_guarantees);
}

}  // namespace

Sequence sequence_of(const Problem& problem, const SequenceConfig& config) {
  Sequence sequence;
  const StepGraph graph = step_graph(problem);
  const std::vector<char> reached = reachable_moments(graph);
  for (Moment m = 0; m < graph.moments(); ++m) {
    const auto& needs = graph.requirements_of[m];
    const bool free = std::all_of(needs.begin(), needs.end(), [&](std::uint32_t r) {
      const auto& any_of = graph.requirements[r].any_of;
      return std::any_of(any_of.begin(), any_of.end(), [&](StepIndex s) { return graph.is_done(s); });
    });
    auto& list = sequence.can_start;
    if (free) list.insert(list.end(), graph.steps_in[m].begin(), graph.steps_in[m].end());
  }
  std::sort(sequence.can_start.begin(), sequence.can_start.end());
  schedule(graph, reached, config.stop, sequence);
  const Blocked blocked = blocked_moments(graph, reached);
  sequence.blocked = steps_of(graph, blocked.moments);
  if (blocked.moments.empty()) return sequence;
  find_deadlocks(graph, blocked, config, sequence);
  find_guarantees(graph, blocked, reached, config, sequence);
  return sequence;
}

}  // namespace entente::settle

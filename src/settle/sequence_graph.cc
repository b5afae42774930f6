#include "settle/sequence_graph.h"

#include <algorithm>
#include <numeric>

namespace entente::settle {
namespace {

class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0u); }
  std::uint32_t find(std::uint32_t x) {
    while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
    return x;
  }
  void unite(std::uint32_t a, std::uint32_t b) { parent_[std::max(find(a), find(b))] = std::min(find(a), find(b)); }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace

StepGraph step_graph(const Problem& problem) {
  const std::vector<Step>& steps = problem.steps;
  StepGraph graph;
  UnionFind groups(steps.size());
  for (StepIndex step = 0; step < steps.size(); ++step) {
    graph.days.push_back(steps[step].days);
    for (const StepIndex other : steps[step].together) {
      if (!steps[step].done && !steps[other].done) groups.unite(step, other);
    }
  }
  graph.moment_of.assign(steps.size(), StepGraph::none);
  for (StepIndex step = 0; step < steps.size(); ++step) {
    if (steps[step].done) continue;
    const StepIndex first = groups.find(step);  // the least of its group
    if (first == step) {
      graph.moment_of[step] = static_cast<Moment>(graph.steps_in.size());
      graph.steps_in.emplace_back();
    }
    graph.moment_of[step] = graph.moment_of[first];
    graph.steps_in[graph.moment_of[step]].push_back(step);
  }
  graph.requirements_of.resize(graph.moments());
  graph.requirements_with.resize(steps.size());
  for (StepIndex step = 0; step < steps.size(); ++step) {
    if (steps[step].done) continue;
    const Moment moment = graph.moment_of[step];
    for (std::uint32_t i = 0; i < steps[step].waits.size(); ++i) {
      const Wait& wait = steps[step].waits[i];
      const auto& any_of = wait.any_of;
      const auto inside = [&](StepIndex s) { return graph.moment_of[s] == moment; };
      const auto met = [&](StepIndex s) { return steps[s].done; };
      if (std::any_of(any_of.begin(), any_of.end(), inside)) continue;
      if (!wait.within_days && std::any_of(any_of.begin(), any_of.end(), met)) continue;
      const auto index = static_cast<std::uint32_t>(graph.requirements.size());
      Requirement requirement{moment, {step, i}, any_of, wait.within_days.value_or(-1)};
      std::sort(requirement.any_of.begin(), requirement.any_of.end());
      requirement.any_of.erase(std::unique(requirement.any_of.begin(), requirement.any_of.end()),
                               requirement.any_of.end());
      graph.requirements_of[moment].push_back(index);
      for (const StepIndex s : requirement.any_of) graph.requirements_with[s].push_back(index);
      graph.requirements.push_back(std::move(requirement));
    }
  }
  return graph;
}

std::vector<char> reachable_moments(const StepGraph& graph, const std::vector<Moment>& granted) {
  std::vector<char> reached(graph.moments(), 0);
  std::vector<std::uint32_t> open(graph.moments());
  std::vector<char> met(graph.requirements.size(), 0);
  std::vector<Moment> queue;
  const auto reach = [&](Moment moment) {
    if (reached[moment]) return;
    reached[moment] = 1;
    queue.push_back(moment);
  };
  for (Moment m = 0; m < graph.moments(); ++m) open[m] = static_cast<std::uint32_t>(graph.requirements_of[m].size());
  const auto meet = [&](std::uint32_t requirement) {
    if (met[requirement]) return;
    met[requirement] = 1;
    const Moment moment = graph.requirements[requirement].moment;
    if (--open[moment] == 0) reach(moment);
  };
  for (const Moment moment : granted) reach(moment);
  for (StepIndex step = 0; step < graph.steps(); ++step) {
    if (!graph.is_done(step)) continue;
    for (const std::uint32_t requirement : graph.requirements_with[step]) meet(requirement);
  }
  for (Moment m = 0; m < graph.moments(); ++m) {
    if (open[m] == 0) reach(m);
  }
  while (!queue.empty()) {
    const Moment moment = queue.back();
    queue.pop_back();
    for (const StepIndex step : graph.steps_in[moment]) {
      for (const std::uint32_t requirement : graph.requirements_with[step]) meet(requirement);
    }
  }
  return reached;
}

Unlocking::Unlocking(const StepGraph& graph, const std::vector<char>& reached)
    : graph_(graph), reached_(reached), met_(graph.requirements.size(), 0), open_(graph.moments(), 0) {
  for (std::uint32_t r = 0; r < graph.requirements.size(); ++r) {
    const Requirement& requirement = graph.requirements[r];
    const bool met = std::any_of(requirement.any_of.begin(), requirement.any_of.end(),
                                 [&](StepIndex step) { return graph.is_done(step) || reached[graph.moment_of[step]]; });
    met_[r] = met ? 1 : 0;
    if (!met) ++open_[requirement.moment];
  }
}

std::vector<Moment> Unlocking::unlocked_by(Moment granted) {
  std::vector<Moment> came{granted};
  std::vector<std::uint32_t> now_met;
  reached_[granted] = 1;
  for (std::size_t at = 0; at < came.size(); ++at) {
    for (const StepIndex step : graph_.steps_in[came[at]]) {
      for (const std::uint32_t r : graph_.requirements_with[step]) {
        if (met_[r]) continue;
        met_[r] = 1;
        now_met.push_back(r);
        const Moment moment = graph_.requirements[r].moment;
        if (--open_[moment] > 0 || reached_[moment]) continue;
        reached_[moment] = 1;
        came.push_back(moment);
      }
    }
  }
  for (const std::uint32_t r : now_met) {
    met_[r] = 0;
    ++open_[graph_.requirements[r].moment];
  }
  for (const Moment moment : came) reached_[moment] = 0;
  came.erase(came.begin());
  std::sort(came.begin(), came.end());
  return came;
}

}  // namespace entente::settle

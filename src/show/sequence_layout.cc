#include "show/sequence_layout.h"

#include <algorithm>
#include <cstdint>

namespace entente::show {
namespace {

using Targets = std::vector<std::vector<std::size_t>>;

// The arrows without those that close a circle.
Targets without_circles(const Targets& targets) {
  const std::size_t size = targets.size();
  std::vector<std::size_t> coming(size, 0);
  for (const auto& list : targets) {
    for (const std::size_t to : list) ++coming[to];
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < size; ++i) {
    if (coming[i] == 0) order.push_back(i);
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (coming[i] != 0) order.push_back(i);
  }
  enum : std::uint8_t { fresh, on_path, done };
  std::vector<std::uint8_t> state(size, fresh);
  Targets kept(size);
  std::vector<std::pair<std::size_t, std::size_t>> path;
  for (const std::size_t root : order) {
    if (state[root] != fresh) continue;
    path.emplace_back(root, 0);
    state[root] = on_path;
    while (!path.empty()) {
      auto& [node, at] = path.back();
      if (at == targets[node].size()) {
        state[node] = done;
        path.pop_back();
        continue;
      }
      const std::size_t to = targets[node][at++];
      if (state[to] == on_path) continue;
      kept[node].push_back(to);
      if (state[to] == fresh) {
        state[to] = on_path;
        path.emplace_back(to, 0);
      }
    }
  }
  return kept;
}

std::vector<std::size_t> layers_of(const Targets& targets) {
  std::vector<std::size_t> layer(targets.size(), 0);
  std::vector<std::size_t> coming(targets.size(), 0);
  for (const auto& list : targets) {
    for (const std::size_t to : list) ++coming[to];
  }
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (coming[i] == 0) ready.push_back(i);
  }
  while (!ready.empty()) {
    const std::size_t node = ready.back();
    ready.pop_back();
    for (const std::size_t to : targets[node]) {
      layer[to] = std::max(layer[to], layer[node] + 1);
      if (--coming[to] == 0) ready.push_back(to);
    }
  }
  return layer;
}

}  // namespace

std::vector<LayeredNode> layered(const Targets& targets) {
  const Targets forward = without_circles(targets);
  const std::vector<std::size_t> layer = layers_of(forward);
  std::vector<std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    rows.resize(std::max(rows.size(), layer[i] + 1));
    rows[layer[i]].push_back(i);
  }
  std::vector<std::vector<std::size_t>> neighbours(targets.size());
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (const std::size_t to : targets[i]) {
      neighbours[i].push_back(to);
      neighbours[to].push_back(i);
    }
  }
  std::vector<double> place(targets.size(), 0);
  const auto number = [&](const std::vector<std::size_t>& list) {
    for (std::size_t row = 0; row < list.size(); ++row) {
      place[list[row]] = static_cast<double>(row) - static_cast<double>(list.size() - 1) / 2;
    }
  };
  for (const auto& list : rows) number(list);
  constexpr int sweeps = 8;
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    for (std::size_t l = 0; l < rows.size(); ++l) {
      auto& list = rows[sweep % 2 == 0 ? l : rows.size() - 1 - l];
      std::vector<std::pair<double, std::size_t>> keyed;
      for (const std::size_t node : list) {
        double sum = 0;
        for (const std::size_t other : neighbours[node]) sum += place[other];
        const double mean = neighbours[node].empty() ? place[node] : sum / static_cast<double>(neighbours[node].size());
        keyed.emplace_back(mean, node);
      }
      std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      for (std::size_t i = 0; i < list.size(); ++i) list[i] = keyed[i].second;
      number(list);
    }
  }
  std::vector<LayeredNode> nodes(targets.size());
  for (std::size_t l = 0; l < rows.size(); ++l) {
    for (std::size_t row = 0; row < rows[l].size(); ++row) nodes[rows[l][row]] = {l, row};
  }
  return nodes;
}

}  // namespace entente::show

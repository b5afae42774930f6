#include "read/stories_cluster.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <unordered_map>

namespace entente::read {
namespace {

std::vector<Cluster> in_order(std::vector<Cluster> clusters) {
  std::erase_if(clusters, [](const Cluster& cluster) { return cluster.empty(); });
  for (Cluster& cluster : clusters) std::sort(cluster.begin(), cluster.end());
  std::sort(clusters.begin(), clusters.end());
  return clusters;
}

struct Merge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  float similarity = 0;
};

// All merges of the dendrogram, each cluster named by its lesser first member.
std::vector<Merge> dendrogram(SimilarityMatrix& similarities) {
  const std::size_t n = similarities.size;
  std::vector<char> alive(n, 1);
  std::vector<float> sizes(n, 1.0F);
  std::vector<std::uint32_t> chain;
  std::vector<Merge> merges;
  std::size_t first_alive = 0;
  while (merges.size() + 1 < n) {
    if (chain.empty()) {
      while (alive[first_alive] == 0) ++first_alive;
      chain.push_back(static_cast<std::uint32_t>(first_alive));
    }
    const std::uint32_t top = chain.back();
    // The one before wins ties, so that the chain ends.
    std::uint32_t nearest = chain.size() > 1 ? chain[chain.size() - 2] : top;
    float greatest = nearest == top ? -std::numeric_limits<float>::infinity() : similarities.at(top, nearest);
    for (std::uint32_t other = 0; other < n; ++other) {
      if (alive[other] == 0 || other == top) continue;
      if (similarities.at(top, other) > greatest) {
        greatest = similarities.at(top, other);
        nearest = other;
      }
    }
    if (chain.size() < 2 || nearest != chain[chain.size() - 2]) {
      chain.push_back(nearest);
      continue;
    }
    chain.resize(chain.size() - 2);
    const std::uint32_t kept = std::min(top, nearest);
    const std::uint32_t gone = std::max(top, nearest);
    merges.push_back({kept, gone, greatest});
    alive[gone] = 0;
    const float total = sizes[kept] + sizes[gone];
    for (std::size_t other = 0; other < n; ++other) {
      if (alive[other] == 0 || other == kept) continue;
      similarities.set(
          kept, other,
          (similarities.at(kept, other) * sizes[kept] + similarities.at(gone, other) * sizes[gone]) / total);
    }
    sizes[kept] = total;
  }
  return merges;
}

}  // namespace

std::vector<Cluster> average_link(SimilarityMatrix similarities, float threshold) {
  const std::size_t n = similarities.size;
  std::vector<Cluster> clusters(n);
  for (std::uint32_t i = 0; i < n; ++i) clusters[i] = {i};
  if (n < 2) return clusters;
  // Every merge at or above the threshold stands below the cut: similarities only fall towards the root.
  for (const Merge& merge : dendrogram(similarities)) {
    if (merge.similarity < threshold) continue;
    clusters[merge.a].insert(clusters[merge.a].end(), clusters[merge.b].begin(), clusters[merge.b].end());
    clusters[merge.b].clear();
  }
  return in_order(std::move(clusters));
}

std::vector<Cluster> sparse_average_link(std::size_t size, const std::vector<WeightedEdge>& edges, float threshold) {
  std::vector<Cluster> clusters(size);
  std::vector<std::unordered_map<std::uint32_t, double>> sums(size);  // of the similarities to each other cluster
  for (std::uint32_t i = 0; i < size; ++i) clusters[i] = {i};
  struct Candidate {
    float average;
    std::uint32_t a;
    std::uint32_t b;
    bool operator<(const Candidate& other) const {
      if (average != other.average) return average < other.average;
      return std::pair(a, b) > std::pair(other.a, other.b);
    }
  };
  std::priority_queue<Candidate> queue;
  auto average = [&](std::uint32_t a, std::uint32_t b, double sum) {
    return static_cast<float>(sum /
                              (static_cast<double>(clusters[a].size()) * static_cast<double>(clusters[b].size())));
  };
  for (const WeightedEdge& edge : edges) {
    sums[edge.a][edge.b] = edge.similarity;
    sums[edge.b][edge.a] = edge.similarity;
  }
  for (const WeightedEdge& edge : edges) {
    if (edge.similarity >= threshold) queue.push({edge.similarity, std::min(edge.a, edge.b), std::max(edge.a, edge.b)});
  }
  while (!queue.empty()) {
    const Candidate best = queue.top();
    queue.pop();
    if (clusters[best.a].empty() || clusters[best.b].empty()) continue;
    const auto at = sums[best.a].find(best.b);
    if (at == sums[best.a].end()) continue;
    // The entry may be of a time when the clusters were smaller and their average greater: it waits for its turn again.
    const float actual = average(best.a, best.b, at->second);
    if (actual != best.average) {
      if (actual < best.average && actual >= threshold) queue.push({actual, best.a, best.b});
      continue;
    }
    const bool a_is_kept = sums[best.a].size() >= sums[best.b].size();
    const std::uint32_t kept = a_is_kept ? best.a : best.b;
    const std::uint32_t gone = a_is_kept ? best.b : best.a;
    clusters[kept].insert(clusters[kept].end(), clusters[gone].begin(), clusters[gone].end());
    clusters[gone].clear();
    sums[kept].erase(gone);
    for (const auto& [other, sum] : sums[gone]) {
      if (other == kept) continue;
      sums[other].erase(gone);
      const double together = sums[kept][other] += sum;
      sums[other][kept] = together;
      // Of kept's other neighbours the averages only fell: their older entries stand in the queue already.
      const float now = average(kept, other, together);
      if (now >= threshold) queue.push({now, std::min(kept, other), std::max(kept, other)});
    }
    sums[gone].clear();
  }
  return in_order(std::move(clusters));
}

}  // namespace entente::read

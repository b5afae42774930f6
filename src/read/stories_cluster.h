// Average-link clustering, cut at a threshold. Private to the room.
#pragma once

#include <cstdint>
#include <vector>

namespace entente::read {

using Cluster = std::vector<std::uint32_t>;  // ascending

// Similarities of `size` things, the whole symmetric matrix, row by row; the diagonal is not looked at.
struct SimilarityMatrix {
  std::size_t size = 0;
  std::vector<float> values;
  float at(std::size_t i, std::size_t j) const { return values[i * size + j]; }
  void set(std::size_t i, std::size_t j, float value) { values[i * size + j] = values[j * size + i] = value; }
};

// Merges the two clusters of the greatest average similarity again and again while that is at least `threshold`. Done
// as a nearest-neighbour chain (Benzécri 1982): average link is reducible, so the merges are the same and the cost is
// O(n²). Clusters are ordered by their first members. Ties are broken by the order of the things.
std::vector<Cluster> average_link(SimilarityMatrix similarities, float threshold);

struct WeightedEdge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  float similarity = 0;
};

// The same for many things of which few pairs are similar: pairs that are not listed count as 0. O(e log e) for e
// edges.
std::vector<Cluster> sparse_average_link(std::size_t size, const std::vector<WeightedEdge>& edges, float threshold);

}  // namespace entente::read

// Places for the steps of a sequence, in layers.
#pragma once

#include <cstddef>
#include <vector>

namespace entente::show {

struct LayeredNode {
  std::size_t layer = 0;
  std::size_t row = 0;  // within the layer
};

// `targets[i]` are the nodes that arrows lead to from i; circles are allowed. Layers are longest paths without the
// arrows that close a circle in a depth-first walk from the nodes nothing leads to; rows by the mean place of
// neighbours. Linear for each of a fixed number of sweeps, but for the sorting.
std::vector<LayeredNode> layered(const std::vector<std::vector<std::size_t>>& targets);

}  // namespace entente::show

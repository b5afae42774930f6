// The simplest things that can be right: Jaccard similarity by sets of word runs, and average link by trying every pair
// of clusters again after each merge, averages taken afresh. O(n^4) and slow.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace entente::oracle {

double jaccard(std::string_view a, std::string_view b, std::size_t run);
std::vector<std::vector<std::uint32_t>> average_link(const std::vector<std::vector<double>>& similarity,
                                                     double threshold);

}  // namespace entente::oracle

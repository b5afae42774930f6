// The slow and plain way to put phrases into issues: every pair of bags is compared.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entente::oracle {

// For each list of terms, a number that is the same for terms of the same issue; numbers start at 0 in the order of the
// lists. Bags are visited by frequency, size and alphabet; each joins the most similar leader at or above the
// threshold. O(n²) for n distinct bags.
std::vector<std::uint32_t> issue_clusters(const std::vector<std::vector<std::string>>& terms, double threshold);

// The same partition with its numbers made canonical: 0 for the first issue met, 1 for the next.
std::vector<std::uint32_t> canonical(const std::vector<std::uint32_t>& groups);

}  // namespace entente::oracle

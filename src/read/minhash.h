// MinHash of a shingle set, cut into the keys of locality-sensitive hashing. Private to the room.
#pragma once

#include <array>
#include <cstdint>

#include "read/shingles.h"

namespace entente::read {

// 128 minima, each equal for two sets with probability of their Jaccard similarity, in 32 bands of four: two sets of
// similarity s share a band with probability 1 − (1 − s⁴)³² (0.9998 at 0.7, 0.87 at 0.5, 0.05 at 0.2).
//
// The minima come from one-permutation hashing (Li, Owen, Zhang, "One Permutation Hashing", NIPS 2012) in eight rounds
// of sixteen bins: a shingle is hashed eight times instead of 128, and the bins of a round stay full for sets of some
// thirty shingles. An empty bin borrows from a full one by a fixed random walk over the bins (Shrivastava, "Optimal
// Densification", ICML 2017). The four minima of a band come from four different rounds, so they are nearly
// independent.
inline constexpr std::size_t minhash_bands = 32;
using MinHashKeys = std::array<std::uint32_t, minhash_bands>;

// Zeros for an empty set. O(8 n).
MinHashKeys minhash_keys(const ShingleSet& shingles);

// All minima, of which the keys are made: for estimating a similarity.
inline constexpr std::size_t minhash_size = 128;
using MinHash = std::array<std::uint32_t, minhash_size>;
MinHash minhash_of(const ShingleSet& shingles);

}  // namespace entente::read

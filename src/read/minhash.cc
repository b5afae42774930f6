#include "read/minhash.h"

#include <limits>

namespace entente::read {
namespace {

constexpr std::size_t rounds = 8;
constexpr std::size_t bins = 16;
static_assert(rounds * bins == minhash_size);
constexpr std::uint32_t empty = std::numeric_limits<std::uint32_t>::max();

// One odd multiplier a round; the product's upper half is the hash (multiply-shift), once more spread by a xor.
constexpr std::uint64_t multipliers[rounds] = {0x9e3779b97f4a7c15ULL, 0xc2b2ae3d27d4eb4fULL, 0xd6e8feb86659fd93ULL,
                                               0xff51afd7ed558ccdULL, 0xc4ceb9fe1a85ec53ULL, 0x94d049bb133111ebULL,
                                               0xbf58476d1ce4e5b9ULL, 0xa0761d6478bd642fULL};

std::uint32_t hash_in_round(std::uint32_t shingle, std::size_t round) {
  std::uint64_t x = (shingle + 0x9e3779b9ULL * (round + 1)) * multipliers[round];
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  return static_cast<std::uint32_t>(x >> 32);
}

// Fills the empty bins of a round from full ones; which bin lends depends on the bin and the attempt alone.
void densify(std::uint32_t* round_bins, std::size_t round) {
  const std::array<std::uint32_t, bins> before = [&] {
    std::array<std::uint32_t, bins> copy;
    for (std::size_t i = 0; i < bins; ++i) copy[i] = round_bins[i];
    return copy;
  }();
  for (std::size_t i = 0; i < bins; ++i) {
    for (std::uint64_t attempt = 1; round_bins[i] == empty; ++attempt) {
      const std::size_t lender = mix((round << 40) ^ (i << 20) ^ attempt) % bins;
      if (before[lender] != empty) round_bins[i] = before[lender] ^ static_cast<std::uint32_t>(attempt << 28);
    }
  }
}

}  // namespace

MinHash minhash_of(const ShingleSet& shingles) {
  MinHash minima;
  if (shingles.empty()) {
    minima.fill(0);
    return minima;
  }
  minima.fill(empty);
  for (const std::uint32_t shingle : shingles) {
    for (std::size_t round = 0; round < rounds; ++round) {
      const std::uint32_t hash = hash_in_round(shingle, round);
      std::uint32_t& least = minima[round * bins + (hash >> 28)];
      const std::uint32_t value = hash & 0x0fffffffU;
      if (value < least) least = value;
    }
  }
  for (std::size_t round = 0; round < rounds; ++round) densify(&minima[round * bins], round);
  return minima;
}

MinHashKeys minhash_keys(const ShingleSet& shingles) {
  MinHashKeys keys{};
  if (shingles.empty()) return keys;
  const MinHash minima = minhash_of(shingles);
  for (std::size_t band = 0; band < minhash_bands; ++band) {
    std::uint64_t key = band;
    for (std::size_t row = 0; row < 4; ++row) {
      const std::size_t round = 2 * row + band / bins;
      key = mix(key * 0x9e3779b97f4a7c15ULL + minima[round * bins + band % bins]);
    }
    keys[band] = static_cast<std::uint32_t>(key >> 32);
  }
  return keys;
}

}  // namespace entente::read

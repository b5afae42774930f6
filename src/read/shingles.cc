#include "read/shingles.h"

#include <algorithm>

namespace entente::read {
namespace {

constexpr std::uint64_t multipliers[shingle_words] = {0x9e3779b97f4a7c15ULL, 0xbf58476d1ce4e5b9ULL,
                                                      0x94d049bb133111ebULL, 0xd6e8feb86659fd93ULL};

void sort_unique(ShingleSet& set) {
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

}  // namespace

Shingles shingles_of(std::span<const StoryWord> words) {
  Shingles result;
  if (words.empty()) return result;
  const std::size_t length = std::min(words.size(), shingle_words);
  result.all.reserve(words.size());
  for (std::size_t i = 0; i + length <= words.size(); ++i) {
    std::uint64_t sum = 0;
    bool quoted = true;
    for (std::size_t j = 0; j < length; ++j) {
      sum += words[i + j].hash * multipliers[j];
      quoted = quoted && words[i + j].quoted;
    }
    const auto shingle = static_cast<std::uint32_t>(mix(sum) >> 32);
    result.all.push_back(shingle);
    if (quoted) result.quoted.push_back(shingle);
  }
  sort_unique(result.all);
  sort_unique(result.quoted);
  return result;
}

std::size_t common_shingles(const ShingleSet& a, const ShingleSet& b) {
  std::size_t common = 0;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() && y != b.end()) {
    const auto p = *x;
    const auto q = *y;
    common += p == q;
    x += p <= q;
    y += q <= p;
  }
  return common;
}

Overlap overlap_of(const Shingles& a, const Shingles& b) {
  return overlap_of(a, b, common_shingles(a.all, b.all), common_shingles(a.quoted, b.quoted));
}

Overlap overlap_of(const Shingles& a, const Shingles& b, std::size_t common, std::size_t quoted) {
  Overlap result;
  if (a.all.empty() || b.all.empty()) return result;
  const auto shared = static_cast<double>(common);
  const double smaller = static_cast<double>(std::min(a.all.size(), b.all.size()));
  result.jaccard = shared / (static_cast<double>(a.all.size() + b.all.size()) - shared);
  result.containment = shared / smaller;
  result.reused = common - quoted;
  const double prose = static_cast<double>(std::min(a.all.size() - a.quoted.size(), b.all.size() - b.quoted.size()));
  if (prose > 0) result.reuse = std::min(1.0, static_cast<double>(common - quoted) / prose);
  return result;
}

}  // namespace entente::read

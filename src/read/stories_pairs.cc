#include "read/stories_pairs.h"

#include <algorithm>
#include <utility>

namespace entente::read {
namespace {

constexpr std::uint32_t range_bits = 26;  // of a hash: 64 ranges, so that what is sorted at a time stays small

// Calls of_run(entries of one hash) for each hash that two documents or more have, in the order of the hashes.
// `entry_at(document, n)` is a document's n-th entry, ascending by `hash`; `size_of` how many it has.
template <typename Entry, typename SizeOf, typename EntryAt, typename OfRun>
void for_runs(std::size_t documents, SizeOf size_of, EntryAt entry_at, OfRun of_run) {
  std::vector<std::size_t> next(documents, 0);
  std::vector<Entry> entries;
  for (std::uint64_t end = std::uint64_t{1} << range_bits; end <= std::uint64_t{1} << 32;
       end += std::uint64_t{1} << range_bits) {
    entries.clear();
    for (std::size_t d = 0; d < documents; ++d) {
      for (; next[d] < size_of(d); ++next[d]) {
        const Entry entry = entry_at(d, next[d]);
        if (entry.hash >= end) break;
        entries.push_back(entry);
      }
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return a.hash != b.hash ? a.hash < b.hash : a.document < b.document;
    });
    for (std::size_t first = 0; first < entries.size();) {
      std::size_t last = first + 1;
      while (last < entries.size() && entries[last].hash == entries[first].hash) ++last;
      if (last - first > 1) of_run(std::span<const Entry>(entries).subspan(first, last - first));
      first = last;
    }
  }
}

struct ShingleEntry {
  std::uint32_t hash = 0;
  std::uint32_t document = 0;
};

struct TermEntry {
  std::uint32_t hash = 0;
  std::uint32_t document = 0;
  float weight = 0;
};

std::vector<std::uint32_t> common_counts(const std::vector<const Shingles*>& documents, ShingleSet Shingles::* set) {
  const std::size_t n = documents.size();
  std::vector<std::uint32_t> counts(n * n, 0);
  for_runs<ShingleEntry>(
      n, [&](std::size_t d) { return (documents[d]->*set).size(); },
      [&](std::size_t d, std::size_t at) {
        return ShingleEntry{(documents[d]->*set)[at], static_cast<std::uint32_t>(d)};
      },
      [&](std::span<const ShingleEntry> run) {
        for (std::size_t j = 1; j < run.size(); ++j) {
          std::uint32_t* row = &counts[run[j].document * n];
          for (std::size_t i = 0; i < j; ++i) ++row[run[i].document];
        }
      });
  return counts;
}

}  // namespace

Pairwise::Pairwise(std::vector<const Shingles*> shingles, const std::vector<const Vector*>& vectors)
    : size_(shingles.size()),
      shingles_(std::move(shingles)),
      all_(common_counts(shingles_, &Shingles::all)),
      quoted_(common_counts(shingles_, &Shingles::quoted)),
      cosines_(size_ * size_, 0) {
  for_runs<TermEntry>(
      size_, [&](std::size_t d) { return vectors[d]->size(); },
      [&](std::size_t d, std::size_t at) {
        const WeightedTerm& term = (*vectors[d])[at];
        return TermEntry{term.hash, static_cast<std::uint32_t>(d), term.weight};
      },
      [&](std::span<const TermEntry> run) {
        for (std::size_t j = 1; j < run.size(); ++j) {
          double* row = &cosines_[run[j].document * size_];
          const auto weight = static_cast<double>(run[j].weight);
          for (std::size_t i = 0; i < j; ++i) row[run[i].document] += static_cast<double>(run[i].weight) * weight;
        }
      });
}

Overlap Pairwise::overlap(std::size_t i, std::size_t j) const {
  if (i == j) return overlap_of(*shingles_[i], *shingles_[j]);
  return overlap_of(*shingles_[i], *shingles_[j], all_[place(i, j)], quoted_[place(i, j)]);
}

}  // namespace entente::read

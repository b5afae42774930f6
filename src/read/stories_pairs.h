// What each two of a few hundred documents have in common. Private to the room.
//
// Instead of merging every two documents' sets, all sets are laid together in the order of their hashes: a run of equal
// hashes tells which documents share a word or a shingle, and most runs have one document alone. The sums are those of
// a merge, term by term in the same order, so the answers are the same to the last bit. Cost: sorting all entries, and
// a step for each pair of documents of each run; memory n² counts and sums and 1/64 of the entries.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "read/shingles.h"
#include "read/stories_vectors.h"

namespace entente::read {

class Pairwise {
 public:
  // The documents' shingles and vectors, by place; they must outlast the object.
  Pairwise(std::vector<const Shingles*> shingles, const std::vector<const Vector*>& vectors);

  Overlap overlap(std::size_t i, std::size_t j) const;
  std::size_t common_quoted(std::size_t i, std::size_t j) const { return quoted_[place(i, j)]; }
  double cosine(std::size_t i, std::size_t j) const { return cosines_[place(i, j)]; }

 private:
  std::size_t place(std::size_t i, std::size_t j) const { return i < j ? j * size_ + i : i * size_ + j; }

  std::size_t size_;
  std::vector<const Shingles*> shingles_;
  std::vector<std::uint32_t> all_;
  std::vector<std::uint32_t> quoted_;
  std::vector<double> cosines_;
};

}  // namespace entente::read

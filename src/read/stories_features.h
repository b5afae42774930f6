// What the grouping of stories knows of a document, and how similar two are. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/date.h"
#include "read/minhash.h"
#include "read/read.h"
#include "read/shingles.h"
#include "read/stories_meanings.h"
#include "read/stories_pairs.h"
#include "read/stories_vectors.h"
#include "read/witnesses_sources.h"

namespace entente::read {

// Documents with the same words in title and text.
struct Features {
  std::uint64_t key = 0;
  std::uint64_t words_hash = 0;  // of the text alone
  Shingles shingles;
  MinHashKeys bands{};
  std::vector<Term> terms;
  Vector vector;
  Meaning meaning;             // of the title, as StoryDocument has it; may be empty
  Meaning own_meaning;         // the same without what the titles of the dossier have in common
  std::int64_t first_day = 0;  // of publication; after last_day while none is known
  std::int64_t last_day = -1;
};

// What a document tells of where it comes from.
struct Told {
  std::uint64_t identity = 0;
  std::uint32_t class_number = 0;
  Date published;
  std::string outlet;
  std::vector<SourceName> stated;
};

// All of a document that needs its text: made without the index, so in any thread.
struct Prepared {
  Features features;
  Told told;
};

Prepared prepare(const StoryDocument& document, StemHashes& stems, const SourceFinder& sources);

// Where the common shingles and the cosine of two documents come from: a merge of their sets, or a Pairwise that has
// them counted already.
struct Merged {
  const Features& a;
  const Features& b;
  Overlap overlap() const { return overlap_of(a.shingles, b.shingles); }
  std::size_t common_quoted() const { return common_shingles(a.shingles.quoted, b.shingles.quoted); }
  double cosine() const { return read::cosine(a.vector, b.vector); }
};
struct Counted {
  const Pairwise& pairs;
  std::size_t i, j;
  Overlap overlap() const { return pairs.overlap(i, j); }
  std::size_t common_quoted() const { return pairs.common_quoted(i, j); }
  double cosine() const { return pairs.cosine(i, j); }
};

// 0–1: the cosine of the weighted vocabularies, less what two documents of this dossier have in common anyhow
// (`background`), damped by the days between publications and raised by shared quotations; for copies the share of
// common shingles, if greater. Titles raise or lower it by how near their own meanings are.
float similarity(const Features& a, const Features& b, const Merged& common, double background, bool may_be_copies);
float similarity(const Features& a, const Features& b, const Counted& common, double background, bool may_be_copies);

}  // namespace entente::read

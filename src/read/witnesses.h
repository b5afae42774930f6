// Who took a story from whom, and which of its documents go back to one origin. Private to the room.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/story.h"
#include "read/shingles.h"
#include "read/witnesses_sources.h"

namespace entente::read {

// A document of a story as this stage sees it.
struct Teller {
  std::uint32_t document = 0;
  std::uint64_t identity = 0;    // of all that the document is: orders what nothing else orders
  std::uint64_t words_hash = 0;  // equal for the same words in the same order
  const Shingles* shingles = nullptr;
  Date published;
  std::string outlet;                               // its key
  const std::vector<SourceName>* stated = nullptr;  // whence it says that it has its news
};

// What two tellers, by their places in the list, have word for word in common; and the similarity of their
// vocabularies.
using TellerOverlap = std::function<Overlap(std::size_t, std::size_t)>;
using TellerSimilarity = std::function<double(std::size_t, std::size_t)>;

// The copies and witness groups of one story; `documents` is filled too.
//
// The tellers are put in the order in which they can have told: by day of publication, then those whom others name as
// their source, by minute, and the longer before the shorter (a copy is cut more often than it grows); undated ones
// come last. Each takes at most one parent among those before it, the one whose word shingles it holds most of: of two
// possible parents, that with whom it shares a change, an error say, holds more. A document of which nothing is taken
// word for word is a rewrite where its vocabulary is as near as rewrites are, or where it names the other's outlet as
// its source.
Story story_of(std::span<const Teller> tellers, const TellerOverlap& overlap_between,
               const TellerSimilarity& similarity);

// The thresholds of the kinds.
inline constexpr double near_copy_jaccard = 0.7;
inline constexpr double excerpt_containment = 0.8;
inline constexpr double excerpt_size = 0.9;         // an excerpt has at most so much of the other's shingles
inline constexpr double rewrite_reuse = 0.12;       // of the smaller document's shingles outside quotations
inline constexpr std::size_t rewrite_reused = 8;    // shingles, at least: set phrases make a few in any two reports
inline constexpr double rewrite_vocabulary = 0.68;  // independent reports of one event reach 0.66

}  // namespace entente::read

// What an index of stories knows. Private to the room; stories_index.cc tells the idea.
#pragma once

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <set>
#include <thread>
#include <unordered_map>
#include <vector>

#include "read/read.h"
#include "read/stories_buckets.h"
#include "read/stories_cluster.h"
#include "read/stories_features.h"
#include "read/stories_meanings.h"
#include "read/stories_pairs.h"
#include "read/witnesses.h"

namespace entente::read {

constexpr std::uint32_t most_in_bucket = 64;  // classes; a fuller bucket is of words that all have
constexpr std::uint32_t sample_every = 8;     // of the shingles are keys for excerpts
constexpr std::size_t most_exact = 512;       // classes, of all or of a component, of which every pair is compared
constexpr double usual_background = 0.06;     // mean cosine of two news reports of different stories

// Documents with the same words in title and text.
struct StoryClass : Features {
  std::vector<std::uint32_t> documents;
  std::map<std::uint32_t, float> similar;  // other classes at or above the threshold
  bool dirty = true;                       // to be looked at again
  bool has_vector = false;
};

// The bucket of one band of a MinHash signature.
inline std::uint64_t band_key(std::size_t band, std::uint32_t value) { return (std::uint64_t{band} << 32) | value; }

struct StoryIndex::State {
  explicit State(StoryConfig given) : config(given) {}

  StoryConfig config;
  StoryTies ties;
  SourceFinder sources;
  StemHashes stems;
  std::vector<Told> documents;
  std::vector<StoryClass> classes;
  std::unordered_map<std::uint64_t, std::uint32_t> class_of_key;

  BucketTable bands;
  BucketTable samples;
  BucketTable term_pairs;
  std::unordered_map<std::uint64_t, std::uint32_t> band_leaders;  // of overfull buckets: the class of the least key

  std::map<std::uint64_t, std::uint32_t> sample;  // key -> class: those of the least keys
  DocumentFrequencies frequencies;
  CommonMeaning common_meaning;  // of the sample's titles
  bool weights_stale = true;
  double background = usual_background;

  std::optional<Pairwise> counted_pairs;  // of all classes, while these are few
  std::vector<std::uint32_t> dirty;
  std::unordered_map<std::uint64_t, std::vector<Story>> known;  // by the documents of a component
  std::size_t compared = 0;

  // ---- arrival (stories_index.cc)

  std::uint32_t add(Prepared prepared);  // the document's number
  // Takes a document into the class that has its words already.
  void join(StoryClass& one, std::uint32_t number, std::uint32_t document, const Features& features);
  void into_buckets(std::uint32_t number);  // of MinHash bands and of shingles
  void into_sample(std::uint32_t number);   // where its key is among the least
  void mark(std::uint32_t number);          // as dirty
  // The stories of all documents; those of components without a dirty class as they were.
  std::vector<Story> group();

  // ---- weights and candidates (stories_candidates.cc)

  void weigh_all();                            // by the sample's words; all are dirty then
  void weigh_new();                            // classes that have no vector yet, by the weights as they are
  void into_term_pairs(std::uint32_t number);  // into the buckets of its heaviest words
  // Calls `visit` with the key of each two of a class's heaviest words.
  template <typename Visit>
  void for_term_pairs(std::uint32_t number, Visit&& visit) const;
  // What two documents of the sample have in common on average; keys are random, so neighbours by key are random pairs.
  double measure_background() const;
  // The classes that a class is similar to, of those that share a bucket with it.
  std::map<std::uint32_t, float> similar_to(std::uint32_t number) const;
  void compare_dirty();  // fills `similar` of all classes that a dirty one bears on

  // ---- stories (stories_components.cc)

  // Classes tied to one another by similarity or by a person, each component in the order of their keys.
  std::vector<std::vector<std::uint32_t>> components() const;
  // What each two of these classes have in common.
  Pairwise pairs_of(const std::vector<std::uint32_t>& members) const;
  struct Component;
  // Places in the component, by average link and by what persons tied or parted.
  std::vector<Cluster> clusters_of(const Component& component) const;
  // Of documents with the same words that a person parted, the one that stands alone then; classes cannot part them.
  std::set<std::uint32_t> parted() const;
  // The stories of one component.
  std::vector<Story> stories_of(const std::vector<std::uint32_t>& members) const;

  // Calls work(0) … work(count - 1), on several threads where there is much of it.
  template <typename Work>
  void in_parallel(std::size_t count, Work&& work) const;
};

template <typename Work>
void StoryIndex::State::in_parallel(std::size_t count, Work&& work) const {
  const std::size_t threads = std::min<std::size_t>(std::max(1U, config.threads), count / 64 + 1);
  std::atomic<std::size_t> next = 0;
  auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> workers;
  for (std::size_t t = 1; t < threads; ++t) workers.emplace_back(run);
  run();
}

}  // namespace entente::read

// Which classes of documents are similar: the weights of their words, the buckets that they share, and the comparing of
// those that must be looked at again.
#include <algorithm>
#include <numeric>

#include "read/stories_state.h"

namespace entente::read {
namespace {

constexpr std::size_t heavy_terms = 16;          // whose pairs are keys: 120 a document
constexpr std::size_t least_common_samples = 2;  // that make two documents be compared for an excerpt
constexpr double background_weight = 10;  // documents that count for the usual background beside the dossier's own
constexpr double most_background = 0.3;
constexpr std::size_t background_pairs = 16;  // of each document of the sample

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
  return (std::uint64_t{std::min(a, b)} << 32) | std::max(a, b);
}

// Why another class may be similar.
struct Candidate {
  bool may_be_copy = false;
  std::uint8_t samples = 0;
};

}  // namespace

template <typename Visit>
void StoryIndex::State::for_term_pairs(std::uint32_t number, Visit&& visit) const {
  const std::vector<std::uint32_t> heavy = heaviest(classes[number].vector, heavy_terms);
  for (std::size_t i = 0; i < heavy.size(); ++i) {
    for (std::size_t j = i + 1; j < heavy.size(); ++j) visit(pair_key(heavy[i], heavy[j]));
  }
}

void StoryIndex::State::weigh_all() {
  common_meaning = {};
  for (const auto& [key, number] : sample) common_meaning.add(classes[number].meaning);
  in_parallel(classes.size(), [&](std::size_t i) {
    classes[i].vector = weighted(classes[i].terms, frequencies);
    classes[i].own_meaning = common_meaning.without(classes[i].meaning);
  });
  term_pairs.clear();
  for (std::uint32_t number = 0; number < classes.size(); ++number) {
    classes[number].has_vector = true;
    into_term_pairs(number);
    mark(number);
  }
  background = measure_background();
  weights_stale = false;
}

void StoryIndex::State::weigh_new() {
  for (std::size_t i = 0; i < dirty.size(); ++i) {  // may grow
    const std::uint32_t number = dirty[i];
    if (classes[number].has_vector) continue;
    classes[number].vector = weighted(classes[number].terms, frequencies);
    classes[number].own_meaning = common_meaning.without(classes[number].meaning);
    classes[number].has_vector = true;
    into_term_pairs(number);
  }
}

void StoryIndex::State::into_term_pairs(std::uint32_t number) {
  for_term_pairs(number, [&](std::uint64_t key) {
    if (term_pairs.add(key, number) == most_in_bucket + 1) {
      term_pairs.visit(key, [&](std::uint32_t other) { mark(other); });
    }
  });
}

double StoryIndex::State::measure_background() const {
  std::vector<const StoryClass*> members;
  for (const auto& [key, number] : sample) members.push_back(&classes[number]);
  double sum = 0;
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    for (std::size_t step = 1; step <= background_pairs && i + step < members.size(); ++step, ++pairs) {
      sum += cosine(members[i]->vector, members[i + step]->vector);
    }
  }
  const auto n = static_cast<double>(members.size());
  const double mean = pairs == 0 ? usual_background : sum / static_cast<double>(pairs);
  return std::min(most_background, (mean * n + usual_background * background_weight) / (n + background_weight));
}

std::map<std::uint32_t, float> StoryIndex::State::similar_to(std::uint32_t number) const {
  const StoryClass& one = classes[number];
  std::unordered_map<std::uint32_t, Candidate> candidates;
  if (!one.shingles.all.empty()) {
    for (std::size_t band = 0; band < minhash_bands; ++band) {
      const std::uint64_t key = band_key(band, one.bands[band]);
      const auto leader = band_leaders.find(key);
      if (leader != band_leaders.end() && leader->second != number) {
        candidates[leader->second].may_be_copy = true;
      } else {
        bands.visit(key, [&](std::uint32_t other) { candidates[other].may_be_copy = true; });
      }
    }
    for (const std::uint32_t shingle : one.shingles.all) {
      if (shingle % sample_every != 0 || samples.size_of(shingle) > most_in_bucket) continue;
      samples.visit(shingle, [&](std::uint32_t other) {
        Candidate& candidate = candidates[other];
        if (candidate.samples < least_common_samples) ++candidate.samples;
      });
    }
  }
  for_term_pairs(number, [&](std::uint64_t key) {
    if (term_pairs.size_of(key) > most_in_bucket) return;
    term_pairs.visit(key, [&](std::uint32_t other) { candidates[other]; });
  });
  if (classes.size() <= most_exact) {
    for (std::uint32_t other = 0; other < classes.size(); ++other) candidates[other];
  }
  candidates.erase(number);
  std::map<std::uint32_t, float> similar;
  for (const auto& [other, candidate] : candidates) {
    // Who is a candidate of whom goes both ways: of two dirty ones, one compares.
    if (other < number && classes[other].dirty) continue;
    const bool may_be_copies = candidate.may_be_copy || candidate.samples >= least_common_samples;
    const StoryClass& two = classes[other];
    const float value = counted_pairs
                            ? similarity(one, two, Counted{*counted_pairs, number, other}, background, may_be_copies)
                            : similarity(one, two, Merged{one, two}, background, may_be_copies);
    if (value >= static_cast<float>(config.same_story)) similar.emplace(other, value);
  }
  return similar;
}

void StoryIndex::State::compare_dirty() {
  compared = dirty.size();
  counted_pairs.reset();
  if (classes.size() <= most_exact && dirty.size() * 4 > classes.size()) {
    std::vector<std::uint32_t> all(classes.size());
    std::iota(all.begin(), all.end(), 0U);
    counted_pairs.emplace(pairs_of(all));
  }
  std::vector<std::map<std::uint32_t, float>> found(dirty.size());
  in_parallel(dirty.size(), [&](std::size_t i) { found[i] = similar_to(dirty[i]); });
  for (std::size_t i = 0; i < dirty.size(); ++i) {
    StoryClass& one = classes[dirty[i]];
    for (const auto& [other, value] : one.similar) classes[other].similar.erase(dirty[i]);
    one.similar.clear();
  }
  for (std::size_t i = 0; i < dirty.size(); ++i) {
    for (const auto& [other, value] : found[i]) {
      classes[dirty[i]].similar[other] = value;
      classes[other].similar[dirty[i]] = value;
    }
  }
}

}  // namespace entente::read

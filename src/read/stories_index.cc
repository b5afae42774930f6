// Stories of documents that arrive one by one.
//
// Idea. Documents with the same words in title and text form one class. Two classes are of one story where their
// similarity (below) is great enough on average (average link), so that one generic report, a bit like all others,
// chains nothing. A merge at an average of t needs one pair of similarity t, so clusters never leave the connected
// components of the pairs at t or above; only within these is every pair compared. Pairs are found through buckets:
// MinHash bands (near-copies), every eighth shingle (excerpts), and pairs of a document's heaviest words (the same news
// in other words). While documents are few, every pair is.
//
// Invariant. All that decides is a function of the set of documents: weights of words come from the documents of the
// least hashes (all, while they are few), an overfull bucket offers its least member to all others (copies) or nothing
// (words), and ties fall by hash. So the order of arrival is forgotten. What a new document changes (a weight, a bucket
// that gets too full) marks the classes that must be looked at again.
//
// Similarity (stories_features.h) is less what two documents of this dossier have in common anyhow: in a dossier on one
// negotiation every report names the same parties.
#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#include "read/stories_state.h"
#include "read/stories_words.h"

namespace entente::read {
namespace {

constexpr std::size_t sample_size = 1024;  // documents that the weights of words come from

}  // namespace

void StoryIndex::State::mark(std::uint32_t number) {
  if (classes[number].dirty) return;
  classes[number].dirty = true;
  dirty.push_back(number);
}

std::uint32_t StoryIndex::State::add(Prepared prepared) {
  const auto document = static_cast<std::uint32_t>(documents.size());
  const auto [at, is_new] = class_of_key.try_emplace(prepared.features.key, static_cast<std::uint32_t>(classes.size()));
  prepared.told.class_number = at->second;
  documents.push_back(std::move(prepared.told));
  if (!is_new) {
    join(classes[at->second], at->second, document, prepared.features);
    return document;
  }
  const std::uint32_t number = at->second;
  static_cast<Features&>(classes.emplace_back()) = std::move(prepared.features);
  classes[number].documents.push_back(document);
  dirty.push_back(number);
  into_buckets(number);
  into_sample(number);
  return document;
}

void StoryIndex::State::join(StoryClass& one, std::uint32_t number, std::uint32_t document, const Features& features) {
  one.documents.push_back(document);
  if (one.meaning.empty() && !features.meaning.empty()) {  // the title is the same
    one.meaning = features.meaning;
    weights_stale = true;
  }
  if (features.last_day >= features.first_day) {
    if (one.last_day < one.first_day) {
      one.first_day = features.first_day;
      one.last_day = features.last_day;
    } else {
      one.first_day = std::min(one.first_day, features.first_day);
      one.last_day = std::max(one.last_day, features.last_day);
    }
  }
  mark(number);
}

void StoryIndex::State::into_buckets(std::uint32_t number) {
  const StoryClass& one = classes[number];
  if (one.shingles.all.empty()) return;
  for (std::size_t band = 0; band < minhash_bands; ++band) {
    const std::uint64_t key = band_key(band, one.bands[band]);
    const std::uint32_t size = bands.add(key, number);
    if (size <= most_in_bucket) continue;
    auto [leader, is_new] = band_leaders.try_emplace(key, number);
    std::uint32_t least = leader->second;
    if (is_new)
      bands.visit(key, [&](std::uint32_t other) {
        if (classes[other].key < classes[least].key) least = other;
      });
    else if (one.key < classes[least].key)
      least = number;
    if (is_new || least != leader->second) bands.visit(key, [&](std::uint32_t other) { mark(other); });
    leader->second = least;
  }
  for (const std::uint32_t shingle : one.shingles.all) {
    if (shingle % sample_every != 0) continue;
    if (samples.add(shingle, number) == most_in_bucket + 1)
      samples.visit(shingle, [&](std::uint32_t other) { mark(other); });
  }
}

void StoryIndex::State::into_sample(std::uint32_t number) {
  const std::uint64_t key = classes[number].key;
  if (sample.size() == sample_size) {
    if (key > sample.rbegin()->first) return;
    frequencies.remove(classes[sample.rbegin()->second].terms);
    sample.erase(std::prev(sample.end()));
  }
  sample.emplace(key, number);
  frequencies.add(classes[number].terms);
  weights_stale = true;
}

std::vector<Story> StoryIndex::State::group() {
  if (weights_stale)
    weigh_all();
  else
    weigh_new();
  compare_dirty();
  const std::vector<std::vector<std::uint32_t>> parts = components();
  std::vector<std::uint64_t> keys(parts.size());
  std::vector<const std::vector<Story>*> old(parts.size(), nullptr);
  std::vector<std::vector<Story>> fresh(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    bool is_dirty = false;
    for (const std::uint32_t member : parts[i]) {
      keys[i] = mix(keys[i] * 31 + member + 1);
      is_dirty = is_dirty || classes[member].dirty;
    }
    const auto at = known.find(keys[i]);
    if (!is_dirty && at != known.end()) old[i] = &at->second;
  }
  in_parallel(parts.size(), [&](std::size_t i) {
    if (old[i] == nullptr) fresh[i] = stories_of(parts[i]);
  });
  std::unordered_map<std::uint64_t, std::vector<Story>> now;
  std::vector<Story> result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::vector<Story>& stories = now[keys[i]];
    if (old[i] != nullptr) {
      stories = *old[i];
    } else {
      stories = std::move(fresh[i]);
    }
    result.insert(result.end(), stories.begin(), stories.end());
  }
  known = std::move(now);
  for (const std::uint32_t number : dirty) classes[number].dirty = false;
  dirty.clear();
  counted_pairs.reset();
  std::sort(result.begin(), result.end(), [](const Story& a, const Story& b) { return a.documents < b.documents; });
  return result;
}

StoryIndex::StoryIndex(StoryConfig config) : state_(std::make_unique<State>(config)) {}
StoryIndex::~StoryIndex() = default;
StoryIndex::StoryIndex(StoryIndex&&) noexcept = default;
StoryIndex& StoryIndex::operator=(StoryIndex&&) noexcept = default;

std::uint32_t StoryIndex::add(const StoryDocument& document) {
  return state_->add(prepare(document, state_->stems, state_->sources));
}

void StoryIndex::add(std::span<const StoryDocument> documents) {
  constexpr std::size_t batch = 4096;  // bounds what is prepared and not yet in the index
  const std::size_t threads = std::max(1U, state_->config.threads);
  if (threads == 1 || documents.size() < 256) {
    for (const StoryDocument& document : documents) add(document);
    return;
  }
  std::vector<std::unique_ptr<StemHashes>> stems;
  for (std::size_t t = 0; t < threads; ++t) stems.push_back(std::make_unique<StemHashes>());
  for (std::size_t begin = 0; begin < documents.size(); begin += batch) {
    const std::size_t count = std::min(batch, documents.size() - begin);
    std::vector<Prepared> prepared(count);
    std::atomic<std::size_t> next = 0;
    auto run = [&](std::size_t thread) {
      for (std::size_t i = next++; i < count; i = next++) {
        prepared[i] = prepare(documents[begin + i], *stems[thread], state_->sources);
      }
    };
    {
      std::vector<std::jthread> workers;
      for (std::size_t t = 1; t < threads; ++t) workers.emplace_back(run, t);
      run(0);
    }
    for (Prepared& each : prepared) state_->add(std::move(each));
  }
}

void StoryIndex::set_ties(StoryTies ties) {
  for (const StoryTies* each : {&state_->ties, &ties}) {
    for (const auto* pairs : {&each->together, &each->apart}) {
      for (const auto& [a, b] : *pairs) {
        for (const std::uint32_t document : {a, b}) {
          if (document < state_->documents.size()) state_->mark(state_->documents[document].class_number);
        }
      }
    }
  }
  state_->ties = std::move(ties);
}

std::vector<Story> StoryIndex::stories() { return state_->group(); }
std::size_t StoryIndex::compared() const { return state_->compared; }

std::vector<Story> group_stories(std::span<const StoryDocument> documents, const StoryConfig& config,
                                 const StoryTies& ties) {
  StoryIndex index(config);
  index.add(documents);
  index.set_ties(ties);
  return index.stories();
}

}  // namespace entente::read

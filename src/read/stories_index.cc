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
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "read/read.h"
#include "read/stories_buckets.h"
#include "read/stories_cluster.h"
#include "read/stories_features.h"
#include "read/stories_pairs.h"
#include "read/stories_words.h"
#include "read/witnesses.h"

namespace entente::read {
namespace {

constexpr std::size_t sample_size = 1024;  // documents that the weights of words come from
constexpr std::size_t heavy_terms = 16;    // whose pairs are keys: 120 a document
constexpr std::uint32_t most_in_bucket = 64;
constexpr std::uint32_t sample_every = 8;        // of the shingles are keys for excerpts
constexpr std::size_t least_common_samples = 2;  // that make two documents be compared for an excerpt
constexpr std::size_t least_counted = 8;         // classes for which a Pairwise is quicker than merging each two
constexpr std::size_t most_exact = 512;          // classes, of all or of a component, of which every pair is compared
constexpr double usual_background = 0.06;        // mean cosine of two news reports of different stories
constexpr double background_weight = 10;  // documents that count for the usual background beside the dossier's own
constexpr double most_background = 0.3;
constexpr std::size_t background_pairs = 16;  // of each document of the sample
constexpr float tie_similarity = 1e9F;        // of what a person tied together; its negative for apart

struct Class : Features {
  std::vector<std::uint32_t> documents;
  std::map<std::uint32_t, float> similar;  // other classes at or above the threshold
  bool dirty = true;
  bool has_vector = false;
};

std::uint64_t band_key(std::size_t band, std::uint32_t value) { return (std::uint64_t{band} << 32) | value; }
std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
  return (std::uint64_t{std::min(a, b)} << 32) | std::max(a, b);
}

}  // namespace

struct StoryIndex::State {
  explicit State(StoryConfig given) : config(given) {}

  StoryConfig config;
  StoryTies ties;
  SourceFinder sources;
  StemHashes stems;
  std::vector<Told> documents;
  std::vector<Class> classes;
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

  void mark(std::uint32_t number) {
    if (classes[number].dirty) return;
    classes[number].dirty = true;
    dirty.push_back(number);
  }

  // ---- arrival

  std::uint32_t add(Prepared prepared) {
    const auto document = static_cast<std::uint32_t>(documents.size());
    const auto [at, is_new] =
        class_of_key.try_emplace(prepared.features.key, static_cast<std::uint32_t>(classes.size()));
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

  void join(Class& one, std::uint32_t number, std::uint32_t document, const Features& features) {
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

  void into_buckets(std::uint32_t number) {
    const Class& one = classes[number];
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

  void into_sample(std::uint32_t number) {
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

  // ---- weights

  void weigh_all() {
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

  void weigh_new() {
    for (std::size_t i = 0; i < dirty.size(); ++i) {  // may grow
      const std::uint32_t number = dirty[i];
      if (classes[number].has_vector) continue;
      classes[number].vector = weighted(classes[number].terms, frequencies);
      classes[number].own_meaning = common_meaning.without(classes[number].meaning);
      classes[number].has_vector = true;
      into_term_pairs(number);
    }
  }

  void into_term_pairs(std::uint32_t number) {
    for_term_pairs(number, [&](std::uint64_t key) {
      if (term_pairs.add(key, number) == most_in_bucket + 1) {
        term_pairs.visit(key, [&](std::uint32_t other) { mark(other); });
      }
    });
  }

  template <typename Visit>
  void for_term_pairs(std::uint32_t number, Visit&& visit) const {
    const std::vector<std::uint32_t> heavy = heaviest(classes[number].vector, heavy_terms);
    for (std::size_t i = 0; i < heavy.size(); ++i) {
      for (std::size_t j = i + 1; j < heavy.size(); ++j) visit(pair_key(heavy[i], heavy[j]));
    }
  }

  // What two documents of the sample have in common on average; keys are random, so neighbours by key are random pairs.
  double measure_background() const {
    std::vector<const Class*> members;
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

  // ---- candidates

  struct Candidate {
    bool may_be_copy = false;
    std::uint8_t samples = 0;
  };

  std::map<std::uint32_t, float> similar_to(std::uint32_t number) const {
    const Class& one = classes[number];
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
      const Class& two = classes[other];
      const float value = counted_pairs
                              ? similarity(one, two, Counted{*counted_pairs, number, other}, background, may_be_copies)
                              : similarity(one, two, Merged{one, two}, background, may_be_copies);
      if (value >= static_cast<float>(config.same_story)) similar.emplace(other, value);
    }
    return similar;
  }

  template <typename Work>
  void in_parallel(std::size_t count, Work&& work) const {
    const std::size_t threads = std::min<std::size_t>(std::max(1U, config.threads), count / 64 + 1);
    std::atomic<std::size_t> next = 0;
    auto run = [&] {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    };
    std::vector<std::jthread> workers;
    for (std::size_t t = 1; t < threads; ++t) workers.emplace_back(run);
    run();
  }

  void compare_dirty() {
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
      Class& one = classes[dirty[i]];
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

  // ---- stories

  std::vector<std::vector<std::uint32_t>> components() const {
    std::vector<std::uint32_t> parent(classes.size());
    for (std::uint32_t i = 0; i < parent.size(); ++i) parent[i] = i;
    auto root = [&](std::uint32_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    auto join_up = [&](std::uint32_t a, std::uint32_t b) { parent[root(a)] = root(b); };
    for (std::uint32_t i = 0; i < classes.size(); ++i) {
      for (const auto& [other, value] : classes[i].similar) {
        if (other < i) join_up(i, other);
      }
    }
    for (const auto& [a, b] : ties.together) {
      if (a < documents.size() && b < documents.size()) join_up(documents[a].class_number, documents[b].class_number);
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> by_root;
    for (std::uint32_t i = 0; i < classes.size(); ++i) by_root[root(i)].push_back(i);
    std::vector<std::vector<std::uint32_t>> result;
    for (auto& [at, members] : by_root) {
      std::sort(members.begin(), members.end(),
                [&](std::uint32_t a, std::uint32_t b) { return classes[a].key < classes[b].key; });
      result.push_back(std::move(members));
    }
    return result;
  }

  Pairwise pairs_of(const std::vector<std::uint32_t>& members) const {
    std::vector<const Shingles*> shingles;
    std::vector<const Vector*> vectors;
    for (const std::uint32_t member : members) {
      shingles.push_back(&classes[member].shingles);
      vectors.push_back(&classes[member].vector);
    }
    return Pairwise(std::move(shingles), vectors);
  }

  // The classes of a component, and what each two of them have in common.
  struct Component {
    const State& state;
    const std::vector<std::uint32_t>& members;
    std::optional<Pairwise> own;  // where the dossier has too many classes for one over all of them

    Component(const State& of, const std::vector<std::uint32_t>& given) : state(of), members(given) {
      if (!state.counted_pairs && members.size() >= least_counted && members.size() <= most_exact)
        own.emplace(state.pairs_of(members));
    }
    const Class& at(std::size_t i) const { return state.classes[members[i]]; }
    std::optional<Counted> counted(std::size_t i, std::size_t j) const {
      if (own) return Counted{*own, i, j};
      if (state.counted_pairs) return Counted{*state.counted_pairs, members[i], members[j]};
      return std::nullopt;
    }
    float similarity(std::size_t i, std::size_t j) const {
      if (const auto counts = counted(i, j)) return read::similarity(at(i), at(j), *counts, state.background, true);
      return read::similarity(at(i), at(j), Merged{at(i), at(j)}, state.background, true);
    }
    Overlap overlap(std::size_t i, std::size_t j) const {
      const auto counts = i == j ? std::nullopt : counted(i, j);
      return counts ? counts->overlap() : overlap_of(at(i).shingles, at(j).shingles);
    }
    double cosine(std::size_t i, std::size_t j) const {
      const auto counts = i == j ? std::nullopt : counted(i, j);
      return counts ? counts->cosine() : read::cosine(at(i).vector, at(j).vector);
    }
  };

  std::vector<Cluster> clusters_of(const Component& component) const {
    const std::vector<std::uint32_t>& members = component.members;
    if (members.size() == 1) return {{0}};
    std::unordered_map<std::uint32_t, std::uint32_t> place;
    for (std::uint32_t i = 0; i < members.size(); ++i) place.emplace(members[i], i);
    std::vector<WeightedEdge> tied;
    auto tie = [&](const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs, float value) {
      for (const auto& [a, b] : pairs) {
        if (a >= documents.size() || b >= documents.size()) continue;
        const auto x = place.find(documents[a].class_number);
        const auto y = place.find(documents[b].class_number);
        if (x != place.end() && y != place.end() && x->second != y->second)
          tied.push_back({x->second, y->second, value});
      }
    };
    tie(ties.together, tie_similarity);
    tie(ties.apart, -tie_similarity);
    const auto threshold = static_cast<float>(config.same_story);
    if (members.size() <= most_exact) {
      SimilarityMatrix matrix{members.size(), std::vector<float>(members.size() * members.size())};
      for (std::size_t i = 0; i < members.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) matrix.set(i, j, component.similarity(i, j));
      }
      for (const WeightedEdge& edge : tied) matrix.set(edge.a, edge.b, edge.similarity);
      return average_link(std::move(matrix), threshold);
    }
    std::vector<WeightedEdge> edges;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      for (const auto& [other, value] : classes[members[i]].similar) {
        if (const std::uint32_t j = place.at(other); j < i) edges.push_back({j, i, value});
      }
    }
    edges.insert(edges.end(), tied.begin(), tied.end());  // a later one replaces an earlier one of its pair
    return sparse_average_link(members.size(), edges, threshold);
  }

  // Of documents with the same words that a person parted, the one that stands alone then; classes cannot part them.
  std::set<std::uint32_t> parted() const {
    std::set<std::uint32_t> alone;
    for (const auto& [a, b] : ties.apart) {
      if (a >= documents.size() || b >= documents.size() || documents[a].class_number != documents[b].class_number)
        continue;
      alone.insert(documents[a].identity < documents[b].identity ? b : a);
    }
    return alone;
  }

  std::vector<Story> stories_of(const std::vector<std::uint32_t>& members) const {
    std::vector<Story> stories;
    const Component component(*this, members);
    const std::set<std::uint32_t> alone = parted();
    const auto teller_of = [&](std::uint32_t document, const Class& one) {
      const Told& told = documents[document];
      return Teller{document, told.identity, one.words_hash, &one.shingles, told.published, told.outlet, &told.stated};
    };
    for (const Cluster& cluster : clusters_of(component)) {
      std::vector<Teller> tellers;
      std::vector<std::size_t> class_of;  // its place in the component
      for (const std::uint32_t place : cluster) {
        const Class& one = classes[members[place]];
        for (const std::uint32_t document : one.documents) {
          if (alone.contains(document)) {
            const Teller teller = teller_of(document, one);
            stories.push_back(story_of(
                {&teller, 1}, [](std::size_t, std::size_t) { return Overlap{}; },
                [](std::size_t, std::size_t) { return 1.0; }));
            continue;
          }
          tellers.push_back(teller_of(document, one));
          class_of.push_back(place);
        }
      }
      if (tellers.empty()) continue;
      stories.push_back(story_of(
          tellers, [&](std::size_t a, std::size_t b) { return component.overlap(class_of[a], class_of[b]); },
          [&](std::size_t a, std::size_t b) { return component.cosine(class_of[a], class_of[b]); }));
    }
    return stories;
  }

  std::vector<Story> group() {
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
};

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

// Stories out of similar classes: connected components, the clusters within each, and their documents' witnesses.
#include <algorithm>
#include <map>

#include "read/stories_state.h"

namespace entente::read {
namespace {

constexpr std::size_t least_counted = 8;  // classes for which a Pairwise is quicker than merging each two
constexpr float tie_similarity = 1e9F;    // of what a person tied together; its negative for apart

}  // namespace

std::vector<std::vector<std::uint32_t>> StoryIndex::State::components() const {
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

Pairwise StoryIndex::State::pairs_of(const std::vector<std::uint32_t>& members) const {
  std::vector<const Shingles*> shingles;
  std::vector<const Vector*> vectors;
  for (const std::uint32_t member : members) {
    shingles.push_back(&classes[member].shingles);
    vectors.push_back(&classes[member].vector);
  }
  return Pairwise(std::move(shingles), vectors);
}

// The classes of a component, and what each two of them have in common.
struct StoryIndex::State::Component {
  const State& state;
  const std::vector<std::uint32_t>& members;
  std::optional<Pairwise> own;  // where the dossier has too many classes for one over all of them

  Component(const State& of, const std::vector<std::uint32_t>& given) : state(of), members(given) {
    if (!state.counted_pairs && members.size() >= least_counted && members.size() <= most_exact)
      own.emplace(state.pairs_of(members));
  }
  const StoryClass& at(std::size_t i) const { return state.classes[members[i]]; }
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

std::vector<Cluster> StoryIndex::State::clusters_of(const Component& component) const {
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
      if (x != place.end() && y != place.end() && x->second != y->second) tied.push_back({x->second, y->second, value});
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

std::set<std::uint32_t> StoryIndex::State::parted() const {
  std::set<std::uint32_t> alone;
  for (const auto& [a, b] : ties.apart) {
    if (a >= documents.size() || b >= documents.size() || documents[a].class_number != documents[b].class_number)
      continue;
    alone.insert(documents[a].identity < documents[b].identity ? b : a);
  }
  return alone;
}

std::vector<Story> StoryIndex::State::stories_of(const std::vector<std::uint32_t>& members) const {
  std::vector<Story> stories;
  const Component component(*this, members);
  const std::set<std::uint32_t> alone = parted();
  const auto teller_of = [&](std::uint32_t document, const StoryClass& one) {
    const Told& told = documents[document];
    return Teller{document, told.identity, one.words_hash, &one.shingles, told.published, told.outlet, &told.stated};
  };
  for (const Cluster& cluster : clusters_of(component)) {
    std::vector<Teller> tellers;
    std::vector<std::size_t> class_of;  // its place in the component
    for (const std::uint32_t place : cluster) {
      const StoryClass& one = classes[members[place]];
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

}  // namespace entente::read

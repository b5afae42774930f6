#include "read/tag_search.h"

namespace entente::read {

std::vector<std::uint8_t> best_tags(std::span<const float> scores, const std::vector<bool>& continues,
                                    std::uint32_t first, std::uint32_t last, const TagSet& set) {
  const std::size_t count = set.size();
  const std::uint32_t length = last - first;
  std::vector<std::uint8_t> tags(length);
  if (length == 0) return tags;
  std::vector<std::uint8_t> back(length * count);
  std::vector<double> best(count), next(count);
  const auto score = [&](std::uint32_t i, std::size_t tag) {
    return static_cast<double>(scores[(first + i) * count + tag]);
  };
  for (std::size_t to = 0; to < count; ++to) best[to] = set.moves[to] + score(0, to);
  for (std::uint32_t i = 1; i < length; ++i) {
    const bool within_word = continues[first + i];
    for (std::size_t to = 0; to < count; ++to) {
      double highest = 0;
      std::size_t chosen = count;
      for (std::size_t from = 0; from < count; ++from) {
        double value = best[from] + set.moves[from * count + to];
        if (within_word) value += set.word_moves[from * count + to];
        if (chosen == count || value > highest) {
          highest = value;
          chosen = from;
        }
      }
      back[i * count + to] = static_cast<std::uint8_t>(chosen);
      next[to] = highest + score(i, to);
    }
    best.swap(next);
  }
  std::size_t tag = 0;
  for (std::size_t t = 1; t < count; ++t) {
    if (best[t] + set.moves[t * count] > best[tag] + set.moves[tag * count]) tag = t;
  }
  for (std::uint32_t i = length; i-- > 0;) {
    tags[i] = static_cast<std::uint8_t>(tag);
    if (i > 0) tag = back[i * count + tag];
  }
  return tags;
}

void append_spans(const std::vector<std::uint8_t>& tags, const TagSet& set, std::uint32_t first,
                  std::vector<TaggedSpan>& found) {
  const std::size_t before = found.size();
  for (std::uint32_t i = 0; i < tags.size(); ++i) {
    const Tag& tag = set.tags[tags[i]];
    if (tag.place == Tag::Place::outside) continue;
    const bool starts = tag.place == Tag::Place::begin || tag.place == Tag::Place::single;
    const bool goes_on = found.size() > before && found.back().last + 1 == first + i && found.back().kind == tag.kind;
    if (starts || !goes_on) {
      found.push_back({tag.kind, first + i, first + i});
    } else {
      found.back().last = first + i;
    }
  }
}

}  // namespace entente::read

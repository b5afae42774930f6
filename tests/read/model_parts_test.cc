// The parts of the decoding around the encoder, without a model: the searches for tags and spans against all sequences,
// windows, and how a word is written.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <tuple>

#include <gtest/gtest.h>

#include "read/reader_model.h"
#include "read/span_search.h"
#include "read/tag_search.h"
#include "read/word_stream.h"

namespace entente::read {
namespace {

// Outside, and begin, inside, end, single of one kind; the moves as reader.json's tags give them.
TagSet small_set(std::mt19937& random) {
  using Place = Tag::Place;
  TagSet set;
  set.tags = {{Place::outside, 0}, {Place::begin, 1}, {Place::inside, 1}, {Place::end, 1}, {Place::single, 1}};
  std::uniform_real_distribution<double> some(-1, 1);
  const auto open = [](const Tag& tag) { return tag.place == Place::begin || tag.place == Place::inside; };
  const auto on = [](const Tag& tag) { return tag.place == Place::inside || tag.place == Place::end; };
  for (const Tag& from : set.tags) {
    for (const Tag& to : set.tags) {
      set.moves.push_back(open(from) != on(to) ? never : some(random));
      const bool both_outside = from.place == Place::outside && to.place == Place::outside;
      set.word_moves.push_back(both_outside || (open(from) && on(to)) ? 0.0 : never);
    }
  }
  return set;
}

double score_of(const std::vector<std::uint8_t>& tags, const std::vector<float>& scores,
                const std::vector<bool>& continues, const TagSet& set) {
  double total = 0;
  std::size_t before = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    total += set.moves[before * set.size() + tags[i]] + static_cast<double>(scores[i * set.size() + tags[i]]);
    if (i > 0 && continues[i]) total += set.word_moves[before * set.size() + tags[i]];
    before = tags[i];
  }
  return total + set.moves[before * set.size()];
}

// Every sequence of so many tags out of so many.
std::vector<std::vector<std::uint8_t>> sequences(std::uint32_t length, std::size_t tags) {
  std::vector<std::vector<std::uint8_t>> all;
  std::vector<std::uint8_t> sequence(length, 0);
  const auto count = static_cast<std::size_t>(std::pow(tags, length));
  for (std::size_t number = 0; number < count; ++number) {
    std::size_t rest = number;
    for (std::uint8_t& tag : sequence) {
      tag = static_cast<std::uint8_t>(rest % tags);
      rest /= tags;
    }
    all.push_back(sequence);
  }
  return all;
}

TEST(TagSearch, FindsTheBestOfAllSequences) {
  std::mt19937 random(11);
  std::uniform_real_distribution<float> some(-4, 0);
  for (int round = 0; round < 60; ++round) {
    const TagSet set = small_set(random);
    const std::uint32_t length = 1 + static_cast<std::uint32_t>(random() % 5);
    std::vector<float> scores(length * set.size());
    for (float& score : scores) score = some(random);
    std::vector<bool> continues(length);
    for (std::uint32_t i = 1; i < length; ++i) continues[i] = random() % 3 == 0;
    double best = -1e18;
    for (const auto& sequence : sequences(length, set.size()))
      best = std::max(best, score_of(sequence, scores, continues, set));
    const auto found = best_tags(scores, continues, 0, length, set);
    EXPECT_NEAR(score_of(found, scores, continues, set), best, 1e-9) << "round " << round;
  }
}

TEST(SpanSearch, AChanceIsTheShareOfTheSequencesThatHaveTheSpan) {
  std::mt19937 random(17);
  std::uniform_real_distribution<float> some(-4, 0);
  std::size_t seen = 0;
  for (int round = 0; round < 60; ++round) {
    const TagSet set = small_set(random);
    const std::uint32_t length = 1 + static_cast<std::uint32_t>(random() % 5);
    std::vector<float> scores((length + 1) * set.size());
    for (float& score : scores) score = some(random);
    std::vector<bool> continues(length + 1);
    for (std::uint32_t i = 2; i <= length; ++i) continues[i] = random() % 3 == 0;
    // The line begins at position 1.
    const std::vector<float> own(scores.begin() + static_cast<std::ptrdiff_t>(set.size()), scores.end());
    const std::vector<bool> own_continues(continues.begin() + 1, continues.end());
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> chances;
    double total = 0;
    for (const auto& sequence : sequences(length, set.size())) {
      const double weight = std::exp(score_of(sequence, own, own_continues, set));
      total += weight;
      if (weight == 0) continue;
      std::vector<TaggedSpan> spans;
      append_spans(sequence, set, 1, spans);
      for (const TaggedSpan& span : spans) chances[{span.first, span.last}] += weight;
    }
    for (auto& [span, chance] : chances) chance /= total;
    std::erase_if(chances, [](const auto& entry) { return entry.second < least_span_chance; });
    const auto found = SpanSearch(set).likely(scores, continues, 1, length + 1);
    ASSERT_EQ(found.size(), chances.size()) << "round " << round;
    for (const LikelySpan& likely : found)
      EXPECT_NEAR(likely.chance, (chances[{likely.span.first, likely.span.last}]), 1e-9) << "round " << round;
    seen += found.size();
  }
  EXPECT_GT(seen, 100u);
}

TEST(SpanSearch, TheSpansChosenSumUpToMost) {
  std::mt19937 random(19);
  std::uniform_real_distribution<double> some(0.05, 0.9);
  const std::array<double, 2> least = {0.2, 0.4};
  for (int round = 0; round < 200; ++round) {
    std::vector<LikelySpan> spans;
    for (std::size_t i = 0; i < random() % 9; ++i) {
      const auto first = static_cast<std::uint32_t>(random() % 12);
      spans.push_back(
          {{static_cast<std::uint8_t>(random() % 2), first, first + static_cast<std::uint32_t>(random() % 4)},
           some(random)});
    }
    std::sort(spans.begin(), spans.end(), [](const LikelySpan& a, const LikelySpan& b) {
      return std::tie(a.span.last, a.span.first, a.span.kind) < std::tie(b.span.last, b.span.first, b.span.kind);
    });
    const auto worth = [&](const std::vector<LikelySpan>& some_spans) {
      double total = 0;
      for (const LikelySpan& s : some_spans) total += s.chance - least[s.span.kind];
      return total;
    };
    double best = 0;
    for (std::size_t set = 0; set < std::size_t{1} << spans.size(); ++set) {
      std::vector<LikelySpan> taken;
      bool disjoint = true;
      for (std::size_t i = 0; i < spans.size(); ++i) {
        if ((set >> i & 1) == 0) continue;
        for (const LikelySpan& other : taken)
          disjoint &= other.span.last < spans[i].span.first || spans[i].span.last < other.span.first;
        taken.push_back(spans[i]);
      }
      if (disjoint) best = std::max(best, worth(taken));
    }
    const auto chosen = apart(spans, least);
    EXPECT_NEAR(worth(chosen), best, 1e-9) << "round " << round;
    for (std::size_t i = 1; i < chosen.size(); ++i) EXPECT_LT(chosen[i - 1].span.last, chosen[i].span.first);
  }
}

TEST(TagSearch, ASequenceOfTagsIsSpans) {
  std::mt19937 random(3);
  const TagSet set = small_set(random);
  std::vector<TaggedSpan> spans;
  append_spans({0, 1, 2, 3, 0, 4, 4}, set, 10, spans);
  ASSERT_EQ(spans.size(), 3u);
  EXPECT_EQ(spans[0].first, 11u);
  EXPECT_EQ(spans[0].last, 13u);
  EXPECT_EQ(spans[1].first, 15u);
  EXPECT_EQ(spans[2].first, 16u);
}

TEST(Windows, CoresCoverEveryPositionOnce) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    WordStream stream;
    const std::size_t count = random() % 900;
    for (std::size_t i = 0; i < count; ++i) {
      const auto dice = random() % 40;
      stream.ids.push_back(dice == 0 ? 102 : dice == 1 ? 1012 : 5000);
    }
    ReaderSettings settings;
    settings.core = 50 + static_cast<std::uint32_t>(random() % 150);
    settings.left = 40;
    settings.right = 16;
    settings.stops = {1012};
    std::uint32_t next = 0;
    for (const Window& window : make_windows(stream, 102, settings)) {
      EXPECT_EQ(window.core_first, next);
      EXPECT_LT(window.core_first, window.core_last);
      EXPECT_LE(window.core_last - window.core_first, settings.core);
      EXPECT_LE(window.first, window.core_first);
      EXPECT_LE(window.core_last, window.last);
      EXPECT_LE(window.last - window.first, settings.core + settings.left + settings.right);
      EXPECT_LE(window.last, stream.size());
      next = window.core_last;
    }
    EXPECT_EQ(next, stream.size());
  }
}

TEST(Windows, ACutFallsBehindALineWhereItCan) {
  WordStream stream;
  stream.ids.assign(200, 5000);
  stream.ids[60] = 102;
  stream.ids[80] = 1012;
  ReaderSettings settings;
  settings.core = 100;
  settings.stops = {1012};
  EXPECT_EQ(make_windows(stream, 102, settings)[0].core_last, 61u);
  stream.ids[60] = 5000;
  EXPECT_EQ(make_windows(stream, 102, settings)[0].core_last, 81u);
  stream.ids[80] = 5000;
  EXPECT_EQ(make_windows(stream, 102, settings)[0].core_last, 100u);
}

TEST(Shapes, HowAWordIsWritten) {
  EXPECT_EQ(shape_of("...", false), 1);
  EXPECT_EQ(shape_of("20th", true), 4);
  EXPECT_EQ(shape_of("talks", true), 6);
  EXPECT_EQ(shape_of("Vell", true), 8);
  EXPECT_EQ(shape_of("I", true), 8);
  EXPECT_EQ(shape_of("NATO", false), 9);
  EXPECT_EQ(shape_of("mcKay", false), 11);
  EXPECT_EQ(shape_of("Éva", true), 8);
  EXPECT_EQ(shape_of("", false), 1);
}

}  // namespace
}  // namespace entente::read

// The parts of the decoding around the encoder, without a model: the search for tags against all sequences, windows,
// and how a word is written.
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "read/reader_model.h"
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
    set.bias.push_back(some(random));
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
    total += set.moves[before * set.size() + tags[i]] + set.bias[tags[i]] +
             static_cast<double>(scores[i * set.size() + tags[i]]);
    if (i > 0 && continues[i]) total += set.word_moves[before * set.size() + tags[i]];
    before = tags[i];
  }
  return total + set.moves[before * set.size()];
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
    std::vector<std::uint8_t> sequence(length, 0);
    const auto all = static_cast<std::size_t>(std::pow(set.size(), length));
    for (std::size_t number = 0; number < all; ++number) {
      std::size_t rest = number;
      for (std::uint8_t& tag : sequence) {
        tag = static_cast<std::uint8_t>(rest % set.size());
        rest /= set.size();
      }
      best = std::max(best, score_of(sequence, scores, continues, set));
    }
    const auto found = best_tags(scores, continues, 0, length, set);
    EXPECT_NEAR(score_of(found, scores, continues, set), best, 1e-9) << "round " << round;
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

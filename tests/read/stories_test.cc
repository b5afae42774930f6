#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "oracle/story_oracle.h"
#include "read/made_reports.h"
#include "read/minhash.h"
#include "read/read.h"
#include "read/shingles.h"
#include "read/stories_cluster.h"
#include "read/stories_pairs.h"

namespace entente::read {
namespace {

using test::MadeReport;
using test::ReportMaker;

std::vector<StoryDocument> views(const std::vector<MadeReport>& reports) {
  std::vector<StoryDocument> documents;
  for (const MadeReport& report : reports)
    documents.push_back({report.title, report.text, report.outlet, "", {}, {}, {}});
  return documents;
}

Shingles shingles_in(std::string_view text) {
  StoryWords words;
  split_words(text, words);
  return shingles_of(words.words);
}

std::vector<std::string> words_in(std::string_view text) {
  StoryWords words;
  split_words(text, words);
  std::vector<std::string> result;
  for (const StoryWord& word : words.words) result.emplace_back(words.letters_of(word));
  return result;
}

// Everything of the stories, with documents by the names that `name` gives them, in an order of its own.
using Picture = std::set<std::vector<std::string>>;
Picture picture(const std::vector<Story>& stories, const std::vector<std::uint32_t>& name) {
  Picture all;
  auto named = [&](std::uint32_t document) { return std::to_string(name[document]); };
  for (const Story& story : stories) {
    std::vector<std::string> rows;
    for (const auto document : story.documents) rows.push_back("document " + named(document));
    for (const auto& witness : story.witnesses) {
      std::set<std::string> members;
      for (const auto document : witness) members.insert(named(document));
      std::string row = "witness";
      for (const auto& member : members) row += " " + member;
      rows.push_back(row);
    }
    for (const Copy& copy : story.copies) {
      rows.push_back(named(copy.is) + " of " + named(copy.of) + " " + std::string(to_string(copy.kind)) + " " +
                     std::to_string(copy.similarity));
    }
    std::sort(rows.begin(), rows.end());
    all.insert(rows);
  }
  return all;
}

std::vector<std::uint32_t> counted(std::size_t n) {
  std::vector<std::uint32_t> numbers(n);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

// All pairs at once say what each pair by itself says, to the last bit.
TEST(Pairwise, EqualsMergingEachTwo) {
  std::mt19937 random(7);
  std::vector<Shingles> shingles;
  std::vector<Vector> vectors;
  for (int d = 0; d < 40; ++d) {
    std::string text;
    for (int w = 0; w < 80; ++w) text += (random() % 20 == 0 ? "\" " : "") + ("w" + std::to_string(random() % 9)) + " ";
    shingles.push_back(shingles_in(text));
    Vector vector;
    for (std::uint32_t term = 0; term < 60; ++term) {
      if (random() % 3 == 0)
        vector.push_back({term * 0x04000001U + (term % 2), 0.01F * static_cast<float>(random() % 100)});
    }
    std::sort(vector.begin(), vector.end(), [](const auto& a, const auto& b) { return a.hash < b.hash; });
    vectors.push_back(vector);
  }
  std::vector<const Shingles*> all;
  std::vector<const Vector*> of_all;
  for (const Shingles& each : shingles) all.push_back(&each);
  for (const Vector& each : vectors) of_all.push_back(&each);
  const Pairwise pairs(all, of_all);
  std::size_t met = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) {
      if (i == j) continue;
      const Overlap expected = overlap_of(shingles[i], shingles[j]);
      const Overlap found = pairs.overlap(i, j);
      ASSERT_EQ(found.jaccard, expected.jaccard);
      ASSERT_EQ(found.containment, expected.containment);
      ASSERT_EQ(found.reuse, expected.reuse);
      ASSERT_EQ(found.reused, expected.reused);
      ASSERT_EQ(pairs.common_quoted(i, j), common_shingles(shingles[i].quoted, shingles[j].quoted));
      ASSERT_EQ(pairs.cosine(i, j), cosine(vectors[i], vectors[j]));
      met += expected.reused > 0 ? 1 : 0;
    }
  }
  EXPECT_GT(met, 100u);
}

TEST(StoryWords, SplitsPossessivesApostrophesHyphensAndScripts) {
  EXPECT_EQ(words_in("Halden’s envoy didn't re-open U.S. talks"),
            (std::vector<std::string>{"halden", "envoy", "didnt", "re", "open", "u", "s", "talks"}));
  EXPECT_EQ(words_in("ÉTÉ à Pörk 海峡"), (std::vector<std::string>{"été", "à", "pörk", "海", "峡"}));
  EXPECT_TRUE(words_in(" …—“” ").empty());
}

TEST(StoryWords, KnowsWhatIsQuoted) {
  StoryWords words;
  split_words("He said “no more” and \"never\" again.\nA mark left open: “so be it\nNext line", words);
  std::vector<std::string> quoted;
  for (const StoryWord& word : words.words) {
    if (word.quoted) quoted.emplace_back(words.letters_of(word));
  }
  EXPECT_EQ(quoted, (std::vector<std::string>{"no", "more", "never", "so", "be", "it"}));
}

TEST(Shingles, JaccardEqualsTheOracle) {
  const auto reports = ReportMaker({.reports = 60, .words = 80, .changed_words = 0.1, .seed = 3}).make();
  int alike = 0;
  for (const auto& a : reports) {
    for (const auto& b : reports) {
      const double expected = oracle::jaccard(a.text, b.text, shingle_words);
      EXPECT_NEAR(overlap_of(shingles_in(a.text), shingles_in(b.text)).jaccard, expected, 1e-9);
      alike += expected > 0.3 && expected < 1;
    }
  }
  EXPECT_GT(alike, 10);
}

TEST(MinHash, EstimatesJaccard) {
  const auto reports = ReportMaker({.reports = 400, .seed = 5}).make();
  double error = 0;
  int pairs = 0;
  for (const auto& report : reports) {
    if (report.copy_of < 0) continue;
    const Shingles a = shingles_in(report.text);
    const Shingles b = shingles_in(reports[static_cast<std::size_t>(report.copy_of)].text);
    const MinHash x = minhash_of(a.all);
    const MinHash y = minhash_of(b.all);
    double equal = 0;
    for (std::size_t i = 0; i < minhash_size; ++i) equal += x[i] == y[i];
    const double miss = equal / minhash_size - overlap_of(a, b).jaccard;
    error += miss * miss;
    ++pairs;
  }
  ASSERT_GT(pairs, 50);
  EXPECT_LT(std::sqrt(error / pairs), 0.06);  // 0.04 by the binomial for 128 minima at 0.7
}

TEST(MinHash, OfVeryShortSetsStaysComparable) {
  const Shingles a = shingles_in("one two three four five six");
  EXPECT_EQ(minhash_keys(a.all), minhash_keys(shingles_in("One, two three – four five six!").all));
  EXPECT_EQ(minhash_keys({}), MinHashKeys{});
}

TEST(AverageLink, EqualsTheOracleOnGeneratedSimilarities) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const std::size_t n = 1 + random() % 14;
    std::vector<std::vector<double>> similarity(n, std::vector<double>(n));
    SimilarityMatrix matrix{n, std::vector<float>(n * n)};
    std::vector<WeightedEdge> edges;
    for (std::uint32_t i = 0; i < n; ++i) {
      for (std::uint32_t j = 0; j < i; ++j) {
        const float value = random() % 3 == 0 ? 0.0F : static_cast<float>(random() % 100000) / 100000.0F;
        similarity[i][j] = similarity[j][i] = static_cast<double>(value);
        matrix.set(i, j, value);
        if (value > 0) edges.push_back({j, i, value});
      }
    }
    const double threshold = 0.05 + static_cast<double>(random() % 60) / 100;
    const auto expected = oracle::average_link(similarity, threshold);
    EXPECT_EQ(average_link(matrix, static_cast<float>(threshold)), expected) << "round " << round;
    EXPECT_EQ(sparse_average_link(n, edges, static_cast<float>(threshold)), expected) << "round " << round;
  }
}

TEST(Stories, FindPlantedCopiesExcerptsAndRewrites) {
  const auto reports = ReportMaker({.reports = 900, .seed = 21}).make();
  const auto stories = group_stories(views(reports));
  std::vector<std::size_t> story_of(reports.size());
  std::set<std::pair<std::uint32_t, std::uint32_t>> linked;
  for (std::size_t s = 0; s < stories.size(); ++s) {
    for (const auto document : stories[s].documents) story_of[document] = s;
    for (const Copy& copy : stories[s].copies) linked.insert(std::minmax(copy.of, copy.is));
  }
  std::size_t copies = 0, linked_copies = 0;
  for (std::uint32_t i = 0; i < reports.size(); ++i) {
    for (std::uint32_t j = 0; j < i; ++j) {
      EXPECT_EQ(story_of[i] == story_of[j], reports[i].event == reports[j].event) << i << ' ' << j;
    }
    if (reports[i].copy_of < 0) continue;
    ++copies;
    // A copy hangs on its original or on another copy of it.
    linked_copies += std::any_of(linked.begin(), linked.end(),
                                 [&](const auto& pair) { return pair.first == i || pair.second == i; });
  }
  ASSERT_GT(copies, 100u);
  EXPECT_EQ(linked_copies, copies);
}

TEST(Stories, DoNotDependOnTheOrderOfArrival) {
  auto reports = ReportMaker({.reports = 150, .changed_words = 0.15, .seed = 4}).make();
  for (std::size_t i = 0; i < 6; ++i) reports.push_back(reports[i * 7]);  // identical texts of other outlets
  for (std::size_t i = 0; i < 6; ++i) reports[150 + i].outlet = "twin " + std::to_string(i);
  const auto documents = views(reports);
  const Picture expected = picture(group_stories(documents), counted(documents.size()));
  std::mt19937 random(2);
  for (int round = 0; round < 6; ++round) {
    auto order = counted(documents.size());
    std::shuffle(order.begin(), order.end(), random);
    StoryIndex index;
    for (std::size_t i = 0; i < order.size(); ++i) {
      index.add(documents[order[i]]);
      if (random() % 20 == 0) index.stories();  // looked at in between
    }
    EXPECT_EQ(picture(index.stories(), order), expected) << "round " << round;
  }
}

// Titles' meanings, some documents without one: any order again, also of equal texts of which one has none.
TEST(Stories, DoNotDependOnTheOrderOfArrivalWithMeanings) {
  auto reports = ReportMaker({.reports = 90, .changed_words = 0.15, .seed = 5}).make();
  for (std::size_t i = 0; i < 6; ++i) reports.push_back(reports[i * 7]);
  for (std::size_t i = 0; i < 6; ++i) reports[90 + i].outlet = "twin " + std::to_string(i);
  auto documents = views(reports);
  std::mt19937 random(6);
  std::vector<std::vector<std::int8_t>> meanings(documents.size());
  std::map<std::string_view, std::vector<std::int8_t>> of_title;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    std::vector<std::int8_t>& meaning = of_title[documents[i].title];
    if (meaning.empty()) {
      for (int k = 0; k < 16; ++k) meaning.push_back(static_cast<std::int8_t>(static_cast<int>(random() % 64) - 32));
    }
    if (random() % 3 != 0) meanings[i] = meaning;
    documents[i].meaning = meanings[i];
  }
  const Picture expected = picture(group_stories(documents), counted(documents.size()));
  for (int round = 0; round < 4; ++round) {
    auto order = counted(documents.size());
    std::shuffle(order.begin(), order.end(), random);
    StoryIndex index;
    for (std::size_t i = 0; i < order.size(); ++i) {
      index.add(documents[order[i]]);
      if (random() % 20 == 0) index.stories();
    }
    EXPECT_EQ(picture(index.stories(), order), expected) << "round " << round;
  }
}

// Of reports that share some words, those are nearer to one another whose titles mean the same.
TEST(Stories, TheMeaningOfTitlesHasASay) {
  const std::vector<std::string> texts = {
      "The council of Lunn opened the harbour gate on Monday and the fishermen thanked the mayor for the new lamps.",
      "Fishermen in Lunn cheered when the gate was opened; the mayor spoke of lamps, of fog and of the long winter.",
  };
  const std::vector<std::int8_t> one(64, 15), other = [] {
    std::vector<std::int8_t> turned(64, 15);
    for (std::size_t i = 0; i < turned.size(); i += 2) turned[i] = -15;
    return turned;
  }();
  auto stories_with = [&](const std::vector<std::int8_t>& first, const std::vector<std::int8_t>& second, double least) {
    std::vector<StoryDocument> documents = {{"Gate", texts[0], "", "", {}, {}, first},
                                            {"Lamps", texts[1], "", "", {}, {}, second}};
    StoryConfig config;
    config.same_story = least;
    return group_stories(documents, config).size();
  };
  // The least similarity at which the two are one story, with titles that mean the same and with ones that do not.
  auto joined_up_to = [&](const std::vector<std::int8_t>& first, const std::vector<std::int8_t>& second) {
    double most = 0;
    for (double least = 0.01; least < 0.9; least += 0.01) {
      if (stories_with(first, second, least) == 1) most = least;
    }
    return most;
  };
  EXPECT_GT(joined_up_to(one, one), joined_up_to(one, other) + 0.1);
}

// Boilerplate: more near-copies than a bucket holds, in any order.
TEST(Stories, DoNotDependOnTheOrderOfArrivalInOverfullBuckets) {
  const auto base = ReportMaker({.reports = 1, .words = 160, .seed = 8}).make().front();
  std::vector<MadeReport> reports;
  for (int i = 0; i < 150; ++i) {
    MadeReport report = base;
    report.title = "Daily notice " + std::to_string(i);
    report.text += " number " + std::to_string(i * 7919) + " of the day";
    reports.push_back(report);
  }
  for (const auto& other : ReportMaker({.reports = 40, .seed = 9}).make()) reports.push_back(other);
  const auto documents = views(reports);
  const Picture expected = picture(group_stories(documents), counted(documents.size()));
  std::mt19937 random(3);
  for (int round = 0; round < 3; ++round) {
    auto order = counted(documents.size());
    std::shuffle(order.begin(), order.end(), random);
    StoryIndex index;
    for (std::size_t i = 0; i < order.size(); ++i) {
      index.add(documents[order[i]]);
      if (i % 50 == 49) index.stories();
    }
    EXPECT_EQ(picture(index.stories(), order), expected);
  }
}

TEST(Stories, ThreadsChangeNothing) {
  const auto reports = ReportMaker({.reports = 600, .seed = 31}).make();
  const auto documents = views(reports);
  const auto names = counted(documents.size());
  StoryConfig two;
  two.threads = 2;
  EXPECT_EQ(picture(group_stories(documents, two), names), picture(group_stories(documents), names));
}

TEST(Stories, ANewDocumentIsComparedWithoutRegroupingEverything) {
  const auto reports = ReportMaker({.reports = 3000, .words = 60, .seed = 41}).make();
  const auto documents = views(reports);
  StoryIndex index;
  index.add(std::span(documents).first(2980));
  index.stories();
  std::vector<Story> stories;
  int cheap = 0;
  for (std::size_t i = 2980; i < documents.size(); ++i) {
    index.add(documents[i]);
    stories = index.stories();
    cheap += index.compared() < 10;
  }
  EXPECT_GE(cheap, 8);  // of twenty; a third should fall into the sample that words take their weights from
  EXPECT_EQ(picture(stories, counted(3000)), picture(group_stories(documents), counted(3000)));
}

TEST(Stories, AGenericReportChainsNothing) {
  // Three stories with words of their own; one digest has a third of each.
  auto topic = [](const char* word, int story) {
    std::string text;
    for (int i = 0; i < 60; ++i)
      text += std::string(word) + std::to_string(story) + static_cast<char>('a' + i % 26) + " ";
    return text;
  };
  std::vector<std::string> texts;
  for (int story = 0; story < 3; ++story) {
    for (int i = 0; i < 3; ++i) texts.push_back(topic("topic", story) + topic("own", story * 3 + i));
  }
  texts.push_back(topic("topic", 0) + topic("topic", 1) + topic("topic", 2));
  std::vector<StoryDocument> documents;
  for (const std::string& text : texts) documents.push_back({"", text, "", "", {}, {}, {}});
  const auto stories = group_stories(documents);
  for (const Story& story : stories) {
    std::set<std::uint32_t> topics;
    for (const auto document : story.documents) {
      if (document < 9) topics.insert(document / 3);
    }
    EXPECT_LE(topics.size(), 1u);
  }
}

TEST(Stories, TiesWin) {
  const auto reports = ReportMaker({.reports = 60, .seed = 4}).make();
  const auto documents = views(reports);
  std::uint32_t copy = 0;
  while (reports[copy].copy_of < 0) ++copy;
  const auto of = static_cast<std::uint32_t>(reports[copy].copy_of);
  std::uint32_t far = copy;
  while (reports[far].event == reports[copy].event) ++far;
  auto together = [](const std::vector<Story>& stories, std::uint32_t a, std::uint32_t b) {
    return std::any_of(stories.begin(), stories.end(), [&](const Story& story) {
      return std::count(story.documents.begin(), story.documents.end(), a) +
                 std::count(story.documents.begin(), story.documents.end(), b) ==
             2;
    });
  };
  StoryIndex index;
  index.add(documents);
  EXPECT_TRUE(together(index.stories(), of, copy));
  EXPECT_FALSE(together(index.stories(), of, far));
  index.set_ties({{{of, far}}, {{of, copy}}});
  const auto tied = index.stories();
  EXPECT_FALSE(together(tied, of, copy));
  EXPECT_TRUE(together(tied, of, far));
  index.set_ties({});
  EXPECT_EQ(picture(index.stories(), counted(60)), picture(group_stories(documents), counted(60)));
}

TEST(Stories, EmptyAndTinyDocumentsStandAlone) {
  const std::vector<StoryDocument> documents = {
      {"", "", "", "a", {}, {}}, {"", "", "", "b", {}, {}}, {"", " \n", "", "c", {}, {}}, {"", "Yes", "", "d", {}, {}}};
  EXPECT_EQ(group_stories(documents).size(), 4u);
  EXPECT_TRUE(group_stories({}).empty());
}

}  // namespace
}  // namespace entente::read

// How well things that are the same become one issue, on the labelled phrases of tests/cases/issues: by words alone, by
// the meaning of the phrases alone, and by both as the program does. Thresholds were chosen on the talks "-1".
//   ENTENTE_READER=trained build/release/test_app --gtest_filter='IssueSameness.*'
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/issue_meanings.h"
#include "app/meaning_encoder.h"
#include "app/read_dossier.h"
#include "frame/frame.h"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

struct Talk {
  std::vector<std::string> phrases;
  std::vector<std::string> issues;
};

std::map<std::string, Talk> talks_of_half(char half) {
  std::ifstream file(fs::path(ENTENTE_SOURCE_DIR) / "tests/cases/issues/phrases.tsv");
  std::map<std::string, Talk> talks;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string talk;
    std::string issue;
    std::string phrase;
    std::getline(fields, talk, '\t');
    std::getline(fields, issue, '\t');
    std::getline(fields, phrase);
    if (!talk.ends_with(half)) continue;
    talks[talk].phrases.push_back(phrase);
    talks[talk].issues.push_back(issue);
  }
  return talks;
}

// Sums over talks; pairs within a talk alone count.
class Score {
 public:
  void add(const Talk& talk, const frame::IssueGroups& groups) {
    for (std::size_t i = 0; i < talk.phrases.size(); ++i) {
      double found = 0;
      double gold = 0;
      double both = 0;
      for (std::size_t k = 0; k < talk.phrases.size(); ++k) {
        const bool joined = groups.issue_of[i] == groups.issue_of[k];
        const bool same = talk.issues[i] == talk.issues[k];
        found += joined ? 1 : 0;
        gold += same ? 1 : 0;
        both += joined && same ? 1 : 0;
      }
      precision_ += both / found;
      recall_ += both / gold;
      count_ += 1;
      joined_ += (found - 1) / 2;
      same_ += (gold - 1) / 2;
      right_ += (both - 1) / 2;
    }
  }
  double pair_precision() const { return joined_ == 0 ? 1 : right_ / joined_; }
  double pair_f1() const { return 2 * right_ / (joined_ + same_); }
  double bcubed() const { return 2 * precision_ * recall_ / (precision_ + recall_) / count_; }
  void print(const char* name, char half) const {
    std::printf("%-16s half %c: pairs precision %.3f recall %.3f F1 %.3f, B-cubed %.3f / %.3f / %.3f\n", name, half,
                pair_precision(), right_ / same_, pair_f1(), precision_ / count_, recall_ / count_, bcubed());
  }

 private:
  double precision_ = 0, recall_ = 0, count_ = 0, joined_ = 0, same_ = 0, right_ = 0;
};

frame::IssueGroups by_words(const frame::IssueGrouper& grouper, const Talk& talk) {
  std::vector<frame::IssuePhrase> phrases;
  for (const std::string& phrase : talk.phrases) phrases.push_back({phrase, ""});
  return grouper.group(phrases);
}

frame::IssueGroups each_apart(const Talk& talk) {
  frame::IssueGroups groups;
  groups.names = talk.phrases;
  groups.issue_of.resize(talk.phrases.size());
  std::iota(groups.issue_of.begin(), groups.issue_of.end(), 0U);
  return groups;
}

class IssueSameness : public ReadDossierTest {
 protected:
  store::Dossier read_by(const std::string& reader) const {
    return ReadDossierTest::read_by(reader, R"({"id":"a","text":"Norland demanded the release of the crews."})"
                                            "\n");
  }
};

TEST_F(IssueSameness, IsBetterByMeaningWithoutWrongJoins) {
  auto dossier = read_by("trained");
  const frame::IssueGrouper grouper{CaseFacts{}};
  Talk all;  // encoded in one go, so that the model is loaded once
  for (const char half : {'1', '2'}) {
    for (const auto& [name, talk] : talks_of_half(half))
      all.phrases.insert(all.phrases.end(), talk.phrases.begin(), talk.phrases.end());
  }
  ASSERT_TRUE(issue_meanings(dossier, each_apart(all)).ok());
  for (const char half : {'1', '2'}) {
    Score words;
    Score meaning;
    Score both;
    for (const auto& [name, talk] : talks_of_half(half)) {
      const frame::IssueGroups grouped = by_words(grouper, talk);
      const auto of_groups = issue_meanings(dossier, grouped);
      ASSERT_TRUE(of_groups.ok());
      const auto of_phrases = issue_meanings(dossier, each_apart(talk));
      ASSERT_TRUE(of_phrases.ok());
      words.add(talk, grouped);
      meaning.add(talk, frame::join_by_meaning(each_apart(talk), *of_phrases));
      both.add(talk, frame::join_by_meaning(grouped, *of_groups));
    }
    words.print("words", half);
    meaning.print("meaning", half);
    both.print("words, meaning", half);
    EXPECT_GT(both.bcubed(), words.bcubed() + 0.05);
    EXPECT_GT(both.pair_f1(), words.pair_f1() + 0.15);
    EXPECT_GT(both.pair_precision(), 0.8);
  }
}

TEST_F(IssueSameness, NamesAreEncodedOnce) {
  auto dossier = read_by("trained");
  frame::IssueGroups groups;
  groups.names = {"release of the crews", "freeing of the sailors", "COP-4"};
  groups.issue_of = {0, 1, 2};
  const auto first = issue_meanings(dossier, groups);
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE((*first)[0].empty());
  EXPECT_TRUE((*first)[2].empty());
  const auto encoder = meaning_encoder(dossier);
  ASSERT_TRUE(encoder.ok() && encoder->has_value());
  // What is kept is used: a row that was changed comes back as it was kept.
  const store::PhraseMeaning marked{groups.names[0], std::vector<std::int8_t>((*first)[0].size(), 7)};
  ASSERT_TRUE(dossier.keep_phrase_meanings(std::vector{marked}, (*encoder)->checksum).ok());
  EXPECT_EQ((*issue_meanings(dossier, groups))[0], marked.vector);
  EXPECT_EQ((*issue_meanings(dossier, groups))[1], (*first)[1]);
}

TEST_F(IssueSameness, ByRulesThereAreNoMeanings) {
  auto dossier = read_by("rules");
  frame::IssueGroups groups;
  groups.names = {"release of the crews"};
  groups.issue_of = {0};
  EXPECT_TRUE((*issue_meanings(dossier, groups))[0].empty());
}

}  // namespace
}  // namespace entente::app

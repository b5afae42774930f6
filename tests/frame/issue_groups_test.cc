#include <algorithm>
#include <ctime>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "frame/frame.h"
#include "frame/issue_terms.h"
#include "oracle/issue_clusters.h"

namespace entente::frame {
namespace {

IssueGroups group_issues(const std::vector<IssuePhrase>& phrases, const CaseFacts& facts) {
  return IssueGrouper(facts).group(phrases);
}

std::vector<IssuePhrase> phrases_of(const std::vector<std::string>& texts) {
  std::vector<IssuePhrase> phrases;
  for (const std::string& text : texts) phrases.push_back({text, ""});
  return phrases;
}

TEST(IssueGroups, PutWordingsOfOneThingTogether) {
  const IssueGroups groups =
      group_issues(phrases_of({"transit fees", "fees for transit", "the transit fee", "withdrawal of coastal batteries",
                               "withdrawing the coastal batteries", "joint fishery patrols", "pilot training",
                               "release of detained crews"}),
                   {});
  EXPECT_EQ(groups.issue_of[0], groups.issue_of[1]);
  EXPECT_EQ(groups.issue_of[0], groups.issue_of[2]);
  EXPECT_EQ(groups.issue_of[3], groups.issue_of[4]);
  EXPECT_EQ(std::set<std::uint32_t>(groups.issue_of.begin(), groups.issue_of.end()).size(), 5u);
  EXPECT_EQ(groups.names[groups.issue_of[0]], "transit fees");
}

TEST(IssueGroups, AreNotGluedByGenericWords) {
  const IssueGroups groups = group_issues(phrases_of({"new text on salvage", "new text on pilots", "proposal on grain",
                                                      "proposal on lighthouses", "salvage", "grain"}),
                                          {});
  EXPECT_NE(groups.issue_of[0], groups.issue_of[1]);
  EXPECT_NE(groups.issue_of[2], groups.issue_of[3]);
  EXPECT_EQ(groups.issue_of[0], groups.issue_of[4]);
  EXPECT_EQ(groups.issue_of[2], groups.issue_of[5]);
}

TEST(IssueGroups, TakeTheCaseFirst) {
  CaseFacts facts;
  facts.issues.push_back({"Coastal arms", {"coastal batteries", "shore guns"}, {}});
  facts.issues.push_back({"Money", {"fees"}, {}});
  const IssueGroups groups =
      group_issues(phrases_of({"withdrawal of the coastal batteries", "transit fee", "shore guns", "pilots"}), facts);
  EXPECT_EQ(groups.names[groups.issue_of[0]], "Coastal arms");
  EXPECT_EQ(groups.names[groups.issue_of[1]], "Money");
  EXPECT_EQ(groups.names[groups.issue_of[2]], "Coastal arms");
  EXPECT_EQ(groups.names[groups.issue_of[3]], "pilots");
}

TEST(IssueGroups, OfNothingAreTheIssuesOfTheCase) {
  EXPECT_TRUE(group_issues({}, {}).names.empty());
  const IssueGroups empty = group_issues(phrases_of({"", "the", ""}), {});
  EXPECT_EQ(empty.issue_of.size(), 3u);
  EXPECT_EQ(empty.issue_of[0], IssueGroups::none);
  EXPECT_EQ(empty.issue_of[1], IssueGroups::none);
}

TEST(IssueGroups, PartiesAndVerbsAloneAreOfTheIssueThatTheirSentenceNames) {
  const std::vector<IssuePhrase> phrases = {{"transit fees", "NORWAY proposed transit fees."},
                                            {"NORWAY", "On transit fees, JAPAN opposed NORWAY."},
                                            {"said", "JAPAN supported what NORWAY said."},
                                            {"the EU", "CANADA opposed the EU."},
                                            {"commitments", "CANADA opposed commitments."}};
  const IssueGroups groups = group_issues(phrases, {});
  EXPECT_EQ(groups.issue_of[1], groups.issue_of[0]);
  EXPECT_EQ(groups.issue_of[2], IssueGroups::none);
  EXPECT_EQ(groups.issue_of[3], IssueGroups::none);
  EXPECT_EQ(groups.names.at(groups.issue_of[4]), "commitments");
}

TEST(IssueGroups, AListOfPartiesIsNoIssue) {
  const IssueGroups groups = group_issues({{"EU, CHINA and the G-77", "JAPAN opposed the EU, CHINA and the G-77."},
                                           {"fees and China", "JAPAN opposed fees and China."}},
                                          {});
  EXPECT_EQ(groups.issue_of[0], IssueGroups::none);
  EXPECT_NE(groups.issue_of[1], IssueGroups::none);
}

std::vector<std::string> generated(std::mt19937& random, std::size_t count, std::size_t vocabulary) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    const std::size_t length = 1 + random() % 4;
    for (std::size_t k = 0; k < length; ++k) text += (k == 0 ? "q" : " q") + std::to_string(random() % vocabulary);
    texts.push_back(text);
  }
  return texts;
}

TEST(IssueGroups, EqualTheOracle) {
  std::mt19937 random(11);
  for (int round = 0; round < 150; ++round) {
    const std::vector<std::string> texts = generated(random, 1 + random() % 40, 3 + random() % 20);
    TermReader reader;
    std::vector<std::vector<std::string>> terms;
    for (const std::string& text : texts) terms.push_back(reader.terms(text));
    const IssueGroups groups = group_issues(phrases_of(texts), {});
    EXPECT_EQ(oracle::canonical(groups.issue_of), oracle::issue_clusters(terms, same_issue_cosine))
        << "round " << round;
  }
}

TEST(IssueGroups, DoNotDependOnTheOrder) {
  std::mt19937 random(13);
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> texts = generated(random, 60, 25);
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::string> shuffled;
    for (const std::size_t i : order) shuffled.push_back(texts[i]);
    const IssueGroups plain = group_issues(phrases_of(texts), {});
    const IssueGroups other = group_issues(phrases_of(shuffled), {});
    for (std::size_t i = 0; i < order.size(); ++i) {
      EXPECT_EQ(other.names[other.issue_of[i]], plain.names[plain.issue_of[order[i]]]);
      for (std::size_t k = 0; k < i; ++k) {
        EXPECT_EQ(other.issue_of[i] == other.issue_of[k], plain.issue_of[order[i]] == plain.issue_of[order[k]]);
      }
    }
  }
}

TEST(IssueGroups, DoNotChain) {
  // a b, b c, c d …: neighbours share a word, but the ends have nothing in common.
  std::vector<std::string> texts;
  for (int i = 0; i < 30; ++i) texts.push_back("q" + std::to_string(i) + " q" + std::to_string(i + 1));
  const IssueGroups groups = group_issues(phrases_of(texts), {});
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t k = i + 3; k < texts.size(); ++k) EXPECT_NE(groups.issue_of[i], groups.issue_of[k]);
  }
}

// Ratios within one run: ten times as many phrases may take at most thirty times as long.
TEST(IssueGroups, GrowNearlyLinearly) {
  std::mt19937 random(17);
  const auto seconds = [&](std::size_t count) {
    const std::vector<IssuePhrase> phrases = phrases_of(generated(random, count, count / 4));
    const std::clock_t start = std::clock();
    group_issues(phrases, {});
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  const double small = seconds(4000);
  const double large = seconds(40000);
  EXPECT_LT(large, 30 * small + 0.5);
}

}  // namespace
}  // namespace entente::frame

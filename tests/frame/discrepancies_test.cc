#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "frame/align.h"
#include "frame/frame.h"
#include "text/text.h"

namespace entente::frame {
namespace {

// The wire and a rewrite differ in what a test says; the rest holds them together.
const std::string wire =
    "Marenne and Ostrel are drafting a protocol on the harbour of Kesh, the envoy said on Wednesday after two days of "
    "talks. "
    "Ambassador Anja Brandt told reporters that the harbour would have six pilots, three from each town. "
    "The service may begin on 1 April if both councils consent, she said. "
    "“Nobody has given anything away so far,” Brandt said. "
    "Deputy Minister Pavel Ordin said that Ostrel could accept common fees in the northern basin. "
    "The lamps are no part of the paper, according to Brandt.";

std::vector<Span> sentences_of(std::string_view text) {
  const text::SentenceSplitter splitter;
  return splitter.split(text, {0, static_cast<std::uint32_t>(text.size())});
}

struct Row {
  DiscrepancyKind kind;
  std::string a, b;
};

std::vector<Row> compare(const std::string& a, const std::string& b) {
  static const DiscrepancyFinder finder;
  const std::vector<Telling> tellings = {{a, sentences_of(a)}, {b, sentences_of(b)}};
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {{0, 1}};
  std::vector<Row> rows;
  for (const Discrepancy& each : finder.find(tellings, pairs)) {
    rows.push_back({each.kind, each.a ? std::string(each.a->in(a)) : "", each.b ? std::string(each.b->in(b)) : ""});
  }
  return rows;
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

struct Case {
  const char* from;
  const char* to;
  DiscrepancyKind kind;
  const char* in_a;
  const char* in_b;
};

class OneChange : public testing::TestWithParam<Case> {};

TEST_P(OneChange, IsFoundAloneAndWithItsKind) {
  const Case& one = GetParam();
  const auto rows = compare(wire, changed(wire, one.from, one.to));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(to_string(rows[0].kind), to_string(one.kind));
  EXPECT_NE(rows[0].a.find(one.in_a), std::string::npos) << rows[0].a;
  EXPECT_NE(rows[0].b.find(one.in_b), std::string::npos) << rows[0].b;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, OneChange,
    testing::Values(Case{"1 April", "10 April", DiscrepancyKind::date, "1 April", "10 April"},
                    Case{"on Wednesday", "on Tuesday", DiscrepancyKind::date, "Wednesday", "Tuesday"},
                    Case{"six pilots", "nine pilots", DiscrepancyKind::number, "six", "nine"},
                    Case{"Deputy Minister", "Minister", DiscrepancyKind::title, "Deputy", "Minister"},
                    Case{"are drafting", "have signed", DiscrepancyKind::stage, "drafting", "signed"},
                    Case{"may begin", "will begin", DiscrepancyKind::modality, "may", "will"},
                    Case{"could accept", "would accept", DiscrepancyKind::modality, "could", "would"},
                    Case{"Nobody has given anything away", "Ostrel has given nothing away", DiscrepancyKind::quotation,
                         "Nobody", "Ostrel"},
                    Case{"according to Brandt", "according to Ordin", DiscrepancyKind::attribution, "Brandt", "Ordin"},
                    Case{"the northern basin", "the bay", DiscrepancyKind::scope, "northern basin", "bay"},
                    Case{" if both councils consent", "", DiscrepancyKind::omission, "if both councils consent", ""}));

TEST(Discrepancies, EqualThingsInOtherWordsAreNone) {
  EXPECT_TRUE(compare(wire, wire).empty());
  EXPECT_TRUE(compare(wire, changed(wire, "told reporters", "told journalists")).empty());
  EXPECT_TRUE(compare(wire, changed(wire, "six pilots", "6 pilots")).empty());
  EXPECT_TRUE(compare(wire, changed(wire, "Ambassador Anja Brandt", "Brandt, the ambassador,")).empty());
}

TEST(Discrepancies, ACutQuotationIsTheSame) {
  EXPECT_TRUE(
      compare(wire, changed(wire, "“Nobody has given anything away so far,”", "“Nobody has given anything away,”"))
          .empty());
}

TEST(Discrepancies, IndependentReportsLeaveNothingOut) {
  const std::string other =
      "Pilots in Kesh may soon work for both towns. The council of Ostrel wants lower fees, its mayor said at a "
      "dinner. "
      "Fishermen fear for their berths, and the lamps on the mole have been dark since autumn. A protocol would need "
      "two votes.";
  EXPECT_TRUE(compare(wire, other).empty());
}

TEST(Discrepancies, SidesStandTheOtherWayRound) {
  const std::string rewrite = changed(changed(wire, "six pilots", "nine pilots"), "may begin", "will begin");
  auto there = compare(wire, rewrite);
  auto back = compare(rewrite, wire);
  for (Row& row : back) std::swap(row.a, row.b);
  auto sorted = [](std::vector<Row> rows) {
    std::vector<std::string> words;
    for (const Row& row : rows) words.push_back(std::string(to_string(row.kind)) + "|" + row.a + "|" + row.b);
    std::sort(words.begin(), words.end());
    return words;
  };
  EXPECT_EQ(sorted(there), sorted(back));
  EXPECT_EQ(there.size(), 2u);
}

TEST(Discrepancies, ASplitSentenceIsAlignedTwice) {
  const WordKnowledge knowledge;
  const std::string a =
      "The council proposed a treaty on the harbour, and it named the lamps on the old mole as a first step for both "
      "towns.";
  const std::string b =
      "The council proposed a treaty on the harbour. It named the lamps on the old mole as a first step for both "
      "towns.";
  const auto x = knowledge.read(a, sentences_of(a));
  const auto y = knowledge.read(b, sentences_of(b));
  EXPECT_EQ(align_sentences(x, y).size(), 2u);
}

TEST(Discrepancies, HeadlinesThatAPagePutsIntoTheTextAreLeftOutByNobody) {
  const std::string furnished = changed(
      wire, "Ambassador Anja Brandt told",
      "Ambassador Anja Brandt Pilots told to wait as council warns of fog Minister said to resign over fees MORE told");
  for (const Row& row : compare(furnished, wire)) EXPECT_NE(row.kind, DiscrepancyKind::omission) << row.a;
}

TEST(Discrepancies, AQuotationThatSaysItWasChangedIsNone) {
  const std::string edited = changed(wire, "given anything away", "given [any of it] away");
  for (const Row& row : compare(wire, edited)) EXPECT_NE(row.kind, DiscrepancyKind::quotation) << row.a;
}

// A quotation that goes over a line's end opens in one line and closes in the next.
TEST(Discrepancies, WhatStandsBehindAQuotationOverTwoLinesIsNotQuoted) {
  for (const char* marks : {"“”", "\"\""}) {
    const std::string pair(marks);
    const std::string open = pair.substr(0, pair.size() / 2);
    const std::string close = pair.substr(pair.size() / 2);
    auto told = [&](const std::string& by) {
      return wire + " " + open + "It is true.\nShe did send it," + close + " " + by + " She goes in January.";
    };
    const std::string a =
        told("Lena Ruiz, a lawyer who works as a counsel to the harbour office, told the Vask Herald.");
    const std::string b = told("Lena Ruiz, a lawyer who works as counsel to the harbour office, said to the Herald.");
    for (const Row& row : compare(a, b)) EXPECT_NE(row.kind, DiscrepancyKind::quotation) << row.a;
    const WordKnowledge knowledge;
    std::size_t quoted = 0;
    for (const ToldSentence& sentence : knowledge.read(a, sentences_of(a)).sentences) {
      for (const ToldWord& word : sentence.words) {
        quoted += word.quoted && word.folded == "send";
        EXPECT_FALSE(word.quoted && word.folded == "lawyer");
      }
    }
    EXPECT_EQ(quoted, 1u);
  }
}

TEST(Discrepancies, AnInchMarkQuotesNothing) {
  const WordKnowledge knowledge;
  const std::string text = "The new pile is 10\" wide and the old one is not. It stands.";
  for (const ToldSentence& sentence : knowledge.read(text, sentences_of(text)).sentences) {
    for (const ToldWord& word : sentence.words) EXPECT_FALSE(word.quoted && word.folded == "pile");
  }
}

TEST(Discrepancies, ASmallWordThatOpensASentenceIsNoPartOfATitle) {
  const std::string a = changed(wire, "Deputy Minister Pavel Ordin said", "While Deputy Minister Pavel Ordin said");
  const std::string b = changed(wire, "Deputy Minister Pavel Ordin said", "Minister Pavel Ordin said");
  bool found = false;
  for (const Row& row : compare(a, b)) {
    if (row.kind != DiscrepancyKind::title) continue;
    found = true;
    EXPECT_EQ(row.a, "Deputy Minister Pavel Ordin");
  }
  EXPECT_TRUE(found);
}

TEST(Discrepancies, AnOpeningPhraseRestrictsNothing) {
  const std::string opened = changed(wire, "The service may begin",
                                     "In the plan that the towns drew up across the winter, the service may begin");
  for (const Row& row : compare(opened, wire)) EXPECT_NE(row.kind, DiscrepancyKind::scope) << row.a;
}

TEST(Utterances, AreOneForOneSpeakerStoryAndContent) {
  const std::vector<UtteranceTelling> tellings = {
      {0, 0, "Anja Brandt", "the harbour would have six pilots, three from each town"},
      {1, 0, "Brandt", "six pilots would work in the harbour"},
      {1, 0, "Brandt", "the lamps are no part of the paper"},
      {2, 1, "Anja Brandt", "the harbour would have six pilots, three from each town"},
      {2, 0, "Pavel Ordin", "the harbour would have six pilots, three from each town"},
      {3, 0, "", "the harbour would have six pilots, three from each town"}};
  const auto groups = group_utterances(tellings);
  EXPECT_EQ(groups[0], groups[1]);
  for (std::size_t i = 2; i < groups.size(); ++i) EXPECT_NE(groups[i], groups[0]) << i;
}

TEST(Utterances, DoNotDependOnTheOrder) {
  std::vector<UtteranceTelling> tellings;
  const std::vector<std::string> words = {"harbour", "pilots", "lamps", "fees", "mole", "council", "treaty", "basin"};
  std::vector<std::string> contents;
  std::mt19937 random(1);
  for (int i = 0; i < 40; ++i) {
    std::string content;
    for (int k = 0; k < 5; ++k) content += words[random() % words.size()] + " ";
    contents.push_back(content + std::to_string(i));
  }
  for (std::uint32_t i = 0; i < 40; ++i) tellings.push_back({i, i % 2, "Brandt", contents[i]});
  auto partition = [](const std::vector<UtteranceTelling>& list) {
    const auto groups = group_utterances(list);
    std::map<std::uint32_t, std::set<std::uint32_t>> members;
    for (std::size_t i = 0; i < list.size(); ++i) members[groups[i]].insert(list[i].document);
    std::set<std::set<std::uint32_t>> result;
    for (const auto& [group, documents] : members) result.insert(documents);
    return result;
  };
  const auto expected = partition(tellings);
  EXPECT_LT(expected.size(), 40u);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(tellings.begin(), tellings.end(), random);
    EXPECT_EQ(partition(tellings), expected);
  }
}

}  // namespace
}  // namespace entente::frame

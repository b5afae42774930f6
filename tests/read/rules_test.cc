// The reader by rules on small sentences of its own.
#include <cstdlib>
#include <ctime>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "told.h"

namespace entente::read {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> spans(const std::string& text) {
  const Document document = report(text);
  return spans_told(document, rules().read(document));
}

std::vector<std::string> persons(const std::string& text) { return persons_told(rules().read(report(text))); }

TEST(Rules, CueBeforeInsideAndAfter) {
  EXPECT_THAT(spans("Mara Vell said that the road is open."), ElementsAre("Mara Vell | said | that the road is open"));
  EXPECT_THAT(spans("The road, Mara Vell said, is open."), ElementsAre("Mara Vell | said | The road … is open"));
  EXPECT_THAT(spans("The road is open, said Mara Vell."), ElementsAre("Mara Vell | said | The road is open"));
  EXPECT_THAT(spans("According to Mara Vell, the road is open."),
              ElementsAre("Mara Vell | According to | the road is open"));
  EXPECT_THAT(spans("The road is open, according to Mara Vell."),
              ElementsAre("Mara Vell | according to | The road is open"));
}

TEST(Rules, DatesInWordsAreResolvedAgainstThePublication) {
  Document document = report("Mara Vell said on Monday that the road will open by 7 April.");
  EXPECT_THAT(rules().read(document).dates, IsEmpty());
  document.published = make_date(2031, 3, 12);
  const Reading reading = rules().read(document);
  ASSERT_EQ(reading.dates.size(), 2u);
  EXPECT_EQ(reading.dates[0].span.in(document.text), "Monday");
  EXPECT_EQ(to_string(reading.dates[0].date), "2031-03-10");
  EXPECT_EQ(to_string(reading.dates[1].date), "2031-04-07");
  EXPECT_EQ(reading.dates[1].relation, DateRelation::by);
}

TEST(Rules, SpeechOverSeveralSentencesAndParagraphs) {
  EXPECT_THAT(spans("\"We wait,\" Vell said. \"It is late. It snows.\""),
              ElementsAre("Vell | said | \"We wait,\" … \"It is late. It snows.\""));
  EXPECT_THAT(spans("“We wait. We may go.\n\n“It snows,” said Vell."),
              ElementsAre("Vell | said | “We wait. We may go. … “It snows,”"));
}

TEST(Rules, SeveralCuesInASentence) {
  EXPECT_THAT(spans("Vell announced that the road is open, adding that it was safe, but refused to name a date."),
              ElementsAre("Vell | announced | that the road is open", "Vell | adding | that it was safe",
                          "Vell | refused | to name a date"));
}

TEST(Rules, KnowTheForm) {
  EXPECT_THAT(persons("\"The road is open,\" said Mara Vell."), ElementsAre("Mara Vell /  direct"));
  EXPECT_THAT(persons("Mara Vell said the road was \"quite safe\" now."), ElementsAre("Mara Vell /  mixed"));
}

TEST(Rules, ResolveTitlesSurnamesAndPronouns) {
  const auto told = persons(
      "German Chancellor Anna Weber met French President Paul Blanc. The chancellor said that she was pleased. Blanc "
      "said that he was not. "
      "He warned that time was short.");
  EXPECT_THAT(told, ElementsAre("Anna Weber / Germany", "Paul Blanc / France", "Paul Blanc / France"));
}

TEST(Rules, ResolveMetonyms) {
  EXPECT_THAT(persons("The Kremlin said that it would wait."), ElementsAre("Kremlin / Russia"));
  EXPECT_THAT(persons("Kyiv said that it would wait."), ElementsAre("Ukraine / Ukraine"));
}

TEST(Rules, TellersAreNamedNearestFirst) {
  const auto told = persons("The harbour master refused to open the gates, Radio Marenne said citing two pilots.");
  EXPECT_THAT(told, Contains("harbour master /  via two pilots, Radio Marenne"));
}

TEST(Rules, WhatIsToldWithinHasAParent) {
  const Document document = report("Ada Lund said that Iker Orlen had promised that the port would open.");
  const Reading reading = rules().read(document);
  ASSERT_EQ(reading.statements.size(), 2u);
  EXPECT_FALSE(reading.statements[0].parent);
  EXPECT_EQ(reading.statements[1].parent, 0u);
  EXPECT_EQ(reading.statements[1].speaker, "Iker Orlen");
  EXPECT_THAT(reading.statements[1].via, ElementsAre("Ada Lund"));
}

TEST(Rules, CaseFactsNamePartiesAndMembers) {
  CaseFacts facts;
  facts.parties.push_back({"Northern Union", {"the Union", "Velmar"}, {"Mara Vell"}});
  const auto reader = make_rule_reader(facts);
  const Reading reading =
      reader->read(report("Mara Vell said that Velmar was ready. Vell warned that time was short."));
  ASSERT_EQ(reading.statements.size(), 2u);
  EXPECT_EQ(reading.statements[0].party, "Northern Union");
  EXPECT_EQ(reading.statements[1].speaker, "Mara Vell");
  EXPECT_EQ(reading.statements[1].party, "Northern Union");
  EXPECT_NE(reader->identity().options, rules().identity().options);
}

// What the case tells holds under other names too: an adjective of a party, an office of a member, a surname alone.
TEST(Rules, CaseFactsAreKnownByOtherNames) {
  CaseFacts facts;
  facts.parties.push_back({"Norvia", {}, {"Mara Vell", "Oskar Venn"}});
  facts.parties.push_back({"Estmark", {}, {"Ida Holm", "Ulf Holm"}});
  const auto reader = make_rule_reader(facts);
  const auto told = [&](const char* text) { return persons_told(reader->read(report(text))); };
  EXPECT_THAT(told("A Norvian negotiator said that it would snow."), ElementsAre("Norvian negotiator / Norvia"));
  EXPECT_THAT(told("Prime Minister Mara Vell left. The prime minister said that it would snow."),
              ElementsAre("Mara Vell / Norvia"));
  EXPECT_THAT(told("Venn said that it would snow."), ElementsAre("Oskar Venn / Norvia"));
  // Two members bear the name: it is nobody's.
  EXPECT_THAT(told("Holm said that it would snow."), ElementsAre("Holm / "));
}

TEST(Rules, PersonsAreTiedByWhatTheyLead) {
  EXPECT_THAT(persons("Mara Vell has led Norvia's delegation since May. Vell said that it would snow."),
              ElementsAre("Mara Vell / Norvia"));
  EXPECT_THAT(persons("Norvia's government fell. Prime Minister Mara Vell said that it would snow."),
              ElementsAre("Mara Vell / Norvia"));
  // Two states are spoken of: the text does not tell whose minister she is.
  EXPECT_THAT(
      persons("Norvia's government met that of Estmark's president. Prime Minister Mara Vell said it would snow."),
      ElementsAre("Mara Vell / "));
  EXPECT_THAT(persons("The Green Alliance left the hall. Co-leader Mara Vell said that it would snow."),
              ElementsAre("Mara Vell / Green Alliance"));
  EXPECT_THAT(persons("The Green Alliance left the hall. Opposition leader Mara Vell said that it would snow."),
              ElementsAre("Mara Vell / opposition"));
}

TEST(Rules, ATellerIsNamedOnce) {
  EXPECT_THAT(persons("Mara Vell told the weekly Plain Word that it would snow, Plain Word reported."),
              Contains(testing::HasSubstr("via Plain Word")));
  EXPECT_THAT(persons("\"Snow will come, and floods will come after it,\" Mara Vell said, per the Lunn Courier."),
              ElementsAre("Mara Vell /  via Lunn Courier direct"));
}

TEST(Rules, CaptionsAndDatelinesSayNothing) {
  Document document = report("Mara Vell said that it rains. Mara Vell said that it snows.");
  document.blocks = {{BlockKind::caption, {0, 29}},
                     {BlockKind::paragraph, {30, static_cast<std::uint32_t>(document.text.size())}}};
  EXPECT_EQ(rules().read(document).statements.size(), 1u);
}

TEST(Rules, OddTextsGiveNothing) {
  for (const std::string text : {"", "x", ".", "“", "\n\n", "会议", "Les ministres ont parlé."})
    EXPECT_THAT(spans(text), IsEmpty()) << text;
}

void expect_sound(const Document& document, const Reading& reading) {
  const auto size = static_cast<std::uint32_t>(document.text.size());
  const auto within = [&](const std::vector<Span>& list) {
    std::uint32_t at = 0;
    for (const Span span : list) {
      EXPECT_LT(span.start, span.end);
      EXPECT_LE(span.end, size);
      EXPECT_GE(span.start, at);
      at = span.end;
    }
  };
  within(reading.sentences);
  for (std::size_t i = 0; i < reading.statements.size(); ++i) {
    const Statement& statement = reading.statements[i];
    within(statement.source);
    within(statement.cue);
    within(statement.content);
    EXPECT_FALSE(statement.content.empty());
    if (statement.parent) {
      EXPECT_LT(*statement.parent, i);
    }
    EXPECT_GT(statement.confidence, 0);
    EXPECT_LE(statement.confidence, 1);
  }
  for (const Mention& mention : reading.mentions) EXPECT_LT(mention.span.start, mention.span.end);
}

TEST(Rules, SpansAreOrderedAndParentsComeFirstOnAnyWords) {
  std::mt19937 random(20310312);
  const std::vector<std::string> words = {
      "the",    "Vell",     "said",      "that",      "he",   ",",      ".",      "“",         "”",       "\"",
      "'",      "to",       "of",        "claims",    "plan", "Velmar", "’s",     "(",         ")",       "and",
      "but",    "who",      "which",     "according", "to",   "by",     "was",    "told",      "refused", "adding",
      "citing", "Minister", "President", ":",         ";",    "—",      "warned", "reporters", "Mr.",     "U.S.",
      "fears",  "ministry", "\n",        "\n\n",      "7",    "on",     "Monday", "her",       "willing", "is"};
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    const std::size_t length = 1 + random() % 60;
    for (std::size_t i = 0; i < length; ++i) text += words[random() % words.size()] + (random() % 5 == 0 ? "" : " ");
    const Document document = report(text);
    expect_sound(document, rules().read(document));
    if (testing::Test::HasFailure()) FAIL() << text;
  }
}

TEST(Rules, TimeGrowsWithTheTextAlone) {
  // 100,000 words without a full stop, of several kinds; each would take minutes if anything were quadratic. Fewer
  // where the build is slow by itself (sanitizers).
  const int words = std::getenv("ENTENTE_QUICK") != nullptr ? 20000 : 100000;
  for (const std::string unit :
       {"Vell told the minister that ", "“ ", "and ", "Ministry of ", "who said ", "( ", "her claim that "}) {
    std::string text;
    for (int i = 0; i < words / 2; ++i) text += unit;
    const std::clock_t began = std::clock();  // the processor's time: a busy machine is not a slow reader
    const Document document = report(text);
    rules().read(document);
    EXPECT_LT(std::clock() - began, 20 * CLOCKS_PER_SEC) << unit;
  }
}

}  // namespace
}  // namespace entente::read

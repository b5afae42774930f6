// For whom somebody speaks where it is told around the name: in chains of appositions, by an office named before or
// behind, by a place in front, by a body without a name. Names that no list knows; each test fails without the
// mechanisms that its comments name.
#include <gtest/gtest.h>

#include "told.h"

namespace entente::read {
namespace {

TEST(TiesAround, ThePersonsOwnSentence) {
  // One apposition after another.
  EXPECT_EQ(last("Mara Vell, a former general, now the Coast Party's man at the talks, left. "
                 "Vell said that the law was dead."),
            "Mara Vell / Coast Party");
  EXPECT_EQ(last("Mara Vell, one of the Coast Party's delegates, left. Vell said that the law was dead."),
            "Mara Vell / Coast Party");
  // A verb with "is", or with "for".
  EXPECT_EQ(last("Mara Vell is the Coast Party's chief whip. Vell said that the law was dead."),
            "Mara Vell / Coast Party");
  EXPECT_EQ(last("Mara Vell sits for the Coast Party. Vell said that the law was dead."), "Mara Vell / Coast Party");
  EXPECT_EQ(last("Mara Vell, who has led the Coast Party since May, said that the law was dead."),
            "Mara Vell / Coast Party");
  // "of" with a body that has no name.
  EXPECT_EQ(last("The president of Norvia left. Mara Vell of the Norvian delegation said that the law was dead."),
            "Mara Vell / Norvia");
  // At the head of the sentence.
  EXPECT_EQ(last("For the Coast Party, Mara Vell said that the law was dead."), "Mara Vell / Coast Party");
  EXPECT_EQ(last("The premier of Norvia left. On the Norvian side, Mara Vell said that the law was dead."),
            "Mara Vell / Norvia");
}

TEST(TiesAround, AnOfficeNamedBeforeOrBehind) {
  EXPECT_EQ(last("The prime minister of Norvia left at noon. Mara Vell said that the law was dead."),
            "Mara Vell / Norvia");
  EXPECT_EQ(
      last("Few know the dam as well as Mara Vell. Norvia's ambassador is tired. Vell said that the law was dead."),
      "Mara Vell / Norvia");
  // Not where another person stands between, or where the office has its bearer.
  EXPECT_EQ(last("The prime minister of Norvia, Idris Lund, left. Mara Vell said that the law was dead."),
            "Mara Vell / ");
}

TEST(TiesAround, PlacesInFront) {
  EXPECT_EQ(last("Norvia's capital, Tullen, was calm. In Tullen, a spokesman said that the law was dead."),
            "spokesman / Norvia");
  EXPECT_EQ(last("The premier of Norvia left. The capital of Norvia, Tullen, was calm. "
                 "Officials in Tullen said that the law was dead."),
            "Officials in Tullen / Norvia");
  EXPECT_EQ(last("The premier of Norvia left. Tullen is the capital of Norvia. "
                 "Officials in Tullen said that the law was dead."),
            "Officials in Tullen / Norvia");
}

TEST(TiesAround, TheOtherOfTwoStates) {
  const std::string two = "The premier of Norvia met the premier of Estmark. ";
  EXPECT_EQ(last(two + "Norvia's envoy, Mara Vell, left. Her counterpart, Ivor Lund, said that the law was dead."),
            "Ivor Lund / Estmark");
  // Of three, it is not told.
  EXPECT_EQ(last(two + "The premier of Tarsia came. Norvia's envoy, Mara Vell, left. "
                       "Her counterpart, Ivor Lund, said that the law was dead."),
            "Ivor Lund / ");
}

TEST(TiesAround, WhoSpeaksForNobody) {
  EXPECT_EQ(last("The premier of Norvia left. Residents of Norvia said that the law was dead."),
            "Residents of Norvia / ");
  EXPECT_EQ(last("The premier of Norvia left. A retired Norvian general said that the law was dead."),
            "retired Norvian general / ");
  EXPECT_EQ(last("Three delegations said that the law was dead."), "Three delegations / ");
}

TEST(TiesAround, WhereSomebodyIsTellsLessThanWhoSentHim) {
  EXPECT_EQ(
      last("The premier of Norvia met the premier of Estmark. Norvia's envoy in Estmark said that the law was dead."),
      "Norvia's envoy in Estmark / Norvia");
}

TEST(TiesAround, BandsAreAPartyOfTheirOwn) {
  EXPECT_EQ(last("Rebels in the hills left. The rebels said that the law was dead."), "rebels / rebels");
  EXPECT_EQ(last("The rebel Reed Front left. A spokesman for the rebels said that the law was dead."),
            "spokesman for the rebels / Reed Front");
}

TEST(TiesAround, BodiesWithoutNames) {
  EXPECT_EQ(last("Norvia's premier left. Norvia's water board said that the law was dead."),
            "Norvia's water board / Norvia");
  EXPECT_EQ(last("Talks with the drivers' union ended. The union's negotiator said that the law was dead."),
            "union's negotiator / drivers' union");
  EXPECT_EQ(last("The miners' lawyer, Mara Vell, said that the law was dead."), "Mara Vell / miners");
  EXPECT_EQ(last("The Coast Party group said that the law was dead."), "Coast Party group / Coast Party");
  // A spokeswoman of a person does not speak for "chancellor".
  EXPECT_EQ(last("The chancellor's spokeswoman, Mara Vell, said that the law was dead."), "Mara Vell / ");
}

TEST(TiesAround, NamesOfBodies) {
  // What begins with a title, owns, or has an ampersand.
  EXPECT_EQ(last("Premier League chairman Mara Vell said that the law was dead."), "Mara Vell / Premier League");
  EXPECT_EQ(last("The Signalmen's Union said that the law was dead."), "Signalmen's Union / Signalmen's Union");
  EXPECT_EQ(last("Mara Vell, leader of the Farmers' Bloc, said that the law was dead."), "Mara Vell / Farmers' Bloc");
  // Short ones behind "of the".
  EXPECT_EQ(last("The Harvest Front left. A commander of the Front, Mara Vell, said that the law was dead."),
            "Mara Vell / Harvest Front");
  // A body that a state has is its own, unless it is a part of the state.
  EXPECT_EQ(last("Mara Vell, leader of Norvia's opposition People's League, said that the law was dead."),
            "Mara Vell / People's League");
}

TEST(TiesAround, PartsOfPapers) {
  EXPECT_EQ(last("The Marsh Accord was signed. Article 4 says that the law is dead."), "Article 4 / Marsh Accord");
}

TEST(Groups, WhoeverBeganTheParagraph) {
  const std::string gloom = "The premier of Norvia left. Norvia's negotiators were gloomy. ";
  EXPECT_EQ(last(gloom + "One said that the law was dead."), "One of the Norvia's negotiators / Norvia");
}

TEST(Groups, TwoNamesSpeakAsOne) {
  EXPECT_EQ(last("The premier of Norvia met the premier of Estmark. Norvia and Estmark said that the law was dead."),
            "Norvia and Estmark / Norvia and Estmark");
}

TEST(Entities, TitlesTellBearersOfOneSurname) {
  EXPECT_EQ(last("Mara Vell, mayor of Lisken, met Idris Vell, a judge. Mayor Vell said that the law was dead."),
            "Mara Vell / Lisken");
}

TEST(TiesAround, AStaffOfAPersonWithATitle) {
  // For whom the person speaks; nobody where that is not told.
  EXPECT_EQ(last("Prime Minister Mara Vell of Norvia left. A spokesman for Prime Minister Mara Vell, Idris Lund, said "
                 "that the law was dead."),
            "Idris Lund / Norvia");
  EXPECT_EQ(last("A spokesman for Prime Minister Mara Vell, Idris Lund, said that the law was dead."), "Idris Lund / ");
}

TEST(TiesAround, APronounPassesOverAnOfficeInAClause) {
  EXPECT_EQ(
      last("Prime Minister Mara Vell of Norvia came. The Prime Minister ruled out a joint patrol of the strait, an "
           "idea that Estmark's mediator favours. The law, she argued, was dead."),
      "Mara Vell / Norvia");
}

TEST(TiesAround, ABodyInSmallLettersThatSpokeLast) {
  EXPECT_EQ(last("The crews of the Lisk Company will stop work at noon, their union announced. "
                 "Mara Vell, its general secretary, said that the law was dead."),
            "Mara Vell / crews' union");
  // A name that is the subject comes first.
  EXPECT_EQ(last("The Coast Party left after the union had spoken. "
                 "Mara Vell, its general secretary, said that the law was dead."),
            "Mara Vell / Coast Party");
}

}  // namespace
}  // namespace entente::read

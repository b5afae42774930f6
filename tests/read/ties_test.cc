// For whom somebody speaks, as the text itself tells it: one mechanism a test, with names that no list knows.
#include <gtest/gtest.h>

#include "told.h"

namespace entente::read {
namespace {

TEST(Ties, BesideAPersonsName) {
  EXPECT_EQ(last("Mara Vell (Coast Party) said that the law was dead."), "Mara Vell / Coast Party");
  EXPECT_EQ(last("The Coast Party's Mara Vell said that the law was dead."), "Mara Vell / Coast Party");
  EXPECT_EQ(last("Mara Vell, for the Coast Party, said that the law was dead."), "Mara Vell / Coast Party");
  EXPECT_EQ(last("Mara Vell, who came for the Coast Party, said that the law was dead."), "Mara Vell / Coast Party");
  EXPECT_EQ(last("The Coast Party's man, Ivor Lund, said that the law was dead."), "Ivor Lund / Coast Party");
  EXPECT_EQ(last("Mara Vell, her cousin and the lawyer of the Coast Party, said that the law was dead."),
            "Mara Vell / Coast Party");
  // A time, and what a person owns, are no parties.
  EXPECT_EQ(last("Mara Vell has run the bakery for nine years. Vell said that the law was dead."), "Mara Vell / ");
}

TEST(Ties, ACounterpartIsOfAnotherParty) {
  const std::string talks = "Norvia's envoy, Mara Vell, met the Estmarkan envoy. The president of Estmark left. ";
  EXPECT_EQ(last(talks + "Her Estmarkan counterpart, Ivor Lund, said that the law was dead."), "Ivor Lund / Estmark");
  EXPECT_EQ(last("Norvia's envoy, Mara Vell, left. Her counterpart, Ivor Lund, said that the law was dead."),
            "Ivor Lund / ");
}

TEST(Ties, ARealmIsItsState) {
  EXPECT_EQ(last("President Mara Vell of the Republic of Norvia said that the law was dead."), "Mara Vell / Norvia");
  EXPECT_EQ(last("The Emirate of Norvia said that the law was dead."), "Norvia / Norvia");
}

TEST(Ties, AdjectivesOfStates) {
  // Before a title, in a longer run of capitals.
  EXPECT_EQ(last("Norvia waits. Norvian Trade Minister Mara Vell said that the law was dead."), "Mara Vell / Norvia");
  // Of a place with a longer name.
  EXPECT_EQ(last("The prime minister of Lower Norvia left. A Norvian official said that the law was dead."),
            "Norvian official / Lower Norvia");
  // Of a place that the text does not name.
  EXPECT_EQ(last("On Monday the Norvian ambassador said that the law was dead."), "Norvian ambassador / Norvian");
  // Of no state.
  EXPECT_EQ(last("On Monday a Western diplomat said that the law was dead."), "Western diplomat / ");
}

TEST(Ties, OfficesWithoutAStateAreThoseOfTheOneThatTheTextSpeaksOf) {
  const std::string talks = "The government of Norvia fell. Norvia's president left. ";
  EXPECT_EQ(last(talks + "The defence minister, Mara Vell, said that the law was dead."), "Mara Vell / Norvia");
  EXPECT_EQ(last(talks + "An education ministry official said that the law was dead."),
            "education ministry official / Norvia");
  EXPECT_EQ(last(talks + "A former minister, Mara Vell, said that the law was dead."), "Mara Vell / ");
  // Of none where none is named.
  EXPECT_EQ(last("An education ministry official said that the law was dead."), "education ministry official / ");
}

TEST(Ties, OfficesAreOfNoStateOfAnotherArticle) {
  const std::string first =
      "Norvia waits\n\nThe Vask Courier, 1 June 2031\n\nThe government of Norvia fell. Norvia's president left. "
      "Norvia's parliament met, and the Norvian mission left the talks at night without a word to anybody. "
      "The defence minister said that the army was ready.\n\n";
  const std::string headline = "Harbour strike\n\nRadio Marenne, 2 June 2031\n\n";
  const std::string second =
      "The harbour stood still for a second day, and nobody could say when the cranes would move or who would pay. "
      "The defence minister said that the law was dead. The army said that the road was open. "
      "The transport minister, Mara Vell, said that the sea was calm.\n";
  const auto told = [](const std::string& text) {
    Document document = report(text);
    document.format = "jsonl";
    return persons_told(rules().read(document));
  };
  // One article: all are of the state that it speaks of.
  const std::vector<std::string> of_first = {"defence minister / Norvia"};
  EXPECT_EQ(told(first), of_first);
  EXPECT_EQ(told(first + second), (std::vector<std::string>{"defence minister / Norvia", "defence minister / Norvia",
                                                            "army / Norvia", "Mara Vell / Norvia"}));
  // Each article of a digest reads as it does alone, wherever it stands.
  const std::vector<std::string> of_second = {"defence minister / ", "army / army", "Mara Vell / "};
  EXPECT_EQ(told(headline + second), of_second);
  std::vector<std::string> both = of_first;
  both.insert(both.end(), of_second.begin(), of_second.end());
  EXPECT_EQ(told(first + headline + second), both);
  std::rotate(both.begin(), both.begin() + 1, both.end());
  EXPECT_EQ(told(headline + second + "\n" + first), both);
}

TEST(Ties, GenericNamesMeanTheBodyBefore) {
  const std::string front = "The Anwar Front rejected the offer. ";
  EXPECT_EQ(last(front + "A commander of the group said that the law was dead."),
            "commander of the group / Anwar Front");
  EXPECT_EQ(last("The Harbour Union left the talks with Lund Bank. The bank waits. "
                 "The company said that the law was dead."),
            "Lund Bank / Lund Bank");
  EXPECT_EQ(last("The Dockers' Federation left. Federation president Mara Vell said that the law was dead."),
            "Mara Vell / Dockers' Federation");
}

TEST(Ties, AnAppositionNamesWhatIsDescribed) {
  EXPECT_EQ(last("Its umbrella group, the Orchard Movement, said that the law was dead."),
            "Orchard Movement / Orchard Movement");
  EXPECT_EQ(last("Two funds, Lund Bank and Vell Bank, said that the law was dead."),
            "Lund Bank and Vell Bank / Lund Bank and Vell Bank");
}

TEST(Ties, ShortNamesOfBodies) {
  EXPECT_EQ(last("The Alliance of Inland States left. The Alliance said that the law was dead."),
            "Alliance of Inland States / Alliance of Inland States");
  EXPECT_EQ(last("The Lund Savings Bank left. A Lund Savings Bank source said no. LSB said that the law was dead."),
            "Lund Savings Bank / Lund Savings Bank");
}

TEST(Ties, OneOfSeveral) {
  const std::string room = "Two members of the Norvian delegation said that the room was cold. Norvia waits. ";
  EXPECT_EQ(last(room + "One said that the law was dead."), "One of the members of the Norvian delegation / Norvia");
}

TEST(Ties, HeadsAreNotTheirPortfolios) {
  EXPECT_EQ(last("The Harbour Union's head of sport, Mara Vell, said that the law was dead."),
            "Mara Vell / Harbour Union");
  EXPECT_EQ(last("Norvia's chief of staff, Mara Vell, said that the law was dead."), "Mara Vell / Norvia");
}

TEST(Via, TheStationAndTheChannel) {
  EXPECT_EQ(last("He listens to Radio Marenne. The pilot told the station that the law was dead."),
            "pilot /  to station via Radio Marenne");
  EXPECT_EQ(last("Mara Vell told Channel 8 that the law was dead."), "Mara Vell /  to Channel 8 via Channel 8");
}

}  // namespace
}  // namespace entente::read

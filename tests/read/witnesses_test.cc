#include <string>

#include <gtest/gtest.h>

#include "read/read.h"
#include "read/witnesses_sources.h"

namespace entente::read {
namespace {

const std::string base =
    "The two ports of the bay will share one pilot service from May, the harbour council said on Monday. The service "
    "will have "
    "nine boats and forty pilots, and its seat will be in the old customs house. Ship owners had asked for it since "
    "the winter "
    "before last, when fog closed the northern entrance for eleven days. The council's clerk, Edda Rom, said that fees "
    "would stay "
    "as they are for two years. A vote of both town halls is due next week, and nobody expects it to fail.";

Date day(int d) { return make_date(2031, 5, d); }

std::vector<std::string> sources_in(std::string_view text) {
  std::vector<std::string> names;
  for (const SourceName& source : SourceFinder().find(text)) {
    names.push_back(source.name);
    EXPECT_EQ(source.span.in(text), source.name);
  }
  return names;
}

TEST(Sources, AreFoundInTheHead) {
  EXPECT_EQ(sources_in("SUND, 19 February (HPA) - The envoy left."), (std::vector<std::string>{"HPA"}));
  EXPECT_EQ(sources_in("The pilots left, two of them told Radio Marenne on Friday."),
            (std::vector<std::string>{"Radio Marenne"}));
  EXPECT_EQ(sources_in("The talks failed, according to the Vask Courier."), (std::vector<std::string>{"Vask Courier"}));
  EXPECT_EQ(sources_in("Radio Marenne reported that the talks failed, citing the state news agency Reuters."),
            (std::vector<std::string>{"Radio Marenne", "Reuters"}));
}

TEST(Sources, ArePersonsNowhere) {
  EXPECT_TRUE(sources_in("Anja Brandt told reporters that Pavel Ordin agreed, according to Irena Solvay.").empty());
  EXPECT_TRUE(sources_in("The mission (KOM) reported nothing. She told General Ruta Halvorsen so.").empty());
  EXPECT_TRUE(sources_in("She has denied that she told the Vask Courier anything.").empty());
  EXPECT_TRUE(sources_in("").empty());
}

TEST(Witnesses, ACopyGoesBackToTheEarlier) {
  const std::string copy = base.substr(0, 200) + " in a letter" + base.substr(200);
  const auto stories = group_stories(std::vector<StoryDocument>{{"Pilots", copy, "The Ledger", "", day(3), {}},
                                                                {"One service", base, "Bay Agency", "", day(2), {}}});
  ASSERT_EQ(stories.size(), 1u);
  ASSERT_EQ(stories[0].copies.size(), 1u);
  EXPECT_EQ(stories[0].copies[0].of, 1u);
  EXPECT_EQ(stories[0].copies[0].is, 0u);
  EXPECT_EQ(stories[0].copies[0].kind, CopyKind::near_copy);
  EXPECT_EQ(stories[0].witnesses, (std::vector<std::vector<std::uint32_t>>{{0, 1}}));
}

TEST(Witnesses, KindsOfCopies) {
  const std::string half = base.substr(0, 250);
  const auto stories = group_stories(std::vector<StoryDocument>{
      {"", base, "A", "", day(1), {}}, {"", base, "B", "", day(2), {}}, {"", half, "C", "", day(2), {}}});
  ASSERT_EQ(stories.size(), 1u);
  ASSERT_EQ(stories[0].copies.size(), 2u);
  EXPECT_EQ(stories[0].copies[0].kind, CopyKind::identical);
  EXPECT_DOUBLE_EQ(stories[0].copies[0].similarity, 1);
  EXPECT_EQ(stories[0].copies[1].kind, CopyKind::excerpt);
}

// The second rewrite repeats the first one's error: it comes from there, although the origin is as near in time.
TEST(Witnesses, SharedErrorsShowTheWay) {
  std::string wrong = base;
  wrong.replace(wrong.find("nine boats and forty pilots"), 27, "six boats and fifty pilots");
  std::string both = wrong;
  both.replace(both.find("eleven days"), 11, "a fortnight");
  const auto stories = group_stories(std::vector<StoryDocument>{
      {"", both, "C", "", day(3), {}}, {"", base, "A", "", day(1), {}}, {"", wrong, "B", "", day(2), {}}});
  ASSERT_EQ(stories.size(), 1u);
  ASSERT_EQ(stories[0].copies.size(), 2u);
  EXPECT_EQ(stories[0].copies[0].is, 0u);
  EXPECT_EQ(stories[0].copies[0].of, 2u);
  EXPECT_EQ(stories[0].copies[1].of, 1u);
}

TEST(Witnesses, OneStatedSourceIsOneOriginEvenWithoutItsDocument) {
  const std::string a =
      "The ferry to Ostrel will not sail before June, the line's director Jon Hask told Radio Marenne on Monday. Hask "
      "said that the "
      "hull had cracked on the last passage and that the yard in Sund wanted eight weeks for the work.";
  const std::string b =
      "No ferry to Ostrel until June: a cracked hull keeps the ship in the yard at Sund for eight weeks, director Jon "
      "Hask of the "
      "ferry line has told Radio Marenne. He said the crack came on the last passage.";
  const std::string c =
      "Islanders who counted on the Ostrel ferry for the spring fairs will have to look elsewhere. A crack in the hull "
      "has put the ship "
      "on the slip at Sund, and Jon Hask, who runs the line, hopes for June. Hauliers said on the quay that they had "
      "booked "
      "barges; the council is thinking of a bus to the southern landing, where smaller boats still cross twice a day.";
  const auto stories =
      group_stories(std::vector<StoryDocument>{{"Ferry to Ostrel waits until June", a, "X", "", day(1), {}},
                                               {"Ferry to Ostrel cracked", b, "Y", "", day(1), {}},
                                               {"Ostrel ferry out until June", c, "Z", "", day(1), {}}});
  ASSERT_EQ(stories.size(), 1u);
  EXPECT_EQ(stories[0].witnesses, (std::vector<std::vector<std::uint32_t>>{{0, 1}, {2}}));
  ASSERT_EQ(stories[0].stated.size(), 2u);
  EXPECT_EQ(stories[0].stated[0].name, "Radio Marenne");
}

TEST(Witnesses, OneSpeechQuotedByTwoIsNoCopy) {
  const std::string speech =
      "“We have waited for nine winters, and we shall not wait for a tenth one,” the mayor said.";
  const auto stories = group_stories(std::vector<StoryDocument>{
      {"Mayor wants bridge",
       "The mayor of Port Calder spoke on the quay yesterday of the bridge that was promised. " + speech +
           " Some two hundred people stood in the rain to hear her, and a brass band played before and after.",
       "A",
       "",
       day(1),
       {}},
      {"Bridge: mayor impatient",
       speech + " She demanded that the treasury release the money for the bridge at Port Calder by "
                "summer. The opposition called her words theatre and asked who would pay for the ramps.",
       "B",
       "",
       day(1),
       {}}});
  for (const Story& story : stories) EXPECT_TRUE(story.copies.empty());
}

}  // namespace
}  // namespace entente::read

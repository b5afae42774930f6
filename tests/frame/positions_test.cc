#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frame/framing.h"

namespace entente::frame {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

TEST(Positions, NameWhoProposesWhoSidesAndOnWhat) {
  EXPECT_THAT(
      positions_in("PERU, supported by the EU and opposed by CHAD, proposed a levy on ferry tickets."),
      ElementsAre("Peru proposes + [a levy on ferry tickets]", "European Union supports + [a levy on ferry tickets]",
                  "Chad opposes - [a levy on ferry tickets]"));
}

TEST(Positions, CarryTheGroupThatIsSpokenFor) {
  EXPECT_THAT(positions_in("Costa Rica, on behalf of the G-77/China, called for predictable harbour fees."),
              ElementsAre("Costa Rica (G-77/China) proposes + [predictable harbour fees]"));
  EXPECT_THAT(positions_in("Nauru, for AOSIS, lamented inadequate dredging."),
              ElementsAre("Nauru (AOSIS) questions 0 [inadequate dredging]"));
  EXPECT_THAT(positions_in("KENYA, for several lakeside countries, supported a joint patrol."),
              ElementsAre("Kenya (several lakeside countries) supports + [a joint patrol]"));
}

TEST(Positions, FollowOneSubjectThroughSeveralVerbs) {
  EXPECT_THAT(positions_in("Iceland supported longer nets, but opposed night fishing and called for a closed season."),
              ElementsAre("Iceland supports + [longer nets]", "Iceland opposes - [night fishing]",
                          "Iceland proposes + [a closed season]"));
  EXPECT_THAT(positions_in("Iceland urged a closed season, noting that cod stocks have halved."),
              ElementsAre("Iceland proposes + [a closed season]", "Iceland states 0 [cod stocks have halved]"));
}

TEST(Positions, ReadTheStanceOfPlainVerbsFromTheirClause) {
  EXPECT_THAT(positions_in("Ghana said pilots should be paid by the port."),
              ElementsAre("Ghana proposes + [pilots should be paid by the port]"));
  EXPECT_THAT(positions_in("Ghana said the plan was premature."),
              ElementsAre("Ghana opposes - [the plan was premature]"));
  EXPECT_THAT(positions_in("Ghana noted that the strait is narrow."),
              ElementsAre("Ghana states 0 [the strait is narrow]"));
  EXPECT_THAT(positions_in("Ghana stressed the need to mark the channel."),
              ElementsAre("Ghana proposes + [mark the channel]"));
}

TEST(Positions, AreFiledUnderAPhraseThatEndsWhereANounEnds) {
  const auto phrase_of = [](std::string_view text) {
    const Frame frame = frame_of(text);
    return frame.positions.empty() ? std::string() : frame.positions.front().issue;
  };
  EXPECT_EQ(phrase_of("Peru supported formalization of harbour fees through a legally binding document."),
            "formalization of harbour fees");
  EXPECT_EQ(phrase_of("Peru supported formalization of all fees through a charter."),
            "formalization of all fees through a charter");
}

TEST(Positions, TurnWithNegation) {
  EXPECT_THAT(positions_in("Brazil could not accept a toll on grain."),
              ElementsAre("Brazil refuses - [a toll on grain]"));
  EXPECT_THAT(positions_in("Brazil did not support a toll on grain."),
              ElementsAre("Brazil opposes - [a toll on grain]"));
  EXPECT_THAT(positions_in("Brazil cautioned against a toll on grain."),
              ElementsAre("Brazil opposes - [a toll on grain]"));
}

TEST(Positions, KnowARedLine) {
  EXPECT_THAT(positions_in("Chile firmly opposes any transfer of the lighthouse."),
              ElementsAre("Chile opposes - red-line [any transfer of the lighthouse]"));
  EXPECT_THAT(positions_in("Chile will never accept a foreign garrison."),
              ElementsAre("Chile refuses - red-line [a foreign garrison]"));
  EXPECT_THAT(positions_in("Chile opposes any transfer of the lighthouse."),
              ElementsAre("Chile opposes - [any transfer of the lighthouse]"));
}

TEST(Positions, SetConditionsApart) {
  EXPECT_THAT(positions_in("Norway would accept a shared depot only if Denmark pays for the cranes."),
              ElementsAre("Norway accepts + [a shared depot] if [only if Denmark pays for the cranes]"));
  EXPECT_THAT(positions_in("Norway agreed to lower tolls, provided that the buoys are lit."),
              ElementsAre("Norway accepts + [lower tolls] if [provided that the buoys are lit]"));
  EXPECT_THAT(positions_in("Norway said that, unless the buoys are lit, ferries should stay in port."),
              ElementsAre("Norway proposes + [ferries should stay in port] if [unless the buoys are lit]"));
}

TEST(Positions, KnowRefusalsWithoutANegatedVerb) {
  EXPECT_THAT(positions_in("Under no circumstances would Chile withdraw the guns."),
              ElementsAre("Chile refuses - red-line [withdraw the guns]"));
  EXPECT_THAT(positions_in("On no account will Chile accept a foreign garrison."),
              ElementsAre("Chile refuses - red-line [a foreign garrison]"));
  EXPECT_THAT(positions_in("Chile would accept no garrison of any kind."),
              ElementsAre("Chile refuses - red-line [garrison of any kind]"));
  EXPECT_THAT(positions_in("Chile would accept no garrison."), ElementsAre("Chile refuses - [garrison]"));
  EXPECT_THAT(positions_in("Chile will not withdraw the guns at any price."),
              ElementsAre("Chile refuses - red-line [withdraw the guns at any price]"));
  // The same words where nothing is refused.
  EXPECT_THAT(positions_in("Chile proposed a garrison of any kind."),
              ElementsAre("Chile proposes + [a garrison of any kind]"));
}

TEST(Positions, OffersWhatWouldBeDoneOnConditions) {
  EXPECT_THAT(positions_in("Norway would release the crews only once the guns had left."),
              ElementsAre("Norway offers + [release the crews] if [only once the guns had left]"));
  EXPECT_THAT(positions_in("Norway said it would move the guns only after the crews are free."),
              ElementsAre("Norway offers + [it would move the guns] if [only after the crews are free]"));
  EXPECT_THAT(positions_in("Norway would release the crews."), IsEmpty());
  EXPECT_THAT(positions_in("Norway would release the crews unless the guns stay."), IsEmpty());
}

// "The minister" is whoever the reader found to say so; "officials" are nobody that a line can be drawn for.
TEST(Positions, OfAnOfficeAreItsBearers) {
  const std::string text = "The prime minister rejected the lease.";
  Statement statement;
  statement.source = {{0, 18}};
  statement.cue = {{19, 27}};
  statement.content = {{28, 37}};
  statement.speaker = "Ada Wirth";
  statement.party = "Valdoria";
  const Mention office{{4, 18}, MentionKind::role, "prime minister"};
  Frame frame = frame_of(text, {statement}, {office});
  ASSERT_EQ(frame.positions.size(), 1u);
  EXPECT_EQ(shown(frame.positions[0], text), "Valdoria refuses - [the lease]");
  statement.speaker = "officials";
  statement.party.clear();
  EXPECT_THAT(
      frame_of("Officials rejected the lease.", {statement}, {{{0, 9}, MentionKind::role, "officials"}}).positions,
      IsEmpty());
}

TEST(Positions, WithinSomebodysWordsEndWithThem) {
  const std::string text = "She hopes to open the quay by May, her spokesman said.";
  Statement outer, inner;
  outer.cue = {{49, 53}};
  outer.content = {{0, 33}};
  outer.speaker = "Nils Aker";
  outer.party = "Valdoria";
  inner.source = {{0, 3}};
  inner.cue = {{4, 9}};
  inner.content = {{10, 33}};
  inner.speaker = "Ada Wirth";
  inner.party = "Valdoria";
  inner.parent = 0;
  const Frame frame = frame_of(text, {outer, inner});
  ASSERT_FALSE(frame.positions.empty());
  for (const Position& position : frame.positions) EXPECT_LE(position.what.end, 33u) << shown(position, text);
}

TEST(Positions, AreOneForEachThingOfAList) {
  EXPECT_THAT(
      positions_in(
          "Malta supported lower tolls for ferries, a shared depot on the coast, and joint training of pilots."),
      ElementsAre("Malta supports + [lower tolls for ferries]", "Malta supports + [a shared depot on the coast]",
                  "Malta supports + [joint training of pilots]"));
  EXPECT_THAT(positions_in("Malta stressed the need to mark the channel and ensure that pilots are paid."),
              ElementsAre("Malta proposes + [mark the channel]", "Malta proposes + [ensure that pilots are paid]"));
  EXPECT_THAT(positions_in("Malta called for a review of tolls and fees."),
              ElementsAre("Malta proposes + [a review of tolls and fees]"));
}

TEST(Positions, GoOnInTheVoiceOfTheLastSpeaker) {
  EXPECT_THAT(positions_in("Oman suggested a longer quay. He supported night pilots."),
              ElementsAre("Oman proposes + [a longer quay]", "Oman supports + [night pilots]"));
  EXPECT_THAT(positions_in("Oman suggested a longer quay. Tolls should fall by half."),
              ElementsAre("Oman proposes + [a longer quay]", "Oman proposes + [Tolls should fall by half]"));
  EXPECT_THAT(positions_in("Oman suggested a longer quay.\n\nTolls should fall by half."),
              ElementsAre("Oman proposes + [a longer quay]"));
}

TEST(Positions, TakeWhatWasJustNamed) {
  EXPECT_THAT(
      positions_in("Togo proposed adding a clause on salvage. Mali objected."),
      ElementsAre("Togo proposes + [adding a clause on salvage]", "Mali opposes - [adding a clause on salvage]"));
  EXPECT_THAT(
      positions_in("Togo proposed adding a clause on salvage. Mali supported this proposal."),
      ElementsAre("Togo proposes + [adding a clause on salvage]", "Mali supports + [adding a clause on salvage]"));
}

TEST(Positions, BelongToNobodyUnnamed) {
  EXPECT_THAT(positions_in("Several parties supported a longer quay."), IsEmpty());
  EXPECT_THAT(positions_in("Delegates agreed to meet again."), IsEmpty());
  EXPECT_THAT(positions_in("Fiji and others supported a longer quay."), ElementsAre("Fiji supports + [a longer quay]"));
  EXPECT_THAT(positions_in("Several parties, including Fiji and Tonga, supported a longer quay."),
              UnorderedElementsAre("Fiji supports + [a longer quay]", "Tonga supports + [a longer quay]"));
}

TEST(Positions, OfChairsAndBodiesCarryTheirNames) {
  EXPECT_THAT(positions_in("Co-Chair Dery urged delegates to finish the annex."),
              ElementsAre("Co-Chair Dery proposes + [delegates to finish the annex]"));
  EXPECT_THAT(positions_in("The HARBOUR PILOTS LEAGUE supported a closed season."),
              ElementsAre("Harbour Pilots League supports + [a closed season]"));
}

TEST(Positions, OfThePassiveHaveTheThingBeforeTheVerb) {
  EXPECT_THAT(positions_in("A toll on grain was opposed by Brazil."),
              ElementsAre("Brazil opposes - [A toll on grain]"));
}

TEST(Positions, AreReadFromNounsOfStance) {
  EXPECT_THAT(positions_in("Talks stalled over Chile's opposition to foreign pilots."),
              ElementsAre("Chile opposes - [foreign pilots]"));
  EXPECT_THAT(positions_in("Offers from Peru to lower tolls came late."),
              ElementsAre("Peru offers + [lower tolls came late]"));
}

TEST(Positions, OfAStatementHaveItsParty) {
  const std::string text = "\"We will not leave the northern quay,\" she said.";
  Statement statement;
  statement.source = {{40, 43}};
  statement.cue = {{44, 48}};
  statement.content = {{1, 37}};
  statement.speaker = "Ada Wirth";
  statement.party = "Valdoria";
  const Frame frame = frame_of(text, {statement});
  ASSERT_EQ(frame.positions.size(), 1u);
  EXPECT_EQ(shown(frame.positions[0], text), "Valdoria refuses - [leave the northern quay]");
  EXPECT_EQ(frame.positions[0].statement, 0u);
}

TEST(Positions, KnowThePartiesOfTheCase) {
  CaseFacts facts;
  facts.parties.push_back({"Valdoria", {"the Citadel"}, {"Ada Wirth"}});
  const std::string text = "The Citadel rejected the lease. Ada Wirth demanded a vote.";
  const Frame frame = frame_of(text, {}, {}, facts);
  ASSERT_EQ(frame.positions.size(), 2u);
  EXPECT_EQ(shown(frame.positions[0], text), "Valdoria refuses - [the lease]");
  EXPECT_EQ(shown(frame.positions[1], text), "Valdoria demands + [a vote]");
}

TEST(Relations, AgreeWithinAList) {
  EXPECT_THAT(
      relations_in("Peru, Chad and the EU supported a longer quay."),
      UnorderedElementsAre("Chad agreement Peru", "European Union agreement Peru", "Chad agreement European Union"));
  EXPECT_THAT(relations_in("Peru, with Chad, urged lower tolls."), ElementsAre("Chad agreement Peru"));
  EXPECT_THAT(relations_in("With Chad and Togo, Peru urged lower tolls."),
              UnorderedElementsAre("Chad agreement Peru", "Peru agreement Togo", "Chad agreement Togo"));
  EXPECT_THAT(relations_in("With Chad, Peru urged lower tolls."), ElementsAre("Chad agreement Peru"));
}

TEST(Relations, SideWithAndAgainst) {
  EXPECT_THAT(relations_in("PERU, supported by CHAD, and opposed by TOGO, urged lower tolls."),
              UnorderedElementsAre("Chad support Peru", "Togo opposition Peru"));
  EXPECT_THAT(relations_in("Peru and Mali, opposed by Chad and Togo, urged lower tolls."),
              UnorderedElementsAre("Mali agreement Peru", "Chad agreement Togo", "Chad opposition Peru",
                                   "Chad opposition Mali", "Togo opposition Peru", "Togo opposition Mali"));
  EXPECT_THAT(relations_in("Peru urged lower tolls, opposed by Chad."), ElementsAre("Chad opposition Peru"));
  EXPECT_THAT(relations_in("Peru urged lower tolls and, supported by Chad, suggested a longer quay."),
              ElementsAre("Chad support Peru"));
  EXPECT_THAT(relations_in("Togo proposed a clause on salvage. Mali objected."), ElementsAre("Mali opposition Togo"));
}

TEST(Relations, SpeakForAGroup) {
  EXPECT_THAT(relations_in("Nauru, for AOSIS, urged lower tolls."), ElementsAre("Nauru behalf AOSIS"));
}

TEST(Relations, OpposeWhoseProposalItIs) {
  EXPECT_THAT(relations_in("Mali opposed Togo's proposal to close the port."), ElementsAre("Mali opposition Togo"));
  EXPECT_THAT(positions_in("Mali opposed Togo's proposal to close the port."),
              UnorderedElementsAre("Togo proposes + [close the port]", "Mali opposes - [close the port]"));
  EXPECT_THAT(relations_in("Delegates took up a proposal by Togo, seconded by Mali, to close the port."),
              ElementsAre("Mali support Togo"));
}

TEST(Relations, StandAgainstEachOtherOnOneMatter) {
  EXPECT_THAT(relations_in("Peru supported holding the session in spring, while Chad supported holding it in autumn."),
              ElementsAre("Chad opposition Peru"));
  EXPECT_THAT(relations_in("Peru supported lower tolls, while Chad suggested a clause on salvage."), IsEmpty());
}

TEST(Relations, OfLongListsStayBounded) {
  std::string text = "Peru";
  for (int i = 0; i < 500; ++i) text += ", Chad, Mali, Togo";
  text += " and Fiji supported lower tolls.";
  EXPECT_LT(frame_of(text).relations.size(), 2000u);
  EXPECT_FALSE(frame_of(text).relations.empty());
}

}  // namespace
}  // namespace entente::frame

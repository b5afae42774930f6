// The model's names beside those of the rules: what is told, and by which names speakers are resolved.
#include "read/model_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "told.h"

namespace entente::read {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Not;

struct Joined {
  std::vector<std::string> told;      // "words = kind name"
  std::vector<std::string> resolved;  // the same of the mentions that speakers are resolved by
};

// `marked` are the words that the model saw, each at its first place behind the one before, and what it took them for.
Joined joined(const std::string& text, const std::vector<std::pair<std::string, MentionKind>>& marked) {
  static const Lexicon lexicon;
  static const text::SentenceSplitter splitter;
  static const text::Gazetteer gazetteer{CaseFacts{}};
  static const NameHeads heads;
  const Document document = report(text);
  const Analysis analysis = analyse(document, lexicon, splitter);
  std::vector<ModelName> names_marked;
  std::size_t from = 0;
  for (const auto& [words, kind] : marked) {
    const std::size_t at = text.find(words, from);
    if (at == std::string::npos) ADD_FAILURE() << words;
    from = at + words.size();
    ModelName name;
    name.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(from)};
    name.kind = kind;
    names_marked.push_back(name);
  }
  Names names = find_names(analysis, gazetteer, heads);
  Joined result;
  for (const Mention& mention : join_names(analysis, heads, names_marked, names)) {
    result.told.push_back(std::string(mention.span.in(text)) + " = " + std::string(to_string(mention.kind)) + " " +
                          mention.name);
  }
  for (const NameMention& mention : names.mentions) {
    if (mention.entity == no_index) continue;
    result.resolved.push_back(std::string(analysis.text_of(mention.words)) + " = " +
                              std::string(to_string(mention.kind)) + " " + names.entities[mention.entity].name);
  }
  return result;
}

constexpr MentionKind person = MentionKind::person;
constexpr MentionKind place = MentionKind::place;
constexpr MentionKind body = MentionKind::organisation;

TEST(ModelNames, ASurnameIsItsBearers) {
  const Joined names = joined("Karl Ostrander left early. Ostrander said that he was tired. Then Ostrander slept.",
                              {{"Karl Ostrander", person}, {"Ostrander", person}, {"Ostrander", body}});
  EXPECT_THAT(names.told, ElementsAre("Karl Ostrander = person Karl Ostrander", "Ostrander = person Karl Ostrander",
                                      "Ostrander = person Karl Ostrander"));
  EXPECT_EQ(names.resolved, names.told);
}

TEST(ModelNames, ASurnameInAHeadlineIsTheirsWhomTheTextIntroduces) {
  const Joined names =
      joined("Ostrander: I never asked for tolls\n\nKarl Ostrander has denied that he asked for tolls.",
             {{"Ostrander", body}, {"Karl Ostrander", person}});
  EXPECT_THAT(names.resolved,
              ElementsAre("Ostrander = person Karl Ostrander", "Karl Ostrander = person Karl Ostrander"));
}

TEST(ModelNames, ATitleIsNoPerson) {
  const Joined names = joined("The council heard Mr Karl Ostrander and Dr Mara Vell on Monday.",
                              {{"Mr", person}, {"Karl Ostrander", person}, {"Dr", person}, {"Mara Vell", person}});
  EXPECT_THAT(names.told, Not(Contains("Mr = person Mr")));
  EXPECT_THAT(names.told, Not(Contains("Dr = person Dr")));
  EXPECT_THAT(names.resolved, IsSupersetOf({"Karl Ostrander = person Karl Ostrander", "Mara Vell = person Mara Vell"}));
}

TEST(ModelNames, AStateIsNoPersonUnlessSomebodyBearsItsName) {
  const Joined state = joined("Jordan signed the treaty. Jordan said so.", {{"Jordan", person}, {"Jordan", person}});
  EXPECT_THAT(state.told, Not(Contains("Jordan = person Jordan")));
  const Joined bearer =
      joined("Mary Jordan signed the letter. Jordan said so.", {{"Mary Jordan", person}, {"Jordan", person}});
  EXPECT_THAT(bearer.told, ElementsAre("Mary Jordan = person Mary Jordan", "Jordan = person Mary Jordan"));
}

// What is told are the model's words; speakers are resolved by the rules' longer name.
TEST(ModelNames, ALongerBodyOfTheRulesStays) {
  const Joined front = joined("The Harbour Council met on Monday. The council said no.", {{"Harbour", body}});
  EXPECT_THAT(front.told, Contains("Harbour = organisation Harbour Council"));
  EXPECT_THAT(front.resolved, Contains("Harbour Council = organisation Harbour Council"));
  const Joined back = joined("The mayor of Upper Tarsa wrote to the governor of Lower Tarsa.", {{"Tarsa", person}});
  EXPECT_THAT(back.resolved, Contains("Upper Tarsa = place Upper Tarsa"));
}

TEST(ModelNames, AnOfficeOfAStateIsNoPerson) {
  const Joined names = joined("It was signed by the Minister of Health of Norvia. Norvia's government agreed.",
                              {{"Health of Norvia", person}, {"Norvia", place}});
  EXPECT_THAT(names.resolved, Not(Contains("Health of Norvia = person Health of Norvia")));
}

TEST(ModelNames, AnOpeningAdverbIsNoGivenName) {
  const Joined names =
      joined("Sten Okari spoke first. Afterwards Okari left.", {{"Sten Okari", person}, {"Afterwards Okari", person}});
  EXPECT_THAT(names.told, ElementsAre("Sten Okari = person Sten Okari", "Okari = person Sten Okari"));
}

TEST(ModelNames, WhatNobodyMarkedIsToldAsOther) {
  const Joined names = joined("Mara Vell met Karl Ostrander in Lunn.", {{"Lunn", place}});
  EXPECT_THAT(names.told, IsSupersetOf({"Mara Vell = other Mara Vell", "Karl Ostrander = other Karl Ostrander",
                                        "Lunn = place Lunn"}));
}

}  // namespace
}  // namespace entente::read

// To whom a word went and through whom it came, as the sentence tells it; passives.
#include <gtest/gtest.h>

#include "read/passives.h"
#include "told.h"

namespace entente::read {
namespace {

TEST(Via, WhoCarriesAWord) {
  EXPECT_EQ(last("The pilot, through an aide, said that the law was dead."), "pilot /  via aide");
  // A valley carries no words.
  EXPECT_EQ(last("The pilot, through the valley, said that the law was dead."), "pilot / ");
  EXPECT_EQ(last("Mara Vell said in a letter seen by the Marenne Courier that the law was dead."),
            "Mara Vell /  via Marenne Courier");
  EXPECT_EQ(last("In a note relayed by a monk, Mara Vell said that the law was dead."), "Mara Vell /  via monk");
  EXPECT_EQ(last("In a note read out by a monk, Mara Vell said that the law was dead."), "Mara Vell /  via monk");
}

TEST(Addressees, AtTheHeadOfTheSentence) {
  EXPECT_EQ(last("Speaking to reporters, Mara Vell said that the law was dead."), "Mara Vell /  to reporters");
  EXPECT_EQ(last("Addressing delegates, Mara Vell said that the law was dead."), "Mara Vell /  to delegates");
  EXPECT_EQ(last("In a letter to the council, Mara Vell wrote that the law was dead."), "Mara Vell /  to council");
}

TEST(Addressees, WhatStandsBetween) {
  EXPECT_EQ(last("Mara Vell told the council on the train home that the law was dead."), "Mara Vell /  to council");
  EXPECT_EQ(last("Mara Vell urged the council, by video, to hold still."), "Mara Vell /  to council");
}

// A draft of the model's, whose cue and source are these words of the text.
Draft draft_of(const Analysis& analysis, std::string_view cue, std::string_view source) {
  Draft draft;
  for (std::uint32_t i = 0; i < analysis.words.size(); ++i) {
    if (analysis.text_of(i) == cue) draft.candidate.head = i;
    if (analysis.text_of(i) == source) draft.source = {{i, i + 1}};
  }
  draft.candidate.cue = {draft.candidate.head, draft.candidate.head + 1};
  draft.content = {{draft.candidate.head + 1, static_cast<std::uint32_t>(analysis.words.size())}};
  return draft;
}

TEST(Passives, TheSubjectIsTold) {
  const Lexicon lexicon;
  const text::SentenceSplitter splitter;
  const auto told = [&](const std::string& text, std::string_view cue, std::string_view source) {
    const Document document = report(text);
    const Analysis analysis = analyse(document, lexicon, splitter);
    return std::string(analysis.text_of(told_in_passive(analysis, draft_of(analysis, cue, source))));
  };
  EXPECT_EQ(told("In April she had been assured that the law was dead.", "assured", "she"), "she");
  EXPECT_EQ(told("They were shown a page and told to sign it.", "told", "They"), "They");
  EXPECT_EQ(told("She was told by the minister that the law was dead.", "told", "She"), "");
  EXPECT_EQ(told("He said that no levy would be imposed, and promised a share.", "promised", "He"), "");
}

TEST(Interviews, AnswersGoToTheOutlet) {
  Document document = report("Mara Vell leads the Coast Party.\n\nQ: Is the law dead?\n\nA: It is dead.");
  document.outlet = "The Courier";
  const auto told = persons_told(rules().read(document));
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back(), "Mara Vell / Coast Party to The Courier direct");
}

}  // namespace
}  // namespace entente::read

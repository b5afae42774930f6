// What becomes of the model's marks beside what the rules see: marks made by hand, so no model is needed.
#include "read/model_drafts.h"

#include <gtest/gtest.h>

#include "format/json.h"
#include "read/candidates.h"
#include "read/read.h"

namespace entente::read {
namespace {

class ModelDrafts : public testing::Test {
 protected:
  // The drafts for this text where the model marked `source`, `cue` and `content`, each at its first place.
  std::vector<Draft> drafts(const std::string& text, const std::string& source, const std::string& cue,
                            const std::string& content) {
    document_ = *document_from_record(format::dump_json(format::Json{{"id", "a"}, {"text", text}}), "test", 1);
    analysis_ = analyse(document_, lexicon_, splitter_);
    const auto at = [&](const std::string& words) {
      const auto start = static_cast<std::uint32_t>(document_.text.find(words));
      return Span{start, start + static_cast<std::uint32_t>(words.size())};
    };
    const std::vector<bool> clipped(analysis_.paragraphs.size(), false);
    return drafts_of_model(analysis_, lexicon_, {{{at(source)}, at(cue), {at(content)}, 0.9}},
                           find_candidates(analysis_, lexicon_), clipped, 2);
  }
  std::vector<std::string> contents(const Draft& draft) const {
    std::vector<std::string> out;
    for (const Span span : draft.marked->content) out.emplace_back(span.in(document_.text));
    return out;
  }
  Lexicon lexicon_;
  text::SentenceSplitter splitter_;
  Document document_;
  Analysis analysis_;
};

TEST_F(ModelDrafts, SpeechThatAParagraphDoesNotCloseGoesOnInTheNext) {
  const auto found = drafts(
      "“The lamps stay where they are,” Brandt said. “We shall not move them before the spring.\n\n"
      "“My people have paid for each of them with a winter of work.\n\n"
      "“And they will pay for none of them again.”\n\n"
      "“Nobody asked us at the harbour before the paper was written,” a pilot wrote.\n",
      "Brandt", "said", "The lamps stay where they are");
  ASSERT_FALSE(found.empty());
  const auto told = contents(found.front());
  // The sentence behind the cue is the model's to give or not; what goes on from an open mark is not.
  EXPECT_EQ(std::count(told.begin(), told.end(), "Nobody asked us at the harbour before the paper was written"), 0);
  EXPECT_EQ(std::count(told.begin(), told.end(), "My people have paid for each of them with a winter of work"), 1);
  EXPECT_EQ(std::count(told.begin(), told.end(), "And they will pay for none of them again"), 1);
}

TEST_F(ModelDrafts, AClosedSpeechIsNotTakenOn) {
  const auto found = drafts(
      "“The lamps stay where they are,” Brandt said.\n\n"
      "“My people have paid for each of them with a winter of work.”\n",
      "Brandt", "said", "The lamps stay where they are");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(contents(found.front()), std::vector<std::string>{"The lamps stay where they are"});
}

TEST_F(ModelDrafts, AParticipleTellsBesideTheContentBeforeIt) {
  const auto found = drafts("Brandt said that the lamps stay where they are, adding that nobody had asked her.\n",
                            "Brandt", "said", "that the lamps stay where they are, adding that nobody had asked her");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(contents(found[0]), std::vector<std::string>{"that the lamps stay where they are"});
  EXPECT_EQ(contents(found[1]), std::vector<std::string>{"that nobody had asked her"});
  EXPECT_EQ(found[1].marked->cue.in(document_.text), "adding");
  EXPECT_EQ(found[1].marked->source.front().in(document_.text), "Brandt");
  EXPECT_FALSE(found[1].parent.has_value());
}

TEST_F(ModelDrafts, AParticipleWithoutAWordOfTellingStays) {
  const std::string content = "that the lamps stay where they are, lighting the harbour until the spring";
  const auto found = drafts("Brandt said " + content + ".\n", "Brandt", "said", content);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(contents(found[0]), std::vector<std::string>{content});
}

TEST_F(ModelDrafts, WhatSomebodyMightSayIsNotTold) {
  const auto told = [&](const std::string& verb) {
    return drafts("Pilots warned that Brandt " + verb + " the harbour to take down its lamps.\n", "Pilots", "warned",
                  "that Brandt " + verb + " the harbour to take down its lamps")
        .size();
  };
  EXPECT_EQ(told("had urged"), 2u);
  EXPECT_EQ(told("might urge"), 1u);
}

}  // namespace
}  // namespace entente::read

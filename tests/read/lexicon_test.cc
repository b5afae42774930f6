#include "read/lexicon.h"

#include <gtest/gtest.h>

#include "text/inflections.h"

namespace entente::read {
namespace {

TEST(Inflections, FollowTheRulesOfSpelling) {
  const text::Inflections inflections;
  const auto forms = [&](std::string_view lemma) {
    const text::VerbForms all = inflections.of(lemma);
    return all.third + " " + all.past + " " + all.participle + " " + all.gerund;
  };
  EXPECT_EQ(forms("deny"), "denies denied denied denying");
  EXPECT_EQ(forms("admit"), "admits admitted admitted admitting");
  EXPECT_EQ(forms("urge"), "urges urged urged urging");
  EXPECT_EQ(forms("write"), "writes wrote written writing");
  EXPECT_EQ(forms("press"), "presses pressed pressed pressing");
  EXPECT_EQ(forms("put"), "puts put put putting");
  EXPECT_EQ(forms("lie"), "lies lied lied lying");
}

TEST(Lexicon, KnowsCuesInTheirForms) {
  const Lexicon lexicon;
  const WordInfo said = lexicon.info("said");
  ASSERT_GE(said.verb, 0);
  EXPECT_EQ(lexicon.cue(said.verb).lemma, "say");
  EXPECT_TRUE(said.form(verb_form::past));
  EXPECT_GE(lexicon.info("claims").noun, 0);
  EXPECT_GE(lexicon.info("wary").adjective, 0);
  EXPECT_TRUE(lexicon.info("swiftly").is(word_class::adverb));
  EXPECT_EQ(lexicon.info("velmar").classes, 0u);
}

TEST(Lexicon, WeighsCuesByWhatStandsAroundThem) {
  const Lexicon lexicon;
  const std::int16_t say = lexicon.info("say").verb;
  EXPECT_GT(lexicon.chance(say, "that"), 0.8);
  EXPECT_LT(lexicon.chance(lexicon.info("make").verb, "object"), 0.3);
  EXPECT_GT(lexicon.source_evidence(say, "he"), lexicon.source_evidence(say, "which"));
}

// Rules name words in the code (Word::is): the lexicon must know each, or the rule would never hold.
TEST(Lexicon, KnowsTheWordsThatRulesName) {
  const Lexicon lexicon;
  for (const char* word : {"according", "citing", "quoting", "saying", "interview", "meeting", "talks", "letter",
                           "like", "that", "to", "by", "'s", "and", "while"}) {
    EXPECT_FALSE(lexicon.info(word).folded.empty()) << word;
  }
}

}  // namespace
}  // namespace entente::read

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "text/text.h"

namespace entente::text {
namespace {

std::vector<std::string> cut(std::string_view text) {
  static const SentenceSplitter splitter;
  std::vector<std::string> sentences;
  for (const Span span : splitter.split(text, {0, static_cast<std::uint32_t>(text.size())}))
    sentences.emplace_back(span.in(text));
  return sentences;
}

using Cut = std::vector<std::string>;

TEST(Sentences, AreCutAtFullStops) {
  EXPECT_EQ(cut("It rained. They talked! Why? “No.” So it went."),
            (Cut{"It rained.", "They talked!", "Why?", "“No.”", "So it went."}));
}

TEST(Sentences, GoOnAfterAbbreviations) {
  EXPECT_EQ(cut("Gen. Orlen met Dr. Mara Vell. They left."), (Cut{"Gen. Orlen met Dr. Mara Vell.", "They left."}));
  EXPECT_EQ(cut("The U.S. President came to the U.S. He left."),
            (Cut{"The U.S. President came to the U.S.", "He left."}));
  EXPECT_EQ(cut("Art. 5 and No. 10 hold. Talks of J. Karsk ended."),
            (Cut{"Art. 5 and No. 10 hold.", "Talks of J. Karsk ended."}));
  EXPECT_EQ(cut("She said no. Talks failed."), (Cut{"She said no.", "Talks failed."}));
}

TEST(Sentences, GoOnInLowerCase) {
  EXPECT_EQ(cut("“Why?” he asked. “Because.”"), (Cut{"“Why?” he asked.", "“Because.”"}));
}

TEST(Sentences, EndAtABlankLineButNotAtAWrappedOne) {
  EXPECT_EQ(cut("The envoy of\nVelmar spoke.\nThen\nhe left\n\nA heading\n\nMore"),
            (Cut{"The envoy of\nVelmar spoke.", "Then\nhe left", "A heading", "More"}));
}

TEST(Sentences, TakeOddTextsAsTheyCome) {
  EXPECT_EQ(cut(""), Cut{});
  EXPECT_EQ(cut(" \n "), Cut{});
  EXPECT_EQ(cut("."), Cut{"."});
  EXPECT_EQ(cut("会议结束。他走了。"), (Cut{"会议结束。", "他走了。"}));
}

TEST(Paragraphs, AreTheLinesWithText) {
  const std::string text = "One\n\n  Two \r\nThree";
  const auto spans = paragraphs(text);
  ASSERT_EQ(spans.size(), 3u);
  EXPECT_EQ(spans[1].in(text), "Two");
  EXPECT_EQ(spans[2].in(text), "Three");
}

}  // namespace
}  // namespace entente::text

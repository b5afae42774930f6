#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "text/text.h"

namespace entente::text {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : tokenize(text)) words.emplace_back(token.span.in(text));
  return words;
}

using Words = std::vector<std::string>;

TEST(Tokens, HoldWordsTogether) {
  EXPECT_EQ(words_of("The 20-point plan of G-77/China."),
            (Words{"The", "20-point", "plan", "of", "G-77", "/", "China", "."}));
  EXPECT_EQ(words_of("the U.S. and U.N.-backed talks"), (Words{"the", "U.S.", "and", "U.N.-backed", "talks"}));
  EXPECT_EQ(words_of("at 3.5% or 1,000, 14:05."), (Words{"at", "3.5", "%", "or", "1,000", ",", "14:05", "."}));
  EXPECT_EQ(words_of("Mara O’Dell, AT&T"), (Words{"Mara", "O’Dell", ",", "AT&T"}));
  EXPECT_EQ(words_of("John F. Karsk wins. I. Orlen"), (Words{"John", "F.", "Karsk", "wins", ".", "I.", "Orlen"}));
}

TEST(Tokens, PartCliticsAndQuotes) {
  EXPECT_EQ(words_of("Velmar’s envoy doesn't"), (Words{"Velmar", "’s", "envoy", "doesn't"}));
  EXPECT_EQ(words_of("we'll say they’re"), (Words{"we", "'ll", "say", "they", "’re"}));
  EXPECT_EQ(words_of("“no,” she said"), (Words{"“", "no", ",", "”", "she", "said"}));
  EXPECT_EQ(words_of("the allies' 'root causes'"), (Words{"the", "allies", "'", "'", "root", "causes", "'"}));
  EXPECT_EQ(words_of("talks—again -- and... so"), (Words{"talks", "—", "again", "--", "and", "...", "so"}));
}

TEST(Tokens, KnowKindsAndShapes) {
  const std::string text = "Velmar's UN envoy said: “7 iPads” (U.S.)";
  const auto tokens = tokenize(text);
  ASSERT_EQ(tokens.size(), 13u);
  EXPECT_EQ(tokens[0].shape, Shape::capital);
  EXPECT_EQ(tokens[1].kind, TokenKind::clitic);
  EXPECT_FALSE(tokens[1].space_before);
  EXPECT_EQ(tokens[2].shape, Shape::upper);
  EXPECT_TRUE(tokens[2].space_before);
  EXPECT_EQ(tokens[3].shape, Shape::lower);
  EXPECT_EQ(tokens[5].kind, TokenKind::colon);
  EXPECT_EQ(tokens[6].kind, TokenKind::quote);
  EXPECT_EQ(tokens[7].kind, TokenKind::number);
  EXPECT_EQ(tokens[8].shape, Shape::mixed);
  EXPECT_EQ(tokens[10].kind, TokenKind::bracket_open);
  EXPECT_EQ(tokens[11].shape, Shape::upper);
}

TEST(Tokens, CoverEveryByteThatIsNoSpaceOnce) {
  const std::string text = "Ünder “a’b” c…\xEF\xBF\xBD 中文。  x\xF0\x9D\x84\x9Ey 'n' ''q'' ``r``";
  std::uint32_t at = 0;
  for (const Token& token : tokenize(text)) {
    EXPECT_GE(token.span.start, at);
    EXPECT_EQ(text.substr(at, token.span.start - at).find_first_not_of(' '), std::string::npos);
    EXPECT_FALSE(token.span.empty());
    at = token.span.end;
  }
  EXPECT_EQ(at, text.size());
}

TEST(Words, FoldCaseAndApostrophes) {
  EXPECT_EQ(fold("MÜLLER’S"), "müller's");
  EXPECT_TRUE(same_folded("Kyiv", "KYIV"));
  EXPECT_FALSE(same_folded("Kyiv", "Kiev"));
  Stemmer stemmer;
  EXPECT_EQ(stemmer.stem("negotiations"), stemmer.stem("negotiation"));
  EXPECT_NE(stemmer.stem("treaty"), stemmer.stem("treat"));
}

}  // namespace
}  // namespace entente::text

#include "format/markdown.h"

#include <gtest/gtest.h>

namespace entente::format {
namespace {

using Kind = MarkdownBlock::Kind;

TEST(Markdown, BlocksWithTheirMarksTakenOff) {
  const auto blocks = parse_markdown(
      "# A *head*\n\nOne\ntwo  three [link](x) ![alt](y)\n\n- item\n  goes on\n\n  second part\n- [x] next\n\n> "
      "said\n\n---\n\n*all of it*\n\n    indented\n");
  ASSERT_EQ(blocks.size(), 9u);
  EXPECT_EQ(blocks[0].kind, Kind::heading);
  EXPECT_EQ(blocks[0].level, 1);
  EXPECT_EQ(blocks[0].text, "A head");
  EXPECT_EQ(blocks[1].text, "One two three link alt");
  EXPECT_EQ(blocks[2].kind, Kind::list_item);
  EXPECT_EQ(blocks[2].text, "item goes on");
  EXPECT_EQ(blocks[3].text, "second part");
  EXPECT_EQ(blocks[4].text, "[x] next");
  EXPECT_EQ(blocks[5].kind, Kind::quote);
  EXPECT_EQ(blocks[6].kind, Kind::rule);
  EXPECT_TRUE(blocks[7].emphasised);
  EXPECT_EQ(blocks[8].text, "indented");
}

TEST(Markdown, BracketsOfADraftStay) {
  const auto blocks = parse_markdown("The parties [shall][should] [[agree]] (to) \\[this\\].");
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0].text, "The parties [shall][should] [[agree]] (to) [this].");
}

TEST(Markdown, NestsDeepWithoutHarm) {
  EXPECT_LE(parse_markdown(std::string(200000, '>') + "x").size(), 1u);
  EXPECT_LE(parse_markdown(std::string(100000, '[')).size(), 1u);
  EXPECT_LE(parse_markdown(std::string(100000, '*') + "a").size(), 1u);
}

}  // namespace
}  // namespace entente::format

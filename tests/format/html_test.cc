#include "format/html.h"

#include <gtest/gtest.h>

#include "format/html_depth.h"

namespace entente::format {
namespace {

std::string text_of(const HtmlPage& page) {
  std::string out;
  for (const HtmlNode& node : page.nodes()) out += node.text;
  return out;
}

TEST(Html, IsAFlatListInTheOrderOfThePage) {
  const auto page = parse_html("<p class='A b'>one &amp; <b>two</b></p><x-Y>three</x-Y>", "x");
  ASSERT_TRUE(page);
  const auto nodes = page->nodes();
  EXPECT_EQ(nodes[0].tag, "html");
  EXPECT_EQ(nodes[0].end, nodes.size());
  std::uint32_t p = 0;
  while (nodes[p].tag != "p") ++p;
  EXPECT_EQ(page->attribute(p, "class"), "A b");
  EXPECT_FALSE(page->has_attribute(p, "id"));
  EXPECT_EQ(nodes[p + 1].text, "one & ");
  EXPECT_EQ(nodes[p + 2].tag, "b");
  EXPECT_EQ(nodes[p + 3].parent, p + 2);
  EXPECT_EQ(nodes[p].end, p + 4);
  EXPECT_EQ(text_of(*page), "one & twothree");
  for (std::uint32_t i = 1; i < nodes.size(); ++i) {
    EXPECT_LT(nodes[i].parent, i);
    EXPECT_LE(nodes[i].end, nodes[nodes[i].parent].end);
  }
}

TEST(Html, OrdinaryPagesAreNotCut) {
  EXPECT_FALSE(without_deep_tags("<ul><li>a<li>b<li>c</ul><p>x<p>y<br><img src=a>", 4));
  std::string rows = "<table>";
  for (int i = 0; i < 2000; ++i) rows += "<tr><td>a<td>b";
  EXPECT_FALSE(without_deep_tags(rows, 16));
  std::string paragraphs;
  for (int i = 0; i < 2000; ++i) paragraphs += "<p>a<b>c</b> <a href='x>y'>d</a>";
  EXPECT_FALSE(without_deep_tags(paragraphs, 16));
  EXPECT_FALSE(
      without_deep_tags("<script>if (a<b) { '<div><div><div><div>' }</script><!-- <div><div><div><div> -->", 3));
}

TEST(Html, DeepTagsGoAndTheirTextStays) {
  const auto cut = without_deep_tags("<div><div><div><i>deep</i></div></div></div>", 2);
  ASSERT_TRUE(cut);
  EXPECT_EQ(*cut, "<div><div> deep </div></div>");
}

TEST(Html, ManyUnclosedTagsAreReadInLinearTime) {
  std::string page;
  for (int i = 0; i < 300000; ++i) page += "<div><b>";
  const auto parsed = parse_html(page + "word", "x");
  ASSERT_TRUE(parsed);
  ASSERT_FALSE(parsed.diagnostics().empty());
  EXPECT_EQ(parsed.diagnostics().front().code, "html-depth");
  EXPECT_EQ(text_of(*parsed).substr(text_of(*parsed).size() - 4), "word");
}

// Formatting elements are opened again in each paragraph: few bytes, many nodes.
TEST(Html, ATreeThatWouldOutgrowItsBoundIsReadInPart) {
  std::string page = "<p>";
  for (int i = 0; i < 200; ++i) page += "<font color=" + std::to_string(i) + ">";
  page += "</p>";
  for (int i = 0; i < 20000; ++i) page += "<p>x</p>";
  const auto parsed = parse_html(page, "x");
  ASSERT_TRUE(parsed);
  EXPECT_FALSE(parsed->nodes().empty());
  bool said = false;
  for (const Diagnostic& diagnostic : parsed.diagnostics()) said = said || diagnostic.code == "html-too-large";
  EXPECT_TRUE(said);
}

TEST(Html, AnyBytesAreAPage) {
  for (const char* bytes : {"", "<", "</", "<!", "<!--", "<a", "<a href=", "<a href='", "&", "&#", "<svg><p>",
                            "<table><p>", "<frameset>"}) {
    EXPECT_TRUE(parse_html(bytes, "x")) << bytes;
  }
}

}  // namespace
}  // namespace entente::format

#include "show/story_svg.h"

#include <gtest/gtest.h>

namespace entente::show {
namespace {

TEST(StorySvg, ShowsWhoTookItFromWhomEscaped) {
  const std::string svg = story_svg("A & B <x>", {{"a.txt", "Bay Agency", "2031-05-01", -1, "", {"Radio \"Kesh\""}, 0},
                                                  {"b.txt", "The Ledger", "2031-05-02", 0, "rewrite", {}, 0},
                                                  {"c.txt", "", "undated", -1, "", {}, 1}});
  EXPECT_NE(svg.find("A &amp; B &lt;x&gt;"), std::string::npos);
  EXPECT_NE(svg.find(">rewrite<"), std::string::npos);
  EXPECT_NE(svg.find("Radio &quot;Kesh&quot;"), std::string::npos);
  EXPECT_NE(svg.find(">c.txt<"), std::string::npos);
  EXPECT_EQ(svg.find("<x>"), std::string::npos);
}

TEST(MarkedHtml, MarksOverlappingSpansOnce) {
  EXPECT_EQ(marked_html({"a < b and c", {{0, 5}, {2, 7}, {90, 95}}}),
            "<p><mark>a &lt; b</mark><mark> a</mark>nd c</p>");
  EXPECT_EQ(marked_html({"", {}}), "<p></p>");
}

TEST(DifferingWords, AreThoseOfNoCommonRun) {
  const auto [a, b] = differing_words("six vessels in the bay", "eight vessels in the bay");
  ASSERT_EQ(a.size(), 1u);
  EXPECT_EQ(a[0].in("six vessels in the bay"), "six");
  ASSERT_EQ(b.size(), 1u);
  EXPECT_EQ(b[0].in("eight vessels in the bay"), "eight");
}

TEST(SideBySide, SaysWhatIsNotTold) {
  const std::string html =
      side_by_side_html("a", "x z", "b", "y z", {{"omission", "if both agree", "", "Brandt: it may begin"}});
  EXPECT_NE(html.find("<em>not told</em>"), std::string::npos);
  EXPECT_NE(html.find("Brandt: it may begin"), std::string::npos);
  EXPECT_NE(html.find("<mark>x</mark> z"), std::string::npos);
  EXPECT_NE(html.find("<mark>y</mark> z"), std::string::npos);
}

}  // namespace
}  // namespace entente::show

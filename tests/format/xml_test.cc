#include "format/xml.h"

#include <gtest/gtest.h>

namespace entente::format {
namespace {

TEST(Xml, ReadsElementsAttributesAndMixedText) {
  const auto parsed = parse_xml(
      "<?xml version=\"1.0\"?>\n<a x=\"1 &amp; 2\"><b>one</b> and <b>two<!-- no --></b><![CDATA[<i>]]></a>", "x");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->name, "a");
  EXPECT_EQ(parsed->attribute("x"), "1 & 2");
  EXPECT_FALSE(parsed->has_attribute("y"));
  EXPECT_EQ(parsed->all("b").size(), 2u);
  EXPECT_EQ(parsed->child("b")->content(), "one");
  EXPECT_EQ(parsed->content(), "one and two<i>");
  EXPECT_EQ(parsed->offset, 22u);
}

TEST(Xml, ReportsAMistakeWithItsPlace) {
  const auto parsed = parse_xml("<a>\n  <b></c>\n</a>", "x.xml");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.diagnostics().front().code, "xml-syntax");
  EXPECT_EQ(parsed.diagnostics().front().place.line, 2u);
  EXPECT_FALSE(parse_xml("", "x"));
  EXPECT_FALSE(parse_xml("words alone", "x"));
}

TEST(Xml, RefusesDeepNesting) {
  std::string deep;
  for (int i = 0; i < 300000; ++i) deep += "<a>";
  for (int i = 0; i < 300000; ++i) deep += "</a>";
  const auto parsed = parse_xml(deep, "x");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.diagnostics().front().code, "xml-depth");
}

TEST(Xml, ExpandsNoEntitiesOfItsOwn) {
  const auto parsed = parse_xml("<!DOCTYPE a [<!ENTITY b \"long long\">]><a>&b;&b; &#65;</a>", "x");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->content(), "&b;&b; A");
}

}  // namespace
}  // namespace entente::format

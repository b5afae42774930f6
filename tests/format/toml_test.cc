#include "format/toml.h"

#include <gtest/gtest.h>

namespace entente::format {
namespace {

using Kind = TomlValue::Kind;

TEST(Toml, KeepsOrderLinesAndColumns) {
  const auto parsed = parse_toml(
      "zeta = 'last first'\nalpha = 3\n\n[[party]]\nname = \"Marenne\"\naliases = [ 'a', 'b' ]\n"
      "[[party]]\nname = \"Ostrel\"\n",
      "case.toml");
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->entries.size(), 3u);
  EXPECT_EQ(parsed->entries[0].key, "zeta");
  EXPECT_EQ(parsed->entries[1].key, "alpha");
  EXPECT_EQ(parsed->find("alpha")->as_integer(), 3);
  EXPECT_EQ(parsed->find("alpha")->line, 2u);
  EXPECT_EQ(parsed->find("alpha")->column, 9u);
  const TomlValue* parties = parsed->find("party");
  ASSERT_TRUE(parties != nullptr && parties->is(Kind::array));
  ASSERT_EQ(parties->items.size(), 2u);
  EXPECT_EQ(parties->items[1].line, 7u);
  EXPECT_EQ(parties->items[0].find("aliases")->as_strings(), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(parties->items[0].find("aliases")->items[1].column, 18u);
}

TEST(Toml, ReadsEveryKind) {
  const auto parsed =
      parse_toml("i = -7\nn = 2.5\nb = true\nd = 2031-03-07\nm = 2031-03-07T01:30:00+02:00\nt = 07:15:00\n", "x");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->find("i")->as_integer(), -7);
  EXPECT_EQ(parsed->find("i")->as_number(), -7.0);
  EXPECT_EQ(parsed->find("n")->as_number(), 2.5);
  EXPECT_FALSE(parsed->find("n")->as_integer());
  EXPECT_EQ(parsed->find("b")->as_boolean(), true);
  EXPECT_EQ(to_string(*parsed->find("d")->as_date()), "2031-03-07");
  EXPECT_EQ(to_string(*parsed->find("m")->as_date()), "2031-03-06T23:30Z");
  EXPECT_EQ(parsed->find("t")->text, "07:15:00");
  EXPECT_FALSE(parsed->find("absent"));
}

TEST(Toml, ReportsAMistakeWithItsPlace) {
  const auto parsed = parse_toml("a = 1\nb = = 2\n", "case.toml");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.diagnostics().front().code, "toml-syntax");
  EXPECT_EQ(parsed.diagnostics().front().place.line, 2u);
  EXPECT_FALSE(parse_toml("a = 1\na = 2\n", "x"));
  EXPECT_FALSE(parse_toml("a = \"\xff\"\n", "x"));
}

TEST(Toml, RefusesDeepNesting) {
  std::string keys = "a";
  for (int i = 0; i < 200000; ++i) keys += ".a";
  const auto deep_key = parse_toml(keys + " = 1", "x");
  ASSERT_FALSE(deep_key);
  EXPECT_EQ(deep_key.diagnostics().front().code, "toml-depth");
  EXPECT_FALSE(parse_toml("a = " + std::string(200000, '['), "x"));
  EXPECT_FALSE(parse_toml("a = " + std::string(200, '[') + std::string(200, ']'), "x"));
}

TEST(Toml, LeadersOfDotsAreNoDeepKey) {
  const auto parsed = parse_toml("a = '''\nContents " + std::string(500, '.') + " 7\n'''\n", "x");
  EXPECT_TRUE(parsed);
}

}  // namespace
}  // namespace entente::format

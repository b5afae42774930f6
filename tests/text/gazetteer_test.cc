#include "text/gazetteer.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace entente::text {
namespace {

const Gazetteer& lists() {
  static const Gazetteer gazetteer{CaseFacts{}};
  return gazetteer;
}

std::vector<std::string> names_in(const Gazetteer& gazetteer, std::string_view text) {
  const auto tokens = tokenize(text);
  std::vector<std::string> names;
  for (const Hit& hit : gazetteer.find(text, tokens)) names.push_back(hit.senses[0].entry->name);
  return names;
}

using Names = std::vector<std::string>;

TEST(Gazetteer, TakesTheLongestName) {
  EXPECT_EQ(names_in(lists(), "Peru and the UN Security Council, for the G-77/CHINA"),
            (Names{"Peru", "UN Security Council", "G-77/China"}));
  EXPECT_EQ(names_in(lists(), "South Korean and SAUDI ARABIA"), (Names{"South Korea", "Saudi Arabia"}));
}

TEST(Gazetteer, HeedsCapitals) {
  EXPECT_EQ(names_in(lists(), "it told us of turkey and of chad"), Names{});
  EXPECT_EQ(names_in(lists(), "the US told Turkey"), (Names{"United States", "Turkey"}));
  EXPECT_EQ(names_in(lists(), "a foreign minister and Foreign Ministers"),
            (Names{"foreign minister", "foreign minister"}));
}

TEST(Gazetteer, KnowsWhichNameWasMet) {
  const Hit kremlin = lists().look_up("the Kremlin");
  ASSERT_FALSE(kremlin.senses.empty());
  EXPECT_EQ(kremlin.senses[0].form, AliasForm::metonym);
  EXPECT_EQ(lists().party_of("Kyiv"), "Ukraine");
  EXPECT_EQ(lists().party_of("Ukrainian"), "Ukraine");
  EXPECT_EQ(lists().party_of("Nowhere at all"), "");
}

TEST(Gazetteer, PutsTheCaseFactsFirst) {
  CaseFacts facts;
  facts.parties.push_back({"Government of Peru", {"Peru", "Lima"}, {"Mara Vell"}});
  const Gazetteer gazetteer(facts);
  EXPECT_EQ(gazetteer.party_of("Lima"), "Government of Peru");
  EXPECT_EQ(gazetteer.party_of("Mara Vell"), "Government of Peru");
  EXPECT_EQ(gazetteer.party_of("Bolivia"), "Bolivia");
}

// The oracle: every name of the facts is tried at every token, by comparing strings.
TEST(Gazetteer, AgreesWithTryingEveryName) {
  std::mt19937 random(20310307);
  const std::vector<std::string> alphabet = {"Aro", "Bel", "of", "Cam"};
  const auto pick = [&](std::size_t most) {
    std::string phrase;
    const std::size_t length = 1 + random() % most;
    for (std::size_t i = 0; i < length; ++i) phrase += (i > 0 ? " " : "") + alphabet[random() % alphabet.size()];
    return phrase;
  };
  for (int round = 0; round < 300; ++round) {
    CaseFacts facts;
    std::vector<std::string> names;
    for (int n = 0; n < 6; ++n) {
      names.push_back(pick(3));
      facts.parties.push_back({names.back(), {}, {}});
    }
    const Gazetteer gazetteer(facts);
    const std::string text = pick(30);
    const auto tokens = tokenize(text);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> expected;
    for (std::uint32_t at = 0; at < tokens.size();) {
      std::uint32_t longest = 0;
      for (const std::string& name : names) {
        const auto length = static_cast<std::uint32_t>(tokenize(name).size());
        if (at + length > tokens.size()) continue;
        if (Span{tokens[at].span.start, tokens[at + length - 1].span.end}.in(text) == name)
          longest = std::max(longest, length);
      }
      if (longest > 0) expected.emplace_back(at, at + longest);
      at += std::max(longest, 1u);
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
    for (const Hit& hit : gazetteer.find(text, tokens)) {
      if (hit.senses[0].entry->kind == EntryKind::party) found.emplace_back(hit.first, hit.last);
    }
    EXPECT_EQ(found, expected) << text;
  }
}

}  // namespace
}  // namespace entente::text

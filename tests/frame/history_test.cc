#include "frame/history.h"

#include <random>

#include <gtest/gtest.h>

namespace entente::frame {
namespace {

DatedPosition position(std::uint32_t number, int polarity, Strength strength, Date date, std::string party = "Valdoria",
                       std::string issue = "transit fees") {
  const Stance stance = polarity > 0 ? Stance::supports : polarity < 0 ? Stance::opposes : Stance::states;
  return {number, std::move(party), std::move(issue), stance, polarity, strength, date};
}

TEST(Histories, OrderByDateAndNameTheMovement) {
  const std::vector<History> all = histories({position(0, -1, Strength::red_line, make_date(2031, 3, 1)),
                                              position(1, 1, Strength::open, make_date(2031, 5, 2)),
                                              position(2, -1, Strength::open, make_date(2031, 4, 1))});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].dated, (std::vector<std::uint32_t>{0, 2, 1}));
  ASSERT_EQ(all[0].movements.size(), 2u);
  EXPECT_EQ(all[0].movements[0].kind, MovementKind::softening);
  EXPECT_EQ(all[0].movements[1].kind, MovementKind::reversal);
  EXPECT_EQ(all[0].movements[1].from, 2u);
  EXPECT_EQ(all[0].movements[1].to, 1u);
  EXPECT_TRUE(all[0].contradictions.empty());
}

TEST(Histories, KeepTheUndatedApart) {
  const std::vector<History> all =
      histories({position(0, -1, Strength::firm, Date{}), position(1, 1, Strength::firm, make_date(2031, 5, 2))});
  EXPECT_EQ(all[0].undated, (std::vector<std::uint32_t>{0}));
  EXPECT_TRUE(all[0].movements.empty());
  ASSERT_EQ(all[0].contradictions.size(), 1u);
}

TEST(Histories, DoNotOrderWhatOverlaps) {
  const std::vector<History> all = histories(
      {position(0, -1, Strength::firm, make_date(2031, 5)), position(1, 1, Strength::firm, make_date(2031, 5, 20))});
  EXPECT_TRUE(all[0].movements.empty());
  EXPECT_EQ(all[0].contradictions.size(), 1u);
}

TEST(Histories, TellARepetitionFromAMovement) {
  const std::vector<History> all = histories(
      {position(0, 1, Strength::firm, make_date(2031, 3, 1)), position(1, 1, Strength::firm, make_date(2031, 4, 1)),
       position(2, 0, Strength::firm, make_date(2031, 5, 1)), position(3, 1, Strength::firm, make_date(2031, 6, 1))});
  ASSERT_EQ(all[0].movements.size(), 2u);
  EXPECT_EQ(all[0].movements[0].kind, MovementKind::withdrawal);
  EXPECT_EQ(all[0].movements[1].kind, MovementKind::entry);
}

TEST(Histories, PartPartiesAndIssues) {
  const std::vector<History> all = histories({position(0, 1, Strength::firm, make_date(2031, 3, 1), "B"),
                                              position(1, -1, Strength::firm, make_date(2031, 4, 1), "A"),
                                              position(2, -1, Strength::firm, make_date(2031, 5, 1), "B", "pilots")});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].party, "A");
  EXPECT_EQ(all[1].issue, "pilots");
}

// Whatever the input: each position stands once; each movement goes forward in time and between unlike positions.
TEST(Histories, HoldTheirInvariants) {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    std::vector<DatedPosition> positions;
    const std::size_t count = random() % 12;
    for (std::uint32_t i = 0; i < count; ++i) {
      const int precision = static_cast<int>(random() % 4);
      const int month = 1 + static_cast<int>(random() % 3);
      const int day = 1 + static_cast<int>(random() % 4);
      const Date date = precision == 0   ? Date{}
                        : precision == 1 ? make_date(2031)
                        : precision == 2 ? make_date(2031, month)
                                         : make_date(2031, month, day);
      positions.push_back(position(i, static_cast<int>(random() % 3) - 1, static_cast<Strength>(random() % 3), date));
    }
    std::size_t seen = 0;
    for (const History& history : histories(positions)) {
      seen += history.dated.size() + history.undated.size();
      for (const std::uint32_t number : history.undated) EXPECT_FALSE(positions[number].date.known());
      for (std::size_t i = 0; i + 1 < history.dated.size(); ++i) {
        EXPECT_FALSE(is_before(positions[history.dated[i + 1]].date, positions[history.dated[i]].date));
      }
      for (const Movement& movement : history.movements) {
        const DatedPosition& from = positions[movement.from];
        const DatedPosition& to = positions[movement.to];
        EXPECT_TRUE(is_before(from.date, to.date));
        EXPECT_TRUE(from.polarity != to.polarity || from.strength != to.strength || from.stance != to.stance);
      }
      for (const auto& [a, b] : history.contradictions) {
        EXPECT_EQ(positions[a].polarity * positions[b].polarity, -1);
        EXPECT_FALSE(is_before(positions[a].date, positions[b].date));
      }
    }
    EXPECT_EQ(seen, positions.size());
  }
}

}  // namespace
}  // namespace entente::frame

// Where a party stands now, and what counts as a movement: on positions written by hand.
#include "app/brief.h"

#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace entente::app {
namespace {

class Briefing : public testing::Test {
 protected:
  void SetUp() override {
    path_ = (std::filesystem::temp_directory_path() / ("entente-brief-" + std::to_string(::getpid()) + ".db")).string();
    remove();
    dossier_.emplace(std::move(store::Dossier::open(path_, store::Access::read_write)).value());
  }
  void TearDown() override {
    dossier_.reset();
    remove();
  }
  void remove() const {
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + tail);
  }

  // A report of that day whose words are Norvia's position.
  void tell(const char* day, const std::string& words, Stance stance, int polarity) {
    store::DocumentWithRows item;
    item.document.id = item.document.origin = item.document.content_hash = day;
    item.document.text = words;
    item.document.published = *parse_date(day);
    Position position;
    position.party = "Norvia";
    position.issue = words;
    position.stance = stance;
    position.polarity = polarity;
    position.strength = Strength::firm;
    position.what = {0, static_cast<std::uint32_t>(words.size())};
    item.rows.positions.push_back(position);
    ASSERT_TRUE(dossier_->write(std::vector{item}, {"test", "1", "", ""}).ok());
  }

  // All of it is told on one issue.
  show::Brief brief() {
    std::vector<std::pair<std::int64_t, std::uint32_t>> issue_of;
    const auto stored = dossier_->positions();
    for (const auto& row : *stored) issue_of.emplace_back(row.id, 0);
    EXPECT_TRUE(dossier_->replace_issues(std::vector<std::string>{"guns"}, issue_of).ok());
    BriefConfig config;
    config.since = *parse_date("2031-01-01");
    auto made = make_brief(*dossier_, "b", config);
    EXPECT_TRUE(made.ok());
    return std::move(made).value();
  }

  std::string path_;
  std::optional<store::Dossier> dossier_;
};

TEST_F(Briefing, AWarningDoesNotHideADemand) {
  tell("2031-02-01", "the guns leave the island", Stance::demands, 1);
  tell("2031-02-04", "a third gun on the island", Stance::warns, -1);
  const show::Brief told = brief();
  ASSERT_EQ(told.cells.size(), 1u);
  EXPECT_EQ(told.cells[0].stance, Stance::demands);
  EXPECT_EQ(told.cells[0].date, "2031-02-01");
}

TEST_F(Briefing, AWarningAloneStands) {
  tell("2031-02-04", "a third gun on the island", Stance::warns, -1);
  const show::Brief told = brief();
  ASSERT_EQ(told.cells.size(), 1u);
  EXPECT_EQ(told.cells[0].stance, Stance::warns);
}

TEST_F(Briefing, ALaterAnswerDoesHideADemand) {
  tell("2031-02-01", "the guns leave the island", Stance::demands, 1);
  tell("2031-02-04", "the guns leave the island", Stance::refuses, -1);
  const show::Brief told = brief();
  ASSERT_EQ(told.cells.size(), 1u);
  EXPECT_EQ(told.cells[0].stance, Stance::refuses);
  ASSERT_EQ(told.movements.size(), 1u);
  EXPECT_EQ(told.movements[0].kind, "reversal");
  EXPECT_TRUE(told.cells[0].before.has_value());
}

TEST_F(Briefing, OtherMattersOfOneIssueAreNoMovement) {
  tell("2031-02-01", "the guns leave the island", Stance::demands, 1);
  tell("2031-02-04", "payment for powder and shot", Stance::refuses, -1);
  const show::Brief told = brief();
  EXPECT_TRUE(told.movements.empty());
  ASSERT_EQ(told.cells.size(), 1u);
  EXPECT_FALSE(told.cells[0].before.has_value());
}

TEST_F(Briefing, AnIssueOfTheCaseIsOneMatter) {
  ASSERT_TRUE(dossier_->set_case("toml", "[[issue]]\nname = \"guns\"\n").ok());
  tell("2031-02-01", "the guns leave the island", Stance::demands, 1);
  tell("2031-02-04", "payment for powder and shot", Stance::refuses, -1);
  EXPECT_EQ(brief().movements.size(), 1u);
}

}  // namespace
}  // namespace entente::app

#include <filesystem>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.h"

namespace entente::store {
namespace {

class Corrections : public testing::Test {
 protected:
  void SetUp() override {
    path_ =
        (std::filesystem::temp_directory_path() / ("entente-corrections-" + std::to_string(::getpid()) + ".dossier"))
            .string();
    remove();
  }
  void TearDown() override { remove(); }
  void remove() const {
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + tail);
  }
  Dossier open() const {
    auto dossier = Dossier::open(path_, Access::read_write);
    EXPECT_TRUE(dossier.ok());
    return std::move(dossier).value();
  }
  static Correction row(std::string coder, std::string value) {
    Correction each;
    each.coder = std::move(coder);
    each.time = "2031-03-07T14:05:00Z";
    each.subject = "statement";
    each.field = "speaker";
    each.value = std::move(value);
    each.document = "a";
    each.span = Span{3, 9};
    each.words = "harbour";
    return each;
  }
  std::string path_;
};

TEST_F(Corrections, ComeBackAsTheyWere) {
  Dossier dossier = open();
  Correction given = row("Ada", "Anja Brandt");
  given.note = "a note";
  ASSERT_EQ(*dossier.add_corrections(std::vector{given}), 1u);
  const auto rows = *dossier.corrections();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].value, given.value);
  EXPECT_EQ(rows[0].note, given.note);
  EXPECT_EQ(rows[0].span, given.span);
  EXPECT_EQ(rows[0].words, given.words);
  EXPECT_FALSE(rows[0].undone);
  EXPECT_FALSE(rows[0].uid.empty());
}

TEST_F(Corrections, AreNotAddedTwiceAndTheLaterStateWins) {
  Dossier dossier = open();
  ASSERT_EQ(*dossier.add_corrections(std::vector{row("Ada", "x"), row("Ben", "x")}), 2u);
  EXPECT_EQ(*dossier.add_corrections(std::vector{row("Ada", "x")}), 0u);
  auto rows = *dossier.corrections();
  EXPECT_TRUE(*dossier.set_undone(rows[0].id, true, "2031-03-08T00:00:00Z"));
  EXPECT_FALSE(*dossier.set_undone(rows[0].id, true, "2031-03-08T00:00:00Z"));
  EXPECT_FALSE(*dossier.set_undone(999, true, "2031-03-08T00:00:00Z"));
  // The row as another dossier has it, redone later; then as it was before.
  Correction redone = rows[0];
  redone.changed = "2031-03-09T00:00:00Z";
  EXPECT_EQ(*dossier.add_corrections(std::vector{redone}), 0u);
  EXPECT_FALSE((*dossier.corrections())[0].undone);
  Correction old = rows[0];
  old.undone = true;
  old.changed = "2031-03-08T12:00:00Z";
  EXPECT_EQ(*dossier.add_corrections(std::vector{old}), 0u);
  EXPECT_FALSE((*dossier.corrections())[0].undone);
}

// Two processes write one dossier at a time: each waits for the other, and nothing is lost.
TEST_F(Corrections, OfTwoProcessesAllStay) {
  {
    Dossier dossier = open();
  }
  constexpr int each_writes = 60;
  std::vector<pid_t> children;
  for (int child = 0; child < 2; ++child) {
    const pid_t pid = ::fork();
    ASSERT_GE(pid, 0);
    if (pid == 0) {
      auto dossier = Dossier::open(path_, Access::read_write);
      bool ok = dossier.ok();
      for (int i = 0; ok && i < each_writes; ++i) {
        ok = dossier->add_corrections(std::vector{row("coder " + std::to_string(child), std::to_string(i))}).ok();
      }
      ::_exit(ok ? 0 : 1);
    }
    children.push_back(pid);
  }
  for (const pid_t pid : children) {
    int status = 1;
    ::waitpid(pid, &status, 0);
    EXPECT_EQ(status, 0);
  }
  Dossier dossier = open();
  EXPECT_EQ(dossier.corrections()->size(), 2u * each_writes);
}

}  // namespace
}  // namespace entente::store

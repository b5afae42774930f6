// kill -9 at any instant loses no document that was already reported as read, and a rerun finishes the rest.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <set>
#include <sstream>

#include "cli/process.h"
#include "cli/temporary_folder.h"
#include "store/store.h"

namespace entente::test {
namespace {

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream in(text);
  std::string line;
  while (std::getline(in, line)) lines.insert(line);
  if (!text.empty() && text.back() != '\n') lines.erase(line);  // cut off while it was printed
  return lines;
}

std::set<std::string> origins_in(const std::string& dossier) {
  std::set<std::string> origins;
  auto opened = store::Dossier::open(dossier, store::Access::read_write);
  if (!opened) return origins;
  const auto documents = opened->documents();
  if (!documents) return origins;
  for (const auto& stored : *documents) origins.insert(stored.document.origin);
  return origins;
}

TEST(Kill, LosesNothingThatWasReported) {
  const TemporaryFolder folder;
  constexpr int files = 120;
  for (int i = 0; i < files; ++i) {
    std::string text = "SUND, 3 March 2031 - Report number " + std::to_string(i) + " on the strait.\n\n";
    for (int s = 0; s < 40; ++s) {
      text += "Foreign Minister Irena Solvay said on Monday that Marenne rejects the fee of " + std::to_string(i * 100 + s) +
              " crowns unless Ostrel withdraws its batteries. ";
    }
    folder.write("in/" + std::to_string(i) + ".txt", text);
  }
  const int rounds = std::getenv("ENTENTE_QUICK") != nullptr ? 4 : 20;
  std::mt19937 random(2031);
  int killed = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string dossier = folder / ("d" + std::to_string(round) + ".db");
    std::set<std::string> reported;
    for (int attempt = 0; attempt < 3; ++attempt) {
      const Outcome outcome = run_program({"read", dossier, folder / "in", "--list"}, "", static_cast<int>(random() % 150) + 1);
      if (outcome.status == -9) ++killed;
      const auto now = lines_of(outcome.out);
      reported.insert(now.begin(), now.end());
      const auto kept = origins_in(dossier);
      for (const std::string& origin : reported) ASSERT_TRUE(kept.count(origin)) << origin << " was reported and is lost";
    }
    const Outcome rest = run_program({"read", dossier, folder / "in", "--list"});
    ASSERT_EQ(rest.status, 0) << rest.err;
    ASSERT_EQ(origins_in(dossier).size(), static_cast<std::size_t>(files));
    std::filesystem::remove(dossier);
  }
  EXPECT_GT(killed, rounds / 2) << "hardly any run was killed while it worked: the test shows nothing";
  RecordProperty("killed", killed);
}

}  // namespace
}  // namespace entente::test

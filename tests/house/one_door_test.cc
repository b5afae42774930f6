// Statements and positions have one door, app/corrections.h: whoever reads them from the dossier past it shows what a
// person has corrected as if nobody had.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

TEST(OneDoor, OnlyCorrectionsReadStatementsAndPositionsAsTheyWereRead) {
  const std::regex past_the_door(R"(dossier_?(\.|->)(statements|positions|rows_of)\()");
  int met = 0;
  for (const char* room : {"src/app", "src/cli", "src/show"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ENTENTE_SOURCE_DIR) / room)) {
      if (entry.path().extension() != ".cc") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
      const bool is_door = entry.path().filename() == "corrections.cc" || entry.path().filename() == "correcting.cc";
      const bool reads = std::regex_search(text, past_the_door);
      met += is_door && reads ? 1 : 0;
      EXPECT_TRUE(is_door || !reads) << entry.path() << " reads rows past app/corrections.h";
    }
  }
  EXPECT_EQ(met, 2);  // else the pattern no longer sees what it is there for
}

}  // namespace

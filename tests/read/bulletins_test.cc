// The archive of bulletins in ../shared/data, where it is there: each is one document with a title, and the dates that
// its front matter or title give agree with the table of events to the day or so that printing took.
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "read/read.h"

namespace entente::read {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> published_by_id(const fs::path& table) {
  std::map<std::string, std::string> dates;
  std::ifstream file(table);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    dates[line.substr(0, line.find(','))] = line.substr(line.rfind(',') + 1);
  }
  return dates;
}

TEST(Bulletins, EachIsOneDocumentWithItsTitle) {
  const fs::path folder = fs::path(ENTENTE_SOURCE_DIR) / "../shared/data/reports/enb";
  if (!fs::exists(folder)) GTEST_SKIP() << "no bulletins in " << folder;
  const auto dates = published_by_id(folder / "documents.csv");
  int documents = 0;
  int dated = 0;
  int within_a_day = 0;
  ingest_path((folder / "enb-half.tar.zst").string(), {}, nullptr, [&](Ingested result) {
    for (const Diagnostic& diagnostic : result.diagnostics)
      EXPECT_NE(diagnostic.severity, Severity::error) << to_string(diagnostic);
    for (const Document& document : result.documents) {
      ++documents;
      EXPECT_FALSE(document.title.empty()) << document.origin;
      EXPECT_EQ(document.origin.find('#'), std::string::npos) << document.origin;
      EXPECT_EQ(document.language, "en") << document.origin;
      EXPECT_GT(document.blocks.size(), 3u) << document.origin;
      const fs::path origin(document.origin);
      const auto at = dates.find(origin.parent_path().filename().string());
      if (!document.published.known() || at == dates.end()) continue;
      ++dated;
      const auto gold = parse_date(at->second);
      const bool near = gold && first_day(*gold) - last_day(document.published) <= 1 &&
                        first_day(document.published) <= last_day(*gold);
      within_a_day += near ? 1 : 0;
    }
    return true;
  });
  EXPECT_EQ(documents, 319);
  EXPECT_EQ(dated, 160);
  // The others are issues before a meeting, dated in their own front matter by its last day, and summaries printed days
  // after it.
  EXPECT_GE(within_a_day, 117);
}

}  // namespace
}  // namespace entente::read

// Corrections survive another reader: made on what the rules read, they hold on what the trained reader reads of the
// same reports, or are told as lost; and back. Skipped where models cannot run.
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/ada_corrects.h"
#include "app/correcting.h"
#include "app/corrections.h"
#include "app/dossier_access.h"
#include "app/pipeline.h"
#include "app/reader_choice.h"
#include "app/selection.h"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

class TwoReaders : public testing::Test {
 protected:
  void SetUp() override {
    const ReaderChoice choice{"trained", (fs::path(ENTENTE_SOURCE_DIR) / "models").string()};
    const auto trained = choose_reader({}, choice, 1);
    if (!trained.ok() || !trained->prepare()) GTEST_SKIP() << "models cannot run here";
    path_ = (fs::temp_directory_path() / ("entente-readers-" + std::to_string(::getpid()) + ".db")).string();
    remove();
    read_by("rules");
  }
  void TearDown() override { remove(); }
  void remove() const {
    for (const char* tail : {"", "-wal", "-shm"}) fs::remove(path_ + tail);
  }
  void read_by(const std::string& reader) const {
    auto dossier = store::Dossier::open(path_, store::Access::read_write);
    ASSERT_TRUE(dossier.ok());
    std::istringstream nothing;
    ReadConfig config;
    config.reader = {reader, (fs::path(ENTENTE_SOURCE_DIR) / "models").string()};
    const std::string reports = (fs::path(ENTENTE_SOURCE_DIR) / "examples" / "kesh" / "reports").string();
    ASSERT_TRUE(read_into(*dossier, {reports}, nothing, config).ok());
    for (const auto& [key, count] : *dossier->readings()) ASSERT_EQ(key.reader, reader);
  }
  store::Dossier open() const { return opened(path_); }
  void correct(CorrectionRequest request) const { ada_corrects(path_, std::move(request)); }
  std::string path_;
};

TEST_F(TwoReaders, EveryCorrectionHoldsOrIsToldAsLost) {
  // Every statement gets a speaker of its own, so that one which strayed to another place would be seen.
  std::map<std::string, std::pair<std::string, Span>> place_of;  // speaker -> document, content
  for (const ToldRow& row : *select_statements(open(), {})) {
    CorrectionRequest request;
    request.statement = row.id;
    const std::string speaker = "Speaker " + std::to_string(row.id);
    request.values = {{"speaker", speaker}};
    Span all = row.statement.content.front();
    for (const Span span : row.statement.content) all = {std::min(all.start, span.start), std::max(all.end, span.end)};
    place_of[speaker] = {row.document, all};
    correct(request);
    if (place_of.size() == 60) break;
  }
  ASSERT_EQ(place_of.size(), 60u);
  const auto check = [&](std::size_t least_held) {
    const auto dossier = open();
    std::size_t held = 0, lost = 0, seen = 0;
    for (const CorrectionState& state : *correction_states(dossier)) {
      held += state.fate == CorrectionState::Fate::holds || state.fate == CorrectionState::Fate::overruled;
      lost += state.fate == CorrectionState::Fate::lost && !state.why.empty();
    }
    EXPECT_EQ(held + lost, place_of.size());
    EXPECT_GE(held, least_held);
    for (const ToldRow& row : *select_statements(dossier, {})) {
      const auto at = place_of.find(row.statement.speaker);
      if (at == place_of.end()) continue;
      ++seen;
      EXPECT_EQ(row.document, at->second.first);
      Span all = row.statement.content.front();
      for (const Span span : row.statement.content)
        all = {std::min(all.start, span.start), std::max(all.end, span.end)};
      EXPECT_TRUE(is_same_place(all, at->second.second)) << row.content;
      EXPECT_EQ(row.decided_by, "speaker by Ada");
    }
    EXPECT_GE(seen + 1, least_held);  // a speaker's words told by two cues are one place
    return held;
  };
  EXPECT_EQ(check(60), 60u);
  read_by("trained");
  const std::size_t held = check(30);
  RecordProperty("held_by_the_trained_reader", static_cast<int>(held));
  read_by("rules");
  EXPECT_EQ(check(60), 60u);
}

}  // namespace
}  // namespace entente::app

// One dossier, corrected, and every answer that it gives: a correction that one of them forgets is worse than none.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/ada_corrects.h"
#include "app/answers_reading.h"
#include "app/answers_stories.h"
#include "app/brief.h"
#include "app/correcting.h"
#include "app/dossier_access.h"
#include "app/problem_file.h"
#include "app/selection.h"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

class CorrectedEverywhere : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("entente-everywhere-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "d.db").string();
    file("wire.jsonl",
         R"({"id":"wire","outlet":"Bay Agency","published":"2031-03-01","title":"Halden demands lamps","text":)"
         R"("Halden demands a joint patrol of the harbour, Foreign Minister Anja Brandt said on Monday. )"
         R"(Brandt told reporters that Halden refuses the transit fees of the northern basin. )"
         R"(Marenne supports the transit fees, Minister Pavel Ordin said in the old town hall."})"
         "\n"
         R"({"id":"copy","outlet":"The Ledger","published":"2031-03-02","title":"Halden demands lamps","text":)"
         R"("Halden demands a joint patrol of the harbour, Foreign Minister Anja Brandt said on Monday. )"
         R"(Brandt told reporters that Halden refuses the transit fees of the northern basin. )"
         R"(Marenne supports the transit fees, Minister Pavel Ordin said in the old town hall."})"
         "\n");
    read("wire.jsonl");
  }
  void TearDown() override { fs::remove_all(folder_); }
  void file(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  void read(const std::string& name) const {
    auto dossier = store::Dossier::open(path_, store::Access::read_write);
    ASSERT_TRUE(dossier.ok());
    std::istringstream nothing;
    ASSERT_TRUE(read_into(*dossier, {(folder_ / name).string()}, nothing, {}).ok());
  }
  store::Dossier open() const { return opened(path_); }
  void correct(CorrectionRequest request) const { ada_corrects(path_, std::move(request)); }
  fs::path folder_;
  std::string path_;
};

TEST_F(CorrectedEverywhere, AnUtteranceOfTwoDocumentsHasOneWitnessAndTwoOutlets) {
  const auto rows = select_rows(open(), {});
  ASSERT_TRUE(rows.ok());
  ASSERT_GE(rows->told.size(), 2u);
  for (const ToldRow& row : rows->told) {
    if (row.statement.speaker.empty()) continue;
    EXPECT_EQ(row.told_by.tellings, 2u) << row.content;
    ASSERT_EQ(row.told_by.witnesses.size(), 1u) << row.content;
    EXPECT_EQ(row.told_by.witnesses[0], (std::vector<std::string>{"Bay Agency", "The Ledger"}));
  }
  // Also where only one of the documents is asked for.
  Selection copy;
  copy.document = "copy";
  const auto of_copy = select_statements(open(), copy);
  ASSERT_TRUE(of_copy.ok() && !of_copy->empty());
  EXPECT_EQ(of_copy->front().told_by.tellings, 2u);
  const auto brief = make_brief(open(), "b", {});
  ASSERT_TRUE(brief.ok());
  ASSERT_FALSE(brief->cells.empty());
  for (const auto& cell : brief->cells) {
    EXPECT_EQ(cell.told_by.size(), 1u);
    EXPECT_EQ(cell.utterances, 1u);
  }
}

TEST_F(CorrectedEverywhere, WhoTellsTheUtteranceIsAWitnessWhereNoPositionWasMadeOfHisTelling) {
  const auto before = make_brief(open(), "b", {});
  ASSERT_TRUE(before.ok());
  for (const StandRow& row : *select_positions(open(), {})) {
    if (row.document != "copy") continue;
    CorrectionRequest request;
    request.position = row.id;
    request.remove = true;
    correct(request);
  }
  const auto after = make_brief(open(), "b", {});
  ASSERT_TRUE(after.ok());
  std::size_t told = 0;
  for (const auto& cell : after->cells) {
    EXPECT_EQ(cell.documents, 1u);  // the position itself stands in one
    told += cell.told_by == std::vector<std::vector<std::string>>{{"Bay Agency", "The Ledger"}};
  }
  EXPECT_GE(told, 1u);
  EXPECT_EQ(after->cells.size(), before->cells.size());
}

TEST_F(CorrectedEverywhere, ThePartyOfAPosition) {
  const auto before = select_positions(open(), {});
  ASSERT_TRUE(before.ok());
  ASSERT_FALSE(before->empty());
  for (const StandRow& row : *before) {
    CorrectionRequest request;
    request.position = row.id;
    request.values = {{"party", "Free Port of Lunn"}, {"issue", "beacons"}, {"polarity", "-1"}, {"stance", "refuses"}};
    correct(request);
  }
  const auto dossier = open();
  for (const StandRow& row : *select_positions(dossier, {})) {
    EXPECT_EQ(row.position.party, "Free Port of Lunn");
    EXPECT_EQ(row.position.issue, "beacons");
    EXPECT_NE(row.decided_by.find("party by Ada"), std::string::npos);
  }
  const auto brief = make_brief(dossier, "b", {});
  ASSERT_TRUE(brief.ok());
  EXPECT_EQ(brief->parties, std::vector<std::string>{"Free Port of Lunn"});
  EXPECT_EQ(brief->issues, std::vector<std::string>{"beacons"});
  ASSERT_EQ(brief->cells.size(), 1u);
  EXPECT_NE(brief->cells[0].decided_by.find("stance by Ada"), std::string::npos);
  EXPECT_NE(brief->cells[0].evidence.front().decided_by.find("Ada"), std::string::npos);
  std::ostringstream out, err;
  show::Console console{out, err};
  ASSERT_TRUE(print_info(dossier, show::OutputFormat::json, console));
  EXPECT_NE(out.str().find("\"Free Port of Lunn\""), std::string::npos);
  EXPECT_EQ(out.str().find("\"Halden\":"), std::string::npos);
  const auto problem = load_problem(path_);
  ASSERT_TRUE(problem.ok());
  ASSERT_EQ(problem->parties.size(), 1u);
  EXPECT_EQ(problem->parties[0].name, "Free Port of Lunn");
}

TEST_F(CorrectedEverywhere, ADeletedStatementIsGoneWithItsPositionsAndAnAddedPositionGetsAnIssue) {
  for (const ToldRow& row : *select_statements(open(), {})) {
    CorrectionRequest request;
    request.statement = row.id;
    request.remove = true;
    correct(request);
  }
  EXPECT_TRUE(select_statements(open(), {})->empty());
  for (const StandRow& row : *select_positions(open(), {})) EXPECT_FALSE(row.statement_id) << row.what.words;
  CorrectionRequest added;
  added.add = "position";
  added.document = "wire";
  added.span = Span{15, 45};
  added.values = {{"party", "Lunn"}, {"stance", "demands"}, {"polarity", "+1"}};
  correct(added);
  Selection of_lunn;
  of_lunn.party = "Lunn";
  const auto rows = select_positions(open(), of_lunn);
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_FALSE(rows->front().position.issue.empty());
  BriefConfig with_lunn;
  with_lunn.parties = {"Lunn"};
  EXPECT_EQ(make_brief(open(), "b", with_lunn)->parties.front(), "Lunn");
}

// Stories cost most of what is derived: only what they look at makes them anew.
TEST_F(CorrectedEverywhere, ACorrectionOfASpeakerMakesNoStoriesAnew) {
  {
    auto dossier = open();
    ASSERT_TRUE(dossier.replace_stories({}).ok());  // stories made anew would be there again
  }
  CorrectionRequest request;
  request.statement = select_statements(open(), {})->front().id;
  request.values = {{"speaker", "Ruta Halvorsen"}};
  correct(request);
  EXPECT_TRUE(open().stories()->empty());
  CorrectionRequest tie;
  tie.document = "wire";
  tie.other_document = "copy";
  tie.apart = true;
  correct(tie);
  EXPECT_EQ(open().stories()->size(), 2u);
  file("more.jsonl", R"({"id":"more","text":"The ferry sails again on Monday."})");
  read("more.jsonl");
  EXPECT_EQ(open().stories()->size(), 3u);
}

TEST_F(CorrectedEverywhere, DocumentsPartedByAPersonAreTwoStoriesAndTwoWitnesses) {
  CorrectionRequest request;
  request.document = "wire";
  request.other_document = "copy";
  request.apart = true;
  correct(request);
  const auto dossier = open();
  EXPECT_EQ(dossier.stories()->size(), 2u);
  EXPECT_TRUE(dossier.discrepancies()->empty());
  std::ostringstream out, err;
  show::Console console{out, err};
  ASSERT_TRUE(print_stories(dossier, {"", "", true}, show::OutputFormat::json, console));
  EXPECT_NE(out.str().find("apart, by Ada"), std::string::npos);
}

// Two processes read into one dossier while a third corrects it: each waits for the others, and nothing is lost.
TEST_F(CorrectedEverywhere, TwoProcessesReadWhileAThirdCorrects) {
  constexpr int reports = 12;
  for (const char* who : {"x", "y"}) {
    std::string lines;
    for (int i = 0; i < reports; ++i) {
      const std::string id = who + std::to_string(i);
      lines += R"({"id":")" + id + R"(","text":"The pilot of barge )" + id + R"( said that Halden opposes toll )" + id +
               R"(."})" + "\n";
    }
    file(std::string(who) + ".jsonl", lines);
  }
  std::vector<pid_t> children;
  for (const std::string who : {"x", "y", "z"}) {
    const pid_t pid = ::fork();
    ASSERT_GE(pid, 0);
    if (pid == 0) {
      auto dossier = store::Dossier::open(path_, store::Access::read_write);
      bool ok = dossier.ok();
      if (ok && who == "z") {
        for (int i = 0; i < 20 && ok; ++i) {
          store::Correction row;
          row.coder = "Ada";
          row.time = "2031-03-07T10:00:00Z";
          row.subject = "issue";
          row.field = "name";
          row.words = "w" + std::to_string(i);
          row.value = "v";
          ok = dossier->add_corrections(std::vector{row}).ok();
        }
      } else if (ok) {
        std::istringstream nothing;
        ok = read_into(*dossier, {(folder_ / (who + ".jsonl")).string()}, nothing, {}).ok();
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
  const auto dossier = open();
  EXPECT_EQ(dossier.documents()->size(), 2u + 2u * reports);
  EXPECT_EQ(dossier.corrections()->size(), 20u);
  std::size_t in_stories = 0;
  const auto stories = dossier.stories();
  for (const auto& story : *stories) in_stories += story.documents.size();
  EXPECT_EQ(in_stories, 2u + 2u * reports);
}

}  // namespace
}  // namespace entente::app

#include "app/corrections.h"

#include <cmath>
#include <filesystem>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/correcting.h"

namespace entente::app {
namespace {

using store::Correction;

// The textbook example of Krippendorff (2011), nominal data: two observers, ten units, alpha 0.095.
TEST(Agreement, AlphaOfTheTextbookExample) {
  const std::vector<int> a = {0, 1, 0, 0, 0, 0, 0, 0, 1, 0};
  const std::vector<int> b = {1, 1, 1, 0, 0, 1, 0, 0, 0, 0};
  Codings units;
  for (std::size_t i = 0; i < a.size(); ++i)
    units.push_back({{"a", std::to_string(a[i])}, {"b", std::to_string(b[i])}});
  EXPECT_NEAR(krippendorff_alpha(units), 0.095, 0.001);
}

// Four observers, twelve units, missing values: the second example there, nominal alpha 0.743.
TEST(Agreement, AlphaWithMissingValues) {
  const std::vector<std::vector<int>> table = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
                                               {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
                                               {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
                                               {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};
  Codings units(12);
  for (std::size_t o = 0; o < table.size(); ++o) {
    for (std::size_t u = 0; u < 12; ++u) {
      if (table[o][u] != 0) units[u][std::to_string(o)] = std::to_string(table[o][u]);
    }
  }
  EXPECT_NEAR(krippendorff_alpha(units), 0.743, 0.001);
}

// The example of Cohen (1960), table 2: two clinicians, 200 persons, three diagnoses; agreement .70, .41 by chance,
// kappa .492.
TEST(Agreement, KappaOfThePublishedExample) {
  const std::vector<std::vector<int>> table = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
  std::vector<std::pair<std::string, std::string>> units;
  for (std::size_t a = 0; a < 3; ++a) {
    for (std::size_t b = 0; b < 3; ++b) {
      for (int i = 0; i < table[a][b]; ++i) units.emplace_back(std::to_string(a), std::to_string(b));
    }
  }
  ASSERT_EQ(units.size(), 200u);
  EXPECT_NEAR(cohen_kappa(units), 0.492, 0.0005);
}

TEST(Agreement, WithoutVariationThereIsNothingToMeasure) {
  EXPECT_TRUE(std::isnan(krippendorff_alpha({{{"a", "x"}, {"b", "x"}}})));
  EXPECT_TRUE(std::isnan(cohen_kappa({{"x", "x"}})));
  EXPECT_TRUE(std::isnan(krippendorff_alpha({})));
}

class Correcting : public testing::Test {
 protected:
  void SetUp() override {
    path_ = (std::filesystem::temp_directory_path() / ("entente-correcting-" + std::to_string(::getpid()) + ".dossier"))
                .string();
    remove();
    dossier_.emplace(std::move(store::Dossier::open(path_, store::Access::read_write)).value());
    write(Span{13, 30}, false);
  }
  void TearDown() override {
    dossier_.reset();
    remove();
  }
  void remove() const {
    for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + tail);
  }
  // One document with one statement and one position; a later reading may give another span.
  void write(Span content, bool again) {
    store::DocumentWithRows item;
    item.document.id = item.document.origin = "a";
    item.document.content_hash = "h";
    item.document.text = "Brandt said: the lamps will shine, the envoy added.";
    if (again) item.known_as = dossier_->documents()->front().id;
    Statement statement;
    statement.content = {content};
    statement.speaker = "reading " + std::to_string(++readings_);
    item.rows.statements = {statement};
    Position position;
    position.party = "Halden";
    position.issue = "lamps";
    position.what = content;
    position.stance = Stance::supports;
    position.polarity = 1;
    position.statement = 0;
    statement.party = position.party;
    item.rows.statements = {statement};
    item.rows.positions = {position};
    ASSERT_TRUE(dossier_->write(std::vector{item}, {"test", std::to_string(readings_), "", ""}).ok());
    const std::vector<std::string> names = {issue_};
    const std::vector<std::pair<std::int64_t, std::uint32_t>> issue_of = {{dossier_->positions()->front().id, 0}};
    ASSERT_TRUE(dossier_->replace_issues(names, issue_of).ok());
  }
  void correct(CorrectionRequest request, std::string coder = "Ada", std::string time = "2031-03-07T10:00:00Z") {
    request.coder = std::move(coder);
    request.time = std::move(time);
    const auto rows = corrections_for(*dossier_, request);
    ASSERT_TRUE(rows.ok()) << to_string(rows.diagnostics().front());
    ASSERT_TRUE(dossier_->add_corrections(*rows).ok());
  }
  CorrectionRequest of_statement() const {
    CorrectionRequest request;
    request.statement = dossier_->statements()->front().id;
    return request;
  }
  std::string speaker() const {
    const auto rows = corrected_statements(*dossier_)->rows;
    return rows.empty() ? "(none)" : rows.front().statement.speaker;
  }
  std::string path_;
  std::optional<store::Dossier> dossier_;
  std::string issue_ = "lamps";  // as the stage calls it
  int readings_ = 0;
};

TEST_F(Correcting, WinsOverEveryReadingAndIsUndoneAndRedone) {
  CorrectionRequest request = of_statement();
  request.values = {{"speaker", "Anja Brandt"}};
  correct(request);
  EXPECT_EQ(speaker(), "Anja Brandt");
  write(Span{13, 33}, true);  // another reader sees a bit more
  EXPECT_EQ(speaker(), "Anja Brandt");
  EXPECT_EQ(corrected_statements(*dossier_)->decided.begin()->second, "speaker by Ada");
  const std::int64_t id = dossier_->corrections()->front().id;
  ASSERT_TRUE(dossier_->set_undone(id, true, "2031-03-08").ok());
  EXPECT_EQ(speaker(), "reading 2");
  ASSERT_TRUE(dossier_->set_undone(id, false, "2031-03-09").ok());
  EXPECT_EQ(speaker(), "Anja Brandt");
}

TEST_F(Correcting, IsLostWhereItsAnchorIsGoneAndNeverGuessed) {
  CorrectionRequest request = of_statement();
  request.values = {{"speaker", "Anja Brandt"}};
  correct(request);
  write(Span{35, 50}, true);
  EXPECT_EQ(speaker(), "reading 2");
  const auto states = *correction_states(*dossier_);
  ASSERT_EQ(states.size(), 1u);
  EXPECT_EQ(states[0].fate, CorrectionState::Fate::lost);
  EXPECT_FALSE(states[0].why.empty());
  write(Span{13, 30}, true);
  EXPECT_EQ(speaker(), "Anja Brandt");
}

TEST_F(Correcting, DeletesRestoresAndAdds) {
  CorrectionRequest request = of_statement();
  request.remove = true;
  correct(request);
  EXPECT_EQ(speaker(), "(none)");
  request.remove = false;
  request.restore = true;
  correct(request, "Ada", "2031-03-08T10:00:00Z");
  EXPECT_EQ(speaker(), "reading 1");
  CorrectionRequest added;
  added.add = "statement";
  added.document = "a";
  added.span = Span{0, 6};
  added.values = {{"speaker", "Envoy"}};
  correct(added);
  const auto rows = corrected_statements(*dossier_)->rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].statement.speaker, "Envoy");
  EXPECT_LT(rows[1].id, 0);
  write(Span{13, 30}, true);
  EXPECT_EQ(corrected_statements(*dossier_)->rows.size(), 2u);
}

TEST_F(Correcting, PositionsAndIssues) {
  CorrectionRequest request;
  request.position = dossier_->positions()->front().id;
  request.values = {{"stance", "opposes"}, {"polarity", "-1"}, {"strength", "red-line"}};
  correct(request);
  CorrectionRequest rename;
  rename.issue = "lamps";
  rename.rename = "lights of the harbour";
  correct(rename);
  const auto corrected = *corrected_positions(*dossier_);
  ASSERT_EQ(corrected.rows.size(), 1u);
  EXPECT_EQ(corrected.rows[0].position.stance, Stance::opposes);
  EXPECT_EQ(corrected.rows[0].position.polarity, -1);
  EXPECT_EQ(corrected.rows[0].position.strength, Strength::red_line);
  EXPECT_EQ(corrected.rows[0].position.issue, "lights of the harbour");
  EXPECT_NE(corrected.decided.begin()->second.find("stance by Ada"), std::string::npos);
}

// A new reading groups the positions otherwise and calls their issue otherwise.
TEST_F(Correcting, AnIssueIsFoundAgainByItsPositionWhereItsNameIsGone) {
  CorrectionRequest rename;
  rename.issue = "lamps";
  rename.rename = "lights of the harbour";
  correct(rename);
  issue_ = "shining lamps";
  write(Span{13, 33}, true);
  EXPECT_EQ(corrected_positions(*dossier_)->rows.front().position.issue, "lights of the harbour");
  EXPECT_EQ(correction_states(*dossier_)->front().fate, CorrectionState::Fate::holds);
  write(Span{35, 50}, true);  // its position is gone too
  EXPECT_EQ(corrected_positions(*dossier_)->rows.front().position.issue, "shining lamps");
  EXPECT_EQ(correction_states(*dossier_)->front().fate, CorrectionState::Fate::lost);
}

TEST_F(Correcting, IssuesAreMergedAndSplit) {
  CorrectionRequest added;
  added.add = "position";
  added.document = "a";
  added.span = Span{35, 50};
  added.values = {{"party", "Envoy"}, {"issue", "the envoy"}};
  correct(added);
  CorrectionRequest merge;
  merge.issue = "the envoy";
  merge.rename = "lamps";
  correct(merge, "Ada", "2031-03-08T10:00:00Z");
  auto merged = corrected_positions(*dossier_)->rows;
  ASSERT_EQ(merged.size(), 2u);
  EXPECT_EQ(merged[1].position.issue, "lamps");
  CorrectionRequest split;
  split.issue = "lamps";
  split.split = "shining";
  split.containing = "lamps WILL";
  correct(split, "Ada", "2031-03-09T10:00:00Z");
  const auto rows = corrected_positions(*dossier_)->rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].position.issue, "shining");
  split.containing = "";
  split.coder = "Ada";
  split.time = "2031-03-10";
  EXPECT_EQ(corrections_for(*dossier_, split).diagnostics().front().code, "correction-field");
  split.issue = "no such issue";
  EXPECT_EQ(corrections_for(*dossier_, split).diagnostics().front().code, "correction-target");
}

TEST_F(Correcting, OfTwoNamesForOneIssueTheLaterHolds) {
  CorrectionRequest rename;
  rename.issue = "lamps";
  rename.rename = "lights";
  rename.coder = "Ada";
  rename.time = "2031-03-07T10:00:00Z";
  auto rows = *corrections_for(*dossier_, rename);
  rename.rename = "lanterns";
  rename.coder = "Ben";
  rename.time = "2031-03-07T11:00:00Z";
  rows.push_back(corrections_for(*dossier_, rename)->front());
  ASSERT_TRUE(dossier_->add_corrections(rows).ok());
  EXPECT_EQ(corrected_positions(*dossier_)->rows.front().position.issue, "lanterns");
  EXPECT_EQ(correction_states(*dossier_)->front().fate, CorrectionState::Fate::overruled);
  EXPECT_EQ(disagreements_of(*dossier_->corrections()).size(), 1u);
}

TEST_F(Correcting, WhatIsDecidedOfAStatementBearsOnItsPositions) {
  CorrectionRequest request = of_statement();
  request.values = {{"party", "Marenne"}};
  correct(request);
  auto positions = *corrected_positions(*dossier_);
  ASSERT_EQ(positions.rows.size(), 1u);
  EXPECT_EQ(positions.rows[0].position.party, "Marenne");
  EXPECT_EQ(positions.decided.begin()->second, "party by Ada");
  CorrectionRequest of_position;
  of_position.position = positions.rows[0].id;
  of_position.values = {{"party", "Ostrel"}};
  correct(of_position, "Ben", "2031-03-08T10:00:00Z");
  EXPECT_EQ(corrected_positions(*dossier_)->rows[0].position.party, "Ostrel");  // a word on the position itself wins
  request.values.clear();
  request.remove = true;
  correct(request, "Ada", "2031-03-09T10:00:00Z");
  EXPECT_TRUE(corrected_positions(*dossier_)->rows.empty());
}

TEST_F(Correcting, EachFieldOfAStatementAndAPosition) {
  CorrectionRequest request = of_statement();
  request.values = {{"speaker", "S"}, {"party", "P"}, {"addressee", "A"}};
  correct(request);
  const auto statement = corrected_statements(*dossier_)->rows.front().statement;
  EXPECT_EQ(statement.speaker + statement.party + statement.addressee, "SPA");
  CorrectionRequest of_position;
  of_position.position = dossier_->positions()->front().id;
  of_position.values = {
      {"party", "Q"}, {"stance", "warns"}, {"polarity", "-1"}, {"strength", "firm"}, {"issue", "fog"}};
  correct(of_position);
  for (int reading = 0; reading < 2; ++reading) {
    const auto position = corrected_positions(*dossier_)->rows.front().position;
    EXPECT_EQ(position.party, "Q");
    EXPECT_EQ(position.stance, Stance::warns);
    EXPECT_EQ(position.polarity, -1);
    EXPECT_EQ(position.strength, Strength::firm);
    EXPECT_EQ(position.issue, "fog");
    write(Span{14, 30}, true);  // another reader
  }
}

TEST_F(Correcting, CodersWhoseReadersSawAWordMoreSpeakOfOnePlace) {
  CorrectionRequest request = of_statement();
  request.values = {{"speaker", "Anja Brandt"}};
  correct(request, "Ada");
  write(Span{13, 33}, true);
  request = of_statement();
  request.values = {{"speaker", "the envoy"}};
  correct(request, "Ben", "2031-03-08T10:00:00Z");
  ASSERT_EQ(disagreements_of(*dossier_->corrections()).size(), 1u);
  EXPECT_EQ(agreement_of(*dossier_->corrections()).front().units, 1u);
}

TEST(CorrectionTimes, AreComparedInUtc) {
  EXPECT_EQ(time_in_utc("2031-03-07T10:00:00Z"), "2031-03-07T10:00:00Z");
  EXPECT_EQ(time_in_utc("2031-03-07"), "2031-03-07");
  EXPECT_LT(time_in_utc("2031-03-07T12:00:00+02:00"), "2031-03-07T11:00:00Z");
}

TEST_F(Correcting, TwoCodersMergeAndTheirDisagreementIsListed) {
  CorrectionRequest request = of_statement();
  request.values = {{"speaker", "Anja Brandt"}, {"party", "Halden"}};
  correct(request, "Ada", "2031-03-07T10:00:00Z");
  std::ostringstream exported;
  export_corrections(*dossier_->corrections(), exported);
  request.values = {{"speaker", "the envoy"}, {"party", "Halden"}};
  correct(request, "Ben", "2031-03-07T11:00:00Z");
  std::istringstream in(exported.str());
  EXPECT_EQ(*import_corrections(*dossier_, in, "ada.jsonl"), 0u);
  EXPECT_EQ(speaker(), "the envoy");  // the later word
  const auto rows = *dossier_->corrections();
  const auto disagreements = disagreements_of(rows);
  ASSERT_EQ(disagreements.size(), 1u);
  EXPECT_EQ(disagreements[0].field, "speaker");
  EXPECT_EQ(disagreements[0].values.size(), 2u);
  const auto agreement = agreement_of(rows);
  ASSERT_FALSE(agreement.empty());
  EXPECT_EQ(agreement.front().field, "all");
  EXPECT_EQ(agreement.front().units, 2u);
}

// "Halden and Marenne support the lamps": two positions at one place, each corrected by itself.
TEST_F(Correcting, OfTwoPartiesAtOnePlaceTheOneThatIsMeant) {
  store::DocumentWithRows item;
  item.document.id = item.document.origin = "b";
  item.document.content_hash = "h2";
  item.document.text = "Halden and Marenne support the lamps.";
  for (const char* party : {"Halden", "Marenne"}) {
    Position position;
    position.party = party;
    position.what = {27, 36};
    position.polarity = 1;
    item.rows.positions.push_back(position);
  }
  ASSERT_TRUE(dossier_->write(std::vector{item}, {"test", "1", "", ""}).ok());
  auto of_b = [&] {
    std::map<std::string, store::StoredPosition> found;
    const auto corrected = corrected_positions(*dossier_);
    for (const auto& row : corrected->rows) {
      if (dossier_->document(row.document)->name == "b") found.emplace(row.position.party, row);
    }
    return found;
  };
  CorrectionRequest request;
  request.position = of_b().at("Marenne").id;
  request.values = {{"polarity", "-1"}};
  correct(request);
  EXPECT_EQ(of_b().at("Marenne").position.polarity, -1);
  EXPECT_EQ(of_b().at("Halden").position.polarity, 1);
  // Under another name it is still the one that was read as Marenne's.
  request.values = {{"party", "Aldmoor"}};
  correct(request, "Ada", "2031-03-07T11:00:00Z");
  request.values = {{"strength", "firm"}};
  correct(request, "Ben", "2031-03-07T12:00:00Z");
  EXPECT_EQ(of_b().at("Aldmoor").position.strength, Strength::firm);
  EXPECT_EQ(of_b().at("Halden").position.strength, Strength::open);
  // Two at one time are two rows, and no disagreement.
  CorrectionRequest other;
  other.position = of_b().at("Halden").id;
  other.values = {{"strength", "red-line"}};
  correct(other, "Ada", "2031-03-07T12:00:00Z");
  EXPECT_EQ(of_b().at("Halden").position.strength, Strength::red_line);
  EXPECT_TRUE(disagreements_of(*dossier_->corrections()).empty());
  for (const CorrectionState& state : *correction_states(*dossier_)) EXPECT_TRUE(state.why.empty()) << state.why;
}

// Two persons keep the same reports in different folders.
TEST_F(Correcting, AnotherCodersFolderIsNoObstacle) {
  const auto line = [](const std::string& document, const std::string& words) {
    return R"({"uid":")" + document + words +
           R"(","coder":"Ben","time":"2031-03-07T11:00:00Z","subject":"statement",)" +
           R"("field":"speaker","value":"Ruta Halvorsen","document":")" + document + R"(","origin":")" + document +
           R"(","start":13,"end":30,"words":")" + words + "\"}\n";
  };
  std::istringstream right(line("/home/ben/reports/a", "the lamps will sh"));
  EXPECT_EQ(*import_corrections(*dossier_, right, "ben.jsonl"), 1u);
  EXPECT_EQ(speaker(), "Ruta Halvorsen");
  EXPECT_EQ(dossier_->corrections()->front().document, "a");
  // Other words, or another file: nothing is guessed.
  std::istringstream wrong(line("/home/ben/other/a", "the lamps were sh") +
                           line("/home/ben/reports/b", "the lamps will sh"));
  EXPECT_EQ(*import_corrections(*dossier_, wrong, "ben.jsonl"), 2u);
  std::size_t lost = 0;
  for (const CorrectionState& state : *correction_states(*dossier_)) lost += state.fate == CorrectionState::Fate::lost;
  EXPECT_EQ(lost, 2u);
}

TEST_F(Correcting, OfTwoWordsOnOnePairOfDocumentsTheLaterHolds) {
  store::DocumentWithRows item;
  item.document.id = item.document.origin = "b";
  item.document.content_hash = "h2";
  item.document.text = "The lamps are out.";
  ASSERT_TRUE(dossier_->write(std::vector{item}, {"test", "1", "", ""}).ok());
  CorrectionRequest request;
  request.document = "a";
  request.other_document = "b";
  correct(request, "Ada", "2031-03-07T10:00:00Z");
  std::swap(request.document, request.other_document);
  request.apart = true;
  correct(request, "Ben", "2031-03-07T11:00:00Z");
  const auto states = *correction_states(*dossier_);
  ASSERT_EQ(states.size(), 2u);
  EXPECT_EQ(states[0].fate, CorrectionState::Fate::overruled);
  EXPECT_EQ(states[1].fate, CorrectionState::Fate::holds);
  const auto disagreements = disagreements_of(*dossier_->corrections());
  ASSERT_EQ(disagreements.size(), 1u);
  EXPECT_EQ(disagreements[0].field, "same story");
}

TEST_F(Correcting, TakesAllLinesOrNoneAndTellsTheBad) {
  std::istringstream in("{\"coder\":\"Ada\"}\nno json\n\n");
  const auto result = import_corrections(*dossier_, in, "f.jsonl");
  ASSERT_FALSE(result.ok());
  ASSERT_EQ(result.diagnostics().size(), 2u);
  EXPECT_EQ(result.diagnostics()[0].place.line, 1u);
  EXPECT_EQ(result.diagnostics()[1].code, "correction-json");
}

TEST_F(Correcting, RefusesWhatNoFieldMayHave) {
  CorrectionRequest request;
  request.position = dossier_->positions()->front().id;
  request.coder = "Ada";
  request.time = "2031-03-07";
  request.values = {{"stance", "likes"}};
  EXPECT_EQ(corrections_for(*dossier_, request).diagnostics().front().code, "correction-field");
  request.values = {{"colour", "red"}};
  EXPECT_EQ(corrections_for(*dossier_, request).diagnostics().front().code, "correction-field");
  request.position = 4711;
  EXPECT_EQ(corrections_for(*dossier_, request).diagnostics().front().code, "correction-target");
}

TEST(CorrectionLines, GoThereAndBack) {
  Correction row;
  row.uid = "u";
  row.coder = "Ada";
  row.time = row.changed = "2031-03-07T10:00:00Z";
  row.subject = "position";
  row.field = "polarity";
  row.value = "-1";
  row.document = "a";
  row.span = Span{2, 5};
  row.words = "“x”";
  row.undone = true;
  const auto back = correction_from_line(correction_line(row), "f", 1);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(correction_line(*back), correction_line(row));
}

}  // namespace
}  // namespace entente::app

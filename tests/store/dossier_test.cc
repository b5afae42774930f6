#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "store/schema.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace entente::store {
namespace {

namespace fs = std::filesystem;

// A path in a folder of its own that is gone after the test.
class DossierTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("entente-store-" + std::to_string(::getpid()) + "-" +
                                           ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "talks.db").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  Dossier opened() {
    auto dossier = Dossier::open(path_, Access::read_write);
    EXPECT_TRUE(dossier.ok()) << (dossier.ok() ? "" : to_string(dossier.diagnostics().front()));
    return std::move(dossier).value();
  }

  fs::path folder_;
  std::string path_;
};

const ReadingKey rules{"rules", "1", "", ""};

DocumentWithRows report(const std::string& origin, const std::string& text, const std::string& hash) {
  DocumentWithRows item;
  item.document.origin = origin;
  item.document.text = text;
  item.document.content_hash = hash;
  item.document.language = "en";
  item.document.format = "text";
  item.document.published = make_date(2031, 3, 7);
  Statement outer;
  outer.source = {{0, 5}};
  outer.cue = {{6, 10}};
  outer.content = {{11, 20}, {22, 30}};
  outer.speaker = "Irena Solvay";
  outer.party = "Marenne";
  outer.via = {"two pilots", "Radio Marenne"};
  Statement inner = outer;
  inner.parent = 0;
  inner.via.clear();
  item.rows.statements = {outer, inner};
  Position position;
  position.party = "Marenne";
  position.issue = "transit fees";
  position.stance = Stance::refuses;
  position.polarity = -1;
  position.strength = Strength::red_line;
  position.what = {11, 20};
  position.conditions = {{22, 30}};
  position.statement = 1;
  item.rows.positions = {position};
  item.rows.relations = {{"Halden", "Marenne", RelationKind::support, {0, 5}}};
  item.rows.mentions = {{{0, 5}, MentionKind::person, "Irena Solvay"}};
  item.rows.sentences = {{0, 30}};
  item.rows.dates = {{{22, 30}, make_date(2031, 4, 1, DateSource::words), 7, DateRelation::by}};
  return item;
}

TEST_F(DossierTest, KeepsWhatItWasGiven) {
  const DocumentWithRows item = report("a.txt", "Irena said x and more, and y in é words", "h1");
  {
    Dossier dossier = opened();
    ASSERT_TRUE(dossier.write(std::vector{item}, rules).ok());
  }
  Dossier dossier = opened();
  const auto documents = dossier.documents(true);
  ASSERT_TRUE(documents.ok());
  ASSERT_EQ(documents->size(), 1u);
  EXPECT_EQ(documents->front().document.text, item.document.text);
  EXPECT_EQ(documents->front().document.published, item.document.published);
  const auto rows = dossier.rows_of(documents->front().id);
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->statements.size(), 2u);
  EXPECT_EQ(rows->statements[0].content, item.rows.statements[0].content);
  EXPECT_EQ(rows->statements[0].via, item.rows.statements[0].via);
  EXPECT_EQ(rows->statements[1].parent, 0u);
  ASSERT_EQ(rows->positions.size(), 1u);
  EXPECT_EQ(rows->positions[0].conditions, item.rows.positions[0].conditions);
  EXPECT_EQ(rows->positions[0].statement, 1u);
  EXPECT_EQ(rows->relations.size(), 1u);
  EXPECT_EQ(rows->mentions.size(), 1u);
  EXPECT_EQ(rows->sentences, item.rows.sentences);
  ASSERT_EQ(rows->dates.size(), 1u);
  EXPECT_EQ(rows->dates[0].span, item.rows.dates[0].span);
  EXPECT_EQ(rows->dates[0].date, item.rows.dates[0].date);
  EXPECT_EQ(rows->dates[0].days, 7u);
  EXPECT_EQ(rows->dates[0].relation, DateRelation::by);
}

// Rows are written by the batch: none is lost or moved where they fill several batches and a part of one.
TEST_F(DossierTest, KeepsManyRowsInTheirOrder) {
  DocumentWithRows item = report("a.txt", std::string(2000, 'x'), "h1");
  for (std::uint32_t i = 0; i < 75; ++i) {
    Statement statement = item.rows.statements[0];
    statement.speaker = "Speaker " + std::to_string(i);
    statement.content = {{i, i + 1}, {i + 2, i + 4}};
    statement.parent = i % 3 == 0 ? std::nullopt : std::optional<std::uint32_t>(i);
    item.rows.statements.push_back(statement);
    item.rows.mentions.push_back({{i, i + 5}, MentionKind::place, "Place " + std::to_string(i)});
  }
  Dossier dossier = opened();
  const auto ids = dossier.write(std::vector{item}, rules);
  ASSERT_TRUE(ids.ok());
  const auto rows = dossier.rows_of(ids->front());
  ASSERT_TRUE(rows.ok());
  ASSERT_EQ(rows->statements.size(), item.rows.statements.size());
  for (std::size_t i = 0; i < rows->statements.size(); ++i) {
    EXPECT_EQ(rows->statements[i].speaker, item.rows.statements[i].speaker);
    EXPECT_EQ(rows->statements[i].content, item.rows.statements[i].content);
    EXPECT_EQ(rows->statements[i].parent, item.rows.statements[i].parent);
  }
  ASSERT_EQ(rows->mentions.size(), item.rows.mentions.size());
  EXPECT_EQ(rows->mentions.back().name, "Place 74");
}

// A dossier of the schema before dates in words were kept opens, with what was in it, and takes dates.
TEST_F(DossierTest, AnEarlierSchemaIsBroughtUpToDate) {
  const DocumentWithRows item = report("a.txt", "Irena said x and more, and y in é words", "h1");
  {
    Dossier dossier = opened();
    ASSERT_TRUE(dossier.write(std::vector{item}, rules).ok());
  }
  {
    Connection connection(path_, false);
    connection.execute(
        "DROP VIEW dated; DROP TABLE dates; DROP TRIGGER documents_search_update; "
        "ALTER TABLE corrections DROP COLUMN holder; DROP TABLE title_meanings; "
        "DROP TABLE phrase_meanings; PRAGMA user_version = 3;");
  }
  Dossier dossier = opened();
  const auto documents = dossier.documents(true);
  ASSERT_TRUE(documents.ok());
  ASSERT_EQ(documents->size(), 1u);
  EXPECT_EQ(dossier.rows_of(documents->front().id)->statements.size(), 2u);
  ASSERT_TRUE(dossier.write(std::vector{report("b.txt", item.document.text, "h2")}, rules).ok());
  EXPECT_EQ(dossier.dates()->size(), 1u);
}

// A dossier of the schema before names of issues had meanings takes some, and forgets those of another encoder.
TEST_F(DossierTest, PhraseMeaningsComeWithTheirSchema) {
  {
    Dossier dossier = opened();
  }
  {
    Connection connection(path_, false);
    connection.execute("DROP TABLE phrase_meanings; PRAGMA user_version = 5;");
  }
  Dossier dossier = opened();
  const std::vector<PhraseMeaning> some = {{"tolls", {1, -2, 127}}, {"crews", {3}}};
  ASSERT_TRUE(dossier.keep_phrase_meanings(some, "model a").ok());
  ASSERT_EQ(dossier.phrase_meanings("model a")->size(), 2u);
  EXPECT_EQ((*dossier.phrase_meanings("model a"))[1].vector, (std::vector<std::int8_t>{1, -2, 127}));
  ASSERT_TRUE(dossier.keep_phrase_meanings(std::vector{some[0]}, "model b").ok());
  EXPECT_TRUE(dossier.phrase_meanings("model a")->empty());
  EXPECT_EQ(dossier.phrase_meanings("model b")->size(), 1u);
}

TEST_F(DossierTest, SameOriginWithOtherBytesIsANewVersionAndSameTextElsewhereACopy) {
  Dossier dossier = opened();
  ASSERT_TRUE(dossier
                  .write(std::vector{report("a.txt", "one", "h1"), report("a.txt", "two", "h2"),
                                     report("b.txt", "one", "h1"), report("a.txt", "one", "h1")},
                         rules)
                  .ok());
  const auto documents = dossier.documents();
  ASSERT_EQ(documents->size(), 3u);
  EXPECT_EQ((*documents)[0].name, "a.txt");
  EXPECT_FALSE((*documents)[0].newest);
  EXPECT_EQ((*documents)[1].name, "a.txt@2");
  EXPECT_TRUE((*documents)[1].newest);
  EXPECT_EQ((*documents)[2].name, "b.txt");
  EXPECT_EQ(dossier.totals()->copies_by_text, 1);
}

TEST_F(DossierTest, KnowsWhatIsStale) {
  Dossier dossier = opened();
  const auto ids = dossier.write(std::vector{report("a.txt", "one", "h1")}, rules);
  EXPECT_TRUE(dossier.stale_documents(rules)->empty());
  const ReadingKey later{"rules", "2", "", ""};
  EXPECT_EQ(*dossier.stale_documents(later), *ids);
  DocumentWithRows again = report("a.txt", "one", "h1");
  again.known_as = ids->front();
  again.rows.statements.resize(1);
  again.rows.positions.clear();
  ASSERT_TRUE(dossier.write(std::vector{again}, later).ok());
  EXPECT_TRUE(dossier.stale_documents(later)->empty());
  EXPECT_EQ(dossier.statements()->size(), 1u);
  EXPECT_TRUE(dossier.positions()->empty());
}

TEST_F(DossierTest, NamesIssuesAndFindsWords) {
  Dossier dossier = opened();
  ASSERT_TRUE(dossier.write(std::vector{report("a.txt", "The tolls of the strait were doubled", "h1")}, rules).ok());
  const std::int64_t position = dossier.positions()->front().id;
  const std::vector<std::string> names = {"tolls"};
  const std::vector<std::pair<std::int64_t, std::uint32_t>> issue_of = {{position, 0}};
  ASSERT_TRUE(dossier.replace_issues(names, issue_of).ok());
  EXPECT_EQ(dossier.positions()->front().position.issue, "tolls");
  EXPECT_EQ(dossier.search("toll", 10)->size(), 1u);
  EXPECT_EQ(dossier.search("\"unbalanced (", 10)->size(), 0u);
}

// Written in bulk, without SQLite's own look at each reference.
TEST_F(DossierTest, WhatRowsReferToIsThere) {
  Dossier dossier = opened();
  ASSERT_TRUE(dossier.write(std::vector{report("a.txt", "x", "h1"), report("b.txt", "y", "h2")}, rules).ok());
  const auto positions = dossier.positions();
  ASSERT_EQ(positions->size(), 2u);
  const std::vector<std::pair<std::int64_t, std::uint32_t>> first = {{positions->front().id, 1},
                                                                     {positions->back().id, 0}};
  ASSERT_TRUE(dossier.replace_issues(std::vector<std::string>{"tolls", "pilots"}, first).ok());
  const std::vector<std::pair<std::int64_t, std::uint32_t>> later = {{positions->front().id, 0}};
  ASSERT_TRUE(dossier.replace_issues(std::vector<std::string>{"toll"}, later).ok());
  EXPECT_EQ(dossier.positions()->front().position.issue, "toll");
  EXPECT_EQ(dossier.positions()->back().position.issue, "");
  Connection other(path_, false);
  EXPECT_FALSE(other.query("PRAGMA foreign_key_check").step());
  const auto count = [&](std::string_view sql) {
    Query query = other.query(sql);
    return query.step() ? query.integer(0) : -1;
  };
  EXPECT_EQ(count("SELECT count(*) FROM positions WHERE issue = 1"), 1);
  // What is read again has its old rows deleted with all that hangs on them.
  DocumentWithRows again = report("a.txt", "x", "h1");
  again.known_as = dossier.documents()->front().id;
  again.rows.statements.clear();
  again.rows.positions.clear();
  ASSERT_TRUE(dossier.write(std::vector{again}, rules).ok());
  EXPECT_EQ(count("SELECT count(DISTINCT statement) FROM statement_spans"), 2);
}

TEST_F(DossierTest, RefusesWhatIsNoDossier) {
  std::ofstream(path_) << "this is a letter, and a long one too, longer than the header of a database file is by far";
  const auto dossier = Dossier::open(path_, Access::read_write);
  ASSERT_FALSE(dossier.ok());
  EXPECT_EQ(dossier.diagnostics().front().code, "dossier-not-one");
  EXPECT_FALSE(Dossier::open((folder_ / "none.db").string(), Access::read_only).ok());
}

TEST_F(DossierTest, RefusesALaterVersion) {
  {
    Dossier dossier = opened();
  }
  {
    Connection connection(path_, false);
    connection.execute("PRAGMA user_version = " + std::to_string(latest_schema_version() + 1));
  }
  EXPECT_EQ(Dossier::open(path_, Access::read_write).diagnostics().front().code, "dossier-too-new");
}

TEST_F(DossierTest, ASecondWriterWaits) {
  Dossier dossier = opened();
  Connection other(path_, false);
  other.execute("BEGIN IMMEDIATE");
  const auto began = std::chrono::steady_clock::now();
  std::jthread release([&other] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    other.execute("COMMIT");
  });
  EXPECT_TRUE(dossier.set_note("x", "y").ok());
  EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(250));
}

}  // namespace
}  // namespace entente::store

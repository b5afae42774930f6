// The program from outside: exit statuses, formats, the whole way of a report.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/process.h"
#include "cli/temporary_folder.h"
#include "format/json.h"

namespace entente::test {
namespace {

const std::string report =
    "---\ntitle: Fees\ndate: 2031-03-03\noutlet: Sund Herald\n---\n\n"
    "Norwegian Foreign Minister Irena Solvay said on Monday that her government rejects the transit fee.\n\n"
    "\"We will never pay,\" she told reporters.\n";

TEST(Verbs, TellBadUsage) {
  EXPECT_EQ(run_program({}).status, 2);
  EXPECT_EQ(run_program({"nonsense"}).status, 2);
  EXPECT_EQ(run_program({"read"}).status, 2);
  EXPECT_EQ(run_program({"info"}).status, 2);
  const TemporaryFolder folder;
  folder.write("a.md", report);
  ASSERT_EQ(run_program({"read", folder / "d.db", folder / "a.md"}).status, 0);
  EXPECT_EQ(run_program({"positions", folder / "d.db", "--since", "soon"}).status, 2);
}

TEST(Verbs, TellWhatCannotBeRead) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program({"info", folder / "none.db"}).status, 3);
  EXPECT_EQ(run_program({"read", folder / "d.db", folder / "none.txt"}).status, 3);
  const std::string letter = folder.write("letter.db", std::string(3000, 'x'));
  EXPECT_EQ(run_program({"info", letter}).status, 3);
}

TEST(Verbs, HelpIsEverywhere) {
  for (const char* verb : {"read", "info", "search", "brief", "statements", "positions", "case", "map"}) {
    const Outcome outcome = run_program({verb, "--help"});
    EXPECT_EQ(outcome.status, 0) << verb;
    EXPECT_NE(outcome.out.find("--json"), std::string::npos) << verb;
  }
}

// What documents do not say themselves comes from a table beside them, before or after they were read.
TEST(Verbs, ATableSaysWhenDocumentsWerePublished) {
  const TemporaryFolder folder;
  folder.write("in/n1/index.md", "Foreign Minister Irena Solvay of Norway said on Monday that the fee is too high.\n");
  folder.write("in/n2.txt", "Norway rejects the fee, Solvay said.\n");
  const std::string table =
      folder.write("about.csv", "id,meeting,date,outlet\nn1,COP 1,2031-03-05,Sund Herald\nn2,COP 2,2031-04,\n");
  const std::string dossier = folder / "d.db";
  ASSERT_EQ(run_program({"read", dossier, folder / "in/n1"}).status, 0);
  ASSERT_EQ(run_program({"read", dossier, folder / "in", "--about", table}).status, 0);
  const auto info = format::parse_json(run_program({"info", dossier, "--json"}).out, "info");
  ASSERT_TRUE(info.ok());
  EXPECT_EQ((*info)["documents"], 2);
  EXPECT_EQ((*info)["undated"], 0);
  EXPECT_EQ((*info)["first"], "2031-03-05");
  EXPECT_EQ((*info)["last"], "2031-04");
  const auto statements = format::parse_json(run_program({"statements", dossier, "--json"}).out, "statements");
  ASSERT_TRUE(statements.ok());
  EXPECT_EQ((*statements)[0]["outlet"], "Sund Herald");
  // Bad tables are refused with a place, and nothing is read.
  const std::string bad = folder.write("bad.csv", "id,date\nn1,soon\n");
  const Outcome refused = run_program({"read", dossier, folder / "in", "--about", bad});
  EXPECT_EQ(refused.status, 3);
  EXPECT_NE(refused.err.find("bad.csv:2"), std::string::npos) << refused.err;
  const std::string other = folder.write("other.csv", "meeting\nCOP 1\n");
  EXPECT_EQ(run_program({"read", dossier, folder / "in", "--about", other}).status, 3);
}

TEST(Verbs, TheWholeWayOfOneReport) {
  const TemporaryFolder folder;
  folder.write("in/a.md", report);
  const std::string dossier = folder / "d.db";
  ASSERT_EQ(run_program({"read", dossier, folder / "in"}).status, 0);
  const auto info = format::parse_json(run_program({"info", dossier, "--json"}).out, "info");
  ASSERT_TRUE(info.ok());
  EXPECT_EQ((*info)["documents"], 1);
  EXPECT_EQ((*info)["first"], "2031-03-03");
  const auto statements = format::parse_json(run_program({"statements", dossier, "--json"}).out, "statements");
  ASSERT_TRUE(statements.ok());
  ASSERT_GE(statements->size(), 2u);
  EXPECT_EQ((*statements)[0]["speaker"], "Irena Solvay");
  EXPECT_EQ((*statements)[0]["party"], "Norway");
  const auto positions = format::parse_json(run_program({"positions", dossier, "--json"}).out, "positions");
  ASSERT_TRUE(positions.ok());
  const bool refused = std::any_of(positions->begin(), positions->end(), [](const format::Json& position) {
    return position["party"] == "Norway" && position["polarity"] == -1;
  });
  EXPECT_TRUE(refused) << positions->dump(1);
  // A second time nothing is new; another version of the same file is.
  const auto again = format::parse_json(run_program({"read", dossier, folder / "in", "--json"}).out, "read");
  EXPECT_EQ((*again)["documents"], 0);
  EXPECT_EQ((*again)["known"], 1);
  folder.write("in/a.md", report + "\nShe left on Tuesday.\n");
  const auto changed = format::parse_json(run_program({"read", dossier, folder / "in", "--json"}).out, "read");
  EXPECT_EQ((*changed)["documents"], 1);
}

TEST(Verbs, AChangedCaseIsReadAgainUnasked) {
  const TemporaryFolder folder;
  folder.write("in/a.txt", "Irena Solvay said on Monday that Marenne rejects the transit fee.\n");
  const std::string dossier = folder / "d.db";
  ASSERT_EQ(run_program({"read", dossier, folder / "in"}).status, 0);
  const std::string facts = folder.write("case.toml", "[[party]]\nname = \"Marenne\"\nmembers = [\"Irena Solvay\"]\n");
  const Outcome taken = run_program({"case", dossier, facts, "--json"});
  ASSERT_EQ(taken.status, 0) << taken.err;
  const auto statements = format::parse_json(run_program({"statements", dossier, "--json"}).out, "statements");
  ASSERT_GE(statements->size(), 1u);
  EXPECT_EQ((*statements)[0]["party"], "Marenne");
  const std::string bad = folder.write("bad.toml", "[[party]]\nname = 3\nfriends = []\n");
  const Outcome refused = run_program({"case", dossier, bad});
  EXPECT_EQ(refused.status, 3);
  EXPECT_NE(refused.err.find("bad.toml:2:8"), std::string::npos) << refused.err;
  EXPECT_NE(refused.err.find("bad.toml:3:1"), std::string::npos) << refused.err;
}

TEST(Verbs, ThePageIsSelfContainedAndEscapesReports) {
  const TemporaryFolder folder;
  folder.write("in/a.jsonl",
               "{\"id\":\"a\",\"text\":\"Norway said on Monday that Norway rejects the <script>alert(1)</script> fee & "
               "the toll.\"}\n");
  const std::string dossier = folder / "d.db";
  ASSERT_EQ(run_program({"read", dossier, folder / "in"}).status, 0);
  const std::string page = folder / "page.html";
  ASSERT_EQ(run_program({"brief", dossier, "--html", page}).status, 0);
  std::ifstream file(page);
  const std::string html{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  EXPECT_EQ(html.find("<script"), std::string::npos);
  EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  for (const char* outside : {"http://", "https://", "url(", "@import", "<link", "<iframe", "src=\"h", "src=\"/"}) {
    EXPECT_EQ(html.find(outside), std::string::npos) << outside;
  }
}

TEST(Verbs, NoColourWhereItIsNoTerminal) {
  const TemporaryFolder folder;
  folder.write("in/a.md", report);
  ASSERT_EQ(run_program({"read", folder / "d.db", folder / "in"}).status, 0);
  for (const char* verb : {"brief", "info", "positions", "statements"}) {
    EXPECT_EQ(run_program({verb, folder / "d.db"}).out.find('\x1b'), std::string::npos) << verb;
  }
}

TEST(Map, AnswersEveryLineInOrder) {
  const Outcome outcome =
      run_program({"map"}, "{\"id\":\"a\",\"text\":\"Norway said it opposes the tax.\"}\nnot json\n{\"id\":\"c\"}\n");
  ASSERT_EQ(outcome.status, 0);
  std::istringstream lines(outcome.out);
  std::vector<format::Json> answers;
  for (std::string line; std::getline(lines, line);) answers.push_back(*format::parse_json(line, "map"));
  ASSERT_EQ(answers.size(), 3u);
  for (const auto& answer : answers) {
    for (const char* key : {"id", "language", "statements", "mentions", "positions", "relations", "dates", "error"}) {
      EXPECT_TRUE(answer.contains(key)) << key;
    }
  }
  EXPECT_EQ(answers[0]["id"], "a");
  EXPECT_TRUE(answers[0]["error"].is_null());
  EXPECT_EQ(answers[1]["error"]["code"], "json-syntax");
  EXPECT_EQ(answers[2]["error"]["code"], "record-without-text");
}

TEST(Map, SpansDoNotDependOnThreads) {
  std::string input;
  for (int i = 0; i < 40; ++i) {
    input += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"“Fee " + std::to_string(i) +
             "”: Norway’s minister said that it opposes the tax, unless Japan agrees.\"}\n";
  }
  EXPECT_EQ(run_program({"map", "--threads", "1"}, input).out, run_program({"map", "--threads", "3"}, input).out);
}

}  // namespace
}  // namespace entente::test

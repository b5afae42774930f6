// Verdicts from outside: the order of arrival, repeats and several files change nothing.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/process.h"
#include "cli/temporary_folder.h"
#include "format/json.h"

namespace entente::test {
namespace {

using Lines = std::vector<std::string>;

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

format::Json json_of(const Outcome& outcome) {
  auto json = format::parse_json(outcome.out, "out");
  EXPECT_TRUE(json.ok()) << outcome.out << outcome.err;
  return json ? std::move(json).value() : format::Json();
}

std::string example(const std::string& name) { return std::string(ENTENTE_SOURCE_DIR) + "/examples/kesh/" + name; }

Lines incident_rows() {
  std::ifstream in(example("incidents.csv"));
  std::ostringstream text;
  text << in.rdbuf();
  return lines_of(text.str());
}

// Events of two predicates, a second or some apart, several at one time.
struct MadeLog {
  std::vector<std::pair<int, std::string>> events;  // by time

  explicit MadeLog(std::mt19937& random, int count) {
    int time = 0;
    for (int i = 0; i < count; ++i) {
      time += static_cast<int>(random() % 4);
      events.emplace_back(time, (random() % 3 == 0 ? "q(" : "p(") + std::to_string(random() % 4) + ")");
    }
    std::sort(events.begin(), events.end());
    events.erase(std::unique(events.begin(), events.end()), events.end());
  }

  std::string sorted() const {
    std::string text;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (i == 0 || events[i].first != events[i - 1].first) text += "@" + std::to_string(events[i].first);
      text += " " + events[i].second;
      if (i + 1 == events.size() || events[i].first != events[i + 1].first) text += ";\n";
    }
    return text;
  }
  // Each comes at most `late` seconds after it happened, some of them twice.
  std::string arriving(std::mt19937& random, int late) const {
    std::vector<std::pair<int, std::string>> arrivals;
    for (const auto& [time, event] : events) {
      for (int times = random() % 3 == 0 ? 2 : 1; times > 0; --times) {
        arrivals.emplace_back(time + static_cast<int>(random() % static_cast<unsigned>(late + 1)),
                              "@" + std::to_string(time) + " " + event + ";\n");
      }
    }
    std::shuffle(arrivals.begin(), arrivals.end(), random);
    std::stable_sort(arrivals.begin(), arrivals.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string text;
    for (const auto& [at, line] : arrivals) text += line;
    return text;
  }
};

TEST(VerifyLog, PermutationsAndRepeatsGiveTheVerdictsOfTheSortedLog) {
  const TemporaryFolder folder;
  const std::string signature = folder.write("s.sig", "p(int)\nq(int)\n");
  const std::string formulas[] = {folder.write("1.mfotl", "p(x) AND NOT (ONCE[0,5] q(x))"),
                                  folder.write("2.mfotl", "p(x) AND NOT (EVENTUALLY[0,4] q(x))"),
                                  folder.write("3.mfotl", "c <- CNT x; x ONCE[0,6] p(x)")};
  std::mt19937 random(7);
  for (int round = 0; round < 24; ++round) {
    const MadeLog log(random, 30);
    const std::string& formula = formulas[round % 3];
    const Outcome expected = run_program({"verify", "--sig", signature, "--formula", formula}, log.sorted());
    ASSERT_EQ(expected.status, 0) << expected.err;
    for (const int late : {3, 12, 1000}) {
      const std::string arrivals = log.arriving(random, late);
      const std::string lateness = late == 1000 ? "none" : std::to_string(late);
      const Outcome got =
          run_program({"verify", "--sig", signature, "--formula", formula, "--lateness", lateness}, arrivals);
      ASSERT_EQ(got.out, expected.out) << "round " << round << ", late " << late << '\n' << arrivals;
      ASSERT_EQ(got.err, "");
    }
  }
}

TEST(VerifyLog, WhatComesTooLateIsReportedAndOnRequestThePastIsRecomputed) {
  const TemporaryFolder folder;
  const std::string signature = folder.write("s.sig", "p(int)\nq(int)\n");
  const std::string formula = folder.write("f.mfotl", "p(x) AND NOT (ONCE[0,5] q(x))");
  const std::string log = "@10 p(1);\n@12 p(2);\n@30 p(3);\n@9 q(1);\n@40 p(4);\n";
  const Lines arguments = {"verify", "--sig", signature, "--formula", formula, "--lateness", "5"};
  const Outcome told = run_program(arguments, log);
  EXPECT_EQ(told.status, 0);
  EXPECT_EQ(told.out,
            "@10 (time point 0): (1)\n@12 (time point 1): (2)\n@30 (time point 2): (3)\n@40 (time point 3): (4)\n");
  EXPECT_NE(told.err.find("q(1) at 9, arrival 3, came when times before 25 were closed"), std::string::npos)
      << told.err;
  Lines again = arguments;
  again.emplace_back("--recompute");
  const Outcome corrected = run_program(again, log);
  EXPECT_NE(corrected.out.find("! @10 (time point 1): none"), std::string::npos) << corrected.out;
  EXPECT_NE(corrected.err.find("event-late"), std::string::npos);
}

TEST(VerifyTerms, PermutationsAndRepeatsOfTheRowsGiveTheSameVerdicts) {
  const TemporaryFolder folder;
  const Lines rows = incident_rows();
  auto verdicts = [&](const Lines& paths) {
    Lines arguments = {"verify", "--json", "--terms", example("truce.toml"), "--map", example("incidents-map.toml")};
    for (const std::string& path : paths) arguments.insert(arguments.end(), {"--incidents", path});
    const Outcome outcome = run_program(arguments);
    auto json = json_of(outcome);
    json["status"] = outcome.status;
    return json.dump();
  };
  const std::string expected = verdicts({example("incidents.csv")});
  std::mt19937 random(3);
  for (int round = 0; round < 30; ++round) {
    Lines turned(rows.begin() + 1, rows.end());
    const std::size_t count = turned.size();
    for (std::size_t i = 0; i < count / 10; ++i) turned.push_back(turned[random() % count]);
    std::shuffle(turned.begin(), turned.end(), random);
    // In one file, or cut in two.
    const std::size_t cut = round % 2 == 0 ? turned.size() : turned.size() / 3;
    Lines first(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(cut)),
        second(turned.begin() + static_cast<std::ptrdiff_t>(cut), turned.end());
    first.insert(first.begin(), rows[0]);
    second.insert(second.begin(), rows[0]);
    Lines paths = {folder.write("a.csv", joined(first))};
    if (second.size() > 1) paths.push_back(folder.write("b.csv", joined(second)));
    ASSERT_EQ(verdicts(paths), expected) << "round " << round;
  }
}

TEST(Incidents, OfSeveralFilesAndCallsAddUpAndAreNotDoubled) {
  const TemporaryFolder folder;
  const std::string dossier = folder / "d.db", map = example("incidents-map.toml");
  const Lines rows = incident_rows();
  const auto half = static_cast<std::ptrdiff_t>(rows.size() / 2);
  const std::string a = folder.write("a.csv", joined(Lines(rows.begin(), rows.begin() + half)));
  Lines later(rows.begin() + half, rows.end());
  later.insert(later.begin(), rows[0]);
  const std::string b = folder.write("b.csv", joined(later));
  auto take = [&](const std::string& path) {
    const Outcome outcome = run_program({"incidents", dossier, path, "--map", map, "--json"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return json_of(outcome);
  };
  ASSERT_EQ(run_program({"read", dossier, folder.write("r.txt", "Nothing was said today.")}).status, 0);
  ASSERT_EQ(run_program({"terms", dossier, example("truce.toml")}).status, 0);
  const auto first = take(a);
  EXPECT_EQ(first["new_reports"], rows.size() / 2 - 1);
  EXPECT_EQ(take(a)["new_reports"], 0);
  const auto both = take(b);
  EXPECT_EQ(both["reports_in_all"], rows.size() - 1);
  EXPECT_EQ(take(b)["new_reports"], 0);
  EXPECT_EQ(take(a)["reports_in_all"], rows.size() - 1);
  // A file that has grown, with the rows of the other: nothing new but what is new.
  const std::string grown = folder.write("a.csv", joined(rows));
  EXPECT_EQ(take(grown)["new_reports"], 0);
  auto verdicts = [](const Outcome& outcome) { return json_of(outcome)["terms"].dump(); };
  EXPECT_EQ(verdicts(run_program({"verify", dossier, "--json"})),
            verdicts(run_program({"verify", "--json", "--terms", example("truce.toml"), "--incidents",
                                  example("incidents.csv"), "--map", map})));
}

TEST(Brief, TellsVerdictsInWordsAndSignsWithTheirReasons) {
  const TemporaryFolder folder;
  const std::string dossier = folder / "d.db";
  const std::string terms =
      folder.write("t.toml",
                   "[agreement]\nname = \"A <i>truce</i>\"\nstarts = 2031-04-01\nends = 2031-04-30\n"
                   "[parties]\nMarenne = []\nOstrel = []\n[kinds]\nshelling = []\n[[term]]\n"
                   "name = \"quiet <script>\"\ntext = \"No shelling by either side.\"\n");
  const std::string incidents =
      folder.write("i.csv", "id,kind,by,when,who\n<script>1,shelling,Ostrel,2031-04-02,\"<img src=x>\"\n");
  const std::string map = folder.write(
      "m.toml", "[columns]\nid = \"id\"\nkind = \"kind\"\nby = \"by\"\nwhen = \"when\"\nsource = \"who\"\n");
  ASSERT_EQ(run_program({"read", dossier, folder.write("r.txt", "Nothing was said today.")}).status, 0);
  ASSERT_EQ(run_program({"terms", dossier, terms}).status, 0);
  ASSERT_EQ(run_program({"incidents", dossier, incidents, "--map", map}).status, 0);
  ASSERT_EQ(run_program({"brief", dossier, "--html", folder / "b.html"}).status, 0);
  std::ifstream in(folder / "b.html");
  std::ostringstream text;
  text << in.rdbuf();
  const std::string page = text.str();
  EXPECT_NE(page.find("<span class=\"act\">✗ breached</span>"), std::string::npos);
  EXPECT_NE(page.find("<span class=\"act\">✓ kept</span>"), std::string::npos);
  EXPECT_NE(page.find("<details><summary>✗ breached on everybody"), std::string::npos);
  EXPECT_NE(page.find("<ul class=\"why\"><li>"), std::string::npos);
  EXPECT_NE(page.find("A &lt;i&gt;truce&lt;/i&gt;"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<img src=x"), std::string::npos);
}

// Both published sets, as they lie packed, by the mappings that are shipped. Counts: docs/incidents.md.
TEST(Incidents, PublishedSetsAreReadByTheirMappings) {
  const std::string folder = std::string(ENTENTE_SOURCE_DIR) + "/../shared/data/verify/incidents/";
  const std::string mappings = std::string(ENTENTE_SOURCE_DIR) + "/examples/mappings/";
  const std::tuple<std::string, std::string, int, int> sets[] = {
      {"ukraine-humanitarian-corridors-half.csv.zst", "humanitarian-corridors.toml", 141, 154},
      {"viina-infrastructure-2023.csv.zst", "viina-infrastructure.toml", 650, 662},
      {"viina-infrastructure-2024.csv.zst", "viina-infrastructure.toml", 543, 548}};
  if (!std::filesystem::exists(folder + std::get<0>(sets[0])))
    GTEST_SKIP() << "the published incident sets are not there: " << folder;
  const TemporaryFolder dossiers;
  ASSERT_EQ(run_program({"read", dossiers / "d.db", dossiers.write("r.txt", "Nothing was said today.")}).status, 0);
  int incidents_in_all = 0, reports_in_all = 0;
  for (const auto& [file, mapping, incidents, reports] : sets) {
    const Outcome outcome =
        run_program({"incidents", dossiers / "d.db", folder + file, "--map", mappings + mapping, "--json"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "") << file;
    const auto json = json_of(outcome);
    incidents_in_all += incidents;
    reports_in_all += reports;
    EXPECT_EQ(json["incidents"], incidents) << file;
    EXPECT_EQ(json["incidents_in_all"], incidents_in_all) << file;
    EXPECT_EQ(json["reports_in_all"], reports_in_all) << file;
  }
}

}  // namespace
}  // namespace entente::test

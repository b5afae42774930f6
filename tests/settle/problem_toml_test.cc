#include "settle/problem_toml.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "oracle/random_problem.h"

namespace entente::settle {
namespace {

std::string first_lines(const Diagnostics& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics) all += to_string(diagnostic) + "\n";
  return all;
}

constexpr std::string_view small = R"(title = "A strait"
[[issue]]
name = "fees"
options = ["full", "half", "none"]
[[issue]]
name = "guns"
options = ["stay", "leave"]
[[party]]
name = "North"
aliases = ["the north"]
reservation = 3.5
importance = ["guns", "fees"]
[party.weights]
fees = 0.25
[party.values]
fees = { full = 1, half = 2, none = 4 }
guns = [0, 10]
[[party]]
name = "South"
signs = false
[party.order]
fees = ["none", ["half", "full"]]
[[position]]
party = "the north"
issue = "fees"
accepts = "half"
only_if = { guns = "leave" }
only_after = "they sign"
strength = "red-line"
words = "Half, if the guns go."
speaker = "A minister"
document = "doc 1"
start = 4
end = 12
[[constraint]]
if = { fees = "none" }
then = { guns = "leave" }
[[provision]]
name = "1"
settles = { fees = ["half", "none"] }
[[step]]
name = "they sign"
party = "South"
carries_out = { guns = "leave" }
days = 2
[[step]]
name = "fees fall"
after = ["they sign"]
)";

TEST(ProblemToml, ReadsEverything) {
  const auto read = read_problem(small, "small.toml");
  ASSERT_TRUE(read) << first_lines(read.diagnostics());
  const Problem& problem = *read;
  EXPECT_TRUE(is_well_formed(problem));
  EXPECT_EQ(problem.title, "A strait");
  EXPECT_EQ(problem.utilities_from, "numbers");
  ASSERT_EQ(problem.parties.size(), 2u);
  const Preferences& north = problem.parties[0].preferences;
  EXPECT_EQ(north.reservation, 3.5);
  EXPECT_EQ(north.importance, (std::vector<IssueIndex>{1, 0}));
  EXPECT_EQ(north.issues[0].weight, 0.25);
  EXPECT_EQ(north.issues[0].values, (std::vector<double>{1, 2, 4}));
  EXPECT_EQ(north.issues[1].values, (std::vector<double>{0, 10}));
  EXPECT_EQ(problem.parties[1].preferences.issues[0].rank, (std::vector<std::uint32_t>{1, 1, 0}));
  EXPECT_FALSE(problem.parties[1].signs);
  ASSERT_EQ(problem.positions.size(), 1u);
  const SettlePosition& position = problem.positions[0];
  EXPECT_EQ(position.name, "North 1");
  EXPECT_EQ(position.strength, Strength::red_line);
  EXPECT_EQ(position.origin.place.line, 23u);
  ASSERT_EQ(position.origin.evidence.size(), 1u);
  EXPECT_EQ(position.origin.evidence[0].words, "Half, if the guns go.");
  EXPECT_EQ(position.origin.evidence[0].end, 12u);
  // "half only if the guns leave", said twice: by the condition and by the step that carries it out.
  const Clause half_only_if{{0, {0, 2}}, {1, {1}}};
  EXPECT_EQ(clauses_of(problem, position), (std::vector<Clause>{half_only_if, half_only_if}));
  EXPECT_EQ(problem.constraints[0].clauses, (std::vector<Clause>{{{0, {0, 1}}, {1, {1}}}}));
  EXPECT_EQ(problem.provisions[0].settles[0].options, (std::vector<OptionIndex>{1, 2}));
  ASSERT_EQ(problem.steps.size(), 2u);
  EXPECT_EQ(problem.steps[1].waits[0].any_of, (std::vector<StepIndex>{0}));
}

TEST(ProblemToml, NotesEveryMistakeWithItsPlace) {
  const auto read = read_problem(R"([[issue]]
name = "fees"
options = ["full", 7]
colour = "red"
[[party]]
name = "North"
reservation = "much"
[party.values]
fees = { ful = 1 }
[[position]]
party = "Nroth"
issue = "fees"
demands = "hlaf"
strength = "iron"
[[position]]
party = "North"
[[step]]
name = "sign"
days = -1
after = "swear"
)",
                                 "bad.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.diagnostics().size(), 11u);
  const std::string all = first_lines(read.diagnostics());
  for (const char* expected :
       {"bad.toml:3:20: error: an option is named by a string, not an integer [problem-kind]",
        "bad.toml:4:1: error: this issue has no use for \"colour\" [problem-unknown-key]",
        "bad.toml:7:15: error: reservation must be a number, not a string [problem-kind]",
        "bad.toml:9:10: error: there is no option of \"fees\" named \"ful\"; was \"full\" meant? "
        "[problem-unknown-name]",
        "bad.toml:11:9: error: there is no party \"Nroth\"; was \"North\" meant? [problem-unknown-name]",
        "bad.toml:13:11: error: there is no option of \"fees\" named \"hlaf\"",
        "bad.toml:14:12: error: strength is red-line, firm or open [problem-unknown-name]",
        "bad.toml:15:1: error: this position says nothing",
        "bad.toml:19:8: error: days must not be negative [problem-number]",
        "bad.toml:20:9: error: there is no step \"swear\" [problem-unknown-name]"}) {
    EXPECT_NE(all.find(expected), std::string::npos) << "missing: " << expected << "\nin:\n" << all;
  }
}

TEST(ProblemToml, SyntaxErrorsHaveTheirPlace) {
  const auto read = read_problem("title = \"x\"\n[[party]\n", "bad.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.diagnostics()[0].code, "toml-syntax");
  EXPECT_EQ(read.diagnostics()[0].place.line, 2u);
}

TEST(ProblemToml, NamesThatStandTwiceAreRefused) {
  const auto read =
      read_problem("[[issue]]\nname='a'\noptions=['x','x']\n[[issue]]\nname='a'\noptions=['y']\n", "twice.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.diagnostics().size(), 2u);
  for (const Diagnostic& diagnostic : read.diagnostics()) EXPECT_EQ(diagnostic.code, "problem-repeated");
}

// The clauses hold in the same packages; choices of one issue may have been put together.
void expect_same_clauses(const Problem& problem, const std::vector<Clause>& a, const std::vector<Clause>& b) {
  ASSERT_EQ(a.size(), b.size());
  Package package(problem.issues.size(), 0);
  for (;;) {
    for (std::size_t c = 0; c < a.size(); ++c) ASSERT_EQ(holds(a[c], package), holds(b[c], package));
    std::size_t i = 0;
    while (i < package.size() && ++package[i] == problem.issues[i].options.size()) package[i++] = 0;
    if (i == package.size()) return;
  }
}

// Everything but places and the source comes back.
void expect_same(const Problem& a, const Problem& b) {
  EXPECT_EQ(write_problem(a), write_problem(b));
  ASSERT_EQ(a.parties.size(), b.parties.size());
  for (std::size_t p = 0; p < a.parties.size(); ++p) {
    const Preferences& x = a.parties[p].preferences;
    const Preferences& y = b.parties[p].preferences;
    EXPECT_EQ(x.reservation, y.reservation);
    ASSERT_EQ(x.issues.size(), y.issues.size());
    for (std::size_t i = 0; i < x.issues.size(); ++i) {
      EXPECT_EQ(x.issues[i].values, y.issues[i].values);
      EXPECT_EQ(x.issues[i].weight, y.issues[i].weight);
      EXPECT_EQ(x.issues[i].by_largest, y.issues[i].by_largest);
      EXPECT_EQ(x.issues[i].rank, y.issues[i].rank);
    }
  }
  ASSERT_EQ(a.positions.size(), b.positions.size());
  for (std::size_t p = 0; p < a.positions.size(); ++p) {
    expect_same_clauses(a, clauses_of(a, a.positions[p]), clauses_of(b, b.positions[p]));
    EXPECT_EQ(a.positions[p].strength, b.positions[p].strength);
    EXPECT_EQ(a.positions[p].provided, b.positions[p].provided);
    EXPECT_EQ(a.positions[p].origin.evidence.size(), b.positions[p].origin.evidence.size());
  }
}

TEST(ProblemToml, WhatIsWrittenReadsBack) {
  const auto read = read_problem(small, "small.toml");
  ASSERT_TRUE(read);
  const std::string text = write_problem(*read);
  const auto again = read_problem(text, "again.toml");
  ASSERT_TRUE(again) << first_lines(again.diagnostics()) << text;
  expect_same(*read, *again);
  std::mt19937_64 random(5);
  for (int c = 0; c < 2000; ++c) {
    const Problem problem = oracle::random_problem(random, {3, 4, 4, 10, 4, 6, true});
    const std::string written = write_problem(problem);
    const auto back = read_problem(written, "generated.toml");
    ASSERT_TRUE(back) << first_lines(back.diagnostics()) << written;
    ASSERT_TRUE(is_well_formed(*back));
    expect_same(problem, *back);
  }
}

TEST(ProblemToml, DraftsComeInTwoForms) {
  const auto problem = read_problem(small, "small.toml");
  ASSERT_TRUE(problem);
  const auto plain = read_draft("[settles]\nfees = 'half'\nguns = ['stay', 'leave']\n", "draft.toml", *problem);
  ASSERT_TRUE(plain);
  ASSERT_EQ(plain->size(), 2u);
  EXPECT_EQ((*plain)[1].settles[0].options, (std::vector<OptionIndex>{0, 1}));
  const auto wrong = read_draft("[settles]\nfees = 'halff'\n", "draft.toml", *problem);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(to_string(wrong.diagnostics()[0]),
            "draft.toml:2:8: error: there is no option of \"fees\" named \"halff\"; was \"half\" meant? "
            "[problem-unknown-name]");
  EXPECT_FALSE(read_draft("", "draft.toml", *problem));
}

// The words of the example stand in its reports, those of its positions and those that make steps wait.
TEST(ExampleProblem, QuotesItsReports) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(ENTENTE_SOURCE_DIR) / "examples/kesh";
  const auto text_of = [](const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const auto problem = read_problem(text_of(folder / "problem.toml"), "problem.toml");
  ASSERT_TRUE(problem) << first_lines(problem.diagnostics());
  for (const SettlePosition& position : problem->positions) {
    ASSERT_EQ(position.origin.evidence.size(), 1u) << position.name;
    const Evidence& evidence = position.origin.evidence[0];
    const std::string report = text_of(folder / "reports" / evidence.document.substr(0, evidence.document.find('#')));
    EXPECT_NE(report.find(evidence.words), std::string::npos) << evidence.words;
  }
  std::size_t waits = 0;
  for (const Step& step : problem->steps) {
    for (const Wait& wait : step.waits) {
      for (const Evidence& evidence : wait.origin.evidence) {
        ++waits;
        EXPECT_NE(text_of(folder / "reports" / evidence.document).find(evidence.words), std::string::npos)
            << evidence.words;
      }
    }
  }
  EXPECT_EQ(waits, 3u) << "each step of the deadlock";
}

// Every clause of every subset of the positions, by brute force: exactly two single positions whose giving up lets a
// package exist, one of each side.
TEST(ExampleProblem, TwoSingleConcessionsMakeADeal) {
  std::ifstream file(std::filesystem::path(ENTENTE_SOURCE_DIR) / "examples/kesh/problem.toml", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const auto problem = read_problem(text, "problem.toml");
  ASSERT_TRUE(problem);
  const auto exists_without = [&](std::optional<std::size_t> given_up) {
    Package package(problem->issues.size(), 0);
    for (;;) {
      bool all = true;
      for (std::size_t p = 0; p < problem->positions.size(); ++p) {
        if (p == given_up) continue;
        for (const Clause& clause : clauses_of(*problem, problem->positions[p])) all = all && holds(clause, package);
      }
      if (all) return true;
      std::size_t i = 0;
      while (i < package.size() && ++package[i] == problem->issues[i].options.size()) package[i++] = 0;
      if (i == package.size()) return false;
    }
  };
  EXPECT_FALSE(exists_without(std::nullopt));
  std::vector<std::string> concessions;
  for (std::size_t p = 0; p < problem->positions.size(); ++p) {
    if (exists_without(p)) concessions.push_back(problem->parties[problem->positions[p].party].name);
  }
  EXPECT_EQ(concessions, (std::vector<std::string>{"Marenne", "Ostrel"}));
}

}  // namespace
}  // namespace entente::settle

// conflicts, certify and sequence as programs: what they print, write and exit with.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/process.h"
#include "cli/temporary_folder.h"

namespace entente::test {
namespace {

const std::string kesh = ENTENTE_SOURCE_DIR "/examples/kesh/problem.toml";

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(SettlingVerbs, MarcoLines) {
  const TemporaryFolder folder;
  const std::string cnf = folder.write("f.cnf", "p cnf 1 3\n1 0\n-1 0\n-1 1 0\n");
  const Outcome outcome = run_program({"conflicts", cnf, "--format", "marco"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("U 1 2\n"), std::string::npos);
  EXPECT_NE(outcome.out.find("S 1 3\n"), std::string::npos);
  EXPECT_NE(outcome.out.find("S 2 3\n"), std::string::npos);
}

TEST(SettlingVerbs, BadInputHasItsPlaceAndExits3) {
  const TemporaryFolder folder;
  const Outcome outcome = run_program({"conflicts", folder.write("f.cnf", "p cnf 1 1\nx 0\n")});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_NE(outcome.err.find("f.cnf:2:1: error"), std::string::npos) << outcome.err;
  EXPECT_EQ(run_program({"conflicts", folder / "absent"}).status, 3);
  EXPECT_EQ(run_program({"conflicts", kesh, "--order", "size"}).status, 2);
}

TEST(SettlingVerbs, ATimeOutGivesWhatThereIsAndSaysSo) {
  const TemporaryFolder folder;
  std::string cnf = "p cnf 30 120\n";
  for (int i = 0; i < 120; ++i) {
    for (int j = 0; j < 3; ++j)
      cnf += std::to_string(((i * 7 + j * 11 + i * i * j) % 30 + 1) * ((i + j * i / 3) % 2 == 0 ? 1 : -1)) + " ";
    cnf += "0\n";
  }
  cnf += "1 0\n-1 0\n";
  const Outcome outcome = run_program({"conflicts", folder.write("f.cnf", cnf), "--json", "--timeout", "0"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("\"complete\":false"), std::string::npos);
  EXPECT_NE(outcome.err.find("partial"), std::string::npos);
}

TEST(SettlingVerbs, CertificatesAreWrittenAndChecked) {
  const TemporaryFolder folder;
  ASSERT_EQ(run_program({"conflicts", kesh, "--certificates", folder / "c"}).status, 0);
  std::vector<std::string> arguments = {"certify", "--of", kesh};
  for (const auto& entry : std::filesystem::directory_iterator(folder / "c"))
    arguments.push_back(entry.path().string());
  ASSERT_GT(arguments.size(), 5u);
  EXPECT_EQ(run_program(arguments).status, 0);
  // About another problem: valid, but not of this one.
  std::string other = text_of(kesh);
  other.replace(other.find("demands = \"withdrawn\""), 21, "demands = \"stay\"");
  EXPECT_EQ(run_program({"certify", folder / "c/all.certificate", "--of", folder.write("other.toml", other)}).status,
            1);
  // A claim that is not so.
  std::string broken = text_of(folder / "c/conflict-0001.certificate");
  broken.insert(broken.find("\nconflict ") + 10, "2 ");
  EXPECT_EQ(run_program({"certify", folder.write("broken.certificate", broken)}).status, 1);
  EXPECT_EQ(run_program({"certify", folder / "absent"}).status, 3);
  // The two the wrong way round.
  const Outcome swapped = run_program({"certify", kesh, "--of", folder / "c/all.certificate"});
  EXPECT_EQ(swapped.status, 3);
  EXPECT_NE(swapped.err.find("this is a certificate"), std::string::npos) << swapped.err;
}

TEST(SettlingVerbs, AWrittenProblemGivesTheSameAnswers) {
  const TemporaryFolder folder;
  const std::string dossier = folder / "kesh.db";
  ASSERT_EQ(run_program({"read", dossier, ENTENTE_SOURCE_DIR "/examples/kesh/reports"}).status, 0);
  for (const std::string& problem : {kesh, dossier}) {
    const std::string written = folder / "written.toml";
    ASSERT_EQ(run_program({"problem", problem, "--output", written}).status, 0);
    EXPECT_NE(text_of(written).find("evidence = [{ words = "), std::string::npos);
    EXPECT_EQ(run_program({"problem", written}).out, text_of(written)) << "reads back as itself";
    for (const char* verb : {"conflicts", "packages", "sequence"}) {
      const Outcome before = run_program({verb, problem, "--json"});
      const Outcome after = run_program({verb, written, "--json"});
      EXPECT_EQ(after.out, before.out) << verb;
      EXPECT_EQ(after.status, before.status) << verb;
    }
  }
}

TEST(SettlingVerbs, SequenceDrawsItsPicture) {
  const TemporaryFolder folder;
  const Outcome outcome = run_program({"sequence", kesh, "--svg", folder / "steps.svg"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("Deadlock 1"), std::string::npos);
  EXPECT_NE(text_of(folder / "steps.svg").find("</svg>"), std::string::npos);
}
}  // namespace
}  // namespace entente::test

// Stories and discrepancies do not depend on which document was read first.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "app/answers_stories.h"
#include "app/pipeline.h"
#include "app/selection.h"

namespace entente::app {
namespace {

namespace fs = std::filesystem;

TEST(StoryStages, DoNotDependOnWhichDocumentWasReadFirst) {
  const fs::path folder = fs::temp_directory_path() / ("entente-order-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const std::string rest =
      "Ambassador Anja Brandt told reporters that the harbour would have six pilots, three from each town. "
      "“Nobody has given anything away so far,” Brandt said. The lamps are no part of the paper, according to Brandt.";
  std::vector<std::string> lines = {
      R"({"id":"a","text":"Marenne and Ostrel are drafting a protocol on the harbour of Kesh. )" + rest + "\"}",
      R"({"id":"b","text":"Marenne and Ostrel have signed a protocol on the harbour of Kesh. )" + rest + "\"}",
      R"({"id":"c","text":"Marenne and Ostrel are drafting a protocol on the mole of Kesh. )" + rest + "\"}"};
  std::vector<std::string> answers;
  do {
    const std::string name = "d" + std::to_string(answers.size());
    std::ofstream file(folder / (name + ".jsonl"));
    for (const std::string& line : lines) file << line << '\n';
    file.close();
    auto dossier = store::Dossier::open((folder / (name + ".db")).string(), store::Access::read_write);
    ASSERT_TRUE(dossier.ok());
    std::istringstream nothing;
    ReadConfig config;
    config.reader.name = "rules";
    config.threads = 1;  // so that they come in the order of the file
    ASSERT_TRUE(read_into(*dossier, {(folder / (name + ".jsonl")).string()}, nothing, config).ok());
    std::ostringstream out, err;
    show::Console console{out, err};
    ASSERT_TRUE(print_stories(*dossier, {}, show::OutputFormat::csv, console));
    for (const store::StoredDiscrepancy& row : *dossier->discrepancies()) {
      out << to_string(row.kind) << ' ' << dossier->document(row.document_a)->name << ' '
          << dossier->document(row.document_b)->name << ' ' << row.a.value_or(Span{}).start << ' '
          << row.b.value_or(Span{}).start << '\n';
    }
    EXPECT_NE(out.str().find("stage a b"), std::string::npos) << out.str();
    answers.push_back(out.str());
  } while (std::next_permutation(lines.begin(), lines.end()));
  ASSERT_EQ(answers.size(), 6u);
  for (const std::string& answer : answers) EXPECT_EQ(answer, answers.front());
  fs::remove_all(folder);
}

}  // namespace
}  // namespace entente::app

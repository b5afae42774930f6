// Each folder of tests/read/statement_cases holds input.txt and expected.txt: the statements and mentions that the reader by
// rules finds. ENTENTE_REWRITE=1 build/release/test_read --gtest_filter='ReaderCases.*' writes the expectations anew.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "told.h"

namespace entente::read {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string answer_to(const std::string& text) {
  const Document document = report(text);
  const Reading reading = rules().read(document);
  const auto spans = spans_told(document, reading);
  const auto persons = persons_told(reading);
  std::string answer;
  for (std::size_t i = 0; i < spans.size(); ++i) answer += spans[i] + "\n    " + persons[i] + "\n";
  answer += "--\n";
  for (const Mention& mention : reading.mentions) {
    answer +=
        std::string(mention.span.in(text)) + " = " + std::string(to_string(mention.kind)) + " " + mention.name + "\n";
  }
  return answer;
}

TEST(ReaderCases, AreReadAsExpected) {
  int cases = 0;
  for (const auto& folder : fs::directory_iterator(fs::path(ENTENTE_SOURCE_DIR) / "tests/read/statement_cases")) {
    if (!fs::exists(folder.path() / "input.txt")) continue;
    ++cases;
    const std::string answer = answer_to(content_of(folder.path() / "input.txt"));
    if (std::getenv("ENTENTE_REWRITE") != nullptr)
      std::ofstream(folder.path() / "expected.txt", std::ios::binary) << answer;
    EXPECT_EQ(answer, content_of(folder.path() / "expected.txt")) << folder.path();
  }
  EXPECT_GE(cases, 5);
}

}  // namespace
}  // namespace entente::read

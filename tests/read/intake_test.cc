// Golden inputs: tests/read/intake/NAME/input.* and the documents that must come of it. Run with ENTENTE_REWRITE=1 to
// write the expectations anew, then read the difference.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "read/read.h"

namespace entente::read {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

std::string_view name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::title:
      return "title";
    case BlockKind::heading:
      return "heading";
    case BlockKind::paragraph:
      return "paragraph";
    case BlockKind::list_item:
      return "item";
    case BlockKind::takeaway:
      return "takeaway";
    case BlockKind::context:
      return "context";
    case BlockKind::quote:
      return "quote";
    case BlockKind::dateline:
      return "dateline";
    case BlockKind::caption:
      return "caption";
    case BlockKind::byline:
      return "byline";
  }
  return "?";
}

std::string_view name_of(DateSource source) {
  switch (source) {
    case DateSource::none:
      return "none";
    case DateSource::metadata:
      return "metadata";
    case DateSource::dateline:
      return "dateline";
    case DateSource::words:
      return "words";
  }
  return "?";
}

std::string described(const Ingested& result) {
  std::ostringstream out;
  for (const Diagnostic& diagnostic : result.diagnostics) out << "! " << to_string(diagnostic) << "\n";
  for (const Document& document : result.documents) {
    out << "# " << document.origin << "\n";
    if (document.id != document.origin) out << "id: " << document.id << "\n";
    out << "title: " << document.title << "\n"
        << "published: " << to_string(document.published) << " (" << name_of(document.published.source) << ")\n"
        << "outlet: " << document.outlet << "\n"
        << "author: " << document.author << "\n"
        << "url: " << document.url << "\n"
        << "language: " << document.language << "\n"
        << "format: " << document.format << "\n";
    for (const Block& block : document.blocks)
      out << name_of(block.kind) << ": " << block.span.in(document.text) << "\n";
    out << "\n";
  }
  return out.str();
}

class Intake : public testing::TestWithParam<std::string> {};

TEST_P(Intake, ReadAsExpected) {
  const fs::path folder = fs::path(ENTENTE_SOURCE_DIR) / "tests/read/intake" / GetParam();
  fs::path input;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == "input") input = entry.path();
  }
  ASSERT_FALSE(input.empty());
  std::string actual;
  ingest_bytes(input.filename().string(), content_of(input), {}, nullptr, [&](Ingested result) {
    actual += described(result);
    return true;
  });
  const fs::path expected = folder / "expected.txt";
  if (std::getenv("ENTENTE_REWRITE") != nullptr) std::ofstream(expected, std::ios::binary) << actual;
  EXPECT_EQ(actual, content_of(expected));
}

std::vector<std::string> all_cases() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(ENTENTE_SOURCE_DIR) / "tests/read/intake")) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, Intake, testing::ValuesIn(all_cases()), test_name);

// Whatever comes in: spans lie in the text, in order, on whole characters.
TEST(IntakeCases, SpansAreInOrderAndWithinTheText) {
  for (const std::string& name : all_cases()) {
    ingest_path((fs::path(ENTENTE_SOURCE_DIR) / "tests/read/intake" / name).string(), {}, nullptr, [&](Ingested result) {
      for (const Document& document : result.documents) {
        std::uint32_t at = 0;
        for (const Block& block : document.blocks) {
          EXPECT_GE(block.span.start, at) << document.origin;
          EXPECT_GT(block.span.end, block.span.start) << document.origin;
          EXPECT_LE(block.span.end, document.text.size()) << document.origin;
          at = block.span.end;
        }
        EXPECT_EQ(document.content_hash.size(), 32u);
      }
      return true;
    });
  }
}

}  // namespace
}  // namespace entente::read

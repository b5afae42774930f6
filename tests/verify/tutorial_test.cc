// Every TOML block of docs/terms.md is read.
#include <gtest/gtest.h>

#include "verify/example_files.h"

namespace entente::verify {
namespace {

TEST(Tutorial, EveryFileInItIsRead) {
  const std::string page = file_text("docs/terms.md");
  int files = 0;
  for (std::size_t at = page.find("```toml\n"); at != std::string::npos; at = page.find("```toml\n", at + 1)) {
    const std::size_t from = at + 8;
    const auto terms = read_terms(page.substr(from, page.find("```", from) - from), "docs/terms.md");
    for (const auto& d : terms.diagnostics()) ADD_FAILURE() << to_string(d);
    ++files;
  }
  EXPECT_EQ(files, 2);
}

// Every example of the table of sentences, in a vocabulary that has its words.
TEST(Tutorial, EverySentenceOfItsTablesIsUnderstood) {
  const std::string head =
      "[agreement]\nname = \"x\"\nstarts = 2031-04-01\n[parties]\nMarenne = []\nOstrel = []\n[kinds]\nshelling = "
      "[]\ngunfire = []\ninspection = []\nrelease = []\n"
      "\"joint patrol\" = []\npatrol = []\ncollision = []\nreport = []\n\"stand-down\" = []\n[things]\n\"heavy "
      "weapon\" = []\nsailor = []\ngun = []\nvessel = []\n"
      "[places]\n\"Tarn Island\" = [61.2, -12.0]\n[lines.line]\npoints = [[61.0, -12.0], [62.0, "
      "-12.0]]\n[zones.strait]\nline = \"line\"\nwidth = \"20 km\"\n[[term]]\nname = \"t\"\ntext = \"";
  const std::string page = file_text("docs/terms.md");
  const std::size_t table = page.find("## What a sentence can say"), end = page.find("`each side`, `both sides`");
  int sentences = 0;
  for (std::size_t at = page.find('`', table); at < end; at = page.find('`', at + 1)) {
    const std::size_t close = page.find('`', at + 1);
    const std::string sentence = page.substr(at + 1, close - at - 1);
    at = close;
    if (sentence.back() != '.' || sentence.rfind("…", 0) == 0) continue;
    const auto terms = read_terms(head + sentence + "\"\n", sentence);
    for (const auto& d : terms.diagnostics()) ADD_FAILURE() << to_string(d);
    ++sentences;
  }
  EXPECT_GE(sentences, 11);
}

}  // namespace
}  // namespace entente::verify

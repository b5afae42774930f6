// The tokenizer against the reference: 10,000 lines of mixed scripts (mixed_lines.h) whose pieces and offsets, by the
// `tokenizers` package, are in word_pieces.golden as one hash for every hundred lines. word_pieces_golden.py makes it.
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "nn/mixed_lines.h"
#include "nn/models_here.h"
#include "nn/nn.h"

namespace entente::nn {
namespace {

constexpr std::size_t lines = 10000;
constexpr std::size_t lines_per_hash = 100;
constexpr std::uint64_t seed = 20311107;

// FNV-1a, 64 bits.
class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  }
  std::string hex() const { return fmt::format("{:016x}", value_); }

 private:
  std::uint64_t value_ = 14695981039346656037ull;
};

Span all_of(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

const WordPieceTokenizer* shipped_tokenizer() {
  static const auto made = [] {
    const auto vocabulary = read_model_file(test::vocabulary_file().string());
    return vocabulary ? WordPieceTokenizer::from_vocabulary(*vocabulary) : vocabulary.diagnostics();
  }();
  return made ? &*made : nullptr;
}

// A vocabulary made up here, so that the tokenizer is tested where no models are.
WordPieceTokenizer small_tokenizer() {
  auto made =
      WordPieceTokenizer::from_vocabulary("[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\nun\n##accept\n##able\nse\n.\n港\n##n");
  EXPECT_TRUE(made.ok());
  return *made;
}

std::string spelled(const std::vector<WordPiece>& pieces) {
  std::string all;
  for (const WordPiece& piece : pieces) {
    all += fmt::format("{}{}:{}-{} ", piece.starts_word ? "" : "+", piece.id, piece.span.start, piece.span.end);
  }
  return all;
}

TEST(WordPieces, LongestPieceFirst) {
  EXPECT_EQ(spelled(small_tokenizer().tokenize("The unacceptable.", {0, 17})), "4:0-3 5:4-6 +6:6-12 +7:12-16 9:16-17 ");
}

TEST(WordPieces, OffsetsCountTheBytesOfTheText) {
  // "Ùn" is three bytes; the accent is stripped, the span is the text's.
  EXPECT_EQ(spelled(small_tokenizer().tokenize("Ùn 港Sén", {0, 12})), "5:0-3 10:4-7 8:7-10 +11:10-11 ");
}

TEST(WordPieces, WithinASpanAlone) { EXPECT_EQ(spelled(small_tokenizer().tokenize("the the the", {4, 7})), "4:4-7 "); }

TEST(WordPieces, AWordThatNoPieceFitsIsOneUnknown) {
  EXPECT_EQ(spelled(small_tokenizer().tokenize("unx the", {0, 7})), "1:0-3 4:4-7 ");
  const std::string longest(100, 'n'), longer(101, 'n');
  EXPECT_EQ(small_tokenizer().tokenize(longer, all_of(longer)).size(), 1u);
  EXPECT_EQ(small_tokenizer().tokenize(longest, all_of(longest)).front().id, 1);
}

TEST(WordPieces, NothingInNothingOut) {
  const WordPieceTokenizer tokenizer = small_tokenizer();
  EXPECT_TRUE(tokenizer.tokenize("", {0, 0}).empty());
  EXPECT_TRUE(tokenizer.tokenize(std::string_view("\0\x01 \t\r\n", 6), {0, 6}).empty());
  EXPECT_TRUE(tokenizer.tokenize("the", {2, 900}).size() == 1);  // a span past the end is cut
}

TEST(WordPieces, AVocabularyWithoutItsMarksIsRefused) {
  EXPECT_EQ(WordPieceTokenizer::from_vocabulary("the\nun\n").diagnostics().front().code, "vocabulary-unusable");
}

TEST(WordPieces, SameAsTheReferenceOnTenThousandLines) {
  if (const char* file = std::getenv("ENTENTE_WRITE_LINES")) {
    std::ofstream out(file, std::ios::binary);
    test::MixedLines made(seed);
    for (std::size_t i = 0; i < lines; ++i) out << made.next() << '\n';
  }
  const WordPieceTokenizer* tokenizer = shipped_tokenizer();
  if (tokenizer == nullptr) GTEST_SKIP() << "no models here: " << test::vocabulary_file();
  std::ifstream golden(std::string(ENTENTE_SOURCE_DIR) + "/tests/nn/word_pieces.golden");
  EXPECT_TRUE(golden) << "tests/nn/word_pieces_golden.py makes it";
  test::MixedLines made(seed);
  std::ofstream told;
  if (const char* file = std::getenv("ENTENTE_WRITE_PIECES")) told.open(file);
  std::string expected;
  std::size_t wrong = 0;
  for (std::size_t block = 0; block < lines / lines_per_hash; ++block) {
    Hash hash;
    for (std::size_t i = 0; i < lines_per_hash; ++i) {
      const std::string line = made.next();
      std::string row;
      for (const WordPiece& piece : tokenizer->tokenize(line, all_of(line))) {
        row += fmt::format("{}:{}:{},", piece.id, piece.span.start, piece.span.end);
      }
      row += '\n';
      hash.add(row);
      if (told.is_open()) told << row;
    }
    wrong += !std::getline(golden, expected) || hash.hex() != expected ? 1 : 0;
  }
  EXPECT_EQ(wrong, 0u) << "of a hundred blocks differ; word_pieces_golden.py --compare shows the lines";
}

}  // namespace
}  // namespace entente::nn

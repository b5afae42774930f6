#include "text/encoding.h"

#include <random>

#include <gtest/gtest.h>

namespace entente::text {
namespace {

using namespace std::string_literals;

const std::string bad = "\xEF\xBF\xBD";

TEST(Encoding, ValidUtf8StaysWhatItIs) {
  const std::string text = "caf\xC3\xA9 \xE2\x80\x9Cno\xE2\x80\x9D \xF0\x9F\x98\x80 \xED\x9F\xBF \xF4\x8F\xBF\xBF";
  const Decoded decoded = to_utf8(text);
  EXPECT_EQ(decoded.text, text);
  EXPECT_EQ(decoded.encoding, "UTF-8");
  EXPECT_EQ(decoded.invalid + decoded.nuls, 0u);
  EXPECT_FALSE(decoded.guessed);
}

// The table of Unicode 3.9, "U+FFFD substitution of maximal subparts".
TEST(Encoding, EachMaximalIllFormedSequenceIsOneReplacement) {
  EXPECT_EQ(clean_utf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82").text, bad + bad + bad + bad + bad + bad + bad + bad);
  EXPECT_EQ(clean_utf8("\xED\xA0\x80\x41").text, bad + bad + bad + "A");
  EXPECT_EQ(clean_utf8("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42").text,
            bad + bad + bad + bad + bad + "A" + bad + bad + "B");
  EXPECT_EQ(clean_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41").text, bad + bad + bad + bad + "A");
}

TEST(Encoding, SaysWhatWasReplacedAndWhere) {
  const Decoded decoded = clean_utf8("ab\0c\xFF"s);
  EXPECT_EQ(decoded.text, "ab" + bad + "c" + bad);
  EXPECT_EQ(decoded.nuls, 1u);
  EXPECT_EQ(decoded.invalid, 1u);
  EXPECT_EQ(decoded.first_bad, 2u);
}

TEST(Encoding, ByteOrderMarksGoFirst) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBFVask", "windows-1252").text, "Vask");
  EXPECT_EQ(to_utf8("\xFF\xFEV\0a\0s\0k\0"s).text, "Vask");
  EXPECT_EQ(to_utf8("\xFE\xFF\0V\0a\0s\0k"s, "utf-8").text, "Vask");
  EXPECT_EQ(to_utf8("\xFF\xFE\0\0V\0\0\0"s).text, "V");
}

TEST(Encoding, DeclaredCharsetsAreTheWebs) {
  EXPECT_EQ(to_utf8("\x93no\x94 caf\xE9", "ISO-8859-1").text, "“no” café");
  EXPECT_EQ(to_utf8("\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251").text, "Привет");
  EXPECT_EQ(to_utf8("caf\xC3\xA9", "x-nonsense").text, "café");
  // Declared as UTF-8 and not: replaced, not guessed.
  EXPECT_EQ(to_utf8("caf\xE9!", "utf-8").invalid, 1u);
}

TEST(Encoding, UndeclaredLatinIsGuessed) {
  const Decoded decoded =
      to_utf8("Le d\xE9troit de Kesh a rouvert ce matin, a annonc\xE9 la capitainerie, et les navires sont pass\xE9s.");
  EXPECT_NE(decoded.text.find("détroit"), std::string::npos);
  EXPECT_TRUE(decoded.guessed);
}

TEST(Encoding, AFewBadBytesDoNotMakeUtf8Latin) {
  const Decoded decoded = to_utf8("caf\xC3\xA9, th\xC3\xA9, \xFF");
  EXPECT_EQ(decoded.text, "café, thé, " + bad);
  EXPECT_EQ(decoded.invalid, 1u);
}

TEST(Encoding, Utf16WithoutAMarkIsToldByItsNuls) {
  std::string wide;
  for (const char c : "Vask said that it would answer the note."s) wide += c + "\0"s;
  EXPECT_EQ(to_utf8(wide).text, "Vask said that it would answer the note.");
}

// Compared with the plainest decoder that can be right.
TEST(Encoding, AgreesWithASlowCheckOnRandomBytes) {
  std::mt19937 random(3);
  const std::string alphabet = "a\0\x7F\x80\xBF\xC2\xE0\xA0\xED\x9F\xF0\x90\xF4\x8F\xFF"s;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes;
    for (auto n = random() % 24; n > 0; --n) bytes += alphabet[random() % alphabet.size()];
    const Decoded decoded = clean_utf8(bytes);
    const Decoded again = clean_utf8(decoded.text);
    EXPECT_EQ(again.text, decoded.text);
    EXPECT_EQ(again.invalid + again.nuls, 0u);
    if (decoded.invalid + decoded.nuls == 0) {
      EXPECT_EQ(decoded.text, bytes);
    }
    // The plain characters come through in order.
    std::string plain;
    std::string kept;
    for (const char c : bytes) plain += c == 'a' ? "a" : "";
    for (const char c : decoded.text) kept += c == 'a' ? "a" : "";
    EXPECT_EQ(kept, plain);
  }
}

}  // namespace
}  // namespace entente::text

#include "text/word_table.h"

#include <map>
#include <random>

#include <gtest/gtest.h>

namespace entente::text {
namespace {

// Words of every length around the borders of what a slot holds, many of them alike at both ends.
TEST(WordTable, HoldsWhatAMapHolds) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> length(0, 40);
  std::uniform_int_distribution<int> letter('a', 'c');
  WordTable<int> table;
  std::map<std::string, int> oracle;
  for (int n = 0; n < 20000; ++n) {
    std::string word(static_cast<std::size_t>(length(random)), 'a');
    for (char& c : word) c = static_cast<char>(letter(random));
    if (n % 3 == 0) word = std::string(word.size(), 'a') + (word.empty() ? "" : word.substr(0, 1)) + "aaaaaaaa";
    const auto [entry, fresh] = table.enter(word);
    EXPECT_EQ(entry.word, word);
    EXPECT_EQ(fresh, oracle.emplace(word, n).second) << word;
    if (fresh) entry.value = n;
  }
  EXPECT_EQ(table.size(), oracle.size());
  for (const auto& [word, value] : oracle) {
    ASSERT_NE(table.find(word), nullptr) << word;
    EXPECT_EQ(*table.find(word), value) << word;
    const std::string other = word + "d";
    EXPECT_EQ(table.find(other), nullptr) << other;
  }
}

TEST(WordTable, TellsWordsApartInEveryLetter) {
  for (std::size_t length = 1; length <= 24; ++length) {
    WordTable<std::size_t> table;
    const std::string plain(length, 'x');
    table[plain] = length;
    for (std::size_t at = 0; at < length; ++at) {
      std::string other = plain;
      other[at] = '\0';
      EXPECT_EQ(table.find(other), nullptr) << length << " " << at;
    }
    EXPECT_EQ(table.find(plain.substr(1)), nullptr) << length;
    EXPECT_NE(table.find(plain), nullptr) << length;
  }
}

TEST(WordTable, KeepsWhatPointsIntoIt) {
  WordTable<int> table;
  const auto& first = table.enter("first").first;
  for (int n = 0; n < 1000; ++n) table["word " + std::to_string(n)] = n;
  EXPECT_EQ(&first.value, table.find("first"));
  const WordTable<int> moved = std::move(table);
  EXPECT_EQ(&first.value, moved.find("first"));
  EXPECT_EQ(moved.entries()[1].word, "word 0");
}

}  // namespace
}  // namespace entente::text

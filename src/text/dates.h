// Dates in words ("on Monday", "by 7 March", "last week", "three days ago"), resolved against the day of publication.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/statement.h"
#include "text/text.h"
#include "text/word_table.h"

namespace entente::text {

// Finds dates; serves all threads.
class DateFinder {
 public:
  DateFinder();  // reads data/dates/words.tsv

  // The dates among the tokens of a text, in order. Words that need a day to count from ("Monday", "last week", "7
  // March" without a year) are left out where `published` has no day (7 March: no year). O(n).
  //
  // A weekday is the last one up to the publication, or, where the words before it look ahead ("will meet on Monday",
  // "by Monday", "next Monday"), the first one after it. A day and month without a year are the nearest to the
  // publication, after "by" the next.
  std::vector<DateMention> find(std::string_view text, std::span<const Token> tokens, const Date& published) const;

 private:
  struct Word {
    enum Kind : std::uint8_t { none, month, weekday, number, day, unit } kind = none;
    int value = 0;
  };
  static constexpr std::size_t last_length = 63;  // and longer ones

  friend class DateReading;
  Word word(std::string_view folded) const;
  // False for most tokens that no date starts with, by first letter and length alone.
  bool may_start(std::string_view token) const;

  WordTable<Word> words_;
  std::array<std::uint64_t, 256> lengths_{};  // by the first byte: a bit for each length of a word that starts dates
};

}  // namespace entente::text

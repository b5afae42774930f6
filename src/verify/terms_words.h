// The words of a sentence in a terms file, each with its place in the file, and the reading of numbers, durations, distances and
// dates in them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "verify/terms.h"

namespace entente::verify {

struct SentenceWord {
  enum class Kind : std::uint8_t { word, quoted, comma, stop, end };
  Kind kind = Kind::end;
  std::string text;     // as written, without quotes
  std::string lower;    // ASCII letters in lower case
  std::size_t offset = 0;  // in the string's value
  std::size_t length = 0;
};

std::string lower_case(std::string_view text);

// Words, names in quotes, commas (semicolons count as such), and stops, each of which ends a sentence; "end" last. A number that
// touches its unit ("100mm") is two words.
std::vector<SentenceWord> sentence_words(std::string_view text);

// Where each byte of a TOML string's value stands in the file: `line` and `column` are those of its opening quote, as toml++
// counts them. One entry more than the value has bytes.
std::vector<std::size_t> string_offsets(std::string_view file_text, std::size_t line, std::size_t column, std::string_view value);

std::optional<double> number_of(const SentenceWord& word);  // "12", "2.5", "twelve", "a"
std::optional<Seconds> time_unit(std::string_view lower_word);
std::optional<double> metres_of_unit(std::string_view lower_word);
std::optional<int> month_of(std::string_view lower_word);

// Reads "24 hours", "a week", "90 minutes"; of a string of its own, such as an option.
std::optional<Seconds> parse_duration(std::string_view text);
std::optional<Decimetres> parse_length(std::string_view text);

// The vocabulary's phrase that begins at `at`, the longest one; its last word may have a plural s.
struct PhraseMatch {
  std::size_t index = 0;
  std::size_t words = 0;  // 0: none
};
PhraseMatch match_phrase(const std::vector<AgreedWord>& vocabulary, const std::vector<SentenceWord>& words, std::size_t at);

}  // namespace entente::verify

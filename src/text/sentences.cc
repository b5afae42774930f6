// Sentences: ICU proposes boundaries (UAX #29), and those are taken back that
//   - follow an abbreviation that never ends a sentence ("Gen. "), or one that seldom does before a word that does not
//     usually start a sentence ("the U.S. President", but "in the U.S. He …"), or "No." before a digit;
//   - follow an initial ("John F. Kennedy");
//   - stand before a letter in lower case ("“Why?” he asked.");
//   - stand at a line break within a paragraph, after no full stop.
// Each boundary is judged by the word before it and the word after it, so the whole is O(n).
#include <algorithm>
#include <string>
#include <unordered_set>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "text/text.h"
#include "text/utf8.h"

namespace entente::text {
namespace {

constexpr std::string_view spaces = " \t\r\n\f\v";

using Words = std::unordered_set<std::string>;

bool is_blank(std::string_view piece) { return piece.find_first_not_of(spaces) == std::string_view::npos; }

UChar32 first_letter(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size();) {
    const auto code = static_cast<UChar32>(next_code_point(piece, at));
    if (u_isalnum(code)) return code;
  }
  return 0;
}

// The first word of a piece, folded, past quotation marks and spaces.
std::string first_word(std::string_view piece) {
  const std::size_t from = piece.find_first_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  if (from == std::string_view::npos) return {};
  std::size_t end = from;
  while (end < piece.size() && (std::isalnum(static_cast<unsigned char>(piece[end])) != 0 || piece[end] == '-')) ++end;
  return fold(piece.substr(from, end - from));
}

// The word that ends with the piece's last full stop, without that stop: "Gen", "U.S", "F"; empty where the piece does
// not end so.
std::string_view word_before_stop(std::string_view piece) {
  const std::size_t last = piece.find_last_not_of(spaces);
  if (last == std::string_view::npos || piece[last] != '.') return {};
  std::size_t from = last;
  while (from > 0 && last - from < 24 &&
         (std::isalpha(static_cast<unsigned char>(piece[from - 1])) != 0 || piece[from - 1] == '.'))
    --from;
  return piece.substr(from, last - from);
}

bool ends_in_stop(std::string_view piece) {
  const std::size_t last = piece.find_last_not_of(" \t\r\n\f\v\"')]");
  if (last == std::string_view::npos) return false;
  const char c = piece[last];
  if (c == '.' || c == '!' || c == '?' || c == ':') return true;
  // A closing curly quotation mark or an ellipsis: E2 80 9D, E2 80 99, E2 80 A6. Look before the mark.
  if (last >= 2 && static_cast<unsigned char>(piece[last - 2]) == 0xE2) {
    if (static_cast<unsigned char>(c) == 0xA6) return true;
    return last >= 3 && ends_in_stop(piece.substr(0, last - 2));
  }
  return false;
}

}  // namespace

struct SentenceSplitter::State {
  std::unique_ptr<icu::BreakIterator> prototype;
  Words always;         // "gen": never ends a sentence
  Words seldom;         // "u.s", "inc": ends one only before a usual first word
  Words before_number;  // "no": does not end one before a digit
  Words starters;       // words that usually start a sentence

  bool joins(std::string_view before, std::string_view gap, std::string_view after) const {
    const std::size_t breaks = static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\n'));
    if (breaks > 1) return false;
    if (breaks == 1 && !ends_in_stop(before)) return true;
    const UChar32 letter = first_letter(after.substr(0, 64));
    if (letter != 0 && u_islower(letter)) return true;
    const std::string_view word = word_before_stop(before);
    if (word.empty()) return false;
    const std::string folded = fold(word);
    if (always.contains(folded)) return true;
    if (u_isdigit(letter) && before_number.contains(folded)) return true;
    const bool dotted = word.find('.') != std::string_view::npos;
    const bool initial = word.size() == 1 && word[0] != 'I' && std::isupper(static_cast<unsigned char>(word[0])) != 0;
    return (dotted || initial || seldom.contains(folded)) && !starters.contains(first_word(after.substr(0, 64)));
  }
};

SentenceSplitter::SentenceSplitter() : state_(std::make_unique<State>()) {
  UErrorCode status = U_ZERO_ERROR;
  state_->prototype.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
  if (U_FAILURE(status)) state_->prototype.reset();
  for (const Row& row : data_rows("sentences/abbreviations.tsv")) {
    if (row.size() < 2) continue;
    Words& words = row[1] == "always" ? state_->always : row[1] == "number" ? state_->before_number : state_->seldom;
    words.insert(fold(row[0]));
  }
  for (const Row& row : data_rows("sentences/starters.txt")) state_->starters.insert(fold(row[0]));
}

SentenceSplitter::~SentenceSplitter() = default;
SentenceSplitter::SentenceSplitter(SentenceSplitter&&) noexcept = default;
SentenceSplitter& SentenceSplitter::operator=(SentenceSplitter&&) noexcept = default;

std::vector<Span> SentenceSplitter::split(std::string_view text, Span within) const {
  std::vector<Span> sentences;
  const std::string_view piece = within.in(text);
  if (is_blank(piece)) return sentences;
  std::vector<std::uint32_t> cuts;
  if (state_->prototype != nullptr) {
    UErrorCode status = U_ZERO_ERROR;
    UText* utext = utext_openUTF8(nullptr, piece.data(), static_cast<std::int64_t>(piece.size()), &status);
    std::unique_ptr<icu::BreakIterator> iterator(state_->prototype->clone());
    iterator->setText(utext, status);
    if (U_SUCCESS(status)) {
      iterator->first();
      for (std::int32_t cut = iterator->next(); cut != icu::BreakIterator::DONE; cut = iterator->next()) {
        cuts.push_back(static_cast<std::uint32_t>(cut));
      }
    }
    utext_close(utext);
  }
  if (cuts.empty() || cuts.back() != piece.size()) cuts.push_back(static_cast<std::uint32_t>(piece.size()));

  std::uint32_t from = 0;
  std::uint32_t last_cut = 0;
  const auto close = [&](std::uint32_t to) {
    const std::string_view sentence = piece.substr(from, to - from);
    const std::size_t first = sentence.find_first_not_of(spaces);
    if (first != std::string_view::npos) {
      const std::size_t last = sentence.find_last_not_of(spaces);
      sentences.push_back({static_cast<std::uint32_t>(within.start + from + first),
                           static_cast<std::uint32_t>(within.start + from + last + 1)});
    }
    from = to;
  };
  for (const std::uint32_t cut : cuts) {
    if (cut == piece.size()) {
      close(cut);
      break;
    }
    const std::string_view before = piece.substr(last_cut, cut - last_cut);
    const std::size_t last = before.find_last_not_of(spaces);
    last_cut = cut;
    if (last == std::string_view::npos) continue;
    const std::size_t next = piece.find_first_not_of(spaces, cut);
    if (next == std::string_view::npos) continue;
    const std::size_t gap_from = cut - (before.size() - last - 1);
    const std::string_view tail =
        before.substr(last + 1 > 200 ? last + 1 - 200 : 0, std::min<std::size_t>(last + 1, 200));
    if (!state_->joins(tail, piece.substr(gap_from, next - gap_from), piece.substr(next))) close(cut);
  }
  return sentences;
}

}  // namespace entente::text

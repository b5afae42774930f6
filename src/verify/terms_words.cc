#include "verify/terms_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace entente::verify {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "100mm" -> 3; 0 where it is not a number with a unit: dates and clocks have marks in them.
std::size_t digits_before_unit(std::string_view text) {
  if (text.empty() || !is_digit(text[0]) || text.find_first_of("-:") != std::string_view::npos) return 0;
  std::size_t n = 0;
  while (n < text.size() && (is_digit(text[n]) || text[n] == '.')) ++n;
  return n < text.size() && is_letter(text[n]) ? n : 0;
}

// Bytes that the escape at text[at] takes, and bytes that it means.
std::pair<std::size_t, std::size_t> escape(std::string_view text, std::size_t at) {
  const char kind = at + 1 < text.size() ? text[at + 1] : '\0';
  if (kind != 'u' && kind != 'U') return {2, 1};
  const std::size_t digits = kind == 'u' ? 4 : 8;
  unsigned long code = 0;
  const std::string_view hex = text.substr(at + 2, digits);
  std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  return {2 + digits, code < 0x80 ? 1u : code < 0x800 ? 2u : code < 0x10000 ? 3u : 4u};
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<SentenceWord> sentence_words(std::string_view text) {
  using Kind = SentenceWord::Kind;
  std::vector<SentenceWord> words;
  auto add = [&](Kind kind, std::size_t from, std::size_t to) {
    SentenceWord word;
    word.kind = kind;
    word.text = std::string(text.substr(from, to - from));
    word.lower = lower_case(word.text);
    word.offset = from;
    word.length = to - from;
    words.push_back(std::move(word));
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (is_space(c)) {
      ++at;
    } else if (c == ',' || c == ';') {
      add(Kind::comma, at, at + 1);
      ++at;
    } else if (c == '.') {
      add(Kind::stop, at, at + 1);
      ++at;
    } else if (c == '"' || (c == '\'' && text.find('\'', at + 1) != std::string_view::npos)) {
      const std::size_t close = std::min(text.find(c, at + 1), text.size());
      add(Kind::quoted, at + 1, close);
      words.back().offset = at;
      at = std::min(close + 1, text.size());
    } else {
      std::size_t end = at;
      while (end < text.size() && !is_space(text[end]) && text[end] != ',' && text[end] != ';' && text[end] != '"') {
        if (text[end] == '.' && (end + 1 == text.size() || is_space(text[end + 1]))) break;
        ++end;
      }
      if (const std::size_t digits = digits_before_unit(text.substr(at, end - at))) {
        add(Kind::word, at, at + digits);
        at += digits;
      }
      add(Kind::word, at, end);
      at = end;
    }
  }
  add(Kind::end, text.size(), text.size());
  return words;
}

std::vector<std::size_t> string_offsets(std::string_view file_text, std::size_t line, std::size_t column,
                                        std::string_view value) {
  std::size_t at = 0;
  for (std::size_t l = 1; l < line && at < file_text.size(); ++l) {
    at = std::min(file_text.find('\n', at), file_text.size() - 1) + 1;
  }
  for (std::size_t c = 1; c < column && at < file_text.size(); ++c) {  // columns count code points
    ++at;
    while (at < file_text.size() && (static_cast<unsigned char>(file_text[at]) & 0xC0u) == 0x80u) ++at;
  }
  const std::string_view quote = file_text.substr(at, 3);
  const bool multi = quote == "\"\"\"" || quote == "'''";
  const bool escapes = !quote.empty() && quote[0] == '"';
  at += multi ? 3 : 1;
  if (multi && file_text.substr(at, 1) == "\n") ++at;
  if (multi && file_text.substr(at, 2) == "\r\n") at += 2;
  std::vector<std::size_t> offsets;
  offsets.reserve(value.size() + 1);
  while (offsets.size() < value.size() && at < file_text.size()) {
    if (escapes && file_text[at] == '\\') {
      if (at + 1 < file_text.size() && is_space(file_text[at + 1])) {  // a line that goes on
        ++at;
        while (at < file_text.size() && is_space(file_text[at])) ++at;
        continue;
      }
      const auto [taken, meant] = escape(file_text, at);
      for (std::size_t i = 0; i < meant; ++i) offsets.push_back(at);
      at += taken;
      continue;
    }
    if (file_text[at] == '\r' && value[offsets.size()] != '\r') ++at;
    offsets.push_back(at++);
  }
  offsets.resize(value.size() + 1, std::min(at, file_text.size()));
  return offsets;
}

std::optional<double> number_of(const SentenceWord& word) {
  if (word.kind != SentenceWord::Kind::word) return std::nullopt;
  static constexpr std::array<std::pair<std::string_view, int>, 19> names = {{{"a", 1},
                                                                              {"an", 1},
                                                                              {"one", 1},
                                                                              {"two", 2},
                                                                              {"three", 3},
                                                                              {"four", 4},
                                                                              {"five", 5},
                                                                              {"six", 6},
                                                                              {"seven", 7},
                                                                              {"eight", 8},
                                                                              {"nine", 9},
                                                                              {"ten", 10},
                                                                              {"twelve", 12},
                                                                              {"fourteen", 14},
                                                                              {"fifteen", 15},
                                                                              {"twenty", 20},
                                                                              {"thirty", 30},
                                                                              {"sixty", 60},
                                                                              {"ninety", 90}}};
  for (const auto& [name, value] : names) {
    if (word.lower == name) return value;
  }
  double value = 0;
  const char* end = word.text.data() + word.text.size();
  const auto [stop, problem] = std::from_chars(word.text.data(), end, value, std::chars_format::fixed);
  if (problem != std::errc() || stop != end || !(std::abs(value) < 1e12)) return std::nullopt;
  return value;
}

std::optional<Seconds> time_unit(std::string_view word) {
  if (word.size() > 1 && word.back() == 's') word.remove_suffix(1);
  if (word == "second") return 1;
  if (word == "minute") return 60;
  if (word == "hour") return 3600;
  if (word == "day") return 86400;
  if (word == "week") return 7 * 86400;
  return std::nullopt;
}

std::optional<double> metres_of_unit(std::string_view word) {
  if (word == "km" || word == "kilometre" || word == "kilometres" || word == "kilometer" || word == "kilometers")
    return 1000;
  if (word == "m" || word == "metre" || word == "metres" || word == "meter" || word == "meters") return 1;
  if (word == "mile" || word == "miles") return 1609.344;
  if (word == "nm" || word == "nmi") return 1852;
  return std::nullopt;
}

std::optional<int> month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> names = {"january",   "february", "march",    "april",
                                                             "may",       "june",     "july",     "august",
                                                             "september", "october",  "november", "december"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (word == names[i]) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::optional<Seconds> parse_duration(std::string_view text) {
  const auto words = sentence_words(text);
  if (words.size() != 3) return std::nullopt;
  const auto n = number_of(words[0]);
  const auto unit = time_unit(words[1].lower);
  if (!n || !unit || *n < 0 || *n > 1e7) return std::nullopt;
  return static_cast<Seconds>(std::llround(*n * static_cast<double>(*unit)));
}

std::optional<Decimetres> parse_length(std::string_view text) {
  const auto words = sentence_words(text);
  if (words.size() != 3) return std::nullopt;
  const auto n = number_of(words[0]);
  const auto unit = metres_of_unit(words[1].lower);
  if (!n || !unit || *n < 0 || *n * *unit > 2.1e7) return std::nullopt;
  return std::llround(*n * *unit * 10);
}

PhraseMatch match_phrase(const std::vector<AgreedWord>& vocabulary, const std::vector<SentenceWord>& words,
                         std::size_t at) {
  PhraseMatch best;
  auto consider = [&](const std::string& phrase, std::size_t index) {
    if (words[at].kind == SentenceWord::Kind::quoted) {
      if (words[at].lower == lower_case(phrase) && best.words == 0) best = {index, 1};
      return;
    }
    auto wanted = sentence_words(phrase);  // ends with "end"
    // "the truce" is met with and without its article.
    const std::size_t article = words[at].lower == "the" ? 1 : 0;
    if (wanted[0].lower == "the" && wanted.size() > 2) wanted.erase(wanted.begin());
    const std::size_t n = wanted.size() - 1;
    if (n == 0 || n + article <= best.words || at + article + n >= words.size()) return;
    for (std::size_t i = 0; i < n; ++i) {
      const SentenceWord& have = words[at + article + i];
      if (have.kind != wanted[i].kind) return;
      if (have.lower == wanted[i].lower) continue;
      const bool plural = i + 1 == n && (have.lower == wanted[i].lower + "s" || have.lower == wanted[i].lower + "es");
      if (!plural) return;
    }
    best = {index, n + article};
  };
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    consider(vocabulary[i].name, i);
    for (const std::string& other : vocabulary[i].others) consider(other, i);
  }
  return best;
}

}  // namespace entente::verify

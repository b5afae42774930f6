#include "verify/formula_lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace entente::verify {
namespace {

// Sorted, for binary search.
constexpr std::array<std::string_view, 52> keywords = {
    "ALWAYS",       "AND",       "AVG",       "BACKWARD",    "CNT",         "DAY_OF_MONTH", "EQUIV",
    "EVENTUALLY",   "EXISTS",    "FALSE",     "FORALL",      "FORMAT_DATE", "FORWARD",      "FRZ",
    "HISTORICALLY", "IMPLIES",   "IN",        "LET",         "LETPAST",     "MATCHES",      "MATCHF",
    "MATCHP",       "MAX",       "MED",       "MIN",         "MOD",         "MONTH",        "NEXT",
    "NOT",          "ONCE",      "OR",        "PAST_ALWAYS", "PREV",        "PREVIOUS",     "RELEASE",
    "SINCE",        "SOMETIMES", "SUBSTRING", "SUM",         "TRIGGER",     "TRUE",         "UNTIL",
    "YEAR",         "f2i",       "f2s",       "i2f",         "i2s",         "r2s",          "s2f",
    "s2i",          "s2r",       "~"};
static_assert(std::is_sorted(keywords.begin(), keywords.end()));

constexpr std::array<std::string_view, 22> symbols = {"<-", "<=", ">=", "|>", "<|", "+", "-", ".", "*", "/", "(",
                                                      ")",  "[",  "]",  ",",  ";",  "?", "_", "<", ">", "=", "|"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool starts_name(char c) { return is_letter(c) || is_digit(c) || c == '_'; }
bool continues_name(char c) { return starts_name(c) || c == '-' || c == '/' || c == ':' || c == '\'' || c == '"'; }

class Lexer {
 public:
  Lexer(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  Result<std::vector<Token>> run() {
    while (true) {
      if (!skip_blank()) return fail("formula-syntax", "a comment that (* opens is not closed", at_);
      if (at_ == text_.size()) break;
      if (auto wrong = next(); !wrong.code.empty()) return wrong;
    }
    Token end;
    end.at = span(at_, at_);
    tokens_.push_back(end);
    return std::move(tokens_);
  }

 private:
  static Span span(std::size_t from, std::size_t to) {
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
  }
  Diagnostic fail(std::string code, std::string message, std::size_t where) const {
    return error(std::move(code), std::move(message), place_at(std::string(file_), text_, where));
  }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  bool skip_blank() {
    while (at_ < text_.size()) {
      if (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
        ++at_;
      } else if (peek() == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (peek() == '(' && peek(1) == '*') {
        const std::size_t close = text_.find("*)", at_ + 2);
        if (close == std::string_view::npos) return false;
        at_ = close + 2;
      } else {
        break;
      }
    }
    return true;
  }

  void push(Token::Kind kind, std::size_t end) {
    Token token;
    token.kind = kind;
    token.words = text_.substr(at_, end - at_);
    token.at = span(at_, end);
    tokens_.push_back(token);
    at_ = end;
  }

  Diagnostic quoted(Token::Kind kind, std::size_t open) {
    std::size_t close = open + 1;
    while (close < text_.size() && text_[close] != '"') close += text_[close] == '\\' ? 2 : 1;
    if (close >= text_.size()) return fail("formula-syntax", "a quotation is not closed", at_);
    push(kind, close + 1);
    tokens_.back().words = text_.substr(open + 1, close - open - 1);
    return {};
  }

  Diagnostic number(std::size_t digits_end) {
    const std::size_t start = at_;
    if (digits_end < text_.size() && text_[digits_end] == '.') {
      std::size_t end = digits_end + 1;
      while (end < text_.size() && is_digit(text_[end])) ++end;
      push(Token::Kind::real, end);
      tokens_.back().real = std::strtod(std::string(tokens_.back().words).c_str(), nullptr);
      return {};
    }
    push(Token::Kind::integer, digits_end);
    if (!read_integer(tokens_.back().words, tokens_.back().integer)) {
      return fail("formula-number", "the number does not fit 64 bits", start);
    }
    return {};
  }

  static bool read_integer(std::string_view digits, std::int64_t& number) {
    return std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc();
  }

  Diagnostic time_span(std::size_t end) {
    const std::size_t start = at_;
    push(Token::Kind::time_span, end);
    Token& token = tokens_.back();
    std::int64_t seconds = 0;
    switch (token.words.back()) {
      case 'd':
        seconds = 86400;
        break;
      case 'h':
        seconds = 3600;
        break;
      case 'm':
        seconds = 60;
        break;
      case 's':
        seconds = 1;
        break;
      default:
        token.kind = Token::Kind::name;
        return {};  // 5x: a name, and no time span
    }
    std::int64_t count = 0;
    if (!read_integer(token.words.substr(0, token.words.size() - 1), count) ||
        count > (std::int64_t{1} << 60) / seconds) {
      return fail("formula-number", "the time span does not fit", start);
    }
    token.integer = count * seconds;
    return {};
  }

  Diagnostic next() {
    if (peek() == '"') return quoted(Token::Kind::text, at_);
    if (peek() == 'r' && peek(1) == '"') return quoted(Token::Kind::pattern, at_ + 1);
    std::size_t digits_end = at_ + (peek() == '-' ? 1 : 0);
    const std::size_t digits_start = digits_end;
    while (digits_end < text_.size() && is_digit(text_[digits_end])) ++digits_end;
    const bool has_digits = digits_end > digits_start;
    if (peek() == '-' && has_digits) return number(digits_end);
    if (starts_name(peek())) {
      std::size_t end = at_ + 1;
      while (end < text_.size() && continues_name(text_[end])) ++end;
      if (has_digits && digits_end == end) return number(digits_end);
      if (has_digits && digits_end + 1 == end && is_letter(text_[digits_end])) return time_span(end);
      if (end == at_ + 1 && peek() == '_') {
        push(Token::Kind::symbol, end);
        return {};
      }
      const std::string_view words = text_.substr(at_, end - at_);
      push(std::binary_search(keywords.begin(), keywords.end(), words) ? Token::Kind::keyword : Token::Kind::name, end);
      return {};
    }
    for (const std::string_view symbol : symbols) {
      if (text_.substr(at_, symbol.size()) == symbol) {
        push(Token::Kind::symbol, at_ + symbol.size());
        return {};
      }
    }
    return fail("formula-syntax", "no word of a formula begins with this character", at_);
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> lex_formula(std::string_view text, std::string_view file) {
  if (text.size() > (std::size_t{1} << 30))
    return error("formula-syntax", "a formula of more than a gigabyte is not read");
  return Lexer(text, file).run();
}

}  // namespace entente::verify

// Tokens in one pass from left to right. A word is a run of letters, digits and marks, held together by a hyphen or an
// apostrophe between two such, by the dots of an acronym ("U.S."), and by "&" between capitals; digits are held
// together by . , : between two digits. At each step at least one character is taken, and no character is looked at
// more than a few times: O(n).
#include <array>

#include <unicode/uchar.h>

#include "text/text.h"
#include "text/utf8.h"

namespace entente::text {
namespace {

enum class Kind : std::uint8_t { letter, digit, space, apostrophe, hyphen, sign };

struct Character {
  UChar32 code = 0;
  Kind kind = Kind::sign;
  std::uint32_t end = 0;  // byte after it
};

bool is_lower_ascii(UChar32 c) { return c >= 'a' && c <= 'z'; }
bool is_upper_ascii(UChar32 c) { return c >= 'A' && c <= 'Z'; }

constexpr std::array<Kind, 128> ascii_kinds = [] {
  std::array<Kind, 128> kinds{};
  for (int c = 0; c < 128; ++c) {
    Kind& kind = kinds[static_cast<std::size_t>(c)];
    kind = Kind::sign;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) kind = Kind::letter;
    if (c >= '0' && c <= '9') kind = Kind::digit;
    if (c == ' ' || (c >= '\t' && c <= '\r')) kind = Kind::space;
    if (c == '\'') kind = Kind::apostrophe;
    if (c == '-') kind = Kind::hyphen;
  }
  return kinds;
}();

Kind kind_of(UChar32 c) {
  if (c < 0x80) return ascii_kinds[static_cast<std::size_t>(c)];
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return Kind::apostrophe;
  if (c == 0x2010 || c == 0x2011) return Kind::hyphen;
  if (u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF) return Kind::space;
  if (u_isdigit(c)) return Kind::digit;
  if (u_isalpha(c)) return Kind::letter;
  const std::int32_t mask = U_GET_GC_MASK(c);
  return (mask & (U_GC_M_MASK | U_GC_CF_MASK)) != 0 ? Kind::letter : Kind::sign;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, Span within)
      : text_(text.substr(0, std::min<std::size_t>(text.size(), within.end))), at_(within.start) {}

  std::vector<Token> run() {
    tokens_.reserve((text_.size() - std::min<std::size_t>(at_, text_.size())) / 5 + 4);
    while (at_ < text_.size()) {
      const Character c = look(at_);
      if (c.kind == Kind::space) {
        space_ = true;
        at_ = c.end;
      } else if (c.kind == Kind::letter || c.kind == Kind::digit) {
        word();
      } else {
        sign(c);
      }
    }
    return std::move(tokens_);
  }

 private:
  Character look(std::size_t at) const {
    if (at >= text_.size()) return {0, Kind::space, static_cast<std::uint32_t>(text_.size())};
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte < 0x80) return {byte, ascii_kinds[byte], static_cast<std::uint32_t>(at + 1)};
    const auto code = static_cast<UChar32>(next_code_point(text_, at));
    return {code, kind_of(code), static_cast<std::uint32_t>(at)};
  }

  static bool holds(Kind kind) { return kind == Kind::letter || kind == Kind::digit; }

  void push(std::uint32_t start, std::uint32_t end, TokenKind kind, Shape shape = Shape::none) {
    tokens_.push_back({{start, end}, kind, shape, space_});
    space_ = false;
    at_ = end;
  }

  // The end of "U.S." or "a.m." that starts here: at least two letters, each before a dot; else 0. The last dot is not
  // part of it where a digit follows.
  std::uint32_t acronym_end(std::uint32_t start) const {
    std::uint32_t at = start;
    int letters = 0;
    while (true) {
      const Character letter = look(at);
      if (letter.kind != Kind::letter || letter.end >= text_.size() || text_[letter.end] != '.') break;
      at = letter.end + 1;
      ++letters;
    }
    return letters >= 2 && look(at).kind != Kind::letter ? at : 0;
  }

  // "F." in "John F. Kennedy": a capital on its own, a dot, and then white space and a letter.
  std::uint32_t initial_end(std::uint32_t start) const {
    const Character letter = look(start);
    if (letter.kind != Kind::letter || !u_isupper(letter.code) || letter.end >= text_.size() ||
        text_[letter.end] != '.')
      return 0;
    const Character space = look(letter.end + 1);
    if (space.kind != Kind::space || space.end >= text_.size()) return 0;
    return u_isupper(look(space.end).code) ? letter.end + 1 : 0;
  }

  void word() {
    const auto start = static_cast<std::uint32_t>(at_);
    std::uint32_t end = 0;
    if (const std::uint32_t behind = look(start).end; behind < text_.size() && text_[behind] == '.') {
      end = acronym_end(start);
      if (end == 0) end = initial_end(start);
    }
    if (end != 0 && look(end).kind != Kind::hyphen) {
      push(start, end, TokenKind::word, Shape::upper);
      if (u_islower(look(start).code)) tokens_.back().shape = Shape::lower;
      clitic();
      return;
    }
    bool letters = end != 0;
    bool digits = false;
    bool lower = false;
    bool upper = end != 0;
    bool first_upper = false;
    int cased = end != 0 ? 2 : 0;
    std::uint32_t at = end != 0 ? end : start;
    Kind before = end != 0 ? Kind::letter : Kind::sign;
    if (end != 0) first_upper = true;
    while (at < text_.size()) {
      // The most of all text: small letters.
      if (const std::uint32_t from = at; is_lower_ascii(text_[at])) {
        while (at < text_.size() && is_lower_ascii(text_[at])) ++at;
        letters = lower = true;
        cased += static_cast<int>(at - from);
        before = Kind::letter;
        continue;
      }
      const Character c = look(at);
      if (holds(c.kind)) {
        if (c.kind == Kind::letter) {
          letters = true;
          const bool is_upper = c.code < 0x80 ? is_upper_ascii(c.code) : static_cast<bool>(u_isupper(c.code));
          const bool is_lower = c.code < 0x80 ? is_lower_ascii(c.code) : static_cast<bool>(u_islower(c.code));
          if (at == start) first_upper = is_upper;
          upper |= is_upper;
          lower |= is_lower;
          cased += is_upper || is_lower ? 1 : 0;
        } else {
          digits = true;
        }
        before = c.kind;
        at = c.end;
        continue;
      }
      const Character next = look(c.end);
      if (!holds(next.kind)) break;
      if (c.kind == Kind::hyphen) {
        at = c.end;
      } else if (c.kind == Kind::apostrophe && before == Kind::letter && next.kind == Kind::letter) {
        if (clitic_end(at) != 0) break;
        at = c.end;
      } else if ((c.code == '.' || c.code == ',' || c.code == ':') && before == Kind::digit &&
                 next.kind == Kind::digit) {
        at = c.end;
      } else if (c.code == '&' && !lower && upper && u_isupper(next.code)) {
        at = c.end;
      } else {
        break;
      }
      before = Kind::sign;
    }
    Shape shape = Shape::none;
    if (lower && !upper) shape = Shape::lower;
    if (upper && !lower) shape = cased == 1 && !digits ? Shape::capital : Shape::upper;
    if (upper && lower) shape = first_upper ? Shape::capital : Shape::mixed;
    push(start, at, letters || !digits ? TokenKind::word : TokenKind::number, shape);
    clitic();
  }

  // The end of a clitic whose apostrophe stands at `at`, else 0.
  std::uint32_t clitic_end(std::uint32_t at) const {
    static constexpr std::array<std::string_view, 6> endings = {"s", "ll", "re", "ve", "d", "m"};
    const std::uint32_t from = look(at).end;
    for (const std::string_view ending : endings) {
      if (text_.size() - from < ending.size()) continue;
      bool same = true;
      for (std::size_t i = 0; i < ending.size(); ++i) same &= (text_[from + i] | 0x20) == ending[i];
      const auto end = static_cast<std::uint32_t>(from + ending.size());
      if (same && !holds(look(end).kind) && look(end).kind != Kind::apostrophe) return end;
    }
    return 0;
  }

  void clitic() {
    if (at_ >= text_.size() || look(at_).kind != Kind::apostrophe) return;
    const std::uint32_t end = clitic_end(static_cast<std::uint32_t>(at_));
    if (end != 0) push(static_cast<std::uint32_t>(at_), end, TokenKind::clitic, Shape::lower);
  }

  void sign(const Character& c) {
    const auto start = static_cast<std::uint32_t>(at_);
    const auto doubled = [&](char mark) {
      return text_[start] == mark && start + 1 < text_.size() && text_[start + 1] == mark;
    };
    switch (c.code) {
      case '"':
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0x201F:
      case 0xAB:
      case 0xBB:
        return push(start, c.end, TokenKind::quote);
      case '`':
        return doubled('`') ? push(start, c.end + 1, TokenKind::quote) : push(start, c.end, TokenKind::single_quote);
      case '\'':
        return doubled('\'') ? push(start, c.end + 1, TokenKind::quote) : push(start, c.end, TokenKind::single_quote);
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B:
      case 0x2039:
      case 0x203A:
        return push(start, c.end, TokenKind::single_quote);
      case '.':
      case '!':
      case '?':
      case 0x2026:
      case 0x203D:
      case 0x3002:
      case 0xFF01:
      case 0xFF1F:
      case 0x061F:
      case 0x0964: {
        std::uint32_t end = c.end;
        while (end < text_.size() && text_[end] == text_[start] && text_[start] == '.') ++end;
        return push(start, end, TokenKind::stop);
      }
      case ',':
      case 0x3001:
      case 0xFF0C:
      case 0x060C:
        return push(start, c.end, TokenKind::comma);
      case ';':
      case 0x061B:
      case 0xFF1B:
        return push(start, c.end, TokenKind::semicolon);
      case ':':
      case 0xFF1A:
        return push(start, c.end, TokenKind::colon);
      case '-':
      case 0x2010:
      case 0x2011:
      case 0x2012:
      case 0x2013:
      case 0x2014:
      case 0x2015:
      case 0x2212: {
        std::uint32_t end = c.end;
        while (end < text_.size() && text_[end] == '-') ++end;
        return push(start, end, TokenKind::dash);
      }
      case '(':
      case '[':
      case '{':
        return push(start, c.end, TokenKind::bracket_open);
      case ')':
      case ']':
      case '}':
        return push(start, c.end, TokenKind::bracket_close);
      default:
        return push(start, c.end, TokenKind::other);
    }
  }

  std::string_view text_;
  std::size_t at_;
  bool space_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text, Span within) { return Tokenizer(text, within).run(); }

std::vector<Token> tokenize(std::string_view text) {
  return tokenize(text, {0, static_cast<std::uint32_t>(text.size())});
}

}  // namespace entente::text

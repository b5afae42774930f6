// The words of a formula. Names may hold - / : ' and ", so that x-1 is one name; -1 is one number; 5d is a time span.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/span.h"

namespace entente::verify {

struct Token {
  enum class Kind : std::uint8_t { name, keyword, symbol, integer, real, text, pattern, time_span, end };
  Kind kind = Kind::end;
  std::string_view words;    // as written; of texts and patterns without the quotes
  std::int64_t integer = 0;  // of integers, and of time spans in seconds
  double real = 0;
  Span at;

  bool is(std::string_view symbol_or_keyword) const {
    return (kind == Kind::symbol || kind == Kind::keyword) && words == symbol_or_keyword;
  }
};

// The tokens view `text`, which must outlive them; the last is `end`. White space, (* … *) and # to the line's end
// stand between.
Result<std::vector<Token>> lex_formula(std::string_view text, std::string_view file);

}  // namespace entente::verify

// Terms and comparisons, with columns for variables and words for constants.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "verify/plan.h"
#include "verify/types.h"
#include "verify/words.h"

namespace entente::verify {

struct Expression {
  Term::Kind kind = Term::Kind::constant;
  ValueType type = ValueType::integer;
  std::size_t column = 0;  // of a variable
  Word word = 0;           // of a constant
  std::vector<Expression> arguments;

  // False where the term has no value: a text that is no number, a real outside the whole numbers or the calendar.
  bool value(const Word* row, Interner& interner, Word& result) const;
};

// Which column a variable is.
using Columns = std::vector<std::string>;
std::size_t column_of(const Columns& columns, const std::string& name);

Expression compile(const Term& term, const Columns& columns, const Types& types, Interner& interner);

// A comparison; one whose terms have no value does not hold, and so its negation does.
class Test {
 public:
  Test(const Condition& condition, const Columns& columns, const Types& types, Interner& interner);

  // `row` has room for the added columns behind its `width` words; they are filled in where the answer is yes.
  bool holds(Word* row, std::size_t width, Interner& interner) const;
  std::size_t added() const { return added_; }

 private:
  bool plain(const Word* row, Interner& interner) const;
  bool matches(Word* row, std::size_t width, Interner& interner) const;

  Formula::Kind kind_;
  bool negated_;
  std::size_t added_;
  ValueType type_ = ValueType::integer;  // of what is compared
  std::vector<Expression> terms_;
  std::vector<int>
      groups_;  // of a match: for each group −1 where terms_ says what it must be, else which added column it is
};

}  // namespace entente::verify

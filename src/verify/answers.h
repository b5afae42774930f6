// From a node's table to the rows of a verdict: the formula's free variables in their order, sorted, each row once.
#pragma once

#include "verify/compiled.h"
#include "verify/engine.h"

namespace entente::verify {

class Answers {
 public:
  Answers(const std::vector<Column>& columns, const Columns& of_root);

  // The rows as words, `columns` to a row, in the order of their values; valid until the next call.
  const Rows& sorted(Node& root, const Interner& interner);

 private:
  const std::vector<Column>& columns_;
  Positions order_;
  Rows unsorted_;
  Rows sorted_;
};

// As it stands in a verdict line.
void append_value(std::string& out, Word word, ValueType type, const Interner& interner);
void append_verdict(std::string& out, std::uint64_t point, std::int64_t time, const Rows& rows,
                    const std::vector<Column>& columns, const Interner& interner);

}  // namespace entente::verify

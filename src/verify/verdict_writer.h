// Verdicts as text while they come: MonPoly's lines, CSV with a header, or one JSON document.
#pragma once

#include <string>
#include <vector>

#include "verify/answers.h"
#include "verify/reorder.h"
#include "verify/verify.h"

namespace entente::verify {

class VerdictWriter {
 public:
  // The columns and the interner must outlive the writer.
  VerdictWriter(VerdictFormat format, const std::vector<Column>& columns, Interner& interner);

  void add(std::uint64_t point, std::int64_t time, const Rows& rows);
  void add(const Verdict& verdict);
  // A verdict that is not final: "~" before the line; one that is corrected after the end: "!". Behind it the event
  // that did it. (nothing: the end of the log). CSV has final verdicts alone.
  void add(const Revision& revision, char mark, const Arrival* cause);
  void end();
  std::string& out() { return out_; }  // what has not been written yet; to be cleared by whoever writes it

 private:
  void add_row(const Word* row, std::string_view between, char quote_by);
  void add_rows_json(const Rows& rows);
  const Rows& words_of(const std::vector<std::vector<Value>>& rows);

  VerdictFormat format_;
  const std::vector<Column>& columns_;
  Interner& interner_;
  Rows words_;
  std::string out_;
  bool any_ = false;
};

}  // namespace entente::verify

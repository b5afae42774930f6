// Which statements and positions a person asked for, and the rows to show, each with its words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/told_by.h"
#include "core/result.h"
#include "store/store.h"

namespace entente::app {

// Empty strings and unknown dates ask for everything. Names match whole or as a part, letters of either case.
struct Selection {
  std::string party;
  std::string issue;
  std::string speaker;
  std::string document;
  std::string story;
  Date since;  // undated documents are left out once a date is asked for
  Date until;
};

// A stretch of text with its place, for people (`words`) and for programs (`span`, in code points).
struct Quote {
  Span span;
  std::string words;
};

struct ToldRow {
  std::int64_t id = 0;
  store::DocumentId document_id = 0;
  std::string document;
  std::string outlet;
  Date published;
  Statement statement;  // spans in code points
  std::optional<std::int64_t> parent_id;
  std::string content;  // the pieces joined by " … "
  std::string cue;
  std::string source;
  std::vector<DateMention> dates;  // named in the content
  std::string decided_by;          // what persons decided of it: "speaker by Ada"
  ToldBy told_by;                  // over the whole dossier, whatever was asked for
};

struct StandRow {
  std::int64_t id = 0;
  store::DocumentId document_id = 0;
  std::string document;
  std::string outlet;
  Date published;
  Position position;  // spans in code points; `issue` is the issue's name
  std::string phrase;
  Quote what;
  std::vector<Quote> conditions;
  Quote sentence;                  // the sentence around `what`
  std::vector<DateMention> dates;  // named in that sentence
  std::optional<std::int64_t> statement_id;
  std::string decided_by;
  ToldBy told_by;  // of its statement
};

// Corrections are laid over all of them (app/corrections.h). Positions are by date, undated last.
struct Rows {
  std::vector<ToldRow> told;
  std::vector<StandRow> stands;
};
Result<Rows> select_rows(const store::Dossier& dossier, const Selection& selection);
Result<std::vector<ToldRow>> select_statements(const store::Dossier& dossier, const Selection& selection);
Result<std::vector<StandRow>> select_positions(const store::Dossier& dossier, const Selection& selection);

}  // namespace entente::app

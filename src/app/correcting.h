// `entente correct` and `entente corrections`: rows made from what was asked, and their exchange between coders.
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <vector>

#include "app/corrections.h"
#include "show/console.h"

namespace entente::app {

// What is to be corrected, and by whom.
struct CorrectionRequest {
  std::string coder;
  std::string time;  // ISO 8601
  std::string note;
  std::int64_t statement = 0;  // by the number that `entente statements` shows; 0: not asked
  std::int64_t position = 0;
  std::string document;  // with start and end: a span; with other_document: for a story
  std::optional<Span> span;
  std::string other_document;
  std::string issue;  // with rename
  std::string rename;
  std::string split;  // with containing: positions with these words go to an issue of this name
  std::string containing;
  std::string add;  // "statement" or "position"
  bool remove = false;
  bool restore = false;
  bool apart = false;
  std::vector<std::pair<std::string, std::string>> values;  // field, value
};

// The rows for a request, each checked. Errors: "correction-target", "correction-field", "document-missing".
Result<std::vector<store::Correction>> corrections_for(const store::Dossier& dossier, const CorrectionRequest& request);

void export_corrections(const std::vector<store::Correction>& corrections, std::ostream& out);

// Takes in all lines or none: every bad line is told, in one go. A file of which half is taken in would leave two
// coders with two states that both call merged.
Result<std::size_t> import_corrections(store::Dossier& dossier, std::istream& in, std::string_view file);

Status print_corrections(const store::Dossier& dossier, show::OutputFormat format, show::Console& console);

}  // namespace entente::app

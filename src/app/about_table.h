// A table about documents that lies beside them: when and where each was published, where the document itself does not
// say so. Archives of bulletins and media monitors come with one.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"

namespace entente::app {

class AboutTable {
 public:
  // CSV (or TSV) with a header. One column names the document: "id", "document", "name", "file", "path" or "origin";
  // the others, each optional, say its "date" or "published", "title", "outlet" or "source", "url" and "author".
  // Further columns are passed over. Errors: "about-columns" where nothing names the document or nothing is said of it,
  // "about-date" with line for a date that is none, "about-twice" for two rows of one name; all bad lines are told.
  static Result<AboutTable> parse(std::string_view text, std::string_view file);

  // Fills what the document does not say itself; true where anything was. A row is found by the document's id, its
  // origin, the name of its file with or without the ending, or, for a file called index, that of its folder.
  bool fill(Document& document) const;

 private:
  struct Row {
    Date published;
    std::string title, outlet, url, author;
  };
  const Row* row_of(const Document& document) const;

  std::map<std::string, Row, std::less<>> rows_;
};

}  // namespace entente::app

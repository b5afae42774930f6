// Each format of a report -> documents. What all of them are given, and what all of them give back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/document.h"
#include "read/read.h"

namespace entente::read {

// Where the bytes came from.
struct Origin {
  std::string path;     // as shown in diagnostics, and the document's origin unless there is a url below
  std::string url;      // of a WARC record; its documents have it as their origin
  std::string charset;  // as the transport declared it
};

// Text, Markdown and HTML: one document, or one for each article of a digest ("path#n").
Ingested documents_of_text(std::string_view bytes, const Origin& origin);
Ingested documents_of_markdown(std::string_view bytes, const Origin& origin);
Ingested documents_of_html(std::string_view bytes, const Origin& origin);

// RSS 0.9x, 1.0 and 2.0, and Atom: one document for each item.
Ingested documents_of_feed(std::string_view bytes, const Origin& origin);

// Decodes, and says in `diagnostics` what had to be replaced.
std::string decoded(std::string_view bytes, std::string_view declared, std::string_view file, Diagnostics& diagnostics);

}  // namespace entente::read

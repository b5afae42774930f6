// What a page says of itself to machines: JSON-LD, OpenGraph and other meta elements, <time>, <title>.
#pragma once

#include <string>

#include "core/document.h"
#include "format/html.h"

namespace entente::read {

struct PageFacts {
  std::string title;       // the headline, the outlet's name cut off
  std::string page_title;  // <title> as it stands
  std::string outlet;
  std::string author;
  std::string url;  // canonical
  Date published;
};

// The first that says something counts: JSON-LD of an article, then OpenGraph and its kin, then <time> and <title>.
// `address` is where the page came from, if known.
PageFacts page_facts(const format::HtmlPage& page, std::string_view address);

// Text with HTML's entities resolved, for values that were escaped twice.
std::string without_entities(std::string_view text);

}  // namespace entente::read

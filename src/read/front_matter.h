// The lines of metadata at the top of a Markdown file: TOML between "+++", or simple YAML between "---".
#pragma once

#include <string>
#include <string_view>

#include "core/diagnostic.h"
#include "core/document.h"

namespace entente::read {

struct FrontMatter {
  std::size_t length = 0;  // bytes of the file that it takes; 0 where there is none
  Document facts;          // title, published, url, outlet, author
  std::string abstract;    // the report's first paragraph, where it is kept here
  Diagnostics diagnostics;
};

// YAML is read as "key: value" lines, plain or quoted values, folded and literal blocks, and lists, of which the first
// member counts (all of them for authors). What is nested deeper is passed over.
FrontMatter front_matter_of(std::string_view text, std::string_view file);

}  // namespace entente::read

// Markdown: cmark's tree as a list of blocks with plain text, the marks taken off.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace entente::format {

struct MarkdownBlock {
  enum class Kind : std::uint8_t { paragraph, heading, list_item, quote, rule };
  Kind kind = Kind::paragraph;
  int level = 0;            // of a heading, 1–6; of a list item, its depth from 1
  bool emphasised = false;  // the whole paragraph stands in emphasis or in strong
  std::string text;         // white space runs are one space; links and pictures leave their words
};

// Blocks in the order of the source; of a list item with several paragraphs each is a block. HTML within gives nothing.
// Any bytes are Markdown.
std::vector<MarkdownBlock> parse_markdown(std::string_view text);

}  // namespace entente::format

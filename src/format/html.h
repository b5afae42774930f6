// HTML: gumbo's tree as one flat list of nodes in the order of the source, so that nobody has to recurse over a page.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace entente::format {

struct HtmlNode {
  std::string_view tag;   // lower-case name of an element; empty for text
  std::string_view text;  // of a text node, entities resolved
  std::uint32_t parent = 0;
  std::uint32_t end = 0;  // the index after the last node below this one
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;

  bool is_text() const { return tag.empty(); }
};

class HtmlArena;

// A parsed page. Node 0 is the root (`html`); the nodes below node i are those from i + 1 to nodes()[i].end.
class HtmlPage {
 public:
  HtmlPage();
  HtmlPage(HtmlPage&&) noexcept;
  HtmlPage& operator=(HtmlPage&&) noexcept;
  ~HtmlPage();

  std::span<const HtmlNode> nodes() const { return nodes_; }
  const HtmlNode& node(std::uint32_t index) const { return nodes_[index]; }

  // The value of an element's attribute (names in lower case); empty where there is none.
  std::string_view attribute(std::uint32_t index, std::string_view name) const;
  bool has_attribute(std::uint32_t index, std::string_view name) const;

 private:
  friend Result<HtmlPage> parse_html(std::string_view, std::string_view);
  std::vector<HtmlNode> nodes_;
  std::vector<std::pair<std::string_view, std::string_view>> attributes_;
  std::unique_ptr<HtmlArena> arena_;  // owns what the views point into
};

// Any bytes give a page, as in a browser; they must be UTF-8 (see text/encoding.h). Elements nested deeper than 256
// lose their tags but keep their text (warning "html-depth"); of a page whose tree would pass 512 MiB, or 64 times its
// source, only the first part is read (warning "html-too-large"). Time is linear in the source for a bounded depth.
Result<HtmlPage> parse_html(std::string_view text, std::string_view file);

}  // namespace entente::format

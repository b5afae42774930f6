// What of a page is furniture and no report.
#include <algorithm>
#include <array>

#include "read/html_article.h"
#include "read/html_nodes.h"
#include "read/labels.h"

namespace entente::read {
namespace {

using format::HtmlNode;
using format::HtmlPage;

constexpr std::array<std::string_view, 26> never = {
    "head", "script", "style",  "noscript", "template", "iframe",   "object", "embed",    "svg",
    "math", "canvas", "audio",  "video",    "button",   "input",    "select", "textarea", "option",
    "nav",  "menu",   "dialog", "map",      "applet",   "frameset", "frame",  "datalist"};

bool is_hidden(const HtmlPage& page, std::uint32_t i) {
  if (page.has_attribute(i, "hidden") || page.attribute(i, "aria-hidden") == "true") return true;
  std::string style = lowered(page.attribute(i, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos || style.find("visibility:hidden") != std::string::npos;
}

// How much text stands below each node, and whether a headline does, by sums over the flat list.
class Sums {
 public:
  explicit Sums(const HtmlPage& page) : text_(page.nodes().size() + 1, 0), heads_(page.nodes().size() + 1, 0) {
    for (std::uint32_t i = 0; i < page.nodes().size(); ++i) {
      const HtmlNode& node = page.node(i);
      const std::string_view above = page.node(node.parent).tag;
      const bool words =
          node.is_text() && above != "script" && above != "style" && above != "noscript" && above != "template";
      text_[i + 1] = text_[i] + (words ? static_cast<std::uint32_t>(trimmed(node.text).size()) : 0);
      heads_[i + 1] = heads_[i] + (node.tag == "h1" || node.tag == "main" || is_declared_body(page, i) ? 1 : 0);
    }
  }

  // Whether an element holds what the page is about, whatever its class says ("layout with-sidebar").
  bool holds_the_page(const HtmlPage& page, std::uint32_t i) const {
    const std::uint32_t end = page.node(i).end;
    const bool most = (text_[end] - text_[i]) * 2ull > text_.back();
    bool article = false;
    for (std::uint32_t j = i + 1; most && !article && j < end; ++j) article = page.node(j).tag == "article";
    return (heads_[end] > heads_[i] && (text_[end] - text_[i]) * 4ull > text_.back()) || (most && article);
  }

 private:
  std::vector<std::uint32_t> text_;
  std::vector<std::uint32_t> heads_;
};

// Whether a header, footer or aside, or an element with a telling class, is furniture here. Inside an article, its own
// header is not, and a box or aside with paragraphs is a part of it unless its class says otherwise.
bool is_furniture(const HtmlPage& page, std::uint32_t i, bool in_article, const Sums& sums, bool by_name) {
  const HtmlNode& node = page.node(i);
  if (node.is_text()) return false;
  const std::string_view tag = node.tag;
  if (tag == "form" || tag == "fieldset") return !sums.holds_the_page(page, i);  // some pages are one form
  if (is_any(tag, never)) return true;
  if (tag == "html" || tag == "body" || tag == "main") return false;
  if (is_hidden(page, i)) return true;
  if (tag == "footer") return true;
  if (tag == "header" && !in_article) return true;
  if (tag == "aside" && !in_article) return true;
  if (!by_name || is_declared_body(page, i)) return false;
  const bool named = names_furniture(page.attribute(i, "class")) || names_furniture(page.attribute(i, "id")) ||
                     names_furniture(page.attribute(i, "role"));
  return named && !sums.holds_the_page(page, i);
}

}  // namespace

std::vector<bool> furniture_of(const HtmlPage& page, bool by_name) {
  std::vector<bool> furniture(page.nodes().size(), false);
  std::vector<bool> in_article(page.nodes().size(), false);
  const Sums sums(page);
  for (std::uint32_t i = 0; i < page.nodes().size();) {
    const HtmlNode& node = page.node(i);
    in_article[i] =
        (i > 0 && in_article[node.parent]) || node.tag == "article" || node.tag == "main" || is_declared_body(page, i);
    if (!is_furniture(page, i, in_article[i], sums, by_name)) {
      ++i;
      continue;
    }
    std::fill(furniture.begin() + i, furniture.begin() + node.end, true);
    i = node.end;
  }
  return furniture;
}

}  // namespace entente::read

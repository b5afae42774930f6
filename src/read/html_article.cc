#include "read/html_article.h"

#include <algorithm>
#include <array>

#include "read/html_nodes.h"

namespace entente::read {
namespace {

using format::HtmlNode;
using format::HtmlPage;

// What text of its own an element has is a paragraph's.
constexpr std::array<std::string_view, 12> paragraph_like = {"p",  "blockquote", "pre", "div",  "section", "article",
                                                             "li", "dd",         "td",  "main", "body",    "center"};

}  // namespace

std::uint32_t article_root(const HtmlPage& page, const std::vector<bool>& furniture) {
  const std::size_t size = page.nodes().size();
  // The running text that is each element's own (not below a paragraph-like element within), and how much of it is
  // links.
  std::vector<std::uint32_t> own(size, 0);
  std::vector<std::uint32_t> linked(size, 0);
  std::vector<std::uint32_t> commas(size, 0);
  std::vector<std::uint32_t> holder(size, 0);
  std::vector<bool> link(size, false);
  for (std::uint32_t i = 0; i < size; ++i) {
    const HtmlNode& node = page.node(i);
    if (i > 0) {
      holder[i] = holder[node.parent];
      link[i] = link[node.parent] || node.tag == "a";
    }
    if (!node.is_text()) {
      if (is_any(node.tag, paragraph_like)) holder[i] = i;
      continue;
    }
    if (furniture[i]) continue;
    const std::string_view words = trimmed(node.text);
    own[holder[i]] += static_cast<std::uint32_t>(words.size());
    if (link[i]) linked[holder[i]] += static_cast<std::uint32_t>(words.size());
    commas[holder[i]] += static_cast<std::uint32_t>(std::count(words.begin(), words.end(), ','));
  }
  std::vector<double> weight(size, 0);
  for (std::uint32_t i = 0; i < size; ++i) {
    if (own[i] < 40) continue;
    const double share = 1.0 - static_cast<double>(linked[i]) / own[i];
    weight[i] = share < 0.5 ? 0 : share * (own[i] + 20.0 * commas[i]);
    if (page.node(i).tag == "li" || page.node(i).tag == "td") weight[i] /= 2;
  }
  for (std::uint32_t i = static_cast<std::uint32_t>(size); i-- > 1;) weight[page.node(i).parent] += weight[i];

  for (std::uint32_t i = 0; i < size; ++i) {
    if (is_declared_body(page, i) && weight[i] * 2 >= weight[0] && weight[i] > 0) return i;
  }
  std::uint32_t at = 0;
  for (;;) {
    std::uint32_t best = at;
    for (std::uint32_t child = at + 1; child < page.node(at).end; child = page.node(child).end) {
      const double needed = page.node(child).tag == "article" ? 0.6 : 0.75;
      if (!page.node(child).is_text() && weight[child] > 0 && weight[child] >= needed * weight[at] &&
          (best == at || weight[child] > weight[best])) {
        best = child;
      }
    }
    // A single paragraph is not where an article ends.
    const std::string_view tag = page.node(best).tag;
    if (best == at || tag == "p" || tag == "blockquote" || tag == "li" || tag == "pre" || tag == "ul" || tag == "ol")
      return at;
    at = best;
    if (tag == "article") return at;
  }
}

}  // namespace entente::read

// What of a page's facts its readers see.
#include <algorithm>
#include <initializer_list>

#include "read/html_facts.h"
#include "read/html_nodes.h"
#include "read/labels.h"
#include "read/source_line.h"

namespace entente::read {
namespace {

using format::HtmlPage;

bool is_furniture_above(const HtmlPage& page, std::uint32_t i) {
  for (std::uint32_t at = page.node(i).parent; at != 0; at = page.node(at).parent) {
    const std::string_view tag = page.node(at).tag;
    if (tag == "nav" || tag == "footer" || tag == "aside") return true;
    if (tag == "article" || tag == "main" || tag == "body") return false;
    if (names_furniture(page.attribute(at, "class")) || names_furniture(page.attribute(at, "id"))) return true;
  }
  return false;
}

bool has_class(std::string_view classes, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return classes.find(word) != std::string_view::npos; });
}

}  // namespace

void read_time_elements(const HtmlPage& page, PageFacts& facts) {
  for (int round = 0; round < 2 && !facts.published.known(); ++round) {
    for (std::uint32_t i = 0; i < page.nodes().size() && !facts.published.known(); ++i) {
      const bool declared =
          lowered(page.attribute(i, "itemprop")) == "datepublished" || page.has_attribute(i, "pubdate");
      if (page.node(i).tag != "time" && !declared) continue;
      if (round == 0 ? !declared : is_furniture_above(page, i)) continue;
      set_fact(facts.published, page.attribute(i, "datetime"));
      set_fact(facts.published, page.attribute(i, "content"));
      set_fact(facts.published, text_below(page, i));
    }
  }
}

// The author and the date named where readers see them, when no metadata do.
void read_visible_source(const HtmlPage& page, PageFacts& facts) {
  for (std::uint32_t i = 0; i < page.nodes().size(); ++i) {
    if (!facts.author.empty() && facts.published.known()) return;
    const format::HtmlNode& node = page.node(i);
    if (node.is_text() || node.tag == "meta" || node.tag == "link" || node.tag == "body" || node.end - i > 16) continue;
    const std::string classes = lowered(page.attribute(i, "class"));
    const bool author = lowered(page.attribute(i, "rel")) == "author" ||
                        lowered(page.attribute(i, "itemprop")) == "author" ||
                        has_class(classes, {"byline", "author-name"}) || classes == "author";
    const bool source =
        author ||
        has_class(classes, {"entry-meta", "post-meta", "article-meta", "story-meta", "posted-on", "dateline",
                            "timestamp", "pubdate", "publish", "article-date", "post-date"}) ||
        classes == "meta" || classes == "date";
    if (!source || is_furniture_above(page, i)) continue;
    const std::string below = text_below(page, i);
    const std::string_view words = trimmed(below);
    if (words.empty() || words.size() > 160) continue;
    if (const auto line = source_line(words)) {
      set_fact(facts.author, line->author);
      if (!facts.published.known() && line->date) facts.published = *line->date;
    } else if (author && word_count(words) <= 4 && words.size() <= 80 && !ends_a_sentence(words)) {
      set_fact(facts.author, words);
    }
  }
}

std::string first_heading(const HtmlPage& page) {
  for (std::uint32_t i = 0; i < page.nodes().size(); ++i) {
    if (page.node(i).tag == "h1" && !is_furniture_above(page, i)) {
      const std::string text = text_below(page, i);
      if (!trimmed(text).empty()) return std::string(trimmed(text));
    }
  }
  return {};
}

}  // namespace entente::read

// An article's nodes -> its blocks.
#include <algorithm>
#include <array>

#include "read/html_article.h"
#include "read/html_nodes.h"
#include "read/labels.h"

namespace entente::read {
namespace {

using format::HtmlNode;
using format::HtmlPage;

std::size_t text_size(const HtmlPage& page, std::uint32_t index) {
  std::size_t size = 0;
  for (std::uint32_t i = index; i < page.node(index).end; ++i) {
    if (page.node(i).is_text()) size += trimmed(page.node(i).text).size();
  }
  return size;
}

constexpr std::array<std::string_view, 38> blocks_tags = {
    "address", "article", "aside",   "blockquote", "body",       "br",     "caption", "center", "dd",   "details",
    "dir",     "div",     "dl",      "dt",         "figcaption", "figure", "footer",  "h1",     "h2",   "h3",
    "h4",      "h5",      "h6",      "header",     "hr",         "html",   "legend",  "li",     "main", "ol",
    "p",       "pre",     "section", "summary",    "table",      "tbody",  "tr",      "ul"};

// Text with its white space collapsed, and how much of it is in links.
struct Words {
  std::string text;
  std::size_t linked = 0;
  std::size_t emphasised = 0;
  bool breaks = false;  // a line break was met and nothing since

  void add(std::string_view piece, bool in_link, bool in_emphasis) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const char c = piece[i];
      // A no-break space is a space to a reader of words.
      const bool no_break = c == '\xC2' && i + 1 < piece.size() && piece[i + 1] == '\xA0';
      if (no_break) ++i;
      if (no_break || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        if (!text.empty() && text.back() != ' ') text += ' ';
        continue;
      }
      text += c;
      linked += in_link ? 1 : 0;
      emphasised += in_emphasis ? 1 : 0;
      breaks = false;
    }
  }
};

struct Frame {
  std::uint32_t end = 0;  // the node after the element
  BlockKind kind = BlockKind::paragraph;
  int level = 0;
  bool link = false;
  bool emphasis = false;
  bool boxed = false;
  bool block = false;  // a block ends where it ends
};

bool names_box(const HtmlPage& page, std::uint32_t i) {
  const std::string_view tag = page.node(i).tag;
  if (tag == "aside" || tag == "details") return true;
  const std::string names = lowered(page.attribute(i, "class")) + " " + lowered(page.attribute(i, "id"));
  for (const char* word :
       {"box", "context", "background", "explainer", "takeaway", "keypoint", "key-point", "summary", "factfile"}) {
    if (names.find(word) != std::string::npos && names.find("lightbox") == std::string::npos) return true;
  }
  return false;
}

bool names_byline(const HtmlPage& page, std::uint32_t i) {
  if (lowered(page.attribute(i, "rel")) == "author" || lowered(page.attribute(i, "itemprop")) == "author") return true;
  const std::string names = " " + lowered(page.attribute(i, "class")) + " ";
  for (const char* word : {"byline", "author", "dateline", "timestamp", "pubdate", "publish", " meta ", " by ",
                           " date ", "article-meta", "post-meta", "entry-meta"}) {
    if (names.find(word) != std::string::npos) return true;
  }
  return false;
}

// Walks the flat list with a stack of the elements that are open, and closes a block at every edge of a block element.
class Blocks {
 public:
  Blocks(const HtmlPage& page, const std::vector<bool>& furniture) : page_(page), furniture_(furniture) {}

  Flow run(std::uint32_t root) {
    std::uint32_t i = root;
    while (i < page_.node(root).end) {
      while (!frames_.empty() && frames_.back().end <= i) leave();
      const HtmlNode& node = page_.node(i);
      if (furniture_[i] && i != root) {
        i = node.end;
        continue;
      }
      if (node.is_text()) {
        words_.add(node.text, in_link(), in_emphasis());
      } else {
        enter(i);
      }
      ++i;
    }
    while (!frames_.empty()) leave();
    close();
    drop_link_lists();
    return std::move(flow_);
  }

 private:
  bool in_link() const { return !frames_.empty() && frames_.back().link; }
  bool in_emphasis() const { return !frames_.empty() && frames_.back().emphasis; }

  void enter(std::uint32_t i) {
    const HtmlNode& node = page_.node(i);
    const std::string_view tag = node.tag;
    if (tag == "br") {
      // Two in a row part paragraphs.
      if (words_.breaks) close();
      words_.add(" ", false, false);
      words_.breaks = true;
      return;
    }
    if (is_any(tag, blocks_tags)) close();
    if (tag == "td" || tag == "th") next_cell();
    if (tag == "hr") {
      rule_ = true;
      return;
    }
    Frame frame = frames_.empty() ? Frame{} : frames_.back();
    frame.end = node.end;
    frame.block = is_any(tag, blocks_tags);
    if (tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6') {
      frame.kind = BlockKind::heading;
      frame.level = tag[1] - '0';
    } else if (tag == "li") {
      frame.kind = BlockKind::list_item;
    } else if (tag == "blockquote") {
      frame.kind = BlockKind::quote;
    } else if (tag == "figcaption" || tag == "caption" ||
               (tag == "p" && lowered(page_.attribute(i, "class")).find("caption") != std::string::npos)) {
      frame.kind = BlockKind::caption;
    } else if (tag == "a") {
      frame.link = true;
    } else if (tag == "b" || tag == "strong" || tag == "em" || tag == "i") {
      frame.emphasis = true;
    } else if (tag == "time" || tag == "address") {
      holds_time_ = true;
    }
    if (frame.kind == BlockKind::paragraph && (tag == "p" || tag == "div" || tag == "span" || tag == "address") &&
        names_byline(page_, i) && text_size(page_, i) < 200) {
      if (tag == "span")
        holds_time_ = true;
      else
        frame.kind = BlockKind::byline;
    }
    frame.boxed = frame.boxed || names_box(page_, i);
    frames_.push_back(frame);
  }

  // The cells of a table's row are one block; those of a page laid out by a table are not.
  void next_cell() {
    if (words_.text.empty()) return;
    if (words_.text.size() > 120)
      close();
    else
      words_.add(words_.text.ends_with(' ') ? "| " : " | ", false, false);
  }

  void leave() {
    if (frames_.back().block) close();
    frames_.pop_back();
  }

  void close() {
    while (!words_.text.empty() && words_.text.back() == ' ') words_.text.pop_back();
    const std::string_view words = trimmed(words_.text);
    if (!words.empty()) {
      FlowBlock block;
      const Frame frame = frames_.empty() ? Frame{} : frames_.back();
      block.kind = frame.kind;
      block.level = frame.level;
      block.boxed = frame.boxed;
      block.rule_before = rule_;
      block.emphasised = words_.emphasised * 10 >= words.size() * 8;
      if (block.kind == BlockKind::paragraph && holds_time_ && words.size() < 160 && !ends_a_sentence(words))
        block.kind = BlockKind::byline;
      const bool linked = words_.linked * 10 > words.size() * 7;
      if (!is_boilerplate(words)) {
        append_block(flow_, block, words);
        linked_.push_back(linked);
        rule_ = false;
      }
    }
    words_ = {};
    holds_time_ = false;
  }

  // A list whose items are mostly links, and a lone link, lead elsewhere; so does a heading that nothing follows.
  void drop_link_lists() {
    auto& blocks = flow_.blocks;
    std::vector<bool> dropped(blocks.size(), false);
    for (std::size_t i = 0; i < blocks.size();) {
      std::size_t end = i + 1;
      std::size_t links = linked_[i] ? 1 : 0;
      if (blocks[i].kind == BlockKind::list_item) {
        while (end < blocks.size() && blocks[end].kind == BlockKind::list_item && !blocks[end].rule_before)
          links += linked_[end++] ? 1 : 0;
      }
      const bool text = blocks[i].kind != BlockKind::heading && blocks[i].kind != BlockKind::byline;
      if (text && links * 2 > end - i)
        std::fill(dropped.begin() + static_cast<std::ptrdiff_t>(i), dropped.begin() + static_cast<std::ptrdiff_t>(end),
                  true);
      i = end;
    }
    for (std::size_t i = blocks.size(); i-- > 0;) {
      if (blocks[i].kind != BlockKind::heading || blocks[i].level < 2) continue;
      std::size_t next = i + 1;
      const bool lost_list = next < blocks.size() && dropped[next];
      while (next < blocks.size() && dropped[next]) ++next;
      const bool ends = next == blocks.size() || (lost_list && blocks[next].kind == BlockKind::heading);
      if (ends) dropped[i] = true;
    }
    if (std::find(dropped.begin(), dropped.end(), true) == dropped.end()) return;
    Flow kept;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (!dropped[i]) append_block(kept, blocks[i], flow_.words(blocks[i]));
    }
    flow_ = std::move(kept);
  }

  const HtmlPage& page_;
  const std::vector<bool>& furniture_;
  std::vector<Frame> frames_;
  Flow flow_;
  std::vector<bool> linked_;
  Words words_;
  bool rule_ = false;
  bool holds_time_ = false;
};

}  // namespace

Flow html_flow(const HtmlPage& page, std::uint32_t root, const std::vector<bool>& furniture) {
  return Blocks(page, furniture).run(root);
}

}  // namespace entente::read

#include "format/markdown.h"

#include <memory>

#include <cmark.h>

namespace entente::format {
namespace {

struct Freed {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
};

void append_collapsed(std::string& out, std::string_view piece) {
  for (const char c : piece) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

std::string_view literal(cmark_node* node) {
  const char* const text = cmark_node_get_literal(node);
  return text != nullptr ? std::string_view(text) : std::string_view();
}

// Where blocks are nested: how deep in lists, and whether in a quotation.
struct Nesting {
  int lists = 0;
  int quotes = 0;
};

class Blocks {
 public:
  void enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_LIST:
        ++nesting_.lists;
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        ++nesting_.quotes;
        break;
      case CMARK_NODE_PARAGRAPH:
        start(nesting_.lists > 0 ? Kind::list_item : running(), nesting_.lists);
        break;
      case CMARK_NODE_HEADING:
        start(Kind::heading, cmark_node_get_heading_level(node));
        break;
      case CMARK_NODE_THEMATIC_BREAK:
        blocks_.push_back({Kind::rule, 0, false, {}});
        break;
      case CMARK_NODE_CODE_BLOCK:  // reports indent what is no code
        start(running(), 0);
        append_collapsed(current_.text, literal(node));
        finish(node);
        break;
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        append_collapsed(current_.text, literal(node));
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        append_collapsed(current_.text, " ");
        break;
      default:
        break;
    }
  }

  void leave(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_LIST:
        --nesting_.lists;
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        --nesting_.quotes;
        break;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
        finish(node);
        break;
      default:
        break;
    }
  }

  std::vector<MarkdownBlock> take() { return std::move(blocks_); }

 private:
  using Kind = MarkdownBlock::Kind;

  Kind running() const { return nesting_.quotes > 0 ? Kind::quote : Kind::paragraph; }
  void start(Kind kind, int level) { current_ = {kind, level, false, {}}; }
  void finish(cmark_node* node) {
    while (!current_.text.empty() && current_.text.back() == ' ') current_.text.pop_back();
    cmark_node* const only = cmark_node_first_child(node);
    if (only != nullptr && cmark_node_next(only) == nullptr) {
      const cmark_node_type type = cmark_node_get_type(only);
      current_.emphasised = type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG;
    }
    if (!current_.text.empty()) blocks_.push_back(std::move(current_));
    current_ = {};
  }

  std::vector<MarkdownBlock> blocks_;
  MarkdownBlock current_;
  Nesting nesting_;
};

}  // namespace

std::vector<MarkdownBlock> parse_markdown(std::string_view text) {
  const std::unique_ptr<cmark_node, Freed> root(
      cmark_parse_document(text.data(), text.size(), CMARK_OPT_VALIDATE_UTF8));
  const std::unique_ptr<cmark_iter, Freed> iter(cmark_iter_new(root.get()));
  Blocks blocks;
  for (cmark_event_type event = cmark_iter_next(iter.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iter.get())) {
    cmark_node* const node = cmark_iter_get_node(iter.get());
    event == CMARK_EVENT_ENTER ? blocks.enter(node) : blocks.leave(node);
  }
  return blocks.take();
}

}  // namespace entente::format

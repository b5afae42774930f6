// A page of HTML as documents.
#include "format/html.h"
#include "read/documents.h"
#include "read/html_article.h"
#include "read/html_metadata.h"
#include "read/outlet.h"
#include "read/parsers.h"

namespace entente::read {
namespace {

// The charset that a page declares in its first bytes: <meta charset=…>, or within a meta's content, or in an XML
// declaration.
std::string declared_charset(std::string_view bytes) {
  const std::string start = lowered(bytes.substr(0, 4096));
  for (const std::string_view mark : {"charset=", "encoding="}) {
    for (std::size_t at = start.find(mark); at != std::string::npos; at = start.find(mark, at + 1)) {
      const std::size_t tag = start.rfind('<', at);
      const bool meta = tag != std::string::npos && start.compare(tag, 5, "<meta") == 0;
      const bool declaration = tag == 0 && start.starts_with("<?xml");
      if (!meta && !declaration) continue;
      std::size_t from = at + mark.size();
      while (from < start.size() && (start[from] == '"' || start[from] == '\'' || start[from] == ' ')) ++from;
      const std::size_t to = start.find_first_of("\"'; />?", from);
      if (to != std::string::npos && to > from) return start.substr(from, to - from);
    }
  }
  return {};
}

// The visible headline is the title's block, even where the metadata word it otherwise.
void mark_headline(Flow& flow, const PageFacts& facts) {
  for (std::size_t i = 0; i < flow.blocks.size() && i < 4; ++i) {
    FlowBlock& block = flow.blocks[i];
    if (block.kind != BlockKind::heading) continue;
    const std::string_view words = flow.words(block);
    if (block.level == 1 ? !same_words(words, facts.outlet) : same_words(words, facts.title)) {
      block.kind = BlockKind::title;
      return;
    }
  }
}

constexpr std::size_t least_article = 200;  // bytes of running text

std::size_t running_text(const Flow& flow) {
  std::size_t size = 0;
  for (const FlowBlock& block : flow.blocks) size += block.kind == BlockKind::heading ? 0 : block.span.size();
  return size;
}

Flow article_flow(const format::HtmlPage& page, bool by_name) {
  const std::vector<bool> furniture = furniture_of(page, by_name);
  return html_flow(page, article_root(page, furniture), furniture);
}

bool has_title(const Flow& flow) {
  for (const FlowBlock& block : flow.blocks) {
    if (block.kind == BlockKind::title) return true;
  }
  return false;
}

}  // namespace

Ingested documents_of_html(std::string_view bytes, const Origin& origin) {
  Ingested result;
  const std::string declared = origin.charset.empty() ? declared_charset(bytes) : origin.charset;
  const std::string text = decoded(bytes, declared, origin.path, result.diagnostics);
  const auto page = format::parse_html(text, origin.path);
  result.diagnostics.insert(result.diagnostics.end(), page.diagnostics().begin(), page.diagnostics().end());
  if (!page) return result;

  PageFacts known = page_facts(*page, origin.url);
  Flow flow = article_flow(*page, true);
  if (running_text(flow) < least_article) {
    // The names of classes may mislead ("read-more" around the whole report).
    Flow unnamed = article_flow(*page, false);
    if (running_text(unnamed) > running_text(flow)) flow = std::move(unnamed);
  }
  if (flow.blocks.empty()) {
    result.diagnostics.push_back(
        warning("html-without-text", "there is no running text in this page", {origin.path, 0, 0}));
    return result;
  }
  mark_headline(flow, known);
  if (!has_title(flow)) prepend_title(flow, known.title, "");

  Document facts = facts_of(origin, "html");
  facts.title = std::move(known.title);
  facts.outlet = std::move(known.outlet);
  facts.author = std::move(known.author);
  facts.published = known.published;
  if (facts.url.empty()) facts.url = std::move(known.url);
  add_documents(result, std::move(flow), std::move(facts), bytes);
  return result;
}

}  // namespace entente::read

// Plain text and Markdown as documents; and what all formats share: decoding, and the parting of digests.
#include <fmt/format.h>

#include "format/markdown.h"
#include "read/digest.h"
#include "read/documents.h"
#include "read/front_matter.h"
#include "read/parsers.h"
#include "read/plain_text.h"
#include "read/structure.h"
#include "text/encoding.h"

namespace entente::read {
namespace {

Flow markdown_flow(std::string_view text) {
  using Kind = format::MarkdownBlock::Kind;
  Flow flow;
  bool rule = false;
  for (const format::MarkdownBlock& block : format::parse_markdown(text)) {
    FlowBlock like;
    like.rule_before = rule;
    like.emphasised = block.emphasised;
    switch (block.kind) {
      case Kind::paragraph:
        break;
      case Kind::heading:
        like.kind = BlockKind::heading;
        like.level = block.level;
        break;
      case Kind::list_item:
        like.kind = BlockKind::list_item;
        break;
      case Kind::quote:
        like.kind = BlockKind::quote;
        break;
      case Kind::rule:
        rule = true;
        continue;
    }
    append_block(flow, like, block.text);
    rule = false;
  }
  return flow;
}

// Whether one of the first blocks is that headline.
bool begins_with(const Flow& flow, std::string_view title) {
  for (std::size_t i = 0; i < flow.blocks.size() && i < 6; ++i) {
    if (same_words(flow.words(flow.blocks[i]), title)) return true;
  }
  return false;
}

}  // namespace

std::string decoded(std::string_view bytes, std::string_view declared, std::string_view file,
                    Diagnostics& diagnostics) {
  text::Decoded result = text::to_utf8(bytes, declared);
  Place place{std::string(file), 0, 0};
  if (result.invalid + result.nuls > 0) place = place_at(std::string(file), result.text, result.first_bad);
  if (result.invalid > 0) {
    diagnostics.push_back(warning(
        "encoding-invalid",
        fmt::format("bytes that are no {} were replaced by U+FFFD: {}", result.encoding, result.invalid), place));
  }
  if (result.nuls > 0) {
    diagnostics.push_back(warning("nul-bytes", fmt::format("NULs were replaced by U+FFFD: {}", result.nuls), place));
  }
  if (result.guessed) {
    diagnostics.push_back({"encoding-guessed",
                           "no encoding is declared and this is no UTF-8: read as " + result.encoding,
                           {std::string(file), 0, 0},
                           Severity::note});
  }
  return std::move(result.text);
}

void add_documents(Ingested& into, Flow flow, Document facts, std::string_view bytes) {
  std::vector<Article> articles = articles_of(flow, facts);
  if (articles.empty()) {
    into.documents.push_back(finished_document(std::move(flow), std::move(facts), bytes));
    return;
  }
  for (std::size_t n = 0; n < articles.size(); ++n) {
    Article& article = articles[n];
    article.facts.origin = facts.origin + "#" + std::to_string(n + 1);
    article.facts.id = article.facts.origin;
    const std::string own(article.flow.text);
    into.documents.push_back(finished_document(std::move(article.flow), std::move(article.facts), own));
  }
}

void prepend_title(Flow& flow, std::string_view title, std::string_view abstract) {
  const bool title_missing = !title.empty() && !begins_with(flow, title);
  const bool abstract_missing = abstract.size() >= 80 && flow.text.find(abstract.substr(0, 80)) == std::string::npos;
  if (!title_missing && !abstract_missing) return;
  Flow whole;
  if (title_missing) {
    FlowBlock headline;
    headline.kind = BlockKind::title;
    append_block(whole, headline, title);
  }
  std::size_t first = 0;
  // The abstract goes below the body's own headline.
  if (!title_missing && !flow.blocks.empty() && same_words(flow.words(flow.blocks.front()), title)) {
    append_block(whole, flow.blocks.front(), flow.words(flow.blocks.front()));
    first = 1;
  }
  if (abstract_missing) append_block(whole, {}, abstract);
  for (std::size_t i = first; i < flow.blocks.size(); ++i)
    append_block(whole, flow.blocks[i], flow.words(flow.blocks[i]));
  flow = std::move(whole);
}

Document facts_of(const Origin& origin, std::string_view format) {
  Document facts;
  facts.origin = origin.url.empty() ? origin.path : origin.url;
  facts.url = origin.url;
  facts.format = format;
  return facts;
}

Ingested documents_of_text(std::string_view bytes, const Origin& origin) {
  Ingested result;
  std::string text = decoded(bytes, origin.charset, origin.path, result.diagnostics);
  add_documents(result, plain_text_flow(std::move(text)), facts_of(origin, "text"), bytes);
  return result;
}

Ingested documents_of_markdown(std::string_view bytes, const Origin& origin) {
  Ingested result;
  const std::string text = decoded(bytes, origin.charset, origin.path, result.diagnostics);
  FrontMatter matter = front_matter_of(text, origin.path);
  result.diagnostics.insert(result.diagnostics.end(), matter.diagnostics.begin(), matter.diagnostics.end());
  Flow flow = markdown_flow(std::string_view(text).substr(matter.length));
  Document facts = std::move(matter.facts);
  Document start = facts_of(origin, "markdown");
  facts.origin = start.origin;
  facts.format = start.format;
  if (facts.url.empty()) facts.url = start.url;
  prepend_title(flow, facts.title, matter.abstract);
  add_documents(result, std::move(flow), std::move(facts), bytes);
  return result;
}

}  // namespace entente::read

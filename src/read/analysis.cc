#include "read/analysis.h"

namespace entente::read {
namespace {

// A byline that only names its author tells nothing else; one that says who the authors are ("by Mara Vell, minister of
// Norvia, and …") is read.
bool is_read(const Block& block, std::string_view text) {
  if (block.kind == BlockKind::byline) return block.span.in(text).find(',') != std::string_view::npos;
  return block.kind != BlockKind::dateline && block.kind != BlockKind::caption;
}

std::vector<Block> blocks_of(const Document& document) {
  if (!document.blocks.empty()) return document.blocks;
  std::vector<Block> blocks;
  for (const Span line : text::paragraphs(document.text)) blocks.push_back({BlockKind::paragraph, line});
  return blocks;
}

}  // namespace

Analysis analyse(const Document& document, const Lexicon& lexicon, const text::SentenceSplitter& splitter) {
  Analysis analysis;
  analysis.document = &document;
  const std::vector<Block> blocks = blocks_of(document);
  analysis.words.reserve(document.text.size() / 5);
  std::string folded;
  for (const Block& block : blocks) {
    if (!is_read(block, document.text)) continue;
    const std::vector<Span> sentences = splitter.split(document.text, block.span);
    Paragraph paragraph;
    paragraph.kind = block.kind;
    paragraph.words.first = static_cast<std::uint32_t>(analysis.words.size());
    paragraph.sentences.first = static_cast<std::uint32_t>(analysis.sentences.size());
    const auto paragraph_number = static_cast<std::uint32_t>(analysis.paragraphs.size());
    for (const Span span : sentences) {
      const auto first = static_cast<std::uint32_t>(analysis.words.size());
      for (const text::Token& token : text::tokenize(document.text, span)) {
        text::fold_into(token.span.in(document.text), folded);
        WordInfo info = lexicon.info(folded);
        if (info.folded.empty() && token.starts_upper()) info = {};  // "Kelly", "Reed": endings tell nothing of names
        analysis.words.push_back({token, info, static_cast<std::uint32_t>(analysis.sentences.size()), no_index});
      }
      const auto last = static_cast<std::uint32_t>(analysis.words.size());
      if (last > first) analysis.sentences.push_back({{first, last}, paragraph_number});
    }
    paragraph.words.last = static_cast<std::uint32_t>(analysis.words.size());
    paragraph.sentences.last = static_cast<std::uint32_t>(analysis.sentences.size());
    if (paragraph.words.empty()) continue;
    analysis.paragraphs.push_back(paragraph);
    find_quotations(analysis, analysis.paragraphs.back());
  }
  return analysis;
}

}  // namespace entente::read

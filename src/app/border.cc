#include "app/border.h"

#include "text/code_points.h"

namespace entente::app {
namespace {

using text::CodePointIndex;

void convert(std::vector<Span>& spans, const CodePointIndex& index) {
  for (Span& span : spans) span = index.to_code_points(span);
}

}  // namespace

store::DerivedRows rows_for_dossier(const Document& document, read::Reading reading, frame::Frame frame) {
  const CodePointIndex index(document.text);
  store::DerivedRows rows{std::move(reading.sentences), std::move(reading.mentions), std::move(reading.statements),
                          std::move(frame.positions),   std::move(frame.relations),  std::move(reading.dates)};
  convert(rows.sentences, index);
  for (Mention& mention : rows.mentions) mention.span = index.to_code_points(mention.span);
  for (Statement& statement : rows.statements) {
    convert(statement.source, index);
    convert(statement.cue, index);
    convert(statement.content, index);
  }
  for (Position& position : rows.positions) {
    position.what = index.to_code_points(position.what);
    convert(position.conditions, index);
  }
  for (DateMention& date : rows.dates) date.span = index.to_code_points(date.span);
  for (Relation& relation : rows.relations) relation.span = index.to_code_points(relation.span);
  return rows;
}

Document document_for_dossier(Document document) {
  const CodePointIndex index(document.text);
  for (Block& block : document.blocks) block.span = index.to_code_points(block.span);
  return document;
}

Document document_from_dossier(Document document) {
  const CodePointIndex index(document.text);
  for (Block& block : document.blocks) block.span = index.to_bytes(block.span);
  return document;
}

}  // namespace entente::app

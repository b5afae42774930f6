#include "app/story_parts.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "show/table.h"
#include "text/code_points.h"

namespace entente::app {

using format::Json;
using store::DocumentId;
using store::StoredDocument;
using store::StoredStory;

std::string date_of(const StoredDocument& stored) {
  return stored.document.published.known() ? to_string(stored.document.published).substr(0, 10) : "undated";
}

Result<Documents> documents_of(const store::Dossier& dossier, bool with_text) {
  auto all = dossier.documents(with_text);
  if (!all) return all.diagnostics();
  Documents documents;
  for (StoredDocument& stored : *all) documents.emplace(stored.id, std::move(stored));
  return documents;
}

// What persons said of the story's documents: "a and b together, by Ada".
std::vector<std::string> decisions_on(const StoredStory& story, const Documents& documents,
                                      const std::vector<store::Correction>& corrections) {
  std::set<std::string> members;
  for (const DocumentId id : story.documents) members.insert(documents.at(id).name);
  std::vector<std::string> decided;
  for (const store::Correction& row : corrections) {
    if (row.subject != "story" || row.undone || (!members.contains(row.document) && !members.contains(row.value)))
      continue;
    decided.push_back(fmt::format("{} and {} {}, by {}", show::short_name(row.document), show::short_name(row.value),
                                  row.field, row.coder));
  }
  return decided;
}

Json story_json(const StoredStory& story, const Documents& documents,
                const std::vector<store::Correction>& corrections) {
  auto name = [&](DocumentId id) { return documents.at(id).name; };
  Json row{{"story", story.id},
           {"title", story.title},
           {"documents", Json::array()},
           {"witnesses", Json::array()},
           {"copies", Json::array()},
           {"sources", Json::array()},
           {"decided_by", decisions_on(story, documents, corrections)}};
  for (const DocumentId id : story.documents) row["documents"].push_back(name(id));
  for (const auto& witness : story.witnesses) {
    Json group = Json::array();
    for (const DocumentId id : witness) group.push_back(name(id));
    row["witnesses"].push_back(std::move(group));
  }
  for (const auto& copy : story.copies) {
    row["copies"].push_back({{"of", name(copy.of)},
                             {"is", name(copy.is)},
                             {"kind", to_string(copy.kind)},
                             {"similarity", std::round(copy.similarity * 1000) / 1000}});
  }
  for (const auto& source : story.sources) {
    row["sources"].push_back({{"document", name(source.document)},
                              {"names", source.name},
                              {"start", source.span.start},
                              {"end", source.span.end}});
  }
  return row;
}

// The nodes of a picture: origins first, each document behind the one that it was taken from.
std::vector<show::StoryNode> nodes_of(const StoredStory& story, const Documents& documents) {
  std::map<DocumentId, const StoredStory::StoredCopy*> copy_of;
  for (const auto& copy : story.copies) copy_of[copy.is] = &copy;
  std::vector<DocumentId> order = story.documents;
  std::stable_sort(order.begin(), order.end(),
                   [&](DocumentId a, DocumentId b) { return date_of(documents.at(a)) < date_of(documents.at(b)); });
  std::map<DocumentId, int> place;
  std::vector<show::StoryNode> nodes;
  const std::function<void(DocumentId)> add = [&](DocumentId id) {
    if (place.contains(id)) return;
    show::StoryNode node;
    const auto copy = copy_of.find(id);
    if (copy != copy_of.end() && documents.contains(copy->second->of)) {
      add(copy->second->of);
      node.parent = place.at(copy->second->of);
      node.kind = to_string(copy->second->kind);
    }
    const StoredDocument& stored = documents.at(id);
    node.name = stored.name;
    node.outlet = stored.document.outlet;
    node.date = date_of(stored);
    for (const auto& source : story.sources) {
      if (source.document == id &&
          std::find(node.sources.begin(), node.sources.end(), source.name) == node.sources.end())
        node.sources.push_back(source.name);
    }
    for (std::size_t w = 0; w < story.witnesses.size(); ++w) {
      if (std::find(story.witnesses[w].begin(), story.witnesses[w].end(), id) != story.witnesses[w].end())
        node.witness = static_cast<int>(w);
    }
    place.emplace(id, static_cast<int>(nodes.size()));
    nodes.push_back(std::move(node));
  };
  for (const DocumentId id : order) add(id);
  return nodes;
}

std::string words_at(const Documents& documents, DocumentId id, const std::optional<Span>& span) {
  if (!span) return "";
  const std::string& text = documents.at(id).document.text;
  return std::string(text::CodePointIndex(text).to_bytes(*span).in(text));
}

Json side_json(const Documents& documents, DocumentId id, const std::optional<Span>& span) {
  if (!span) return nullptr;
  return {{"document", documents.at(id).name},
          {"start", span->start},
          {"end", span->end},
          {"words", words_at(documents, id, span)}};
}

// The statement whose content covers most of a span.
std::optional<std::int64_t> statement_at(const std::vector<ToldRow>& told, DocumentId document,
                                         const std::optional<Span>& span) {
  if (!span) return std::nullopt;
  std::optional<std::int64_t> best;
  std::uint32_t most = 0;
  for (const ToldRow& row : told) {
    if (row.document_id != document) continue;
    std::uint32_t common = 0;
    for (const Span piece : row.statement.content) {
      const std::uint32_t start = std::max(piece.start, span->start);
      const std::uint32_t end = std::min(piece.end, span->end);
      if (end > start) common += end - start;
    }
    if (common > most) {
      most = common;
      best = row.id;
    }
  }
  return best;
}

}  // namespace entente::app

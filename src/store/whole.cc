// What is derived from the whole dossier: issues, stories, discrepancies; and the search over all texts.
#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <unordered_map>

#include "store/inside.h"
#include "store/row_inserter.h"
#include "store/schema.h"

namespace entente::store {
namespace {

std::optional<Span> span_or_nothing(const Query& query, int column) {
  if (query.is_null(column)) return std::nullopt;
  return Span{static_cast<std::uint32_t>(query.integer(column)), static_cast<std::uint32_t>(query.integer(column + 1))};
}

void bind_span(Query& query, const std::optional<Span>& span) {
  if (span)
    query.bind(std::int64_t{span->start}).bind(std::int64_t{span->end});
  else
    query.bind_null().bind_null();
}

// Words as an FTS5 query that always parses: each word in quotation marks.
std::string quoted_words(std::string_view words) {
  std::string out;
  std::size_t at = 0;
  while (at < words.size()) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) {
      out += out.empty() ? "\"" : " \"";
      for (const char c : words.substr(at, end - at)) {
        if (c == '"') out += '"';
        out += c;
      }
      out += '"';
    }
    at = end + 1;
  }
  return out;
}

}  // namespace

Status Dossier::replace_issues(std::span<const std::string> names,
                               std::span<const std::pair<std::int64_t, std::uint32_t>> issue_of) {
  return guarded<Nothing>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    std::unordered_map<std::int64_t, std::int64_t> issues;
    for (const auto& [position, issue] : issue_of) {
      assert(issue < names.size());
      issues.emplace(position, std::int64_t{issue} + 1);
    }
    connection.define("issue_of", [issues = std::move(issues)](std::int64_t position) -> std::optional<std::int64_t> {
      const auto at = issues.find(position);
      return at == issues.end() ? std::nullopt : std::optional(at->second);
    });
    const ForeignKeysUnchecked made_here(connection);
    Transaction transaction(connection);
    // The index is built anew in one go, which is much quicker than moving its entries one by one.
    connection.execute("DROP INDEX IF EXISTS positions_by_issue; DELETE FROM issues;");
    RowInserter rows(connection, "INSERT INTO issues (id, name)", 2);
    std::int64_t id = 0;
    for (const std::string& name : names) rows.row(++id, name);
    rows.finish();
    connection.execute("UPDATE positions SET issue = issue_of(id) WHERE issue IS NOT issue_of(id);");
    connection.execute(positions_by_issue);
    transaction.commit();
    return Nothing{};
  });
}

Status Dossier::replace_stories(std::span<const StoredStory> stories) {
  return guarded<Nothing>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    connection.execute(
        "DELETE FROM story_sources; DELETE FROM copies; DELETE FROM story_documents; DELETE FROM stories;");
    Query story_row = connection.query("INSERT INTO stories (id, title) VALUES (?, ?)");
    Query document_row = connection.query("INSERT INTO story_documents (document, story, witness) VALUES (?, ?, ?)");
    Query copy_row =
        connection.query("INSERT OR REPLACE INTO copies (of_document, document, kind, similarity) VALUES (?, ?, ?, ?)");
    Query source_row =
        connection.query("INSERT OR IGNORE INTO story_sources (document, name, start, \"end\") VALUES (?, ?, ?, ?)");
    std::int64_t id = 0;
    for (const StoredStory& story : stories) {
      story_row.bind(++id).bind(story.title).run();
      std::int64_t witness = 0;
      for (const auto& group : story.witnesses) {
        ++witness;
        for (const DocumentId document : group) document_row.bind(document).bind(id).bind(witness).run();
      }
      for (const auto& copy : story.copies) {
        copy_row.bind(copy.of).bind(copy.is).bind(entente::to_string(copy.kind)).bind(copy.similarity).run();
      }
      for (const auto& source : story.sources) {
        source_row.bind(source.document)
            .bind(source.name)
            .bind(std::int64_t{source.span.start})
            .bind(std::int64_t{source.span.end})
            .run();
      }
    }
    transaction.commit();
    return Nothing{};
  });
}

Result<std::vector<StoredStory>> Dossier::stories() const {
  return guarded<std::vector<StoredStory>>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    std::vector<StoredStory> found;
    std::map<std::int64_t, std::size_t> place;
    std::map<DocumentId, std::size_t> story_of;
    Query stories = connection.query("SELECT id, title FROM stories ORDER BY id");
    while (stories.step()) {
      place.emplace(stories.integer(0), found.size());
      found.push_back({stories.integer(0), stories.text(1), {}, {}, {}, {}});
    }
    Query documents = connection.query(
        "SELECT s.story, s.document, s.witness FROM story_documents s JOIN documents d ON d.id = s.document ORDER BY "
        "s.story, d.published IS NULL, d.published, d.name, d.id");
    while (documents.step()) {
      StoredStory& story = found[place.at(documents.integer(0))];
      const DocumentId document = documents.integer(1);
      story.documents.push_back(document);
      story_of.emplace(document, place.at(documents.integer(0)));
      const auto witness = static_cast<std::size_t>(documents.integer(2));
      if (story.witnesses.size() < witness) story.witnesses.resize(witness);
      story.witnesses[witness - 1].push_back(document);
    }
    Query copies =
        connection.query("SELECT of_document, document, kind, similarity FROM copies ORDER BY document, of_document");
    while (copies.step()) {
      const auto at = story_of.find(copies.integer(1));
      if (at == story_of.end()) continue;
      found[at->second].copies.push_back({copies.integer(0), copies.integer(1),
                                          parse_copy_kind(copies.text(2)).value_or(CopyKind::near_copy),
                                          copies.real(3)});
    }
    Query sources =
        connection.query("SELECT document, name, start, \"end\" FROM story_sources ORDER BY document, start");
    while (sources.step()) {
      const auto at = story_of.find(sources.integer(0));
      if (at == story_of.end()) continue;
      found[at->second].sources.push_back(
          {sources.integer(0),
           sources.text(1),
           {static_cast<std::uint32_t>(sources.integer(2)), static_cast<std::uint32_t>(sources.integer(3))}});
    }
    return found;
  });
}

Status Dossier::replace_discrepancies(std::span<const StoredDiscrepancy> discrepancies) {
  return guarded<Nothing>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    connection.execute("DELETE FROM discrepancies");
    for (const StoredDiscrepancy& row : discrepancies) {
      Query insert = connection.query(
          "INSERT INTO discrepancies (kind, document_a, start_a, end_a, document_b, start_b, end_b) VALUES (?, ?, ?, "
          "?, ?, ?, ?)");
      insert.bind(entente::to_string(row.kind)).bind(row.document_a);
      bind_span(insert, row.a);
      insert.bind(row.document_b);
      bind_span(insert, row.b);
      insert.run();
    }
    transaction.commit();
    return Nothing{};
  });
}

Result<std::vector<StoredDiscrepancy>> Dossier::discrepancies() const {
  return guarded<std::vector<StoredDiscrepancy>>(inside_->path, [&] {
    std::vector<StoredDiscrepancy> found;
    Query query = inside_->connection.query(
        "SELECT id, kind, document_a, start_a, end_a, document_b, start_b, end_b FROM discrepancies ORDER BY id");
    while (query.step()) {
      found.push_back({query.integer(0), parse_discrepancy_kind(query.text(1)).value_or(DiscrepancyKind::number),
                       query.integer(2), query.integer(5), span_or_nothing(query, 3), span_or_nothing(query, 6)});
    }
    return found;
  });
}

Result<std::vector<SearchHit>> Dossier::search(std::string_view words, std::size_t most) const {
  auto look = [&](std::string_view query_text) {
    std::vector<SearchHit> found;
    Query query = inside_->connection.query(
        "SELECT rowid, snippet(documents_search, 1, char(2), char(3), ' … ', 40) FROM documents_search "
        "WHERE documents_search MATCH ? ORDER BY rank LIMIT ?");
    query.bind(query_text).bind(static_cast<std::int64_t>(most));
    while (query.step()) found.push_back({query.integer(0), query.text(1)});
    return found;
  };
  return guarded<std::vector<SearchHit>>(inside_->path, [&] {
    try {
      return look(words);
    } catch (const SqliteError&) {  // not FTS5's syntax: take the words as they are
      return look(quoted_words(words));
    }
  });
}

}  // namespace entente::store

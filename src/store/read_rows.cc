// Documents and derived rows, out of the dossier again.
#include <map>

#include "store/inside.h"

namespace entente::store {
namespace {

Span span_at(const Query& query, int column) {
  return {static_cast<std::uint32_t>(query.integer(column)), static_cast<std::uint32_t>(query.integer(column + 1))};
}

constexpr std::string_view document_columns =
    "d.id, d.name, d.origin, d.version, d.content_hash, d.title, d.url, d.outlet, d.author, d.published, "
    "d.published_source, "
    "d.language, d.format, d.version = (SELECT max(o.version) FROM documents o WHERE o.origin = d.origin)";

StoredDocument document_at(const Query& query, bool with_text) {
  StoredDocument stored;
  stored.id = query.integer(0);
  stored.name = query.text(1);
  stored.version = query.integer(3);
  stored.newest = query.integer(13) != 0;
  Document& document = stored.document;
  document.id = stored.name;
  document.origin = query.text(2);
  document.content_hash = query.text(4);
  document.title = query.text(5);
  document.url = query.text(6);
  document.outlet = query.text(7);
  document.author = query.text(8);
  if (const auto date = parse_date(query.text(9))) {
    document.published = *date;
    const std::string source = query.text(10);
    document.published.source = source == "dateline" ? DateSource::dateline
                                : source == "words"  ? DateSource::words
                                                     : DateSource::metadata;
  }
  document.language = query.text(11);
  document.format = query.text(12);
  if (with_text) document.text = query.text(14);
  return stored;
}

void load_blocks(Connection& connection, StoredDocument& stored) {
  Query query = connection.query("SELECT kind, start, \"end\" FROM blocks WHERE document = ? ORDER BY ordinal");
  query.bind(stored.id);
  while (query.step()) stored.document.blocks.push_back({parse_block_kind(query.text(0)), span_at(query, 1)});
}

// Statements of one document (id > 0) or of all, in the order of document and ordinal.
std::vector<StoredStatement> load_statements(Connection& connection, DocumentId only) {
  const std::string where = only > 0 ? " WHERE s.document = " + std::to_string(only) : "";
  std::vector<StoredStatement> found;
  std::map<std::int64_t, std::size_t> place;
  {
    Query query = connection.query(
        "SELECT s.id, s.document, s.speaker, s.party, s.addressee, s.hedge, s.form, s.parent, s.confidence FROM "
        "statements s" +
        where + " ORDER BY s.document, s.ordinal");
    while (query.step()) {
      StoredStatement& stored = found.emplace_back();
      stored.id = query.integer(0);
      stored.document = query.integer(1);
      stored.statement.speaker = query.text(2);
      stored.statement.party = query.text(3);
      stored.statement.addressee = query.text(4);
      stored.statement.hedge = query.text(5);
      stored.statement.form = parse_form(query.text(6)).value_or(Form::indirect);
      if (!query.is_null(7)) stored.parent_id = query.integer(7);
      stored.statement.confidence = query.real(8);
      place.emplace(stored.id, found.size() - 1);
    }
  }
  const std::string join = only > 0 ? " JOIN statements s ON s.id = p.statement" + where : "";
  Query spans = connection.query("SELECT p.statement, p.role, p.start, p.\"end\" FROM statement_spans p" + join +
                                 " ORDER BY p.statement, p.role, p.ordinal");
  while (spans.step()) {
    const auto at = place.find(spans.integer(0));
    if (at == place.end()) continue;
    Statement& statement = found[at->second].statement;
    const std::string role = spans.text(1);
    (role == "source" ? statement.source
     : role == "cue"  ? statement.cue
                      : statement.content)
        .push_back(span_at(spans, 2));
  }
  Query via =
      connection.query("SELECT p.statement, p.name FROM statement_via p" + join + " ORDER BY p.statement, p.ordinal");
  while (via.step()) {
    const auto at = place.find(via.integer(0));
    if (at != place.end()) found[at->second].statement.via.push_back(via.text(1));
  }
  return found;
}

std::vector<StoredPosition> load_positions(Connection& connection, DocumentId only) {
  const std::string where = only > 0 ? " WHERE p.document = " + std::to_string(only) : "";
  std::vector<StoredPosition> found;
  std::map<std::int64_t, std::size_t> place;
  {
    Query query = connection.query(
        "SELECT p.id, p.document, p.statement, p.party, p.behalf, p.phrase, coalesce(i.name, ''), p.stance, "
        "p.polarity, "
        "p.strength, p.start, p.\"end\", p.confidence FROM positions p LEFT JOIN issues i ON i.id = p.issue" +
        where + " ORDER BY p.document, p.ordinal");
    while (query.step()) {
      StoredPosition& stored = found.emplace_back();
      stored.id = query.integer(0);
      stored.document = query.integer(1);
      if (!query.is_null(2)) stored.statement_id = query.integer(2);
      stored.position.party = query.text(3);
      stored.position.behalf = query.text(4);
      stored.phrase = query.text(5);
      stored.position.issue = query.text(6);
      stored.position.stance = parse_stance(query.text(7)).value_or(Stance::states);
      stored.position.polarity = static_cast<int>(query.integer(8));
      stored.position.strength = parse_strength(query.text(9)).value_or(Strength::open);
      stored.position.what = span_at(query, 10);
      stored.position.confidence = query.real(12);
      place.emplace(stored.id, found.size() - 1);
    }
  }
  Query conditions = connection.query(
      only > 0
          ? "SELECT c.position, c.start, c.\"end\" FROM position_conditions c JOIN positions p ON p.id = c.position" +
                where + " ORDER BY c.position, c.ordinal"
          : "SELECT position, start, \"end\" FROM position_conditions ORDER BY position, ordinal");
  while (conditions.step()) {
    const auto at = place.find(conditions.integer(0));
    if (at != place.end()) found[at->second].position.conditions.push_back(span_at(conditions, 1));
  }
  return found;
}

std::vector<StoredRelation> load_relations(Connection& connection, DocumentId only) {
  const std::string where = only > 0 ? " WHERE document = " + std::to_string(only) : "";
  std::vector<StoredRelation> found;
  Query query =
      connection.query("SELECT document, a, b, relation, start, \"end\" FROM relations" + where + " ORDER BY id");
  while (query.step()) {
    found.push_back({query.integer(0),
                     {query.text(1), query.text(2),
                      parse_relation_kind(query.text(3)).value_or(RelationKind::agreement), span_at(query, 4)}});
  }
  return found;
}

std::vector<Span> load_sentences(Connection& connection, DocumentId document) {
  std::vector<Span> found;
  Query query = connection.query("SELECT start, \"end\" FROM sentences WHERE document = ? ORDER BY start");
  query.bind(document);
  while (query.step()) found.push_back(span_at(query, 0));
  return found;
}

}  // namespace

Result<std::vector<DocumentId>> Dossier::stale_documents(const ReadingKey& key) const {
  return guarded<std::vector<DocumentId>>(inside_->path, [&] {
    std::vector<DocumentId> found;
    Query query = inside_->connection.query(
        "SELECT d.id FROM documents d LEFT JOIN readings r ON r.id = d.reading WHERE r.id IS NULL OR r.reader <> ? OR "
        "r.version <> ? OR r.model <> ? OR r.options <> ? ORDER BY d.id");
    query.bind(key.reader).bind(key.version).bind(key.model).bind(key.options);
    while (query.step()) found.push_back(query.integer(0));
    return found;
  });
}

Result<StoredDocument> Dossier::document(DocumentId id) const {
  return guarded<StoredDocument>(inside_->path, [&]() -> Result<StoredDocument> {
    StoredDocument stored;
    {
      Query query = inside_->connection.query("SELECT " + std::string(document_columns) +
                                              ", d.text FROM documents d WHERE d.id = ?");
      if (!query.bind(id).step()) return error("no-such-document", "there is no document " + std::to_string(id));
      stored = document_at(query, true);
    }
    load_blocks(inside_->connection, stored);
    return stored;
  });
}

Result<std::vector<StoredDocument>> Dossier::documents(bool with_text) const {
  return guarded<std::vector<StoredDocument>>(inside_->path, [&] {
    std::vector<StoredDocument> found;
    Query query = inside_->connection.query("SELECT " + std::string(document_columns) + (with_text ? ", d.text" : "") +
                                            " FROM documents d ORDER BY d.published IS NULL, d.published, d.name");
    while (query.step()) found.push_back(document_at(query, with_text));
    return found;
  });
}

namespace {

// Dates in words of one document (id > 0) or of all.
std::vector<StoredDate> load_dates(Connection& connection, DocumentId only) {
  std::vector<StoredDate> found;
  const std::string where = only > 0 ? " WHERE document = " + std::to_string(only) : "";
  Query query = connection.query("SELECT document, start, \"end\", date, days, relation FROM dates" + where +
                                 " ORDER BY document, start");
  while (query.step()) {
    const auto date = parse_date(query.text(3), DateSource::words);
    if (!date) continue;
    found.push_back({query.integer(0),
                     {span_at(query, 1), *date, static_cast<std::uint32_t>(query.integer(4)),
                      parse_date_relation(query.text(5)).value_or(DateRelation::at)}});
  }
  return found;
}

}  // namespace

Result<DerivedRows> Dossier::rows_of(DocumentId id) const {
  return guarded<DerivedRows>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    DerivedRows rows;
    rows.sentences = load_sentences(connection, id);
    {
      Query query = connection.query("SELECT start, \"end\", kind, name FROM mentions WHERE document = ? ORDER BY id");
      query.bind(id);
      while (query.step()) {
        rows.mentions.push_back(
            {span_at(query, 0), parse_mention_kind(query.text(2)).value_or(MentionKind::other), query.text(3)});
      }
    }
    std::map<std::int64_t, std::uint32_t> place;
    for (StoredStatement& stored : load_statements(connection, id)) {
      place.emplace(stored.id, static_cast<std::uint32_t>(rows.statements.size()));
      if (stored.parent_id) stored.statement.parent = place.at(*stored.parent_id);
      rows.statements.push_back(std::move(stored.statement));
    }
    for (StoredPosition& stored : load_positions(connection, id)) {
      if (stored.statement_id) stored.position.statement = place.at(*stored.statement_id);
      rows.positions.push_back(std::move(stored.position));
    }
    for (StoredRelation& stored : load_relations(connection, id)) rows.relations.push_back(std::move(stored.relation));
    for (const StoredDate& stored : load_dates(connection, id)) rows.dates.push_back(stored.mention);
    return rows;
  });
}

Result<std::vector<Span>> Dossier::sentences_of(DocumentId id) const {
  return guarded<std::vector<Span>>(inside_->path, [&] { return load_sentences(inside_->connection, id); });
}

Result<std::vector<StoredStatement>> Dossier::statements() const {
  return guarded<std::vector<StoredStatement>>(inside_->path, [&] { return load_statements(inside_->connection, 0); });
}

Result<std::vector<StoredPosition>> Dossier::positions() const {
  return guarded<std::vector<StoredPosition>>(inside_->path, [&] { return load_positions(inside_->connection, 0); });
}

Result<std::vector<StoredDate>> Dossier::dates() const {
  return guarded<std::vector<StoredDate>>(inside_->path, [&] { return load_dates(inside_->connection, 0); });
}

Result<std::vector<StoredRelation>> Dossier::relations() const {
  return guarded<std::vector<StoredRelation>>(inside_->path, [&] { return load_relations(inside_->connection, 0); });
}

}  // namespace entente::store

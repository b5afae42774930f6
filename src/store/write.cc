// Writing documents and what was read out of them: a batch, a transaction.
#include <algorithm>
#include <cstdio>
#include <optional>

#include <xxhash.h>

#include "store/inside.h"
#include "store/row_inserter.h"

namespace entente::store {
namespace {

std::string text_hash(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  char hex[33];
  std::snprintf(hex, sizeof hex, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return hex;
}

std::int64_t reading_id(Connection& connection, const ReadingKey& key) {
  connection.query("INSERT OR IGNORE INTO readings (reader, version, model, options) VALUES (?, ?, ?, ?)")
      .bind(key.reader)
      .bind(key.version)
      .bind(key.model)
      .bind(key.options)
      .run();
  Query query =
      connection.query("SELECT id FROM readings WHERE reader = ? AND version = ? AND model = ? AND options = ?");
  query.bind(key.reader).bind(key.version).bind(key.model).bind(key.options).step();
  return query.integer(0);
}

// The name a document is shown by: unique, the id where that is free, "@2" behind it for a second version, "#…" never.
std::string free_name(Connection& connection, const std::string& wanted, std::int64_t version) {
  std::string name = version > 1 ? wanted + "@" + std::to_string(version) : wanted;
  for (int n = 2;; ++n) {
    Query query = connection.query("SELECT 1 FROM documents WHERE name = ?");
    if (!query.bind(name).step()) return name;
    name = wanted + "~" + std::to_string(n);
  }
}

std::int64_t insert_document(Connection& connection, const Document& document, std::int64_t reading) {
  std::int64_t version = 1;
  {
    Query query = connection.query("SELECT coalesce(max(version), 0) + 1 FROM documents WHERE origin = ?");
    query.bind(document.origin).step();
    version = query.integer(0);
  }
  const std::string wanted = document.id.empty() ? document.origin : document.id;
  connection
      .query(
          "INSERT INTO documents (name, origin, version, content_hash, text_hash, title, url, outlet, author, "
          "published, "
          "published_precision, published_source, language, format, text, reading) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(free_name(connection, wanted, version))
      .bind(document.origin)
      .bind(version)
      .bind(document.content_hash)
      .bind(text_hash(document.text))
      .bind_text_or_null(document.title)
      .bind_text_or_null(document.url)
      .bind_text_or_null(document.outlet)
      .bind_text_or_null(document.author)
      .bind_text_or_null(entente::to_string(document.published))
      .bind(to_string(document.published.precision))
      .bind(to_string(document.published.source))
      .bind(document.language)
      .bind(document.format)
      .bind(document.text)
      .bind(reading)
      .run();
  const std::int64_t id = connection.last_row();
  RowInserter blocks(connection, "INSERT INTO blocks (document, ordinal, kind, start, \"end\")", 5);
  std::int64_t ordinal = 0;
  for (const Block& block : document.blocks) {
    blocks.row(id, ordinal++, to_string(block.kind), std::int64_t{block.span.start}, std::int64_t{block.span.end});
  }
  blocks.finish();
  return id;
}

void clear_rows(Connection& connection, std::int64_t document) {
  for (const char* table : {"positions", "relations", "statements", "mentions", "dates", "sentences"}) {
    connection.query(std::string("DELETE FROM ") + table + " WHERE document = ?").bind(document).run();
  }
}

void add_spans(RowInserter& spans, std::int64_t statement, std::string_view role, const std::vector<Span>& of_role) {
  std::int64_t ordinal = 0;
  for (const Span span : of_role) {
    spans.row(statement, role, ordinal++, std::int64_t{span.start}, std::int64_t{span.end});
  }
}

// The statements get the ids from `first` on, in their order.
void insert_statements(Connection& connection, std::int64_t document, std::int64_t reading, std::int64_t first,
                       const std::vector<Statement>& statements) {
  RowInserter rows(connection,
                   "INSERT INTO statements (id, document, reading, ordinal, speaker, party, addressee, hedge, form, "
                   "parent, confidence)",
                   11);
  RowInserter spans(connection, "INSERT INTO statement_spans (statement, role, ordinal, start, \"end\")", 5);
  RowInserter via(connection, "INSERT INTO statement_via (statement, ordinal, name)", 3);
  std::int64_t number = 0;
  for (const Statement& statement : statements) {
    const std::int64_t id = first + number;
    Value parent;
    if (statement.parent && *statement.parent < static_cast<std::size_t>(number)) {
      parent = first + static_cast<std::int64_t>(*statement.parent);
    }
    rows.row(id, document, reading, number++, text_or_null(statement.speaker), text_or_null(statement.party),
             text_or_null(statement.addressee), text_or_null(statement.hedge), entente::to_string(statement.form),
             parent, statement.confidence);
    add_spans(spans, id, "source", statement.source);
    add_spans(spans, id, "cue", statement.cue);
    add_spans(spans, id, "content", statement.content);
    std::int64_t ordinal = 0;
    for (const std::string& name : statement.via) via.row(id, ordinal++, name);
  }
  rows.finish();
  spans.finish();
  via.finish();
}

void insert_positions(Connection& connection, std::int64_t document, std::int64_t reading, std::int64_t first_statement,
                      std::size_t statements, const std::vector<Position>& positions) {
  RowInserter rows(connection,
                   "INSERT INTO positions (id, document, reading, ordinal, statement, party, behalf, phrase, stance, "
                   "polarity, strength, start, \"end\", confidence)",
                   14);
  RowInserter conditions(connection, "INSERT INTO position_conditions (position, ordinal, start, \"end\")", 4);
  const std::int64_t first = next_id(connection, "positions");
  std::int64_t number = 0;
  for (const Position& position : positions) {
    const std::int64_t id = first + number;
    Value statement;
    if (position.statement && *position.statement < statements) {
      statement = first_statement + static_cast<std::int64_t>(*position.statement);
    }
    rows.row(id, document, reading, number++, statement, position.party, text_or_null(position.behalf), position.issue,
             entente::to_string(position.stance), std::int64_t{position.polarity},
             entente::to_string(position.strength), std::int64_t{position.what.start}, std::int64_t{position.what.end},
             position.confidence);
    std::int64_t ordinal = 0;
    for (const Span span : position.conditions) {
      conditions.row(id, ordinal++, std::int64_t{span.start}, std::int64_t{span.end});
    }
  }
  rows.finish();
  conditions.finish();
}

void insert_rows(Connection& connection, std::int64_t document, std::int64_t reading, const DerivedRows& rows) {
  RowInserter sentences(connection, "INSERT OR IGNORE INTO sentences (document, start, \"end\")", 3);
  for (const Span span : rows.sentences) {
    sentences.row(document, std::int64_t{span.start}, std::int64_t{span.end});
  }
  sentences.finish();
  RowInserter mentions(connection, "INSERT INTO mentions (document, reading, start, \"end\", kind, name)", 6);
  for (const Mention& mention : rows.mentions) {
    mentions.row(document, reading, std::int64_t{mention.span.start}, std::int64_t{mention.span.end},
                 entente::to_string(mention.kind), mention.name);
  }
  mentions.finish();
  const std::int64_t first_statement = next_id(connection, "statements");
  insert_statements(connection, document, reading, first_statement, rows.statements);
  insert_positions(connection, document, reading, first_statement, rows.statements.size(), rows.positions);
  RowInserter relations(connection, "INSERT INTO relations (document, reading, a, b, relation, start, \"end\")", 7);
  for (const Relation& relation : rows.relations) {
    relations.row(document, reading, relation.a, relation.b, entente::to_string(relation.kind),
                  std::int64_t{relation.span.start}, std::int64_t{relation.span.end});
  }
  relations.finish();
  RowInserter dates(connection, "INSERT INTO dates (document, reading, start, \"end\", date, days, relation)", 7);
  for (const DateMention& mention : rows.dates) {
    dates.row(document, reading, std::int64_t{mention.span.start}, std::int64_t{mention.span.end},
              entente::to_string(mention.date), std::int64_t{mention.days}, entente::to_string(mention.relation));
  }
  dates.finish();
}

}  // namespace

Result<std::vector<DocumentId>> Dossier::write(std::span<const DocumentWithRows> batch, const ReadingKey& key) {
  return guarded<std::vector<DocumentId>>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    // New documents refer to nothing but what is written here; what is read again has rows to be deleted first.
    std::optional<ForeignKeysUnchecked> made_here;
    if (std::none_of(batch.begin(), batch.end(),
                     [](const DocumentWithRows& item) { return item.known_as.has_value(); }))
      made_here.emplace(connection);
    Transaction transaction(connection);
    const std::int64_t reading = reading_id(connection, key);
    std::vector<DocumentId> ids;
    for (const DocumentWithRows& item : batch) {
      DocumentId id = 0;
      if (item.known_as) {
        id = *item.known_as;
        clear_rows(connection, id);
        connection.query("UPDATE documents SET reading = ? WHERE id = ?").bind(reading).bind(id).run();
      } else {
        Query known = connection.query("SELECT id FROM documents WHERE origin = ? AND content_hash = ?");
        if (known.bind(item.document.origin).bind(item.document.content_hash).step()) {
          ids.push_back(known.integer(0));
          continue;
        }
        id = insert_document(connection, item.document, reading);
      }
      insert_rows(connection, id, reading, item.rows);
      ids.push_back(id);
    }
    count_change(connection);
    transaction.commit();
    return ids;
  });
}

Status Dossier::replace_facts(std::span<const StoredDocument> documents) {
  if (documents.empty()) return ok_status();
  return guarded<Nothing>(inside_->path, [&] {
    Connection& connection = inside_->connection;
    Transaction transaction(connection);
    Query update = connection.query(
        "UPDATE documents SET title = ?, url = ?, outlet = ?, author = ?, published = ?, published_precision = ?, "
        "published_source = ?, reading = NULL WHERE id = ?");
    for (const StoredDocument& stored : documents) {
      const Document& document = stored.document;
      update.bind_text_or_null(document.title)
          .bind_text_or_null(document.url)
          .bind_text_or_null(document.outlet)
          .bind_text_or_null(document.author)
          .bind_text_or_null(entente::to_string(document.published))
          .bind(to_string(document.published.precision))
          .bind(to_string(document.published.source))
          .bind(stored.id)
          .run();
    }
    count_change(connection);
    transaction.commit();
    return Nothing{};
  });
}

Result<std::vector<std::string>> Dossier::known() const {
  return guarded<std::vector<std::string>>(inside_->path, [&] {
    std::vector<std::string> found;
    Query query = inside_->connection.query("SELECT origin, content_hash FROM documents");
    while (query.step()) found.push_back(query.text(0) + "\n" + query.text(1));
    return found;
  });
}

}  // namespace entente::store

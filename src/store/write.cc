// Writing documents and what was read out of them: a batch, a transaction.
#include <cstdio>

#include <xxhash.h>

#include "store/inside.h"

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
  Query blocks =
      connection.query("INSERT INTO blocks (document, ordinal, kind, start, \"end\") VALUES (?, ?, ?, ?, ?)");
  std::int64_t ordinal = 0;
  for (const Block& block : document.blocks) {
    blocks.bind(id)
        .bind(ordinal++)
        .bind(to_string(block.kind))
        .bind(std::int64_t{block.span.start})
        .bind(std::int64_t{block.span.end})
        .run();
  }
  return id;
}

void clear_rows(Connection& connection, std::int64_t document) {
  for (const char* table : {"positions", "relations", "statements", "mentions", "sentences"}) {
    connection.query(std::string("DELETE FROM ") + table + " WHERE document = ?").bind(document).run();
  }
}

void insert_spans(Connection& connection, std::int64_t statement, std::string_view role,
                  const std::vector<Span>& spans) {
  Query query =
      connection.query("INSERT INTO statement_spans (statement, role, ordinal, start, \"end\") VALUES (?, ?, ?, ?, ?)");
  std::int64_t ordinal = 0;
  for (const Span span : spans) {
    query.bind(statement).bind(role).bind(ordinal++).bind(std::int64_t{span.start}).bind(std::int64_t{span.end}).run();
  }
}

std::vector<std::int64_t> insert_statements(Connection& connection, std::int64_t document, std::int64_t reading,
                                            const std::vector<Statement>& statements) {
  std::vector<std::int64_t> ids;
  for (const Statement& statement : statements) {
    Query query = connection.query(
        "INSERT INTO statements (document, reading, ordinal, speaker, party, addressee, hedge, form, parent, "
        "confidence) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(document)
        .bind(reading)
        .bind(static_cast<std::int64_t>(ids.size()))
        .bind_text_or_null(statement.speaker)
        .bind_text_or_null(statement.party)
        .bind_text_or_null(statement.addressee)
        .bind_text_or_null(statement.hedge)
        .bind(entente::to_string(statement.form));
    if (statement.parent && *statement.parent < ids.size())
      query.bind(ids[*statement.parent]);
    else
      query.bind_null();
    query.bind(statement.confidence).run();
    const std::int64_t id = connection.last_row();
    ids.push_back(id);
    insert_spans(connection, id, "source", statement.source);
    insert_spans(connection, id, "cue", statement.cue);
    insert_spans(connection, id, "content", statement.content);
    std::int64_t ordinal = 0;
    Query via = connection.query("INSERT INTO statement_via (statement, ordinal, name) VALUES (?, ?, ?)");
    for (const std::string& name : statement.via) via.bind(id).bind(ordinal++).bind(name).run();
  }
  return ids;
}

void insert_positions(Connection& connection, std::int64_t document, std::int64_t reading,
                      const std::vector<Position>& positions, const std::vector<std::int64_t>& statement_ids) {
  std::int64_t ordinal = 0;
  for (const Position& position : positions) {
    Query query = connection.query(
        "INSERT INTO positions (document, reading, ordinal, statement, party, behalf, phrase, stance, polarity, "
        "strength, "
        "start, \"end\", confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(document).bind(reading).bind(ordinal++);
    if (position.statement && *position.statement < statement_ids.size())
      query.bind(statement_ids[*position.statement]);
    else
      query.bind_null();
    query.bind(position.party)
        .bind_text_or_null(position.behalf)
        .bind(position.issue)
        .bind(entente::to_string(position.stance))
        .bind(std::int64_t{position.polarity})
        .bind(entente::to_string(position.strength))
        .bind(std::int64_t{position.what.start})
        .bind(std::int64_t{position.what.end})
        .bind(position.confidence)
        .run();
    const std::int64_t id = connection.last_row();
    Query conditions =
        connection.query("INSERT INTO position_conditions (position, ordinal, start, \"end\") VALUES (?, ?, ?, ?)");
    std::int64_t n = 0;
    for (const Span span : position.conditions) {
      conditions.bind(id).bind(n++).bind(std::int64_t{span.start}).bind(std::int64_t{span.end}).run();
    }
  }
}

void insert_rows(Connection& connection, std::int64_t document, std::int64_t reading, const DerivedRows& rows) {
  Query sentences = connection.query("INSERT OR IGNORE INTO sentences (document, start, \"end\") VALUES (?, ?, ?)");
  for (const Span span : rows.sentences) {
    sentences.bind(document).bind(std::int64_t{span.start}).bind(std::int64_t{span.end}).run();
  }
  Query mentions = connection.query(
      "INSERT INTO mentions (document, reading, start, \"end\", kind, name) VALUES (?, ?, ?, ?, ?, ?)");
  for (const Mention& mention : rows.mentions) {
    mentions.bind(document)
        .bind(reading)
        .bind(std::int64_t{mention.span.start})
        .bind(std::int64_t{mention.span.end})
        .bind(entente::to_string(mention.kind))
        .bind(mention.name)
        .run();
  }
  insert_positions(connection, document, reading, rows.positions,
                   insert_statements(connection, document, reading, rows.statements));
  Query relations = connection.query(
      "INSERT INTO relations (document, reading, a, b, relation, start, \"end\") VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const Relation& relation : rows.relations) {
    relations.bind(document)
        .bind(reading)
        .bind(relation.a)
        .bind(relation.b)
        .bind(entente::to_string(relation.kind))
        .bind(std::int64_t{relation.span.start})
        .bind(std::int64_t{relation.span.end})
        .run();
  }
}

}  // namespace

Result<std::vector<DocumentId>> Dossier::write(std::span<const DocumentWithRows> batch, const ReadingKey& key) {
  return guarded<std::vector<DocumentId>>(inside_->path, [&] {
    Connection& connection = inside_->connection;
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

Result<std::vector<std::string>> Dossier::known() const {
  return guarded<std::vector<std::string>>(inside_->path, [&] {
    std::vector<std::string> found;
    Query query = inside_->connection.query("SELECT origin, content_hash FROM documents");
    while (query.step()) found.push_back(query.text(0) + "\n" + query.text(1));
    return found;
  });
}

}  // namespace entente::store

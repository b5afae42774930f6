// Each migration is the SQL that leads from the version before it; what a published one means is never edited, only
// followed by another. Offsets count Unicode code points, so that substr(text, start + 1, "end" - start) is the
// evidence. In tables of many rows a CHECK compares by = and OR: a list of IN is looked up in a table that SQLite
// builds for it, which takes as long as writing the row.
#include "store/schema.h"

#include <array>

namespace entente::store {
namespace {

constexpr const char* version_1 = R"sql(
CREATE TABLE dossier (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  content_hash TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  title TEXT, url TEXT, outlet TEXT, author TEXT,
  published TEXT,
  published_precision TEXT NOT NULL CHECK (published_precision IN ('none', 'year', 'month', 'day', 'minute')),
  published_source TEXT NOT NULL CHECK (published_source IN ('none', 'metadata', 'dateline', 'words')),
  language TEXT NOT NULL,
  format TEXT NOT NULL,
  text TEXT NOT NULL,
  reading INTEGER REFERENCES readings (id),
  UNIQUE (origin, content_hash)
) STRICT;
CREATE INDEX documents_by_text ON documents (text_hash);
CREATE INDEX documents_by_date ON documents (published);

CREATE TABLE blocks (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE documents_search USING fts5 (title, text, content="documents", content_rowid="id",
  tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER documents_search_insert AFTER INSERT ON documents BEGIN
  INSERT INTO documents_search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER documents_search_delete AFTER DELETE ON documents BEGIN
  INSERT INTO documents_search (documents_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;

CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  reader TEXT NOT NULL, version TEXT NOT NULL, model TEXT NOT NULL, options TEXT NOT NULL,
  UNIQUE (reader, version, model, options)
) STRICT;

CREATE TABLE sentences (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (document, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  reading INTEGER NOT NULL REFERENCES readings (id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'other' OR kind = 'organisation' OR kind = 'place' OR kind = 'role' OR kind = 'person'),
  name TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_by_document ON mentions (document);

CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  reading INTEGER NOT NULL REFERENCES readings (id),
  ordinal INTEGER NOT NULL,
  speaker TEXT, party TEXT, addressee TEXT, hedge TEXT,
  form TEXT NOT NULL CHECK (form = 'indirect' OR form = 'mixed' OR form = 'direct'),
  parent INTEGER REFERENCES statements (id) ON DELETE CASCADE,
  confidence REAL NOT NULL,
  UNIQUE (document, ordinal)
) STRICT;
CREATE INDEX statements_by_parent ON statements (parent);
CREATE INDEX statements_by_party ON statements (party);

CREATE TABLE statement_spans (
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role = 'content' OR role = 'source' OR role = 'cue'),
  ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (statement, role, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement_via (
  statement INTEGER NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (statement, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_facts (format TEXT NOT NULL, content TEXT NOT NULL) STRICT;

CREATE TABLE issues (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE positions (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  reading INTEGER NOT NULL REFERENCES readings (id),
  ordinal INTEGER NOT NULL,
  statement INTEGER REFERENCES statements (id) ON DELETE CASCADE,
  party TEXT NOT NULL, behalf TEXT,
  phrase TEXT NOT NULL,
  issue INTEGER REFERENCES issues (id),
  stance TEXT NOT NULL CHECK (stance = 'states' OR stance = 'supports' OR stance = 'opposes' OR stance = 'proposes' OR
    stance = 'demands' OR stance = 'accepts' OR stance = 'offers' OR stance = 'refuses' OR stance = 'questions' OR
    stance = 'warns'),
  polarity INTEGER NOT NULL CHECK (polarity BETWEEN -1 AND 1),
  strength TEXT NOT NULL CHECK (strength = 'open' OR strength = 'firm' OR strength = 'red-line'),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  confidence REAL NOT NULL,
  UNIQUE (document, ordinal)
) STRICT;
CREATE INDEX positions_by_issue ON positions (issue, party);
CREATE INDEX positions_by_statement ON positions (statement);

CREATE TABLE position_conditions (
  position INTEGER NOT NULL REFERENCES positions (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (position, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE relations (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  reading INTEGER NOT NULL REFERENCES readings (id),
  a TEXT NOT NULL, b TEXT NOT NULL,
  relation TEXT NOT NULL CHECK (relation = 'agreement' OR relation = 'support' OR relation = 'opposition' OR relation = 'behalf'),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL
) STRICT;
CREATE INDEX relations_by_document ON relations (document);

CREATE TABLE problems (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  code TEXT NOT NULL, message TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('note', 'warning', 'error')),
  line INTEGER NOT NULL DEFAULT 0, "column" INTEGER NOT NULL DEFAULT 0,
  UNIQUE (origin, code, line, "column")
) STRICT;

CREATE VIEW told AS  -- every statement with its words
  SELECT s.id, d.name AS document, d.outlet, d.published, s.speaker, s.party, s.addressee, s.hedge, s.form, s.parent,
    (SELECT group_concat(substr(d.text, p.start + 1, p."end" - p.start), ' … ') FROM statement_spans p
      WHERE p.statement = s.id AND p.role = 'content') AS content,
    (SELECT group_concat(v.name, ' < ') FROM statement_via v WHERE v.statement = s.id) AS via
  FROM statements s JOIN documents d ON d.id = s.document;

CREATE VIEW stands AS  -- every position with its words
  SELECT p.id, p.party, p.behalf, i.name AS issue, p.stance, p.polarity, p.strength, d.published, d.name AS document,
    d.outlet, substr(d.text, p.start + 1, p."end" - p.start) AS what, p.statement
  FROM positions p JOIN documents d ON d.id = p.document LEFT JOIN issues i ON i.id = p.issue;

CREATE VIEW party_on_issue AS  -- who stands where, in how many documents
  SELECT party, issue, sum(polarity > 0) AS favour, sum(polarity < 0) AS against, count(*) AS positions,
    count(DISTINCT document) AS documents, min(published) AS first, max(published) AS last
  FROM stands GROUP BY party, issue;
)sql";

// Stories and discrepancies.
constexpr const char* version_2 = R"sql(
CREATE TABLE stories (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL
) STRICT;

CREATE TABLE story_documents (
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  story INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  witness INTEGER NOT NULL  -- documents of one story with the same number go back to one origin
) STRICT;
CREATE INDEX story_documents_by_story ON story_documents (story);

CREATE TABLE copies (
  of_document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('identical', 'near-copy', 'rewrite', 'excerpt')),
  similarity REAL NOT NULL,
  PRIMARY KEY (of_document, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE discrepancies (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('date', 'number', 'title', 'stage', 'modality', 'scope', 'attribution', 'quotation',
    'omission')),
  document_a INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start_a INTEGER, end_a INTEGER,
  document_b INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start_b INTEGER, end_b INTEGER
) STRICT;
)sql";

// Whence documents say that they have their news; what persons corrected.
constexpr const char* version_3 = R"sql(
CREATE TABLE story_sources (
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (document, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections (  -- no reading deletes or changes a row; the latest that is not undone wins
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,  -- the same in every dossier that the row is imported into
  coder TEXT NOT NULL,
  time TEXT NOT NULL,  -- ISO 8601, UTC
  note TEXT,
  subject TEXT NOT NULL CHECK (subject IN ('statement', 'position', 'issue', 'story')),
  field TEXT NOT NULL,
  value TEXT,
  document TEXT,  -- by name and origin: rows of documents come and go with a dossier, these stay
  origin TEXT,
  start INTEGER, "end" INTEGER,
  words TEXT,  -- what stood at the span
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  changed TEXT NOT NULL  -- when it was last undone or redone, else its time
) STRICT;
CREATE INDEX corrections_by_document ON corrections (document);
)sql";

// Dates in words.
constexpr const char* version_4 = R"sql(
CREATE TABLE dates (  -- "by 7 March", "last week": what the words mean, counted from the day of publication
  document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  reading INTEGER NOT NULL REFERENCES readings (id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  date TEXT NOT NULL,  -- ISO 8601, as exact as the words are
  days INTEGER NOT NULL,  -- how many days from there on it may be: 7 for "last week"
  relation TEXT NOT NULL,  -- at, by, since, until, before or after it
  PRIMARY KEY (document, start)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER documents_search_update AFTER UPDATE OF title ON documents BEGIN
  INSERT INTO documents_search (documents_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO documents_search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

CREATE VIEW dated AS  -- every date in words, with its sentence
  SELECT d.name AS document, d.published, substr(d.text, w.start + 1, w."end" - w.start) AS words, w.date, w.days,
    w.relation, substr(d.text, s.start + 1, s."end" - s.start) AS sentence
  FROM dates w JOIN documents d ON d.id = w.document
    LEFT JOIN sentences s ON s.document = w.document AND s.start = (SELECT max(b.start) FROM sentences b
      WHERE b.document = w.document AND b.start <= w.start);
)sql";

// Of several parties told to stand at one place, which one a correction is about; and the meaning of titles.
constexpr const char* version_5 = R"sql(
ALTER TABLE corrections ADD COLUMN holder TEXT;  -- the party of the position, the speaker of the statement, as read

CREATE TABLE title_meanings (  -- what a title means, by a sentence encoder: near where the meaning is near
  document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  title TEXT NOT NULL,  -- that was encoded
  model TEXT NOT NULL,  -- checksum of the encoder
  vector BLOB NOT NULL  -- of length one, times 127: a signed byte a number
) STRICT;
)sql";

// Indexes leave out what is NULL: most statements have no parent, and a position has no issue before issues are found.
// No question that the program asks goes by the party of statements.
constexpr const char* version_6 = R"sql(
DROP INDEX IF EXISTS statements_by_party;
DROP INDEX IF EXISTS statements_by_parent;
CREATE INDEX statements_by_parent ON statements (parent) WHERE parent IS NOT NULL;
DROP INDEX IF EXISTS positions_by_issue;
CREATE INDEX positions_by_issue ON positions (issue, party) WHERE issue IS NOT NULL;
)sql";

// The meaning of names of issues.
constexpr const char* version_7 = R"sql(
CREATE TABLE phrase_meanings (  -- what the name of an issue means, by a sentence encoder
  phrase TEXT PRIMARY KEY,
  model TEXT NOT NULL,  -- checksum of the encoder
  vector BLOB NOT NULL  -- of length one, times 127: a signed byte a number
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array migrations = {version_1, version_2, version_3, version_4, version_5, version_6, version_7};

}  // namespace

int latest_schema_version() { return static_cast<int>(migrations.size()); }

void migrate(Connection& connection) {
  for (;;) {
    Transaction transaction(connection);
    std::int64_t version = 0;
    {
      Query query = connection.query("PRAGMA user_version");
      if (query.step()) version = query.integer(0);
    }
    if (version >= latest_schema_version()) return;
    connection.execute(migrations[static_cast<std::size_t>(version)]);
    connection.execute("PRAGMA user_version = " + std::to_string(version + 1));
    transaction.commit();
  }
}

}  // namespace entente::store

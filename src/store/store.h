// The room that keeps: the dossier, one SQLite file per negotiation. Outsiders include this alone.
//
// All spans here count Unicode code points, not bytes: the caller converts once at the border (text/code_points.h).
// One thread uses a Dossier at a time; several processes may use one file: a writer waits for the other for 15 s and is
// then told ("dossier-busy").
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/position.h"
#include "core/result.h"
#include "core/statement.h"
#include "core/story.h"

namespace entente::store {

enum class Access { read_only, read_write };

using DocumentId = std::int64_t;

// What made the derived rows of a document.
struct ReadingKey {
  std::string reader;
  std::string version;
  std::string model;
  std::string options;
};

// What was read out of one document; indices within (parent, statement) are places in these lists.
struct DerivedRows {
  std::vector<Span> sentences;
  std::vector<Mention> mentions;
  std::vector<Statement> statements;
  std::vector<Position> positions;  // `issue` holds the document's own phrase
  std::vector<Relation> relations;
  std::vector<DateMention> dates;
};

struct DocumentWithRows {
  std::optional<DocumentId> known_as;  // set where a stored document was read again; `document` is then not looked at
  Document document;
  DerivedRows rows;
};

struct StoredDocument {
  DocumentId id = 0;
  std::string name;   // as shown: the JSONL id or the origin, "@2" behind it for a second version
  Document document;  // with its text and blocks where they were asked for
  std::int64_t version = 1;
  bool newest = true;  // no later version of the same origin is there
};

struct StoredStatement {
  std::int64_t id = 0;
  DocumentId document = 0;
  Statement statement;  // `parent` is not set: see parent_id
  std::optional<std::int64_t> parent_id;
};

struct StoredPosition {
  std::int64_t id = 0;
  DocumentId document = 0;
  Position position;  // `issue` is the issue's name, empty where it has none; `statement` is not set: see statement_id
  std::string phrase;
  std::optional<std::int64_t> statement_id;
};

struct StoredRelation {
  DocumentId document = 0;
  Relation relation;
};

struct StoredDate {
  DocumentId document = 0;
  DateMention mention;
};

struct StoredStory {
  std::int64_t id = 0;
  std::string title;
  std::vector<DocumentId> documents;
  std::vector<std::vector<DocumentId>> witnesses;
  struct StoredCopy {
    DocumentId of = 0;
    DocumentId is = 0;
    CopyKind kind = CopyKind::near_copy;
    double similarity = 0;
  };
  std::vector<StoredCopy> copies;
  struct StoredSource {
    DocumentId document = 0;
    std::string name;  // whence the document says that it has its news
    Span span;
  };
  std::vector<StoredSource> sources;
};

struct StoredDiscrepancy {
  std::int64_t id = 0;
  DiscrepancyKind kind = DiscrepancyKind::number;
  DocumentId document_a = 0;
  DocumentId document_b = 0;
  std::optional<Span> a;
  std::optional<Span> b;
};

// What a person corrected, a row of its own. The anchor is a document and a span of it, for a statement the whole of
// its content, for a position what it names; for issues and stories the document may be empty.
struct Correction {
  std::int64_t id = 0;  // in this dossier; 0 before it is there
  std::string uid;      // the same everywhere; made where it is empty
  std::string coder;
  std::string time;  // "2031-03-07T14:05:00Z"
  std::string note;
  std::string subject;  // "statement", "position", "issue", "story"
  std::string field;    // "speaker", "stance" …, "deleted", "added", "name", "together", "apart"
  std::string value;
  std::string document;  // its name
  std::string origin;
  std::optional<Span> span;
  std::string words;   // what stood at the span
  std::string holder;  // whose position or word it was as read: tells apart what stands at one place; may be empty
  bool undone = false;
  std::string changed;  // when it was last undone or redone; made the time where it is empty
};

// What the title of a document means, by a sentence encoder.
struct TitleMeaning {
  DocumentId document = 0;
  std::string title;                // that was encoded
  std::vector<std::int8_t> vector;  // of length one, times 127
};

// What a few words mean, by a sentence encoder.
struct PhraseMeaning {
  std::string phrase;
  std::vector<std::int8_t> vector;  // of length one, times 127
};

struct SearchHit {
  DocumentId document = 0;
  std::string snippet;  // the words around, matches between U+0002 and U+0003
};

struct Problems {
  Diagnostics list;  // by origin, line and column
};

struct Totals {
  std::int64_t documents = 0;
  std::int64_t undated = 0;
  std::int64_t copies_by_text = 0;  // documents whose text another document has too
  std::int64_t statements = 0;
  std::int64_t positions = 0;
  std::int64_t issues = 0;
  std::string first_date;
  std::string last_date;
};

struct Count {
  std::string name;
  std::int64_t count = 0;
};

class Dossier {
 public:
  // Opens, creates (read_write alone) and migrates. Errors: "dossier-open", "dossier-too-new", "dossier-not-one".
  static Result<Dossier> open(const std::string& path, Access access);
  Dossier(Dossier&&) noexcept;
  Dossier& operator=(Dossier&&) noexcept;
  ~Dossier();

  // ---- documents and what was read out of them
  // "origin\ncontent_hash" of every document.
  Result<std::vector<std::string>> known() const;
  // One transaction for all of them. A document that is known with its bytes is left as it is.
  Result<std::vector<DocumentId>> write(std::span<const DocumentWithRows> batch, const ReadingKey& reading);
  // Title, date, outlet, url and author of stored documents, as they stand in `document`; each is stale afterwards.
  Status replace_facts(std::span<const StoredDocument> documents);
  Result<std::vector<DocumentId>> stale_documents(const ReadingKey& reading) const;
  Result<StoredDocument> document(DocumentId id) const;                         // with its text and blocks
  Result<std::vector<StoredDocument>> documents(bool with_text = false) const;  // by date, then name; undated last
  Result<DerivedRows> rows_of(DocumentId id) const;
  Result<std::vector<Span>> sentences_of(DocumentId id) const;

  Result<std::vector<StoredStatement>> statements() const;
  Result<std::vector<StoredPosition>> positions() const;
  Result<std::vector<StoredRelation>> relations() const;
  Result<std::vector<StoredDate>> dates() const;  // by document and place
  Result<std::vector<Count>> mention_counts(MentionKind kind) const;

  // ---- what is derived from the whole dossier
  // Counts up with every change of documents or derived rows; a stage notes at which change it ran.
  Result<std::int64_t> change() const;
  Result<std::string> note(std::string_view name) const;  // empty where there is none
  Status set_note(std::string_view name, std::string_view value);
  // The issue of each position: (position id, place in names).
  Status replace_issues(std::span<const std::string> names,
                        std::span<const std::pair<std::int64_t, std::uint32_t>> issue_of);
  // Those by the encoder with this checksum.
  Result<std::vector<TitleMeaning>> title_meanings(std::string_view model) const;
  // Each replaces what the document had. They are no change of the dossier: they follow from titles and model.
  Status keep_title_meanings(std::span<const TitleMeaning> meanings, std::string_view model);
  // The same for phrases; those by other encoders are forgotten when some are kept.
  Result<std::vector<PhraseMeaning>> phrase_meanings(std::string_view model) const;
  Status keep_phrase_meanings(std::span<const PhraseMeaning> meanings, std::string_view model);
  Status replace_stories(std::span<const StoredStory> stories);
  Result<std::vector<StoredStory>> stories() const;
  Status replace_discrepancies(std::span<const StoredDiscrepancy> discrepancies);
  Result<std::vector<StoredDiscrepancy>> discrepancies() const;

  // ---- what a person told
  Status set_case(std::string_view format, std::string_view content);  // the file's content, kept as it came
  Result<std::string> case_content() const;                            // empty where there is none

  // ---- what persons corrected (corrections.cc)
  // Takes rows in, one transaction; a row whose uid is there is not added again, but the later of its two states of
  // being undone wins. Returns how many are new.
  Result<std::size_t> add_corrections(std::span<const Correction> corrections);
  Result<std::vector<Correction>> corrections() const;  // by time, then id
  // False where there is no such row, or it is so already.
  Result<bool> set_undone(std::int64_t id, bool undone, std::string_view time);

  // ---- what went wrong, and what is there
  Status add_problems(std::span<const Diagnostic> problems);
  Result<Problems> problems() const;
  Result<Totals> totals() const;
  Result<std::vector<Count>> counts(std::string_view documents_column) const;  // outlet, language, format
  Result<std::vector<std::pair<ReadingKey, std::int64_t>>> readings() const;   // with how many documents each made
  // Full text in SQLite's FTS5 query syntax; plain words where that does not parse.
  Result<std::vector<SearchHit>> search(std::string_view words, std::size_t most) const;

 private:
  struct Inside;
  explicit Dossier(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace entente::store

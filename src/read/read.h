// The room that reads: bytes -> documents -> sentences -> statements; stories and witnesses. Outsiders include this
// alone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/case_facts.h"
#include "core/diagnostic.h"
#include "core/document.h"
#include "core/result.h"
#include "core/statement.h"
#include "core/story.h"

namespace entente::read {

// ---- bytes -> documents (ingest.cc)

// What one piece of input turned into. A bad piece has no documents and at least one diagnostic.
struct Ingested {
  std::vector<Document> documents;
  Diagnostics diagnostics;
};

struct IngestLimits {
  std::uint64_t most_bytes_per_entry = 256ull << 20;  // one file or archive member, unpacked
  std::uint64_t most_bytes_per_archive = 4ull << 30;  // all of an archive, unpacked
  std::uint32_t most_archive_ratio = 200;             // unpacked / packed, past 16 MiB: else "archive-bomb"
  std::uint32_t most_archive_depth = 3;               // archives within archives
  std::uint32_t most_line_bytes = 64u << 20;          // one JSONL line
};

// Called for each file, archive member, feed item or batch of JSONL lines, in the order of the input. Returns false to
// stop.
using IngestSink = std::function<bool(Ingested)>;

// Whether the document with this origin and hash of its bytes is wanted: a file that is known already is not parsed
// again.
using IngestFilter = std::function<bool(std::string_view origin, std::string_view content_hash)>;

// Takes in a file, a folder (sorted, depth first) or an archive. Memory is bounded by the largest single entry.
void ingest_path(const std::string& path, const IngestLimits& limits, const IngestFilter& wanted,
                 const IngestSink& sink);

// Takes in bytes as if they were a file called `name`; the format comes from the name and the bytes.
void ingest_bytes(std::string_view name, std::string_view bytes, const IngestLimits& limits, const IngestFilter& wanted,
                  const IngestSink& sink);

// One JSONL record {"id", "text", optional title, published, outlet, url}: the text stays what came in.
Result<Document> document_from_record(std::string_view json_line, std::string_view file, std::uint64_t line);

// ---- documents -> statements (reader.cc)

// What a document says: its sentences, names and statements, all pointing into the document's text.
struct Reading {
  std::vector<Span> sentences;  // in order, running text only
  std::vector<Mention> mentions;
  std::vector<Statement> statements;  // a parent comes before its children
  std::vector<DateMention> dates;     // in order; none without a date of publication, but for full dates
};

// Identifies what made a reading, so that what is stale can be read again.
struct ReaderIdentity {
  std::string reader;   // "rules"
  std::string version;  // raised whenever the reader's answers may change
  std::string model;    // checksum of the weights, or empty
  std::string options;  // canonical text of all options, and a hash of the case facts
};

// Reads documents. One reader serves all threads.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Reading read(const Document& document) const = 0;
  virtual ReaderIdentity identity() const = 0;
};

// The reader by rules: the baseline, the fallback without weights and the explanation of the trained one.
std::unique_ptr<Reader> make_rule_reader(const CaseFacts& facts);

// ---- documents -> stories, copies, witnesses (stories_index.cc)

// What grouping looks at. The views must last for the call alone.
struct StoryDocument {
  std::string_view title;
  std::string_view text;
  std::string_view outlet;
  std::string_view url;
  Date published;
  std::vector<std::string> actors;  // names of persons and bodies that the document was found to have; may be empty
  // What the title means, by a sentence encoder: its unit vector times 127, rounded; empty where there is none. All
  // documents of one grouping have theirs by the same model.
  std::span<const std::int8_t> meaning = {};
};

struct StoryConfig {
  // The least average similarity within a story; chosen on the first half of the same-story triplets.
  double same_story = 0.14;
  unsigned threads = 1;
};

// What a person decided: documents that are, or are not, of one story. These win over every similarity.
struct StoryTies {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> together;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart;
};

// The stories of documents that arrive one by one. What is found depends on the set of documents (and the ties) alone,
// not on the order in which they came, but for how equal documents are numbered. Every document is in one story, alone
// if need be; stories are in the order of their first documents.
//
// Adding costs O(words). stories() looks again only at what the new documents touch: their candidates and the stories
// these are in; but where one is among the thousand documents that words take their weights from (every one of a
// smaller dossier is), the weights follow and all is compared again.
class StoryIndex {
 public:
  explicit StoryIndex(StoryConfig config = {});
  ~StoryIndex();
  StoryIndex(StoryIndex&&) noexcept;
  StoryIndex& operator=(StoryIndex&&) noexcept;

  std::uint32_t add(const StoryDocument& document);  // its number: 0, 1, 2 …
  void add(std::span<const StoryDocument> documents);
  void set_ties(StoryTies ties);  // replaces those before
  std::vector<Story> stories();

  // How many documents the last stories() had to compare with others: the measure of incremental work.
  std::size_t compared() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The stories of a list of documents. Cost near-linear in their words.
std::vector<Story> group_stories(std::span<const StoryDocument> documents, const StoryConfig& config = {},
                                 const StoryTies& ties = {});

// "en", "fr" …; "und" where it could not be told.
std::string language_of(std::string_view text);

}  // namespace entente::read

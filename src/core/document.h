// A document: one report as published. Its text never changes; everything else points into it by spans.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/date.h"
#include "core/span.h"

namespace entente {

// What a stretch of a document's text is for the reader: only running text and headlines carry statements.
enum class BlockKind : std::uint8_t {
  title,
  heading,
  paragraph,
  list_item,
  takeaway,
  context,
  quote,
  dateline,
  caption,
  byline
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;  // blocks are in order and do not overlap
};

// Identity is (origin, bytes): the same text from another origin is another document, and a copy.
struct Document {
  std::string id;      // as shown to people and in JSON: the JSONL id, else the origin
  std::string origin;  // url, path, path#n within a digest, or JSONL id
  std::string title;
  std::string url;
  std::string outlet;
  std::string author;
  Date published;
  std::string language;       // ISO 639-1, "und" where it could not be told
  std::string text;           // valid UTF-8 without NULs
  std::vector<Block> blocks;  // covers what is to be read; empty means: one paragraph per line
  std::string format;         // "text", "markdown", "html", "rss", "atom", "jsonl", "warc"
  std::string content_hash;   // XXH3-128 of the bytes that the document came from, in hex
};

}  // namespace entente

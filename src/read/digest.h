// Several articles in one file: where each begins.
#pragma once

#include <cstdint>
#include <vector>

#include "core/document.h"
#include "read/flow.h"

namespace entente::read {

// One article of a digest: its part of the flow (whose text it owns) and what the digest says of it.
struct Article {
  Flow flow;
  Document facts;
};

// The articles of a flow, in order; nothing when it is one article, which is the answer in doubt. An article begins
// with a headline that has its own outlet and date, or a dateline, right below it, or with a head of "Title: …" lines;
// there must be two of them at least, each with text of its own. What stands before the first is the digest's own
// introduction: it is an article too when it has a paragraph of more than a few lines.
std::vector<Article> articles_of(const Flow& flow, const Document& facts);

// Where the articles of a document begin that was not parted: a record of JSONL stays one document. The bytes of its
// text, in order; nothing when it is one article, or of a format whose digests are parted on the way in. What stands
// before the first is the digest's own introduction. O(n).
std::vector<std::uint32_t> article_starts(const Document& document);

}  // namespace entente::read

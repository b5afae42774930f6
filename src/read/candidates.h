// Places that may be a cue, with what would be their source and content. Which of them are statements is decided by how
// often such a cue in such a pattern was one (Lexicon::chance).
#pragma once

#include <string>
#include <vector>

#include "read/phrases.h"

namespace entente::read {

struct Candidate {
  std::uint32_t head = 0;       // the cue's main word
  std::int16_t cue_index = -1;  // in the lexicon; -1 for cues that are no listed word ("according to", a colon)
  std::string pattern;          // what stands around it: "that", "object+to", "be+by", "before-quote" …
  Range cue;
  std::vector<Range> source;  // empty: shared or unknown
  bool shared = false;        // the source is that of the clause that it hangs on
  std::vector<Range> content;
  Range addressee;
  Range through;                 // "was quoted by Radio Marenne as saying"
  bool from_before = false;      // its content, or a part of it, stands before the cue
  bool is_clause = false;        // its content is a clause or quotation, not a thing
  std::string_view source_kind;  // "name", "he", "they", "document" …: tells how likely it speaks
  std::string_view mood;         // "plain", "negated", "modal", "participle" …: tells how likely something is said
  double chance = 0;
};

// All candidates, in the order of their heads. O(n).
std::vector<Candidate> find_candidates(const Analysis& analysis, const Lexicon& lexicon);

// What a content's end depends on beside its own words.
struct ContentLimits {
  bool clause = false;        // a clause reaches further than a thing
  bool gerund = false;        // its cue is a participle, which another may follow ("telling … and criticizing …")
  bool subject_noun = false;  // its cue is a noun that may be the subject of what follows: it ends before a second verb
  bool relative = false;      // its source is "who" or "which": the content ends with the relative clause
};

// The end of a content that starts at `start` (contents.cc).
std::uint32_t end_of_content(const Analysis& analysis, const Lexicon& lexicon, const Phrases& phrases,
                             std::uint32_t start, ContentLimits limits);

// A content without the signs and spaces around it that do not belong to it.
Range trimmed(const Analysis& analysis, Range content);

}  // namespace entente::read

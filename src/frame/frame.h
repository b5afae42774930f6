// The room that frames: statements -> parties, positions, relations, issues. Outsiders include this alone.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/case_facts.h"
#include "core/document.h"
#include "core/position.h"
#include "core/statement.h"
#include "core/story.h"
#include "frame/history.h"

namespace entente::frame {

class Lexicon;

// Raised whenever the answers of this room may change: what was framed before is then framed again.
inline constexpr std::string_view version = "5";

// What a document says of who stands where.
struct Frame {
  std::vector<Position> positions;
  std::vector<Relation> relations;
};

// Positions and relations of one document, from its statements and, in bulletins, from its clipped prose.
// `issue` of each position is a phrase of the document; IssueGrouper makes phrases that mean the same into one.
// One framer serves all threads.
class Framer {
 public:
  explicit Framer(const CaseFacts& facts);
  Frame frame(const Document& document, const std::vector<Span>& sentences, const std::vector<Mention>& mentions,
              const std::vector<Statement>& statements) const;

 private:
  std::shared_ptr<const Lexicon> lexicon_;
};

// What one position is about, in words.
struct IssuePhrase {
  std::string phrase;   // the `what` of the position and the words around it
  std::string context;  // the sentence
};

struct IssueGroups {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  std::vector<std::string> names;       // one per issue
  std::uint32_t told = 0;               // the first so many are the issues of the case
  std::vector<std::uint32_t> issue_of;  // for each phrase an index into names; none where it names nothing to settle
};

// Makes things that mean the same one issue: the case's issues first, then vocabulary vectors. Making one costs the
// loading of name lists, some milliseconds; it serves all threads.
class IssueGrouper {
 public:
  explicit IssueGrouper(const CaseFacts& facts);
  ~IssueGrouper();
  IssueGrouper(IssueGrouper&&) noexcept;
  IssueGrouper& operator=(IssueGrouper&&) noexcept;

  // Does not depend on the order of the phrases, but for the numbering. Near-linear in their number.
  IssueGroups group(const std::vector<IssuePhrase>& phrases) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Places in `names` of issues whose names tell what they are about, at most so many: those of the case, then those of
// most phrases. A name of proper names, figures or words of any negotiation alone tells nothing to a sentence encoder.
std::vector<std::uint32_t> issues_with_telling_names(const IssueGroups& groups, std::size_t most);

// Makes one issue of those whose names mean the same in other words. `meanings` has for each issue the vector of its
// name by a sentence encoder, of length one, times 127; empty: it stays as it is. Issues of the case are never joined
// with one another. Does not depend on the order of the issues, but for the numbering. O(n²) for n vectors.
IssueGroups join_by_meaning(IssueGroups groups, const std::vector<std::vector<std::int8_t>>& meanings);

// ---- one utterance told by several documents (utterances.cc)

struct UtteranceTelling {
  std::uint32_t document = 0;
  std::uint32_t story = 0;
  std::string speaker;       // empty: nobody is named, an utterance of its own
  std::string_view content;  // in words
};

// For each telling, the place in the list of the one that stands for its utterance: equal for statements of one speaker
// in one story with the same content. Does not depend on the order of the list, but for the numbering.
std::vector<std::uint32_t> group_utterances(std::span<const UtteranceTelling> tellings);

// ---- what documents of one story tell differently (discrepancies.cc)

struct Telling {
  std::string_view text;        // must outlast the call
  std::vector<Span> sentences;  // in order, in bytes
};

// Finds, between two tellings each, where the same matter has another date, number, office, stage, modality, scope,
// speaker or quotation, and what one of two rewrites leaves out. Equal things in other words are none. One finder
// serves all threads; spans count bytes; the documents of a discrepancy are places in `tellings`. O(words²) of aligned
// sentences.
class DiscrepancyFinder {
 public:
  DiscrepancyFinder();
  ~DiscrepancyFinder();
  DiscrepancyFinder(DiscrepancyFinder&&) noexcept;
  DiscrepancyFinder& operator=(DiscrepancyFinder&&) noexcept;

  std::vector<Discrepancy> find(std::span<const Telling> tellings,
                                std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente::frame

// The picture on one page, as plain values, and its three forms: terminal, JSON, one self-contained HTML page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/position.h"
#include "core/statement.h"
#include "format/json.h"
#include "show/console.h"

namespace entente::show {

// A piece of a quoted sentence and what it is of the statement; pieces in order make the sentence.
enum class Mark : std::uint8_t { none, source, cue, content, what, condition };
struct MarkedPiece {
  Mark mark = Mark::none;
  std::string words;
};

// Where something stands: a sentence in a report.
struct Evidence {
  std::string document;
  std::string title;
  std::string outlet;
  std::string date;  // "" is undated
  std::vector<MarkedPiece> sentence;
  std::string speaker;
  std::vector<std::string> via;  // nearest to the speaker first
  std::string hedge;
  std::string behalf;
  Stance stance = Stance::states;
  int polarity = 0;
  Strength strength = Strength::open;
  double confidence = 1;
  std::string decided_by;                         // what persons decided of it: "stance by Ada", or empty
  std::uint32_t tellings = 1;                     // of the utterance, in so many documents
  std::vector<std::vector<std::string>> told_by;  // the outlets of each independent witness
};

// A party on an issue: its latest dated position (an undated one where there is no other), and what it rests on.
struct BriefCell {
  std::uint32_t party = 0;  // places in Brief::parties and Brief::issues
  std::uint32_t issue = 0;
  Stance stance = Stance::states;
  int polarity = 0;
  Strength strength = Strength::open;
  bool conditional = false;
  bool contradicted = false;  // for and against, and neither known to be later
  std::string date;
  std::uint32_t positions = 0;
  std::uint32_t documents = 0;
  std::uint32_t utterances = 0;                   // in which the party took this side; one may have several tellings
  std::vector<std::vector<std::string>> told_by;  // the outlets of each independent witness of these
  std::string decided_by;                         // what persons decided of the position that stands
  std::optional<Evidence> before;                 // the position that it moved away from
  std::vector<Evidence> evidence;                 // latest first, the best few
};

struct BriefMovement {
  std::string party;
  std::string issue;
  std::string kind;  // "reversal", "hardening" …
  Evidence from;
  Evidence to;
};

// What one party does to another's points, and says of it.
struct BriefRelation {
  std::string a;
  std::string b;
  std::uint32_t agreements = 0;
  std::uint32_t supports = 0;
  std::uint32_t oppositions = 0;
  std::uint32_t speaks_for = 0;
  std::uint32_t mentions = 0;  // statements of a that name b
  std::optional<Evidence> example;
};

// A part that another engine delivers ready-made: stories, discrepancies, packages, verdicts.
struct BriefSection {
  std::string id;  // for links within the page
  std::string title;
  std::string html;                // escaped, without scripts and styles
  std::vector<std::string> lines;  // the same for a terminal
  format::Json json;
};

struct Brief {
  std::string title;
  std::uint32_t documents = 0;
  std::uint32_t undated_documents = 0;
  std::uint32_t statements = 0;
  std::uint32_t positions = 0;
  std::string first_date;
  std::string last_date;
  std::vector<std::string> outlets;  // with counts, as words
  std::string reader;                // which reading this is
  std::vector<std::string> parties;  // the rows, by weight of evidence
  std::vector<std::string> issues;   // the columns
  std::uint32_t parties_in_all = 0;
  std::uint32_t issues_in_all = 0;
  std::vector<BriefCell> cells;  // by party, then issue
  std::string since;
  std::uint32_t movements_in_all = 0;
  std::vector<BriefMovement> movements;                   // since that date, latest first
  std::vector<std::pair<std::string, Evidence>> undated;  // positions of undated reports: (party on issue, where)
  std::vector<BriefRelation> relations;
  std::vector<BriefSection> sections;
  std::uint32_t problems = 0;
};

void print_brief(const Brief& brief, Console& console);
std::string brief_csv(const Brief& brief);
format::Json brief_json(const Brief& brief);

// One page: no network, no script, a strict content security policy. Parts that would lead past the limit are left out,
// and it says so.
inline constexpr std::size_t most_page_bytes = 3'000'000;
std::string brief_html(const Brief& brief);

// Text as HTML text or as a quoted attribute.
std::string escaped(std::string_view text);

// "2 witnesses: Radio Marenne (+3), Sund Herald": of each independent witness the first outlet and how many more
// carried it; `most` of them by name.
std::string witness_words(const std::vector<std::vector<std::string>>& witnesses, std::size_t most = 4);

// "refuses", "supports (firm)", "proposes, on conditions".
std::string stance_words(Stance stance, Strength strength, bool conditional);

}  // namespace entente::show

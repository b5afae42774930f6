// What the detectors of discrepancies share. Private to the room; outsiders use frame.h.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "core/statement.h"
#include "core/story.h"
#include "frame/align.h"
#include "text/gazetteer.h"
#include "text/word_table.h"

namespace entente::frame {

// The lists of data/discrepancies, by folded words. Immutable; serves all threads.
struct DiscrepancyWords {
  explicit DiscrepancyWords(const WordKnowledge& knowledge);

  text::WordTable<std::string> force_of;                      // "warned" -> "warn"
  std::unordered_map<std::string, int> stage_of;              // rank of a verb's form
  std::unordered_map<std::string, std::string> qualifier_of;  // "deputy" -> "deputy"
  text::WordTable<int> number_of;
  text::WordTable<int> month_of;
  text::WordTable<int> weekday_of;
  text::WordTable<std::monostate> telling;           // forms of verbs of saying
  text::WordTable<std::monostate> commentary;        // forms of words of comment
  std::vector<std::vector<std::string>> conditions;  // openers, longest first
  std::vector<std::vector<std::string>> limits;
};

// One of the two texts, with what was found in it once.
struct PreparedTelling {
  ToldText told;
  struct Quantity {
    double value = 0;
    Concept unit = 0, next_unit = 0;  // the words behind it: "six" "patrol" "vessels"
    bool approximate = false;
    bool of_time_or_share = false;                    // years, percent …: many unrelated figures have these
    std::uint32_t sentence = 0, first = 0, last = 0;  // words of the sentence
  };
  struct CalendarDate {
    int year = 0, month = 0, day = 0, weekday = 0;  // 0: not said
    std::uint32_t sentence = 0, first = 0, last = 0;
    std::uint32_t at = 0;  // the word that says most: the day, else the year
  };
  struct Titled {
    std::string surname;
    std::vector<std::string> heads;    // folded words of the office, without qualifiers and countries
    std::set<std::string> qualifiers;  // "former", "deputy"
    bool then = false;  // "then-", or behind a "former" in its sentence: whether it is held still is left open
    Span span;          // title and name
  };
  struct Quotation {
    std::uint32_t sentence = 0, first = 0, last = 0;
  };
  struct Attribution {
    std::string speaker;      // the last word of the name, folded; empty where it could not be told
    bool impersonal = false;  // "there are concerns"
    std::string cue;          // "warned"
    std::uint32_t sentence = 0, first = 0, last = 0;
    std::uint32_t at = 0;     // the cue's place
    bool by_pronoun = false;  // "he said"
  };
  std::vector<Quantity> quantities;
  std::vector<CalendarDate> dates;
  std::vector<Titled> titles;
  std::vector<Quotation> quotations;
  std::vector<Attribution> attributions;
};

PreparedTelling prepare_telling(std::string_view text, const std::vector<Span>& sentences,
                                const WordKnowledge& knowledge, const DiscrepancyWords& words,
                                const text::Gazetteer& gazetteer, WordMemo& memo);

// Both texts, aligned.
struct Comparison {
  const PreparedTelling& a;
  const PreparedTelling& b;
  const DiscrepancyWords& words;
  std::vector<SentencePair> pairs;
  std::vector<WordAlignment> alignments;  // of each pair
  bool rewrites = false;                  // of one text: then what is left out counts too
};

struct Finding {
  DiscrepancyKind kind = DiscrepancyKind::number;
  std::optional<Span> a;
  std::optional<Span> b;
};
using Findings = std::vector<Finding>;

void find_numbers(const Comparison& comparison, Findings& found);  // discrepancies_values.cc
void find_dates(const Comparison& comparison, Findings& found);
void find_titles(const Comparison& comparison, Findings& found);  // discrepancies_names.cc
void find_attributions(const Comparison& comparison, Findings& found);
void find_quotations(const Comparison& comparison, Findings& found);  // discrepancies_quotes.cc
void find_stages(const Comparison& comparison, Findings& found);      // discrepancies_force.cc
void find_modalities(const Comparison& comparison, Findings& found);
void find_scopes(const Comparison& comparison, Findings& found);  // discrepancies_gaps.cc
void find_omissions(const Comparison& comparison, Findings& found);

// The stretch around words [first, last) of a sentence that a person needs to see: to the next punctuation, at most so
// many words to each side.
Span around(const ToldSentence& sentence, std::uint32_t first, std::uint32_t last, std::uint32_t most = 5);
Span words_span(const ToldSentence& sentence, std::uint32_t first, std::uint32_t last);

}  // namespace entente::frame

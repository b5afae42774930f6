// Two tellings of one story, sentence beside sentence and word beside word. Private to the room.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/span.h"
#include "text/text.h"
#include "text/word_table.h"

namespace entente::frame {

// Words with the same concept say the same: they share a stem, or stand in one group of
// data/discrepancies/equal_words.tsv.
using Concept = std::uint64_t;

struct ToldWord {
  Span span;
  std::string folded;
  Concept concept_id = 0;  // one for one folded word; 0 for punctuation
  float weight = 0;        // 0 for punctuation and for words that carry nothing
  bool capital = false;
  bool quoted = false;
  bool punctuation = false;
  bool starts = false;  // the first word of its sentence
};

// The weights of concepts, ascending, each once.
using ConceptWeights = std::vector<std::pair<Concept, double>>;

struct ToldSentence {
  Span span;
  std::vector<ToldWord> words;
  double weight = 0;
  ConceptWeights concepts;
  std::uint32_t furniture = 0;  // words before this one may be headlines of other reports that the page puts there
};

// A sentence that has a concept, with its weight there.
struct ConceptPlace {
  Concept concept_id = 0;
  std::uint32_t sentence = 0;
  double weight = 0;
};

struct ToldText {
  std::string_view text;
  std::vector<ToldSentence> sentences;
  std::vector<ConceptPlace> places;  // ascending by concept, then by sentence

  // Those of one concept; none where the text does not have it. O(log n).
  std::span<const ConceptPlace> places_of(Concept wanted) const;
};

// What is known of a word wherever it stands.
struct KnownWord {
  Concept concept_id = 0;
  bool is_empty = false;      // carries nothing
  bool is_furniture = false;  // heads lists of other reports, where it is in capitals
  enum class Office : std::uint8_t { unasked, no, yes } office = Office::unasked;  // a word of titles
};

// The words met before, by their folded letters: stemming is what reading costs most. One thread uses a memo at a time.
using WordMemo = text::WordTable<KnownWord>;

// The lists that say which words are one; immutable, serves all threads.
class WordKnowledge {
 public:
  WordKnowledge();
  ToldText read(std::string_view text, const std::vector<Span>& sentences, WordMemo& memo) const;
  ToldText read(std::string_view text, const std::vector<Span>& sentences) const;
  Concept concept_of(std::string_view word) const;  // of a lemma in a list
  // A lemma's forms as a verb, and its plural: "propose" -> propose, proposes, proposed, proposing. Its other kin
  // ("proposal") say something else.
  std::vector<std::string> forms_of(std::string_view lemma) const;
  // The stem of a word, its irregular forms led back to the lemma ("said" -> "say").
  std::string stem(std::string_view folded, text::Stemmer& stemmer) const;

 private:
  Concept concept_of_stem(const std::string& stem) const;

  std::unordered_map<std::string, std::string> lemma_of_;  // irregular forms
  std::unordered_map<std::string, Concept> group_of_;      // stems
  std::unordered_set<std::string> empty_;
  std::unordered_set<std::string> furniture_;
};

struct SentencePair {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double similarity = 0;  // 0–1: share of the weight of words that both have
};

// Which sentences tell the same. Each sentence has its best partner, if they are each other's best or the shorter one
// is mostly contained in the longer (a sentence that was split). Ordered by a, then b. O(|a| · |b|) sentence pairs,
// through the words that they share.
std::vector<SentencePair> align_sentences(const ToldText& a, const ToldText& b);

// How much of each text stands in the other, sentence by sentence: the weight of its sentences, each times its likeness
// to its partner. Some 0.6 and more for rewrites of one text, 0.5 and less for independent reports of one event.
struct Likeness {
  double of_a = 0;
  double of_b = 0;
};
Likeness likeness(const ToldText& a, const ToldText& b, const std::vector<SentencePair>& pairs);

// A stretch where two aligned sentences differ, between words that they have in common: [a_first, a_last) against
// [b_first, b_last), either may be empty.
struct Gap {
  std::uint32_t a_first = 0, a_last = 0;
  std::uint32_t b_first = 0, b_last = 0;
};

struct WordAlignment {
  std::vector<std::int32_t> b_of_a;  // the partner of each word of a, or -1
  std::vector<std::int32_t> a_of_b;
  std::vector<Gap> gaps;
};

// The heaviest common subsequence of two sentences' words. O(|a| · |b|).
WordAlignment align_words(const ToldSentence& a, const ToldSentence& b);

}  // namespace entente::frame

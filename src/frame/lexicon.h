// What the words of a language of negotiation do: verbs that take a stance, the words that open a complement, the
// classes of small words, and the names of parties. Read once from data/stances/ and data/gazetteer/; then constant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/case_facts.h"
#include "core/position.h"
#include "text/word_table.h"

namespace entente::frame {

// Classes of words, as bits; data/stances/words.tsv says which words have them.
enum WordClass : std::uint64_t {
  kDeterminer = 1ull << 0,
  kPossessive = 1ull << 1,
  kAdverb = 1ull << 2,
  kAuxiliary = 1ull << 3,
  kBe = 1ull << 4,
  kNegator = 1ull << 5,
  kModal = 1ull << 6,
  kDuty = 1ull << 7,
  kMust = 1ull << 8,
  kPronoun = 1ull << 9,
  kFirstPerson = 1ull << 10,
  kConnector = 1ull << 11,
  kContrast = 1ull << 12,
  kPreposition = 1ull << 13,
  kRelative = 1ull << 14,
  kReason = 1ull << 15,
  kCondition = 1ull << 16,
  kNegative = 1ull << 17,
  kWorry = 1ull << 18,
  kEvaluative = 1ull << 19,
  kAbsolute = 1ull << 20,
  kSoftener = 1ull << 21,
  kVagueQuantifier = 1ull << 22,
  kVagueNoun = 1ull << 23,
  kVagueAlone = 1ull << 24,
  kRole = 1ull << 25,
  kChairing = 1ull << 26,
  kSpokesman = 1ull << 27,
  kPersonTitle = 1ull << 28,
  kTabled = 1ull << 29,
  kAnaphor = 1ull << 30,
  kBaseVerb = 1ull << 31,
  kTabling = 1ull << 32,
  kHollow = 1ull << 33,
  kLight = 1ull << 34,
  kOrgan = 1ull << 35,
  kTopic = 1ull << 36,
  kGeneric = 1ull << 37,
};

enum class VerbForm : std::uint8_t { base, third, past, past_participle, present_participle };

// What follows a verb.
enum class Takes : std::uint8_t { thing, clause, both, person_to, party, none };

// A fixed word, one of several, or up to three qualifying words.
struct PhrasePart {
  std::vector<std::string> words;  // empty: up to three words that qualify
};

struct StanceVerb {
  std::vector<PhrasePart> rest;  // what must follow the head
  Stance stance = Stance::states;
  int polarity = 0;
  Strength strength = Strength::open;
  Takes takes = Takes::both;
  bool clause_decides = false;  // the words of a clause say the stance
  std::string head;
};

struct Opener {
  std::vector<PhrasePart> parts;
  bool says_stance = false;
  Stance stance = Stance::states;
  int polarity = 0;
};

// "opposition to", "offers from X to".
struct StanceNoun {
  Stance stance = Stance::states;
  int polarity = 0;
  Strength strength = Strength::open;
  std::vector<std::string> opens;  // the words that may open the thing
};

struct VerbUse {
  std::uint32_t verb = 0;  // into Lexicon::verbs
  VerbForm form = VerbForm::base;
};

enum class NameKind : std::uint8_t { party, adjective };

// A name that starts with this word: the folded words after it.
struct NameUse {
  std::vector<std::string> rest;
  std::uint32_t name = 0;  // into Lexicon::names
  NameKind kind = NameKind::party;
  bool upper_only = false;  // "US" is a party, "us" is not
  bool any_case = false;    // "developing countries"
};

struct WordEntry {
  std::uint64_t classes = 0;
  std::vector<VerbUse> verbs;          // longest phrase first
  std::vector<std::uint32_t> openers;  // longest first
  std::vector<NameUse> names;          // longest first
  std::optional<StanceNoun> noun;
  // What must follow for the word to open one of these.
  std::vector<std::vector<std::string>> conditions;       // "provided that"
  std::vector<std::vector<std::string>> emphases;         // of a refusal: "at any price"
  std::vector<std::vector<std::string>> refusal_openers;  // "under no circumstances"
};

class Lexicon {
 public:
  explicit Lexicon(const CaseFacts& facts);

  // What is known of a folded word; null where nothing is.
  const WordEntry* find(std::string_view folded) const { return entries_.find(folded); }

  const std::vector<StanceVerb>& verbs() const { return verbs_; }
  const std::vector<Opener>& openers() const { return openers_; }
  const std::vector<std::string>& names() const { return names_; }
  // What a verb outside the lexicon does after "will not" and after "will".
  std::uint32_t refusal() const { return refusal_; }
  std::uint32_t intention() const { return intention_; }
  // The party that a full name (folded) is known for, or empty.
  std::string party_of(std::string_view folded_name) const;

 private:
  WordEntry& entry(std::string_view word);
  void read_words();
  void read_verbs();
  void read_openers();
  void read_nouns();
  void read_names(const CaseFacts& facts);
  void add_name(std::string_view alias, std::uint32_t name, NameKind kind);
  void order();

  text::WordTable<WordEntry> entries_;
  text::WordTable<std::uint32_t> party_of_;  // by folded name
  std::vector<StanceVerb> verbs_;
  std::vector<Opener> openers_;
  std::vector<std::string> names_;
  std::uint32_t refusal_ = 0;
  std::uint32_t intention_ = 0;
};

}  // namespace entente::frame

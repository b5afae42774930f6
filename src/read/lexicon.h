// What the reader knows of single words: classes of grammar, forms of verbs, and which words can be cues of a statement
// and how often each was one by what follows it. All of it comes from data/grammar and data/cues.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/word_table.h"

namespace entente::read {

namespace word_class {
enum : std::uint32_t {
  determiner = 1u << 0,
  possessive = 1u << 1,
  subject = 1u << 2,  // a pronoun that may be a subject
  object = 1u << 3,
  preposition = 1u << 4,
  coordinator = 1u << 5,
  subordinator = 1u << 6,
  auxiliary = 1u << 7,
  finite = 1u << 8,  // of the auxiliaries
  modal = 1u << 9,
  negation = 1u << 10,
  adverb = 1u << 11,
  wh = 1u << 12,
  complementizer = 1u << 13,
  time = 1u << 14,
  month = 1u << 15,
  weekday = 1u << 16,
  hedge = 1u << 17,
  setting = 1u << 18,  // where something is said: "interview", "statement"
  relative = 1u << 19,
  clitic = 1u << 20,
};
}  // namespace word_class

namespace verb_form {
enum : std::uint16_t { base = 1, third = 2, past = 4, participle = 8, gerund = 16 };
}  // namespace verb_form

enum class CueKind : std::uint8_t { verb, noun, adjective };

struct Cue {
  std::string lemma;
  CueKind kind = CueKind::verb;
  std::string group;                   // the verb's class: "say", "demand" …; "noun", "adjective"
  std::vector<std::string> followers;  // of nouns and adjectives: what may follow
};

struct WordInfo {
  std::string_view folded;  // the lexicon's own, valid as long as it; empty for an unknown word
  std::uint32_t classes = 0;
  std::uint16_t forms = 0;  // of a verb, whether or not it can be a cue
  std::int16_t verb = -1;   // indices of cues
  std::int16_t noun = -1;
  std::int16_t adjective = -1;

  bool is(std::uint32_t wanted) const { return (classes & wanted) != 0; }
  bool form(std::uint16_t wanted) const { return (forms & wanted) != 0; }
};

class Lexicon {
 public:
  Lexicon();

  // What is known of a folded word; nothing for an unknown one, but for the forms that its ending tells ("-ed", "-ly").
  WordInfo info(std::string_view folded) const;

  const Cue& cue(std::int16_t index) const { return cues_[static_cast<std::size_t>(index)]; }

  // How often (0–1) this word was a cue among the places where it stood with that pattern ("that", "to", "for" …); for
  // a word or pattern seldom seen, drawn towards what is usual in its class, and that towards what is usual for the
  // pattern.
  double chance(std::int16_t cue, std::string_view pattern) const;

  // By how much (in log odds) the kind of the source and the mood of the verb group make such a cue more likely than
  // others of its class.
  double source_evidence(std::int16_t cue, std::string_view source_kind) const;
  double mood_evidence(std::int16_t cue, std::string_view mood) const;

  // Whether the folded noun (singular or plural) is a thing that tells: "report", "poll".
  bool tells(std::string_view noun) const { return documents_.contains(noun); }

 private:
  struct Count {
    double cue = 0;
    double seen = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  using Counts = std::unordered_map<std::string, Count, Hash, std::equal_to<>>;

  WordInfo& at(std::string_view word);
  std::int16_t add_cue(Cue cue);
  void read_grammar();
  void read_cues();
  void read_weights();
  double evidence(std::int16_t cue, std::string_view feature, std::string_view value) const;

  text::WordTable<WordInfo> words_;
  std::vector<Cue> cues_;
  std::vector<text::WordTable<double>> chances_;  // by cue, then by pattern
  std::vector<double> usual_;                     // by cue: where its pattern was never seen
  Counts evidence_;                               // by class, kind of feature and feature; "cue" holds log odds
  std::unordered_set<std::string, Hash, std::equal_to<>> documents_;
};

}  // namespace entente::read

// Noun phrases, verb groups and clauses, found by the classes of the words around a place: no parse, a few words are
// looked at each time, so that any question costs O(longest phrase).
#pragma once

#include "read/analysis.h"

namespace entente::read {

// A verb with what belongs to it: "has repeatedly been asked".
struct VerbGroup {
  Range words;
  std::uint32_t head = 0;
  bool passive = false;
  bool infinitive = false;  // "to say"
  bool finite = false;      // has a subject of its own
  bool gerund = false;
};

// The subject of a verb group.
struct Subject {
  Range words;
  bool shared = false;  // none of its own: the sentence's subject does ("… but refused to …", "…, adding that …")
};

class Phrases {
 public:
  explicit Phrases(const Analysis& analysis) : analysis_(analysis) {}

  // Whether the word can be part of a noun phrase's core: a noun, a name, an adjective, a number.
  bool is_nominal(std::uint32_t word) const;

  // The noun phrase that ends before `end` and does not reach below `floor`; empty where there is none.
  Range noun_phrase_before(std::uint32_t end, std::uint32_t floor) const;

  // The noun phrase that starts at `start`, up to `ceiling`: determiners, adjectives, nouns, "of …", and, where `wide`,
  // the other prepositional phrases that hang on it.
  Range noun_phrase_at(std::uint32_t start, std::uint32_t ceiling, bool wide) const;

  // Whether a clause with a finite verb of its own starts at `start`.
  bool clause_at(std::uint32_t start, std::uint32_t ceiling) const;

  // Whether the word stands as a verb where it is.
  bool is_verb(std::uint32_t word) const;

  VerbGroup verb_group(std::uint32_t head) const;
  Subject subject_of(const VerbGroup& group) const;

  // Past adverbs, times ("on Monday", "late last week") and settings ("in an interview with …") that follow a cue.
  std::uint32_t past_adverbs(std::uint32_t at, std::uint32_t ceiling) const;
  std::uint32_t past_time(std::uint32_t at, std::uint32_t ceiling) const;
  std::uint32_t past_setting(std::uint32_t at, std::uint32_t ceiling) const;

  // The first noun phrase with a verb in the sentence: what a participle or a second verb shares.
  Range main_subject(const Sentence& sentence) const;

 private:
  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  bool is_adjectival_participle(std::uint32_t word) const;
  Range apposed_subject(std::uint32_t comma, std::uint32_t floor) const;

  const Analysis& analysis_;
};

}  // namespace entente::read

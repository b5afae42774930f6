// The clauses of a sentence in which somebody takes a stance: who, beside whom, with which verb, on what.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/position.h"
#include "frame/lexicon.h"
#include "text/text.h"

namespace entente::frame {

// A word or a sign of a sentence, folded, with what the lexicon knows of it.
struct Word {
  Span span;
  std::string_view text;
  std::string folded;
  const WordEntry* entry = nullptr;
  text::TokenKind kind = text::TokenKind::other;
  text::Shape shape = text::Shape::none;
  bool space_before = false;

  bool is(std::uint64_t classes) const { return entry != nullptr && (entry->classes & classes) != 0; }
  bool is(std::string_view word) const { return folded == word; }
  bool upper() const {
    return shape == text::Shape::capital || shape == text::Shape::upper || shape == text::Shape::mixed;
  }
  bool is_word() const { return kind == text::TokenKind::word; }
};

// Words [first, last) of a sentence.
struct Range {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool empty() const { return last <= first; }
  std::uint32_t size() const { return empty() ? 0 : last - first; }
};

// One who speaks: a party, or somebody who may speak for one.
struct Speaker {
  std::string name;
  std::string behalf;     // the group spoken for
  bool resolved = true;   // false: a name that may yet belong to a party
  bool person = false;    // a person or body of a report, not a delegation of a bulletin
  bool office = false;    // named by an office: "Chair", "President Dery"
  bool nameless = false;  // by the office alone: "the Prime Minister"
  friend bool operator==(const Speaker& a, const Speaker& b) { return a.name == b.name && a.behalf == b.behalf; }
};

// "X, Y and Z, for the W Group": a list of speakers. `vague` where unnamed ones are among them ("and others").
struct Group {
  std::vector<Speaker> speakers;
  bool vague = false;
  bool pronoun = false;           // "she": the speaker of the sentence before
  bool first_person = false;      // "we": whoever is quoted
  bool bare_last = false;         // the last member was joined by a comma alone
  std::uint32_t last_member = 0;  // its first word
  std::uint32_t before_last = 0;  // the word after the member before it
  Range words;
};

// "with X", "supported by Y and Z", "opposed by W".
struct Side {
  RelationKind kind = RelationKind::support;  // agreement, support or opposition
  Group group;
};

struct Predicate {
  std::uint32_t verb = 0;  // into Lexicon::verbs
  VerbForm form = VerbForm::past;
  bool negated = false;
  bool absolute = false;   // "firmly", "never"
  bool softened = false;   // "would", "might"
  bool intention = false;  // "will", "will not" with a verb that the lexicon does not know
  bool offer = false;      // of these, one on conditions: "would release them only once …"
  Range words;
  Range complement;
  std::vector<Side> sides;  // who sides on this predicate alone
};

struct Clause {
  Group subject;
  std::vector<Side> sides;  // on all predicates
  std::vector<Predicate> predicates;
  bool contrast = false;  // "while", "but": against the clause before
  bool beside = false;    // "with X warning": beside the clause before
  bool nested = false;    // told within the complement of the clause before: "said that X opposed Y"
  bool passive = false;   // "was opposed by X": the thing stands before the verb
  Range words;
};

// Names in the sentence that are in no list: a person or body that the reader found, already resolved as far as may be.
struct KnownName {
  Span span;
  Speaker speaker;
};

// Words of a sentence. O(n).
std::vector<Word> words_of(std::string_view text, Span sentence, const Lexicon& lexicon);

// The clauses of a sentence in the order of the text. `names` are those that lie within the sentence, in order.
// O(n) but for a constant factor that the longest phrase of the lexicon bounds.
std::vector<Clause> clauses_of(const std::vector<Word>& words, const Lexicon& lexicon,
                               const std::vector<KnownName>& names);

// A list of speakers that starts at word `at`; empty words where there is none.
Group group_at(const std::vector<Word>& words, std::uint32_t at, const Lexicon& lexicon,
               const std::vector<KnownName>& names);

// The end of a phrase whose parts follow `at`, or 0 where they do not.
std::uint32_t match_parts(const std::vector<Word>& words, std::uint32_t at, const std::vector<PhrasePart>& parts,
                          std::size_t from = 0);

}  // namespace entente::frame

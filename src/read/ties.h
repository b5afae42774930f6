// Whom the text itself ties a name to: "Foreign Minister Mara Vell of Norvia", "the Dock Workers' Union's president",
// "a spokesman for the ministry", "Vell, who leads the Norvian delegation", "his office".
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "read/names.h"
#include "read/phrases.h"

namespace entente::read {

// Whether a participle before "by" says who passed somebody's word on ("quoted by"), and nothing of whose it is.
bool passes_on(std::string_view word);

// Somebody or something that a phrase or a pronoun refers to.
struct Referent {
  std::uint32_t entity = no_index;
  std::string name;
  std::string party;
  std::uint32_t sentence = no_index;  // where it is named, of a body or state
};

class Ties {
 public:
  // Ties persons, bodies, roles and seats of government of the whole document: fills the parties of `names` that are
  // still empty. O(mentions), each with a look at its own sentence, and for a definite description without an owner
  // ("the union") at the words before it.
  Ties(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer, const NameHeads& heads);

  // For whom the one that a phrase describes speaks; empty where the text does not tell.
  std::string party_of(Range phrase) const { return party_of(phrase, Itself::body, 0); }

  // The phrase as a name: what its pronouns and short names stand for written out, without titles before names.
  std::string described(Range phrase, unsigned depth = 0) const;

  // The person that a pronoun of that gender at `word` means, named before it; `last_speaker` is a little likelier.
  // `excluded` is none of it.
  std::uint32_t person_before(std::uint32_t word, text::Gender gender, std::uint32_t last_speaker,
                              std::uint32_t excluded = no_index) const;

  // Whom a possessive or personal pronoun of the third person means.
  Referent antecedent(std::uint32_t pronoun, std::uint32_t last_speaker = no_index, std::uint32_t excluded = no_index,
                      unsigned depth = 0) const;

  // The persons under whose names the text at `word` stands: those of the last line "By …" before it. O(paragraphs).
  std::vector<std::uint32_t> authors_at(std::uint32_t word) const;

  // Whom an interview with printed answers asks: the one named as speaking to somebody, else the first person named,
  // before `word`; no_index where there is none.
  std::uint32_t interviewed(std::uint32_t word) const;

  // Who says "we" at a word outside quotation marks: the person under whose name and a colon its paragraph stands, or
  // who is interviewed, where it is an answer ("A: …"); no_index elsewhere.
  std::uint32_t voice_of(std::uint32_t word) const;

  // The person whom an apposition names right behind a phrase that only describes ("its leader, Una Falk,"); no_index.
  std::uint32_t apposed_person(Range phrase) const;

  // The same within the phrase: "foreign minister, Mara Vell".
  std::uint32_t apposed_within(Range phrase) const;

  // Who of the document holds that role: the one named last before `word`, else the first named behind it; no_index
  // where nobody does.
  std::uint32_t bearer_of(const NameMention& role, std::uint32_t word) const;

  // The body, state or thing that an apposition names right behind a phrase that describes one ("its ally, the Reds,",
  // "two funds, Corbel"), where `core` ends before the comma; null where there is none.
  const NameMention* apposed_thing(Range core, std::uint32_t head) const;

  // The body that is no state's named last before a word, at most eight sentences back, which that noun may mean ("the
  // group"; a company only by such a noun); null where there is none.
  const NameMention* body_before(std::uint32_t word, std::string_view noun = {}) const;

  // Whether a state of the document has that party. O(entities).
  bool is_state_party(const std::string& party) const;

  // Of the two states that the article at a word names, the one that has not this party; empty where it names more.
  std::string other_of_two(const std::string& party, std::uint32_t word) const;

  // Whether whom a phrase describes holds that office no more ("a retired general").
  bool is_past(Range phrase) const;

  // For whom a thing with a name speaks: itself, where no more is known of it; empty for persons and events.
  std::string speaks_for(const NameMention& mention) const;

  // An earlier phrase with the same last word and more to it than this one ("the union" … "the ferry crews' union");
  // empty where there is none.
  Range fuller_before(Range phrase) const;

  // The mentions that lie within a range, as [first, last) indices.
  Range mentions_in(Range words) const;

  // The words of the article that a word stands in: of the whole document, where it is no digest. O(log articles).
  Range article_of(std::uint32_t word) const;

  // The mentions before a word within its article, as [first, last) indices.
  Range mentions_before(std::uint32_t word) const;

  // The mention that covers a word; of a role and a person, the person. Null where there is none.
  const NameMention* mention_at(std::uint32_t word) const;

  // Whether a phrase says who somebody is: by a role, a relation, or as staff.
  bool describes_person(Range phrase) const;

  // The last word of the phrase's core, before its complements; `no_index` for an empty phrase.
  std::uint32_t head_of(Range phrase) const;

  // The phrase up to its first complement: a preposition, comma or relative that no name holds.
  Range core_of(Range phrase) const;

  // Without the article before it and the signs behind it.
  Range stripped(Range phrase) const;

 private:
  static constexpr unsigned deepest = 5;  // owners of owners that are followed

  // Whether a phrase that names no party may be one itself: no, where it names a body, or whatever it is ("the
  // downstream farmers", for whom a lawyer speaks).
  enum class Itself : std::uint8_t { no, body, anybody };

  std::string party_of(Range phrase, Itself itself, unsigned depth) const;
  // What a complement tells; certain where it is a name.
  struct Complement {
    std::string party;
    bool certain = false;
  };
  Complement party_of_complement(Range phrase, std::uint32_t head, unsigned depth) const;
  std::uint32_t owned_part(Range core, std::uint32_t head) const;
  std::string party_of_owner(Range core, std::uint32_t owned, Itself itself, unsigned depth) const;
  std::string party_of_modifier(Range core, std::uint32_t head, Itself itself) const;
  std::string state_around(std::uint32_t word) const;
  std::string party_nearby(std::uint32_t word) const;
  std::string place_in_front(std::uint32_t word) const;
  std::string first_office_in(std::uint32_t first, std::uint32_t last) const;
  std::string document_before(std::uint32_t word) const;
  std::string noun_before_title(std::uint32_t person) const;
  std::string described_body_before(std::uint32_t word) const;
  std::string state_that_owns(Range core, std::uint32_t head) const;
  std::string two_states(Range phrase) const;
  std::string state_among(Range words, bool adjectives_only) const;
  std::string organisation_among(Range words) const;
  text::TitleKind kind_of_title(const std::string& title) const;
  std::string state_that_ends(std::string_view name) const;
  const NameMention* called(const std::string& folded) const;
  const NameMention* band_around(std::uint32_t word) const;
  const NameMention* body_called(std::string_view word, std::uint32_t near) const;
  std::string state_of_office(std::uint32_t word) const;
  bool relates_last(std::string_view title, std::uint32_t wanted) const;
  bool stands_apart(Range words) const;
  bool holds_office(const NameMention& role) const;

  // One article of a digest, or all of the document.
  struct Article {
    Range words;
    std::string home_state;                            // of which it speaks most, by far; empty where there is none
    std::unordered_set<std::string> states_spoken_of;  // parties of the states that are named more than once
    std::unordered_set<std::string> states;            // of all states that are named
  };
  void note_articles();
  std::size_t article_number(std::uint32_t word) const;
  void note_home_states();
  const std::string& home_state(std::uint32_t word) const;
  std::string home_or_other(std::uint32_t word) const;

  void note_bodies();
  std::string only_party_around(std::uint32_t word, bool bodies, std::uint32_t back = 0) const;
  bool is_state(const NameMention& mention) const;
  bool written_before(std::string_view full, Range mention, Range phrase) const;
  bool has_owner(std::uint32_t head) const;
  Range phrase_at(std::uint32_t start, std::uint32_t ceiling, bool wide) const;
  Range role_phrase(const NameMention& role) const;
  bool stands_behind_preposition(std::uint32_t word) const;
  bool opens_clause(std::uint32_t word) const;
  bool fits_in_sentence(const NameMention& role, bool male) const;
  const NameMention* unnamed_role_before(std::uint32_t pronoun) const;

  void note_subjects();
  void note_only_actor(const Article& article);
  void tie_bodies();
  void tie_seats();
  std::string owner_of_seat(Range phrase) const;
  void tie_roles();
  void tie_person(const NameMention& mention);
  void tie_holders();
  void tie_to_state_around();
  void tie_to_office_before();
  const NameMention* office_before(std::uint32_t mention) const;
  const NameMention* office_behind(std::uint32_t mention, bool opens) const;
  bool is_definite(std::uint32_t word) const;

  // What stands beside a person's name, place by place (ties_persons.cc): empty optional where the place tells nothing,
  // an empty party where it says who the person is and that he or she speaks for nobody.
  using Told = std::optional<std::string>;
  struct Beside {
    Range sentence;
    Range name;
    Range front;  // the words of the noun phrase before the name
  };
  Beside beside(const NameMention& mention) const;
  std::string party_beside(const NameMention& mention) const;
  Told told_before(const Beside& here) const;
  Told told_in_place(const Beside& here) const;
  Told told_behind(const Beside& here) const;
  Told told_in_brackets(const Beside& here) const;
  Told told_by_verb(const Beside& here) const;
  Told told_before_comma(const Beside& here) const;
  Told told_after_comma(const Beside& here) const;
  Told told_by_apposition(const Beside& here, std::uint32_t comma, std::uint32_t& end) const;
  Told told_by_clause(std::uint32_t who, std::uint32_t ceiling) const;
  bool introduces(Range phrase) const;

  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  std::string folded(std::uint32_t i) const { return text::fold(analysis_.text_of(i)); }
  bool relates(std::uint32_t i, std::uint32_t wanted) const { return heads_.relates(folded(i), wanted); }

  const Analysis& analysis_;
  Names& names_;
  const text::Gazetteer& gazetteer_;
  const NameHeads& heads_;
  Phrases phrases_;
  std::vector<Article> articles_;                                       // in order, at least one; no gaps between
  std::unordered_map<std::string, std::vector<std::uint32_t>> bodies_;  // folded last word -> mentions, in order
  std::unordered_map<std::string, std::uint32_t> single_;               // folded single name of a thing -> a mention
  std::unordered_map<std::string, std::string> states_;                 // name -> party
  bool shy_ = false;                                                    // whether "their" is left for later
  std::vector<bool> subject_mention_;  // by mention: whether a verb follows it, as after a subject
};

}  // namespace entente::read

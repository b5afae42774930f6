// Who speaks: a draft's source resolved within its document, to a name as full as the document has it and to the party
// that it speaks for.
#pragma once

#include <string>

#include "read/names.h"
#include "read/statements.h"
#include "read/ties.h"

namespace entente::read {

struct Speaker {
  std::uint32_t entity = no_index;
  std::string name;
  std::string party;
  bool plural = false;
  std::uint32_t where = no_index;  // the first word of the source that named this speaker

  // Whether it was named before a word; true where that is not known.
  bool before(std::uint32_t word) const { return where == no_index || where < word; }
  bool known() const { return !name.empty(); }
};

class Speakers {
 public:
  Speakers(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer, const NameHeads& heads);

  // The speakers of all drafts, in their order. A person in a state's office whose state is not named beside it
  // ("President Orlen") speaks for the party of the statement that tells of it.
  std::vector<Speaker> of(const std::vector<Draft>& drafts);

  // Whom a phrase names, at its place: a name, a role, a pronoun, a description. O(mentions looked back at).
  Speaker of_phrase(Range phrase, const Speaker* enclosing);

  // The same of those whom a speaker addresses: a pronoun does not mean the speaker.
  Speaker of_addressee(Range phrase, const Speaker& speaker);

  // Who holds a role that is told with "the" and without a name; no_index where nobody of the document does.
  std::uint32_t bearer_of(const NameMention& role) const;

  // Whose word a source is that was "quoted by" it.
  Range quoted_by(Range source) const;

  // The mentions that lie within a range, as [first, last) indices.
  Range mentions_in(Range words) const { return ties_.mentions_in(words); }
  const Names& names() const { return names_; }

  // Whether a phrase says who somebody is ("an aide", "two people in the room"), and not what something is.
  bool describes_person(Range phrase) const { return ties_.describes_person(phrase); }

 private:
  bool is_across(Range phrase) const;
  std::uint32_t named_before_colon(const Draft& draft) const;
  Speaker group_before(std::uint32_t word) const;
  bool names_person(Range phrase) const;
  Speaker of_pronoun(std::uint32_t word, const Speaker* enclosing);
  Speaker of_authors(std::uint32_t word) const;
  Speaker of_entity(std::uint32_t entity, Range phrase) const;
  Speaker of_role(const NameMention& role, Range phrase);
  Speaker of_description(Range phrase) const;
  Speaker of_two(Range phrase) const;
  Speaker of_two_things(Range phrase) const;
  Speaker of_listed(Range phrase) const;
  Speaker of_member(Range phrase) const;
  Speaker of_apposed(Range phrase) const;
  Speaker of_persons(const NameMention& person, Range phrase) const;
  // Those who spoke last are of the same article of a digest.
  void enter_article(std::uint32_t word);
  std::uint32_t start_of(const NameMention& person) const;
  Range named_part(Range phrase) const;
  std::string phrase_name(Range phrase) const;

  const Analysis& analysis_;
  Names& names_;
  const NameHeads& heads_;
  Phrases phrases_;
  Ties ties_;
  std::uint32_t article_ = 0;              // where the article of a digest begins that is read
  std::uint32_t last_speaker_ = no_index;  // the entity that spoke last
  Speaker last_;                           // the last that spoke, told in nobody's words
  Speaker last_body_;                      // the last country or body that spoke
  Speaker last_plural_;
  Speaker last_described_;             // the last speaker without a name
  std::uint32_t excluded_ = no_index;  // whom no pronoun means
};

}  // namespace entente::read

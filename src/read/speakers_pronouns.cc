// Whom a pronoun in a source means: whoever speaks around it, the person or body that fits best, the authors.
#include "read/speakers.h"

namespace entente::read {
namespace {

using text::Gender;
using text::TokenKind;
namespace wc = word_class;

}  // namespace

// "We declare …" under "by Mara Vell and Idris Orlen".
Speaker Speakers::of_authors(std::uint32_t word) const {
  Speaker speaker;
  for (const std::uint32_t author : ties_.authors_at(word)) {
    const NamedEntity& entity = names_.entities[author];
    if (speaker.name.empty()) {
      speaker = {author, entity.name, entity.party, false};
    } else if (author != speaker.entity) {
      speaker.entity = no_index;
      speaker.plural = true;
      speaker.name += " and " + entity.name;
      if (speaker.party.empty()) {
        speaker.party = entity.party;
      } else if (!entity.party.empty() && entity.party != speaker.party) {
        speaker.party += " and " + entity.party;
      }
    }
  }
  if (speaker.name.empty()) speaker.name = analysis_.document->author;
  return speaker;
}

bool Speakers::names_person(Range phrase) const {
  const Range inside = mentions_in(phrase);
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    if (names_.mentions[m].kind == MentionKind::person || names_.mentions[m].kind == MentionKind::role) return true;
  }
  return !phrase.empty() && ties_.describes_person(phrase);
}

Speaker Speakers::of_pronoun(std::uint32_t word, const Speaker* enclosing) {
  const Word& pronoun = analysis_.words[word];
  if (pronoun.is_one_of({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})) {
    if (enclosing != nullptr) return *enclosing;
    if (const std::uint32_t voice = ties_.voice_of(word); voice != no_index) return of_entity(voice, {word, word + 1});
    const std::uint32_t quotation = pronoun.quotation;
    const bool spoken = quotation != no_index && analysis_.quotations[quotation].speech;
    return spoken ? Speaker{} : of_authors(word);
  }
  const bool male = pronoun.is_one_of({"he", "him", "his", "himself"});
  const bool female = pronoun.is_one_of({"she", "her", "herself"});
  if (male || female) {
    const Gender gender = male ? Gender::male : Gender::female;
    const bool fits = enclosing != nullptr && enclosing->entity != no_index &&
                      names_.entities[enclosing->entity].kind == MentionKind::person &&
                      enclosing->entity != excluded_ && enclosing->before(word) &&
                      (names_.entities[enclosing->entity].gender == gender ||
                       names_.entities[enclosing->entity].gender == Gender::unknown);
    if (fits) return *enclosing;
    const Referent meant = ties_.antecedent(word, last_speaker_, excluded_);
    if (meant.entity == no_index) return {no_index, meant.name, meant.party, false};
    if (names_.entities[meant.entity].gender == Gender::unknown) names_.entities[meant.entity].gender = gender;
    return of_entity(meant.entity, {word, word + 1});
  }
  if (pronoun.is_one_of({"they", "them", "their", "themselves"})) return last_plural_;
  if (pronoun.is_one_of({"it", "its", "itself"})) {
    // The body of the same sentence before it, else the one that spoke last.
    const Range sentence = analysis_.sentence_of(word).words;
    const bool within = word > sentence.first + 2 && pronoun.quotation == no_index &&
                        analysis_.words[word - 1].token.kind != TokenKind::comma;
    if (within) {
      const Referent meant = ties_.antecedent(word);
      if (!meant.name.empty() && meant.sentence == analysis_.words[word].sentence)
        return {meant.entity, meant.name, meant.party, false};
    }
    if (last_body_.known()) return last_body_;
    const Referent meant = ties_.antecedent(word);
    return {meant.entity, meant.name, meant.party, false};
  }
  if (pronoun.is(wc::relative)) {
    const Range sentence = analysis_.sentence_of(word).words;
    std::uint32_t end = word;
    if (end > sentence.first && analysis_.words[end - 1].token.kind == TokenKind::comma) --end;
    const Range antecedent = phrases_.noun_phrase_before(end, sentence.first);
    Range named = antecedent;
    if (named.size() > 2 && analysis_.words[named.first].is("according")) named.first += 2;
    if (pronoun.is("who") && end < word && !names_person(named)) {
      // "Mara Vell, mayor of Lisk and no relation, who said …"
      const Range before = mentions_in({sentence.first, end});
      for (std::uint32_t m = before.last; m > before.first; --m) {
        const NameMention& mention = names_.mentions[m - 1];
        if (mention.kind == MentionKind::person) return of_entity(mention.entity, mention.words);
      }
    }
    if (!named.empty()) return of_phrase(named, enclosing);
  }
  return {};
}

}  // namespace entente::read

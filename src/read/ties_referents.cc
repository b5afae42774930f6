// Whom a pronoun, an office or a description means: weights, not proofs; each is small beside a sentence of distance,
// so that the order of the text decides first.
#include <algorithm>

#include "read/ties.h"

namespace entente::read {
namespace {

using text::Gender;
using text::TokenKind;
namespace wc = word_class;

constexpr std::uint32_t farthest_sentences = 12;

}  // namespace

std::uint32_t Ties::person_before(std::uint32_t word, Gender gender, std::uint32_t last_speaker,
                                  std::uint32_t excluded) const {
  const std::uint32_t here = at(word).sentence;
  const Range before = mentions_before(word);
  double best = -1e9;
  std::uint32_t chosen = no_index;
  std::uint32_t looked = 0;
  for (std::uint32_t m = before.last; m > before.first && looked < 60; --m, ++looked) {
    const NameMention& mention = names_.mentions[m - 1];
    const std::uint32_t sentence = at(mention.words.first).sentence;
    if (here - sentence > farthest_sentences) break;
    const bool unlisted_name = mention.kind == MentionKind::other && mention.entity != no_index && !mention.adjective &&
                               !names_.entities[mention.entity].listed && !names_.entities[mention.entity].state;
    if ((mention.kind != MentionKind::person && !unlisted_name) || mention.entity == excluded) continue;
    const Gender known = names_.entities[mention.entity].gender;
    if (known != Gender::unknown && known != gender) continue;
    double score = -2.0 * (here - sentence);
    if (unlisted_name) score -= 2.5;
    if (subject_mention_[m - 1]) score += 1.4;
    if (mention.words.first <= analysis_.sentences[sentence].words.first + 4) score += 0.6;
    if (sentence == here && stands_behind_preposition(mention.words.first)) score -= 2.5;
    if (mention.entity == last_speaker) score += 1.0;
    if (known == gender) score += 0.8;
    if (mention.words.last < analysis_.words.size() && at(mention.words.last).token.kind == TokenKind::clitic)
      score -= 0.8;
    if (score > best) {
      best = score;
      chosen = mention.entity;
    }
  }
  return chosen;
}

// "In talks with Mara Vell, he": whom the one that is spoken of met, or heard from.
bool Ties::stands_behind_preposition(std::uint32_t word) const {
  const std::uint32_t floor = analysis_.sentence_of(word).words.first;
  std::uint32_t k = word;
  while (k > floor && word - k < 5) {
    const Word& before = at(k - 1);
    if (before.is_one_of({"with", "to", "from", "against", "by", "for"})) return true;
    const NameMention* title = mention_at(k - 1);
    const bool titled = title != nullptr && title->kind == MentionKind::role;
    const bool modifier = before.token.starts_upper() && title != nullptr && title->kind != MentionKind::person;
    if (!titled && !modifier && !before.is(wc::determiner)) return false;
    --k;
  }
  return false;
}

// "In Vell, an official …": behind a comma, with an article before it.
bool Ties::opens_clause(std::uint32_t word) const {
  const std::uint32_t floor = analysis_.sentence_of(word).words.first;
  for (std::uint32_t k = word; k > floor + 1 && word - k < 4; --k) {
    if (at(k - 1).is("that") || at(k - 1).is(wc::relative))
      return false;  // "…, an idea that Norvia's mediator favours"
    if (at(k - 1).is_one_of({"a", "an", "the"})) return at(k - 2).token.kind == TokenKind::comma;
  }
  return false;
}

// "The president thanked him but said she would not": what a pronoun further on in its sentence says of an office.
bool Ties::fits_in_sentence(const NameMention& role, bool male) const {
  if (role.gender != Gender::unknown) return true;
  const Range sentence = analysis_.sentence_of(role.words.first).words;
  for (std::uint32_t k = role.words.last; k < sentence.last && k < role.words.last + 12; ++k) {
    if (at(k).is("he")) return male;
    if (at(k).is("she")) return !male;
  }
  return true;
}

std::uint32_t Ties::bearer_of(const NameMention& role, std::uint32_t word) const {
  if (role.plural) return no_index;
  const std::string wanted = " " + role.title;
  const auto holds = [&](const NameMention& mention) {
    if (mention.kind != MentionKind::person) return false;
    const NamedEntity& entity = names_.entities[mention.entity];
    if (role.gender != Gender::unknown && entity.gender != Gender::unknown && entity.gender != role.gender)
      return false;
    if (!role.party.empty() && !entity.party.empty() && role.party != entity.party) return false;
    return std::any_of(entity.titles.begin(), entity.titles.end(), [&](const std::string& title) {
      // "the minister" may be the foreign minister, but not the deputy minister.
      return title == role.title ||
             (title.ends_with(wanted) && !heads_.relates(title.substr(0, title.find(' ')), relation::under));
    });
  };
  const Range before = mentions_before(word);
  for (std::uint32_t m = before.last; m > before.first && before.last - m <= 200; --m) {
    if (holds(names_.mentions[m - 1])) return names_.mentions[m - 1].entity;
  }
  const Range article = article_of(word);
  const std::uint32_t end = mentions_in(article).last;
  if (word - article.first > 60) return no_index;  // only what opens a report is told before it is named
  for (std::uint32_t m = before.last; m < end && m < before.last + 40; ++m) {
    if (holds(names_.mentions[m])) return names_.mentions[m].entity;
  }
  return no_index;
}

// An office without a name that a pronoun may mean: the subject of this sentence or the last one, where no person is
// named between ("Norvia's president …; his office …").
const NameMention* Ties::unnamed_role_before(std::uint32_t pronoun) const {
  const Range before = mentions_before(pronoun);
  for (std::uint32_t m = before.last; m > before.first; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    const std::uint32_t sentence = at(mention.words.first).sentence;
    if (sentence + 1 < at(pronoun).sentence) return nullptr;
    if (analysis_.sentences[sentence].paragraph != analysis_.sentence_of(pronoun).paragraph) return nullptr;
    const Range words = analysis_.sentences[sentence].words;
    const bool possessor = mention.words.last < words.last && at(mention.words.last).token.kind == TokenKind::clitic;
    if (mention.kind == MentionKind::person) {
      if (possessor) continue;
      return nullptr;
    }
    if (mention.kind != MentionKind::role || mention.plural || possessor) continue;
    // What somebody says is not meant by a pronoun outside.
    if (at(mention.words.first).quotation != no_index && at(pronoun).quotation == no_index) continue;
    const bool opens = mention.words.first <= words.first + 6 || opens_clause(mention.words.first);
    if (!opens) continue;
    if (!fits_in_sentence(mention, at(pronoun).is_one_of({"he", "him", "his", "himself"}))) continue;
    if (words.contains(pronoun) && stands_behind_preposition(mention.words.first)) continue;
    if (mention.words.last < words.last) {
      const NameMention* next = mention_at(mention.words.last);
      if (next != nullptr && next->kind == MentionKind::person) continue;
      if (at(mention.words.last).token.kind == TokenKind::comma) continue;  // a name may follow
    }
    if (bearer_of(mention, mention.words.first) != no_index) return nullptr;
    return &mention;
  }
  return nullptr;
}

// A noun phrase that ends before the verb of its clause.
Range Ties::phrase_at(std::uint32_t start, std::uint32_t ceiling, bool wide) const {
  Range phrase = phrases_.noun_phrase_at(start, ceiling, wide);
  for (std::uint32_t k = phrase.first + 1; k < phrase.last; ++k) {
    if (at(k).info.forms != 0 && at(k).token.shape == text::Shape::lower && at(k - 1).is_word() && phrases_.is_verb(k))
      phrase.last = k;
  }
  return phrase;
}

std::uint32_t Ties::interviewed(std::uint32_t word) const {
  const Range before = mentions_before(word);
  std::uint32_t first = no_index;
  for (std::uint32_t m = before.first; m < before.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.kind != MentionKind::person) continue;
    if (at(analysis_.paragraph_of(mention.words.first).words.first).is("by")) continue;
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    const bool after_preposition =
        mention.words.first > sentence.first && at(mention.words.first - 1).is(wc::preposition);
    if (!after_preposition) {
      first = mention.entity;
      break;
    }
  }
  return first;
}

std::uint32_t Ties::voice_of(std::uint32_t word) const {
  const Range paragraph = analysis_.paragraph_of(word).words;
  const std::string_view opening = analysis_.text_of(paragraph.first);
  const auto is_label_end = [&](std::uint32_t k) {
    return k < word && k < paragraph.last && at(k).token.kind == TokenKind::colon;
  };
  if (opening.starts_with("A") && opening.size() <= 2 &&
      (opening.size() == 2 || is_label_end(paragraph.first + 1) ||
       at(paragraph.first + 1).token.kind == TokenKind::stop))
    return interviewed(word);
  for (std::uint32_t k = paragraph.first + 1; k < paragraph.first + 6 && k < word; ++k) {
    if (!is_label_end(k)) continue;
    const NameMention* name = mention_at(k - 1);
    return name != nullptr && name->kind == MentionKind::person ? name->entity : no_index;
  }
  return no_index;
}

Range Ties::role_phrase(const NameMention& role) const {
  const Range sentence = analysis_.sentence_of(role.words.first).words;
  Range whole = phrases_.noun_phrase_before(role.words.last, sentence.first);
  if (whole.empty()) whole = role.words;
  for (std::uint32_t j = whole.first; j < role.words.first; ++j) {
    if ((at(j).is(wc::preposition) && !phrases_.is_nominal(j)) || at(j).is(wc::coordinator)) whole.first = j + 1;
  }
  const Range right = phrase_at(role.words.first, sentence.last, true);
  if (core_of(right).last == role.words.last) whole.last = std::max(whole.last, right.last);
  return whole;
}

std::vector<std::uint32_t> Ties::authors_at(std::uint32_t word) const {
  std::vector<std::uint32_t> authors;
  const std::uint32_t start = article_of(word).first;
  for (std::size_t p = analysis_.sentence_of(word).paragraph + 1u; p > 0; --p) {
    const Range words = analysis_.paragraphs[p - 1].words;
    if (words.last <= start) break;
    if (words.size() < 2 || words.size() > 40 || !at(words.first).is("by")) continue;
    if (at(words.last - 1).token.kind == TokenKind::stop && words.size() > 8) continue;
    const Range inside = mentions_in(words);
    for (std::uint32_t m = inside.first; m < inside.last; ++m) {
      const NameMention& mention = names_.mentions[m];
      if (mention.kind == MentionKind::person) authors.push_back(mention.entity);
    }
    if (!authors.empty()) return authors;
  }
  return authors;
}

std::uint32_t Ties::apposed_person(Range phrase) const {
  const Range sentence = analysis_.sentence_of(phrase.first).words;
  std::uint32_t i = phrase.last;
  if (i + 1 >= sentence.last || at(i).token.kind != TokenKind::comma || !describes_person(phrase)) return no_index;
  for (++i; i < sentence.last && i < phrase.last + 7; ++i) {
    const NameMention* mention = mention_at(i);
    if (mention == nullptr && !at(i).is(wc::determiner) && at(i).info.classes != 0) return no_index;
    if (mention == nullptr || mention->kind == MentionKind::role) continue;
    if (mention->kind != MentionKind::person) return no_index;
    const bool closes = mention->words.last >= sentence.last || !at(mention->words.last).is_word();
    return closes && at(std::min(mention->words.last, sentence.last - 1)).token.kind != TokenKind::clitic
               ? mention->entity
               : no_index;
  }
  return no_index;
}

const NameMention* Ties::apposed_thing(Range core, std::uint32_t head) const {
  if (core.empty() || at(head).token.starts_upper()) return nullptr;
  const Range sentence = analysis_.sentence_of(core.first).words;
  std::uint32_t i = core.last;
  if (i + 1 >= sentence.last || at(i).token.kind != TokenKind::comma) return nullptr;
  ++i;
  if (at(i).is(wc::determiner)) ++i;
  const NameMention* name = mention_at(i);
  if (name == nullptr || name->words.first != i || name->entity == no_index || name->adjective ||
      name->kind == MentionKind::person || name->kind == MentionKind::role)
    return nullptr;
  // It describes one thing, which is owned or the only one ("its ally", "the accord's guarantor"), and the name closes.
  const bool owned = owned_part(core, head) != 0 || at(core.first).is(wc::possessive | wc::determiner) ||
                     (core.first > sentence.first && at(core.first - 1).is_one_of({"a", "an", "the"}) &&
                      heads_.kind_of(folded(head)) == MentionKind::organisation);
  const bool closes =
      name->words.last >= sentence.last || !at(name->words.last).is_word() || phrases_.is_verb(name->words.last);
  const bool clitic = name->words.last < sentence.last && at(name->words.last).token.kind == TokenKind::clitic;
  return owned && closes && !clitic ? name : nullptr;
}

std::uint32_t Ties::apposed_within(Range phrase) const {
  const Range core = core_of(phrase);
  return core.empty() || core.last >= phrase.last ? no_index : apposed_person(core);
}

Referent Ties::antecedent(std::uint32_t pronoun, std::uint32_t last_speaker, std::uint32_t excluded,
                          unsigned depth) const {
  if (depth > deepest) return {};
  const Word& word = at(pronoun);
  const bool male = word.is_one_of({"he", "him", "his", "himself"});
  const bool female = word.is_one_of({"she", "her", "herself"});
  if (male || female) {
    const Gender gender = male ? Gender::male : Gender::female;
    if (const NameMention* role = unnamed_role_before(pronoun);
        role != nullptr && (role->gender == Gender::unknown || role->gender == gender)) {
      Range phrase = role_phrase(*role);
      phrase.last = std::min(phrase.last, pronoun);
      std::string party = party_of(phrase, Itself::body, depth + 1);
      return {no_index, described(stripped(phrase), depth + 1), party.empty() ? role->party : party, no_index};
    }
    const std::uint32_t person = person_before(pronoun, gender, last_speaker, excluded);
    if (person == no_index) return {};
    return {person, names_.entities[person].name, names_.entities[person].party, no_index};
  }
  const bool one = word.is_one_of({"it", "its", "itself"});
  if (!one && !word.is_one_of({"they", "them", "their", "themselves"})) return {};
  // The first state or body of this sentence before it, else of the last sentence; or a body without a name that
  // opens one of them.
  const std::uint32_t here = at(pronoun).sentence;
  for (std::uint32_t back = 0; back < 2 && back <= here; ++back) {
    const Range sentence = analysis_.sentences[here - back].words;
    const Range before = {sentence.first, std::min(sentence.last, pronoun)};
    if (before.empty()) continue;
    const Range opening = phrases_.noun_phrase_at(before.first, before.last, false);
    if (!opening.empty()) {
      const std::uint32_t head = head_of(opening);
      const std::string last = folded(head);
      const bool body = heads_.kind_of(last) == MentionKind::organisation;
      const bool capital = at(head).token.starts_upper() && (head != before.first || mention_at(head) != nullptr);
      const bool people = !one && last.size() > 3 && last.back() == 's' && !capital;
      if ((one && body) || people) {
        const Range core = core_of(stripped(opening));
        // "The foreign ministry in Norvia said …"
        const Range wide = phrase_at(before.first, before.last, true);
        std::string party = party_of(wide.last > opening.last ? wide : opening, Itself::body, depth + 1);
        return {no_index, described(core, depth + 1), std::move(party), here - back};
      }
    }
    const NameMention* chosen = nullptr;
    bool is_subject = false;
    const Range inside = mentions_in(before);
    for (std::uint32_t m = inside.first; m < inside.last; ++m) {
      const NameMention& mention = names_.mentions[m];
      if (mention.entity == no_index || mention.adjective || mention.kind == MentionKind::person) continue;
      const bool acts = (mention.kind == MentionKind::place || mention.kind == MentionKind::other) &&
                        subject_mention_[m] && mention.words.first <= sentence.first + 1;
      // What somebody says beside whom the pronoun stands is not meant.
      if (at(mention.words.first).quotation != no_index && word.quotation == no_index) continue;
      if (mention.kind != MentionKind::organisation && !is_state(mention) && !acts) continue;
      // The subject is meant before whatever only owns something or stands behind a preposition.
      if (chosen == nullptr) chosen = &mention;
      if (subject_mention_[m]) {
        chosen = &mention;
        // "The crews of the Sound will stop …": they do.
        std::uint32_t k = mention.words.first;
        if (k > sentence.first && at(k - 1).is(wc::determiner)) --k;
        is_subject = k == sentence.first || !at(k - 1).is("of");
        break;
      }
    }
    const auto chosen_one = [&]() -> Referent {
      const NamedEntity& entity = names_.entities[chosen->entity];
      return {chosen->entity, entity.name, speaks_for(*chosen), here - back};
    };
    if (is_subject) return chosen_one();
    // A body in small letters: "…, their union announced."
    for (std::uint32_t k = before.last; one && k > before.first + 1; --k) {
      const Word& body_word = at(k - 1);
      if (body_word.token.starts_upper() || !body_word.is_word()) continue;
      if (heads_.kind_of(folded(k - 1)) != MentionKind::organisation || phrases_.is_verb(k - 1)) continue;
      // "the church tower", and what somebody says whom the pronoun stands beside
      const bool modifies = k < before.last && at(k).is_word() && phrases_.is_nominal(k) && !phrases_.is_verb(k);
      if (modifies || at(k - 1).quotation != word.quotation) continue;
      // It is meant before a name that is no subject where it is one itself.
      if (chosen != nullptr && !(k < before.last && phrases_.is_verb(k))) continue;
      Range phrase = phrases_.noun_phrase_before(k, before.first);
      for (std::uint32_t j = phrase.first; j + 1 < k; ++j) {
        if (at(j).is(wc::preposition) && !phrases_.is_nominal(j)) phrase.first = j + 1;
      }
      if (phrase.empty() || !at(phrase.first).is(wc::determiner | wc::possessive)) continue;
      std::string party = party_of(phrase, Itself::body, depth + 1);
      return {no_index, described(stripped(phrase), depth + 1), std::move(party), here - back};
    }
    if (chosen != nullptr) return chosen_one();
  }
  return {};
}

}  // namespace entente::read

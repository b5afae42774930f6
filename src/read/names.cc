// Names, sentence by sentence, from left to right. At each word: the longest entry of the gazetteer, else a run of
// capitalised words. Modifiers ("Russian", "Kremlin") and titles ("foreign minister") are held until the name that they
// stand before, so that "Russian Foreign Minister Sergei Lavrov" gives a role and a person who speaks for Russia; roles
// that follow a name ("Sergei Lavrov, the Russian foreign minister,") are tied to it likewise. A capital at the start
// of a sentence tells nothing of a common word; nor do capitals in a headline that has them everywhere, so headlines
// come last.
#include "read/names.h"

#include <algorithm>

#include "read/name_finder.h"

namespace entente::read {

using text::EntryKind;
using text::Sense;
using text::Shape;
using text::TokenKind;
namespace wc = word_class;

Names NameFinder::run() {
  polities_ = find_polities(analysis_, gazetteer_, heads_);
  std::vector<std::uint32_t> headlines;
  for (std::uint32_t s = 0; s < analysis_.sentences.size(); ++s) {
    if (in_capitals(analysis_.sentences[s].words)) {
      headlines.push_back(s);
    } else {
      sentence(analysis_.sentences[s].words);
    }
  }
  for (const std::uint32_t s : headlines) headline(analysis_.sentences[s].words);
  Names names;
  std::stable_sort(mentions_.begin(), mentions_.end(),
                   [](const NameMention& a, const NameMention& b) { return a.words.first < b.words.first; });
  names.mentions = std::move(mentions_);
  names.entities = entities_.take();
  know_members(names);
  return names;
}

void NameFinder::know_members(Names& names) const {
  std::vector<bool> member(names.entities.size(), false);
  for (std::uint32_t e = 0; e < names.entities.size(); ++e) {
    NamedEntity& entity = names.entities[e];
    const bool unclear = entity.kind == MentionKind::person || entity.kind == MentionKind::other;
    if (!unclear || entity.listed || entity.state || entity.name.find(' ') != std::string::npos) continue;
    const text::Entry* known = gazetteer_.member_by_surname(entity.name);
    if (known == nullptr || heads_.kind_of(text::fold(entity.name)) != MentionKind::role) continue;
    entity.kind = MentionKind::person;
    entity.name = known->name;
    entity.party = known->of;
    member[e] = true;
  }
  for (NameMention& mention : names.mentions) {
    if (mention.entity != no_index && member[mention.entity]) mention.kind = MentionKind::person;
  }
}

std::uint32_t NameFinder::push(Range words, MentionKind kind, std::uint32_t entity, bool adjective) {
  NameMention mention;
  mention.words = words;
  mention.kind = kind;
  mention.entity = entity;
  mention.adjective = adjective;
  mentions_.push_back(std::move(mention));
  return static_cast<std::uint32_t>(mentions_.size() - 1);
}

void NameFinder::hold(Range words, const std::string& party) {
  pending_.first = words.first;
  pending_.last = words.last;
  if (pending_.last < words_.last && at(pending_.last).token.kind == TokenKind::clitic) ++pending_.last;
  pending_.party = party;
}

void NameFinder::enter(Range words) {
  words_ = words;
  tokens_.clear();
  for (std::uint32_t i = words.first; i < words.last; ++i) tokens_.push_back(at(i).token);
  pending_ = {};
  after_person_ = no_index;
  pending_before_comma_ = no_index;
}

void NameFinder::sentence(Range words) {
  enter(words);
  for (std::uint32_t i = words.first; i < words.last;) i = step(i);
  clear();
}

text::Hit NameFinder::hit_at(std::uint32_t i) const {
  text::Hit hit = gazetteer_.match(analysis_.text(), tokens_, i - words_.first);
  hit.first += words_.first;
  hit.last += words_.first;
  return hit;
}

bool NameFinder::ends_short_title(std::uint32_t i) const {
  return at(i).token.kind == TokenKind::stop && pending_.has_title() && i == pending_.last && i + 1 < words_.last &&
         at(i - 1).token.starts_upper() && at(i - 1).token.span.size() <= 5;
}

void NameFinder::sign_at(std::uint32_t i) {
  if (at(i).token.kind != TokenKind::comma || !pending_.has_title()) {
    if (at(i).token.kind != TokenKind::comma) after_person_ = no_index;
    return clear();
  }
  const std::uint32_t next = i + 1;
  // "the minister for trade, Mara Vell"
  const bool bearer = next < words_.last && capital(next) && !pending_.plural &&
                      (hit_at(next).sense(EntryKind::given_name) != nullptr ||
                       (next + 1 < words_.last && capital(next + 1) && hit_at(next).last <= next));
  if (!bearer) clear();
}

std::uint32_t NameFinder::step(std::uint32_t i) {
  const Word& word = at(i);
  if (word.token.kind == TokenKind::clitic) return i + 1;
  if (ends_short_title(i)) {
    pending_.last = i + 1;
    return i + 1;
  }
  if (!word.is_word()) {
    sign_at(i);
    return i + 1;
  }
  const text::Hit hit = hit_at(i);
  if (hit.last > i && !hit.senses.empty()) {
    // "Premier League", "Farmers' Bloc": the title is part of a body's name.
    const bool of_name = capital(i) && hit.last == i + 1 && hit.last < words_.last &&
                         ((hit.sense(EntryKind::title) != nullptr && capital(hit.last) &&
                           head_kind(hit.last) == MentionKind::organisation && hit_at(hit.last).last <= hit.last) ||
                          owns_name(i));
    if (of_name) return run_at(i, hit);
    if (const Sense* title = hit.sense(EntryKind::title); title != nullptr && !begins_person(i, hit))
      return title_at(i, hit.last, *title);
    if (hit.sense(EntryKind::given_name) == nullptr || hit.senses.size() > 1) {
      if (const std::uint32_t next = listed_at(i, hit); next > i) return next;
    }
  }
  if (capital(i) && !polities_.demonyms.empty()) {
    const auto place = polities_.demonyms.find(text::fold(written(i)));
    if (place != polities_.demonyms.end()) return adjective_at(i, place->second);
  }
  if (capital(i) && !is_common_start(i)) return run_at(i, hit);
  if (pending_.has_title() && (word.is("of") || word.is("for") || word.is("at") || word.is("from"))) {
    office_of(i);
    return i + 1;
  }
  // A modifier may stand a few unknown words before the name.
  const bool between = pending_.any() && !pending_.has_title() && word.token.shape == Shape::lower &&
                       i - pending_.last < 3 && word.info.classes == 0 && word.info.forms == 0;
  if (!between) clear();
  return i + 1;
}

bool NameFinder::is_common_start(std::uint32_t i) const {
  const bool starts = i == words_.first || at(i - 1).token.kind == TokenKind::quote ||
                      at(i - 1).token.kind == TokenKind::colon || at(i - 1).token.kind == TokenKind::stop;
  const Word& word = at(i);
  if (word.token.shape == Shape::upper && word.token.span.size() > 1 && !word.is(wc::determiner)) return false;
  const std::uint32_t function = wc::determiner | wc::possessive | wc::subject | wc::object | wc::preposition |
                                 wc::coordinator | wc::subordinator | wc::auxiliary | wc::modal | wc::wh |
                                 wc::complementizer | wc::adverb | wc::negation | wc::time;
  // "the Sunday Courier"
  const bool weekly = word.is(wc::weekday) && i > words_.first && at(i - 1).is("the") && i + 1 < words_.last &&
                      capital(i + 1) && !at(i + 1).is(function);
  if (weekly) return false;
  if (word.is(function)) return true;
  if (!starts) return false;
  if (heads_.relates(text::fold(written(i)), relation::apart)) return true;  // "Former Norvia coach Mara Vell"
  if (i + 1 < words_.last && capital(i + 1) && !at(i + 1).is(function) && word.info.forms == 0) return false;
  if (entities_.known_person(written(i)) != no_index || entities_.known_thing(written(i)) != no_index) return false;
  // "Vell, seat of the Norvian government, …"
  if (i + 3 < words_.last && at(i + 1).token.kind == TokenKind::comma && word.info.folded.empty() &&
      word.info.forms == 0) {
    const std::uint32_t next = at(i + 2).is(wc::determiner) ? i + 3 : i + 2;
    if (heads_.relates(text::fold(written(next)), relation::seat)) return false;
  }
  // Alone at the start: a name only where what follows reads so ("Lavrov said", "Velmar's").
  if (i + 1 < words_.last && (at(i + 1).token.kind == TokenKind::clitic || at(i + 1).info.verb >= 0 ||
                              at(i + 1).is(wc::finite | wc::modal | wc::adverb))) {
    return !word.info.folded.empty() || word.info.forms != 0 ||
           (written(i).back() == 's' && at(i + 1).token.kind != TokenKind::clitic);
  }
  return true;
}

bool NameFinder::owns_name(std::uint32_t i) const {
  return i + 2 < words_.last && !at(i + 1).is_word() && !at(i + 1).is("'s") && run_end(i) > i + 2;
}

bool NameFinder::begins_person(std::uint32_t i, const text::Hit& hit) const {
  return hit.last == i + 1 && hit.sense(EntryKind::given_name) != nullptr && i + 1 < words_.last && capital(i + 1) &&
         at(i + 1).info.classes == 0 && hit_at(i + 1).last <= i + 1;
}

Names find_names(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads) {
  return NameFinder(analysis, gazetteer, heads).run();
}

}  // namespace entente::read

// The party of a noun phrase is read off its own words. Its head is the last word before its complements; then the
// first of these that names a party wins: a complement ("spokesman for the ministry", "economist at the institute"), an
// owner ("Norvia's chief negotiator", "his office"), a name or an adjective of a place before the head ("a Norvian
// official"), and for a body its own name, unless it is a body of a state. A definite phrase without any of these ("the
// union") takes what the same word had before. Owners are phrases themselves, so that the reading recurs, at most five
// deep.
#include <algorithm>

#include "read/ties.h"

namespace entente::read {
namespace {

using text::EntryKind;
using text::TitleKind;
using text::TokenKind;
namespace wc = word_class;

bool is_count(std::string_view word) {
  return word == "two" || word == "three" || word == "four" || word == "five" || word == "several" || word == "both";
}

bool points_back(const Word& word) { return word.is_one_of({"the", "this", "these", "those", "that"}); }

}  // namespace

Range Ties::stripped(Range phrase) const {
  while (!phrase.empty() && !at(phrase.last - 1).is_word() && at(phrase.last - 1).token.kind != TokenKind::stop)
    --phrase.last;
  if (phrase.size() > 1 && at(phrase.first).is_one_of({"the", "a", "an"})) ++phrase.first;
  return phrase;
}

// Up to the first preposition, comma or relative that no name holds.
Range Ties::core_of(Range phrase) const {
  for (std::uint32_t k = phrase.first; k < phrase.last; ++k) {
    const Word& word = at(k);
    const bool ends = (word.is(wc::preposition) && !phrases_.is_nominal(k)) || word.token.kind == TokenKind::comma ||
                      word.token.kind == TokenKind::bracket_open ||
                      (word.is(wc::relative) && k > phrase.first && !word.is(wc::possessive));
    if (!ends || k == phrase.first) continue;
    const NameMention* name = mention_at(k);
    if (name != nullptr && name->kind != MentionKind::role && name->words.first >= phrase.first) {
      k = name->words.last - 1;
      continue;
    }
    return {phrase.first, k};
  }
  return phrase;
}

bool passes_on(std::string_view word) {
  return word == "quoted" || word == "cited" || word == "interviewed" || word == "contacted" || word == "reached" ||
         word == "seen" || word == "obtained" || word == "reviewed" || word == "relayed" || word == "leaked";
}

std::uint32_t Ties::head_of(Range phrase) const {
  if (phrase.empty()) return no_index;
  Range core = core_of(phrase);
  // "a person close to the talks", "two people briefed on it": what follows the noun is no head.
  for (std::uint32_t k = core.first + 1; k < core.last; ++k) {
    const Word& word = at(k);
    const bool ends = word.is_one_of({"close", "familiar"}) ||
                      (word.info.form(verb_form::past) && !word.token.starts_upper() && phrases_.is_nominal(k - 1) &&
                       !word.info.form(verb_form::base) && k + 1 == core.last && core.last < phrase.last);
    if (ends) {
      core.last = k;
      break;
    }
  }
  std::uint32_t last = core.last;
  while (last > core.first + 1 && !at(last - 1).is_word()) --last;
  // "Article 4", "Paragraph 12"
  if (last > core.first + 1 && at(last - 1).token.kind == TokenKind::number && at(last - 2).is_word() &&
      at(last - 2).token.kind == TokenKind::word)
    --last;
  return last - 1;
}

bool Ties::describes_person(Range phrase) const {
  const std::uint32_t head = head_of(phrase);
  if (head == no_index) return false;
  const std::string word = folded(head);
  if (heads_.relates(word, relation::kin | relation::staff)) return true;
  const NameMention* mention = mention_at(head);
  return mention != nullptr && mention->kind == MentionKind::role;
}

// For whom a thing with a name speaks: itself, where no more is known of it.
std::string Ties::speaks_for(const NameMention& mention) const {
  const NamedEntity& entity = names_.entities[mention.entity];
  if (!entity.party.empty() || mention.adjective || entity.kind == MentionKind::person) return entity.party;
  return heads_.kind_of(text::fold(entity.name.substr(entity.name.rfind(' ') + 1))) == MentionKind::other
             ? std::string()
             : entity.name;
}

TitleKind Ties::kind_of_title(const std::string& title) const {
  const text::Hit hit = gazetteer_.look_up(title);
  const text::Sense* sense = hit.sense(EntryKind::title);
  return sense == nullptr ? TitleKind::none : sense->entry->title;
}

// "opposition" and "shadow" are offices too.
bool Ties::is_past(Range phrase) const {
  const std::uint32_t head = head_of(phrase);
  for (std::uint32_t k = phrase.first; head != no_index && k < head; ++k) {
    const std::string word = folded(k);
    if (word == "former" || word == "ex" || word == "retired" || word == "ousted" || word == "deposed") return true;
  }
  return false;
}

std::string Ties::party_of(Range phrase, Itself itself, unsigned depth) const {
  while (!phrase.empty() && at(phrase.last - 1).token.kind == TokenKind::clitic) --phrase.last;
  if (phrase.empty() || depth > deepest) return {};
  if (phrase.size() == 1 && at(phrase.first).is(wc::subject | wc::object | wc::possessive) &&
      !phrases_.is_nominal(phrase.first))
    return antecedent(phrase.first, no_index, no_index, depth + 1).party;
  const bool definite = points_back(at(phrase.first));
  const bool indefinite = at(phrase.first).is_one_of({"a", "an"});
  phrase = stripped(phrase);
  if (phrase.empty()) return {};
  // "for Prime Minister Mara Vell": for whom she speaks.
  if (const NameMention* person = mention_at(phrase.last - 1);
      person != nullptr && person->kind == MentionKind::person && person->entity != no_index)
    return names_.entities[person->entity].party;
  const Range core = core_of(phrase);
  const std::uint32_t head = head_of(phrase);
  const std::string word = folded(head);
  const bool general_staff = word == "staff" && head > core.first && folded(head - 1) == "general";
  const bool state_body = heads_.relates(word, relation::state);
  const bool band = heads_.relates(word, relation::band) && at(head).token.shape == text::Shape::lower;
  const bool body = band || heads_.kind_of(word) == MentionKind::organisation;
  if (heads_.relates(word, relation::part)) {
    // "Article 4": of the paper that it belongs to.
    const Complement whole = party_of_complement(phrase, head, depth);
    return whole.party.empty() ? document_before(phrase.first) : whole.party;
  }
  const NameMention* named = mention_at(head);
  if (named != nullptr && named->entity != no_index && named->words.last == head + 1) {
    const NamedEntity& entity = names_.entities[named->entity];
    if (named->kind == MentionKind::person) return entity.party;
    if (depth > 0 && entity.party.empty() && !entity.listed) {
      if (std::string party = speaks_for(*named); !party.empty()) return party;
    }
    if (!entity.party.empty() && (entity.listed || entity.state || named->words.first == core.first || !state_body))
      return entity.party;
  }
  if (const NameMention* apposed = apposed_thing(core, head)) return speaks_for(*apposed);
  if (heads_.relates(word, relation::kin | relation::nobody) && itself != Itself::anybody) return {};
  const bool staff = heads_.relates(word, relation::staff) && !general_staff;
  const NameMention* role = named != nullptr && named->kind == MentionKind::role ? named : nullptr;
  const TitleKind title = role == nullptr ? TitleKind::none : kind_of_title(role->title);
  const bool profession = title == TitleKind::profession;
  // "a retired Norvian general", "former premier"
  if ((role != nullptr || staff) && is_past(core)) return {};
  if (body && !state_body && heads_.relates(word, relation::public_body) && head > core.first &&
      at(head).token.shape == text::Shape::lower) {
    if (std::string state = state_that_owns(core, head); !state.empty()) return state;
  }
  const bool own = body && !state_body;
  std::string found;
  const bool is_event = heads_.kind_of(word) == MentionKind::other;
  if (!own && !is_event) {
    const std::uint32_t owned = owned_part(core, head);
    Complement complement =
        party_of_complement(phrase, role != nullptr ? std::max(head, role->words.last - 1) : head, depth);
    if (complement.certain) found = std::move(complement.party);
    if (shy_ && owned != 0 && at(owned - 1).is("their")) return {};
    if (found.empty() && owned != 0) {
      // "her Norvian counterpart" is Norvian; "her counterpart" is of whatever party she is not.
      const bool opposite = heads_.relates(word, relation::opposite);
      found = state_among({owned, head}, !opposite);
      // "the widows' lawyer" speaks for them, whoever they are.
      const bool lower_place = heads_.kind_of(folded(owned >= 2 ? owned - 2 : owned)) == MentionKind::place;
      const bool speaks = (staff || (role != nullptr && lower_place)) && at(head).token.shape == text::Shape::lower;
      if (found.empty()) found = party_of_owner(core, owned, speaks ? Itself::anybody : Itself::body, depth);
      if (opposite && found.empty()) return {};
      if (opposite && state_among({owned, head}, false).empty()) return other_of_two(found, phrase.first);
    }
    if (found.empty()) found = organisation_among({core.first, head});
    if (found.empty()) found = std::move(complement.party);
    if (found.empty() && owned == 0 && (!profession || heads_.relates(word, relation::staff)))
      found = party_of_modifier(core, head, itself);
    if (found.empty() && role != nullptr) {
      found = role->party;
      // Before a name, the title is of whoever is named.
      const NameMention* next = found.empty() ? mention_at(phrase.last) : nullptr;
      const bool named_behind =
          next != nullptr && next->kind == MentionKind::person && next->words.first == phrase.last;
      const std::uint32_t bearer = found.empty() && !named_behind ? bearer_of(*role, phrase.first) : no_index;
      if (bearer != no_index) found = names_.entities[bearer].party;
    }
    if (!found.empty()) return found;
    // "a paper that the institute sent out"
    if (core.last + 2 < phrase.last && at(core.last).is_one_of({"that", "which"}) && role == nullptr) {
      const Range maker = phrases_.noun_phrase_at(core.last + 1, phrase.last, false);
      const Range inside = mentions_in(maker);
      if (!inside.empty() && names_.mentions[inside.first].entity != no_index)
        return names_.entities[names_.mentions[inside.first].entity].party;
    }
  }
  if (own && head > core.first && heads_.relates(word, relation::generic)) {
    // "the Coast Party group"
    const NameMention* of = mention_at(head - 1);
    if (of != nullptr && of->kind != MentionKind::person && of->kind != MentionKind::role && of->entity != no_index &&
        !of->adjective && of->words.last == head && of->words.size() > 1)
      return speaks_for(*of);
  }
  if (band && definite) {
    if (const NameMention* meant = band_around(phrase.first)) return speaks_for(*meant);
  }
  const bool bare = head == core.first && (definite || depth > 0);
  if (!bare && head == core.first && phrase.size() == 1 && staff && word.back() == 's') {
    // "advisers" … "her own advisers", a sentence or two before
    const Range fuller = fuller_before(phrase);
    if (!fuller.empty() && at(fuller.first).sentence + 2 >= at(phrase.first).sentence)
      return party_of(fuller, Itself::no, depth + 1);
  }
  if (role != nullptr && role->plural && !definite && heads_.relates(word, relation::office)) {
    // "two ministers": of whose state the sentence speaks first.
    found = first_office_in(analysis_.sentence_of(phrase.first).words.first, phrase.first);
    if (!found.empty()) return found;
  }
  if (bare && depth < 3) {
    const Range fuller = fuller_before(phrase);
    if (!fuller.empty()) found = party_of(fuller, Itself::body, depth + 1);
    if (!found.empty()) return found;
    if (definite && own && heads_.may_stand_alone(word)) {
      if (const NameMention* meant = body_called(word, phrase.first)) return speaks_for(*meant);
    }
    if (definite && heads_.relates(word, relation::generic)) {
      if (const NameMention* meant = body_before(phrase.first, word)) return speaks_for(*meant);
    }
  }
  if (definite && !bare && head == core.first + 1 && head + 1 == phrase.last && heads_.relates(word, relation::firm) &&
      mention_at(core.first) == nullptr && !relates(core.first, relation::opposite)) {
    // "the ferry operator"
    if (const NameMention* meant = body_before(phrase.first, word)) return speaks_for(*meant);
  }
  if (own && head > core.first && owned_part(core, head) == head) {
    // "her organisation": the one that she speaks for.
    const Word& sign = at(head - 1);
    if (sign.is_one_of({"his", "her", "their"})) {
      const Referent owner = antecedent(head - 1, no_index, no_index, depth + 1);
      if (owner.entity != no_index && !owner.party.empty() && !is_state_party(owner.party)) return owner.party;
    }
  }
  if (state_body || (staff && !definite)) {
    // "In Vell, the presidential press office …"
    found = place_in_front(phrase.first);
    if (!found.empty()) return found;
  }
  if (state_body && (general_staff || !heads_.relates(word, relation::staff))) {
    // "The treasury", "a foreign ministry official": of the state that the text speaks of.
    found = state_around(phrase.first);
    if (!found.empty()) return found;
    if (const NameMention* meant = definite ? body_called(word, phrase.first) : nullptr) return speaks_for(*meant);
  }
  if (role != nullptr && holds_office(*role) && !stands_apart(core)) {
    found = state_of_office(phrase.first);  // "the prime minister"
    if (!found.empty()) return found;
  }
  if (heads_.relates(word, relation::corporate)) {
    // "Chief executive …", "a senior manager": of the body that the text speaks of.
    if (const NameMention* meant = body_before(phrase.first, word == "director" ? std::string_view() : "company"))
      return speaks_for(*meant);
  }
  if (heads_.relates(word, relation::corporate) && !definite && owned_part(core, head) == 0) {
    found = described_body_before(phrase.first);
    if (!found.empty()) return found;
  }
  if (heads_.relates(word, relation::attached) && !definite && head + 1 >= phrase.last && head == core.last - 1 &&
      owned_part(core, head) == 0) {
    found = party_nearby(phrase.first);
    if (!found.empty()) return found;
  }
  if (itself == Itself::no) return {};
  // "three delegations": none in particular.
  const bool some = body && !band && itself == Itself::body && !definite && word.back() == 's' &&
                    (at(core.first).token.kind == TokenKind::number || at(core.first).is(wc::determiner) ||
                     is_count(folded(core.first)));
  if (some) return {};
  if (named != nullptr && named->kind == MentionKind::person) return {};
  // "a delegate from a small island state": from none in particular.
  if (depth > 0 && indefinite && itself == Itself::anybody) return {};
  const bool somebody = role != nullptr || staff || heads_.relates(word, relation::office);
  if (body || is_event || (itself == Itself::anybody && (!somebody || word.back() == 's'))) {
    if (bare && itself == Itself::body && depth == 0 && !body) return {};
    // Its own name, with what owns it where that is named.
    Range own_name = core;
    if (at(core.first).is_one_of({"my", "our", "your"})) return {};
    if (at(core.first).is(wc::possessive)) return described(core, depth + 1);
    while (own_name.size() > 1 &&
           (at(own_name.first).is(wc::determiner) ||
            (at(own_name.first).token.kind == TokenKind::number && analysis_.text_of(own_name.first).size() != 4)))
      ++own_name.first;
    if (phrase.last > core.last && at(core.last).is("of") && (body || is_event)) {
      const Range owner = phrases_.noun_phrase_at(core.last + 1, phrase.last, false);
      if (!owner.empty()) own_name.last = owner.last;
    }
    const std::string name = described(own_name, depth + 1);
    return band ? text::fold(name) : name;
  }
  return {};
}

}  // namespace entente::read

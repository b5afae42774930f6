// A person is tied by the words that stand beside the name: before it, before a comma before it, behind it with "of",
// in an apposition or a relative clause behind it. The first place in the text that tells it counts.
#include "read/ties.h"

#include <algorithm>
#include <unordered_map>

namespace entente::read {
namespace {

using text::EntryKind;
using text::TitleKind;
using text::TokenKind;
namespace wc = word_class;

}  // namespace

Ties::Ties(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer, const NameHeads& heads)
    : analysis_(analysis), names_(names), gazetteer_(gazetteer), heads_(heads), phrases_(analysis) {
  note_subjects();
  tie_seats();
  tie_bodies();
  tie_roles();
  for (const NameMention& mention : names_.mentions) tie_person(mention);
  tie_holders();
  // What a person's own tie told may tell another's ("the minister's spokesman").
  for (const NameMention& mention : names_.mentions) tie_person(mention);
  tie_to_state_around();
  for (const NameMention& mention : names_.mentions) tie_person(mention);
}

// ---- mentions

void Ties::note_subjects() {
  subject_mention_.reserve(names_.mentions.size());
  for (const NameMention& mention : names_.mentions) {
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    std::uint32_t next = mention.words.last;
    while (next < sentence.last && at(next).is(wc::adverb)) ++next;
    const bool verb = next < sentence.last && (at(next).is(wc::finite | wc::modal) || phrases_.is_verb(next));
    const bool apposed =
        next < sentence.last && at(next).token.kind == TokenKind::comma && mention.words.first <= sentence.first + 6;
    subject_mention_.push_back(verb || apposed);
  }
}

Range Ties::mentions_in(Range words) const {
  const auto& mentions = names_.mentions;
  const auto first =
      std::lower_bound(mentions.begin(), mentions.end(), words.first,
                       [](const NameMention& mention, std::uint32_t word) { return mention.words.first < word; });
  const auto last =
      std::lower_bound(first, mentions.end(), words.last,
                       [](const NameMention& mention, std::uint32_t word) { return mention.words.first < word; });
  return {static_cast<std::uint32_t>(first - mentions.begin()), static_cast<std::uint32_t>(last - mentions.begin())};
}

const NameMention* Ties::mention_at(std::uint32_t word) const {
  const Range near = mentions_in({word > 12 ? word - 12 : 0, word + 1});
  const NameMention* found = nullptr;
  for (std::uint32_t m = near.first; m < near.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.words.contains(word) && (found == nullptr || mention.kind != MentionKind::role)) found = &mention;
  }
  return found;
}

bool Ties::is_state(const NameMention& mention) const {
  return mention.entity != no_index && names_.entities[mention.entity].state;
}

// ---- the document

// "Vell, seat of the Norvian government", "the Norvian capital, Vell", "the ministry in Vell".
void Ties::tie_seats() {
  for (const NameMention& mention : names_.mentions) {
    if (mention.entity == no_index || mention.adjective || mention.kind == MentionKind::person) continue;
    NamedEntity& entity = names_.entities[mention.entity];
    if (entity.listed || !entity.stands_for.empty()) continue;
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    std::string owner;
    std::uint32_t k = mention.words.last;
    if (k + 2 < sentence.last && at(k).token.kind == TokenKind::comma) {
      ++k;
      const Range behind = phrase_at(k, sentence.last, true);
      if (!behind.empty()) {
        const std::uint32_t head = head_of(behind);
        if (relates(head, relation::seat)) owner = party_of(behind, Itself::no, 1);
      }
    }
    const std::uint32_t first = mention.words.first;
    if (owner.empty() && first > sentence.first + 1) {
      const bool comma = at(first - 1).token.kind == TokenKind::comma;
      const std::uint32_t seat = comma ? first - 2 : first - 1;
      if (relates(seat, relation::seat)) {
        const Range before = phrases_.noun_phrase_before(seat + 1, sentence.first);
        if (!before.empty()) owner = party_of(before, Itself::no, 1);
      }
      if (owner.empty() && !entity.state && at(first - 1).is("in") && relates(first - 2, relation::state)) {
        const Range before = phrases_.noun_phrase_before(first - 1, sentence.first);
        const Range inside = mentions_in(before);
        for (std::uint32_t m = inside.first; m < inside.last; ++m) {
          if (is_state(names_.mentions[m])) owner = names_.entities[names_.mentions[m].entity].party;
        }
      }
    }
    if (owner.empty() || owner == entity.name) continue;
    entity.stands_for = owner;
    entity.party = owner;
  }
}

// An unlisted ministry speaks for the state beside it.
void Ties::tie_bodies() {
  for (const NameMention& mention : names_.mentions) {
    if (mention.kind != MentionKind::organisation || mention.entity == no_index) continue;
    NamedEntity& entity = names_.entities[mention.entity];
    if (entity.listed || entity.party != entity.name) continue;
    if (!relates(mention.words.last - 1, relation::state) && !relates(mention.words.first, relation::state)) continue;
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    Range whole = mention.words;
    if (whole.first > sentence.first + 1 && at(whole.first - 1).token.kind == TokenKind::clitic) {
      const Range before = phrases_.noun_phrase_before(whole.first - 1, sentence.first);
      if (!before.empty()) {
        const std::string party = party_of(before, Itself::no, 1);
        if (!party.empty()) entity.party = party;
        continue;
      }
    }
    if (whole.last + 1 < sentence.last && at(whole.last).is_one_of({"of", "in"})) {
      const NameMention* place = mention_at(whole.last + 1);
      if (place != nullptr && place->entity != no_index && names_.entities[place->entity].kind == MentionKind::place)
        entity.party = names_.entities[place->entity].party;
    }
  }
}

void Ties::tie_roles() {
  for (NameMention& role : names_.mentions) {
    if (role.kind != MentionKind::role || !role.party.empty()) continue;
    const Range whole = role_phrase(role);
    if (whole.last > role.words.last || whole.first < role.words.first) {
      role.party = party_of(whole, Itself::no, 1);
    }
  }
}

// What stands beside a person's name. Sets `described` where something does that says who the person is, even if it
// names no party.
std::string Ties::party_beside(const NameMention& mention, bool& described) const {
  const Range sentence = analysis_.sentence_of(mention.words.first).words;
  const std::uint32_t first = mention.words.first;
  const std::uint32_t last = mention.words.last;
  // Before it: "Lower Tarsa's governor Mirela Kost".
  Range whole = phrases_.noun_phrase_before(last, sentence.first);
  if (whole.empty() || whole.first > first) whole.first = first;
  for (std::uint32_t k = whole.first; k < first; ++k) {
    const bool cut = (at(k).is(wc::preposition) && !phrases_.is_nominal(k)) || at(k).is(wc::coordinator);
    if (cut) whole.first = k + 1;
  }
  // "…, retired judge Noor Halim"
  if (whole.first > sentence.first + 1 && at(whole.first - 1).info.form(verb_form::participle) &&
      !at(whole.first - 1).token.starts_upper() && at(whole.first - 2).token.kind == TokenKind::comma)
    --whole.first;
  Range front{whole.first, first};
  while (!front.empty() && !at(front.last - 1).is_word() && at(front.last - 1).token.kind != TokenKind::stop)
    --front.last;
  if (!front.empty() && describes_person(front) && at(first - 1).token.kind != TokenKind::clitic) {
    described = true;
    const std::string party = party_of(front, Itself::body, 1);
    if (!party.empty()) return party;
    if (relates(head_of(front), relation::kin)) return {};
  }
  // "In neighbouring Norvia, President Orlen …"
  if (described && at(sentence.first).is("in")) {
    const Range place = phrase_at(sentence.first + 1, first, false);
    if (!place.empty() && place.last < first && at(place.last).token.kind == TokenKind::comma) {
      const NameMention* state = mention_at(place.last - 1);
      if (state != nullptr && state->entity != no_index && !state->adjective && state->kind != MentionKind::person &&
          state->kind != MentionKind::organisation)
        return names_.entities[state->entity].name;
    }
  }
  // Behind it: "Governor Liese Aumont of Upper Tarsa".
  if (last + 1 < sentence.last && at(last).is_one_of({"of", "from", "at"})) {
    const Range owner = phrase_at(last + 1, sentence.last, false);
    const NameMention* name = owner.empty() ? nullptr : mention_at(head_of(stripped(owner)));
    if (name != nullptr && name->entity != no_index && name->kind != MentionKind::person) {
      described = true;
      return party_of(owner, Itself::body, 1);
    }
  }
  // "Mara Vell has led Norvia's delegation since spring."
  std::uint32_t verb = last;
  while (verb < sentence.last && verb < last + 3 && at(verb).is(wc::finite | wc::adverb) &&
         !relates(verb, relation::lead))
    ++verb;
  if (verb + 1 < sentence.last && relates(verb, relation::lead) && phrases_.is_verb(verb)) {
    const Range led = phrase_at(verb + 1, sentence.last, true);
    std::string party = led.empty() ? std::string() : party_of(led, Itself::body, 1);
    if (!party.empty()) return party;
  }
  // Before a comma before it: "Norvia's chief delegate, Pavel Immen, …".
  if (whole.first > sentence.first + 1 && at(whole.first - 1).token.kind == TokenKind::comma) {
    const Range before = phrases_.noun_phrase_before(whole.first - 1, sentence.first);
    const bool closes =
        last >= sentence.last || !at(last).is_word() || phrases_.is_verb(last) || at(last).is(wc::finite | wc::modal);
    if (!before.empty() && closes && describes_person(before)) {
      const NameMention* other = mention_at(head_of(before));
      if (other == nullptr || other->kind != MentionKind::person) {
        described = true;
        const std::string party = party_of(before, Itself::body, 1);
        if (!party.empty() || relates(head_of(before), relation::kin)) return party;
      }
    }
  }
  if (last + 1 >= sentence.last || at(last).token.kind != TokenKind::comma) return {};
  std::uint32_t k = last + 1;
  if (at(k).is("who") && k + 2 < sentence.last) {
    ++k;
    if (!relates(k, relation::lead)) return {};
    described = true;
    ++k;
    if (k < sentence.last && at(k).is_one_of({"for", "as", "over", "on"})) ++k;
    const Range led = phrase_at(k, sentence.last, true);
    return led.empty() ? std::string() : party_of(led, Itself::body, 1);
  }
  const Range behind = phrase_at(k, sentence.last, true);
  if (behind.empty() || !describes_person(behind)) return {};
  const NameMention* other = mention_at(head_of(behind));
  if (other != nullptr && other->kind == MentionKind::person) return {};
  described = true;
  return party_of(behind, Itself::body, 1);
}

void Ties::tie_person(const NameMention& mention) {
  if (mention.kind != MentionKind::person || !names_.entities[mention.entity].party.empty()) return;
  bool described = false;
  std::string party = party_beside(mention, described);
  if (!party.empty()) names_.entities[mention.entity].party = std::move(party);
}

// "Foreign Minister Tomas Rell", "leader Jonna Piet", where the text speaks of one state, or one body, alone. A title
// that says for whom it is held ("opposition leader") is none of a state.
void Ties::tie_to_state_around() {
  for (const NameMention& mention : names_.mentions) {
    if (mention.kind != MentionKind::person || !names_.entities[mention.entity].party.empty()) continue;
    NamedEntity& entity = names_.entities[mention.entity];
    for (const std::string& title : entity.titles) {
      const text::Hit hit = gazetteer_.look_up(title);
      const text::Sense* sense = hit.sense(EntryKind::title);
      if (sense == nullptr || sense->entry->title != TitleKind::state) continue;
      const std::size_t word = title.find_last_of(" -") + 1;  // npos + 1 is 0
      const bool of_bodies = heads_.relates(std::string_view(title).substr(word), relation::staff);
      entity.party = only_party_around(mention.words.first, of_bodies);
      if (!entity.party.empty()) break;
    }
  }
}

// "Office of the President of Norvia … President Orlen": the only holder of a title that the text ties to a party.
void Ties::tie_holders() {
  std::unordered_map<std::string, std::string> holders;  // title -> party; empty where several hold it
  for (const NameMention& role : names_.mentions) {
    if (role.kind != MentionKind::role || role.party.empty() || role.plural) continue;
    const auto [known, added] = holders.try_emplace(role.title, role.party);
    if (!added && known->second != role.party) known->second.clear();
  }
  if (holders.empty()) return;
  for (NamedEntity& entity : names_.entities) {
    if (entity.kind != MentionKind::person || !entity.party.empty()) continue;
    for (const std::string& title : entity.titles) {
      const text::Hit hit = gazetteer_.look_up(title);
      const text::Sense* sense = hit.sense(EntryKind::title);
      if (sense == nullptr || sense->entry->title != TitleKind::state) continue;
      if (const auto known = holders.find(title); known != holders.end() && entity.party.empty())
        entity.party = known->second;
    }
  }
}

}  // namespace entente::read

// The order in which a document's names are tied: seats and bodies first, then roles, then persons by what stands
// beside them. The first place in the text that tells it counts.
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
  note_articles();
  note_home_states();
  note_bodies();
  tie_seats();
  tie_bodies();
  tie_roles();
  // "their leader": what a name's own place tells counts first.
  shy_ = true;
  for (const NameMention& mention : names_.mentions) tie_person(mention);
  shy_ = false;
  for (const NameMention& mention : names_.mentions) tie_person(mention);
  tie_holders();
  // What a person's own tie told may tell another's ("the minister's spokesman").
  for (const NameMention& mention : names_.mentions) tie_person(mention);
  tie_to_office_before();
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

// "Norvia's capital", "the capital of Norvia", "the Norvian capital"; empty for what is no seat.
std::string Ties::owner_of_seat(Range phrase) const {
  phrase = stripped(phrase);
  const std::uint32_t head = head_of(phrase);
  if (head == no_index || !relates(head, relation::seat)) return {};
  const std::uint32_t owned = owned_part(core_of(phrase), head);
  if (owned > phrase.first + 1) return party_of({phrase.first, owned - 1}, Itself::no, 1);
  return party_of(phrase, Itself::no, 1);
}

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
    if (owner.empty() && k + 3 < sentence.last && k > mention.words.last && at(k).is("as")) {
      // "the Hill, as Norvia's army command is called,"
      const Range called = phrase_at(k + 1, sentence.last, true);
      const std::uint32_t verb = called.last;
      const bool so = !called.empty() && verb + 1 < sentence.last && at(verb).is_one_of({"is", "was"}) &&
                      (folded(verb + 1) == "called" || folded(verb + 1) == "known");
      if (so) owner = party_of(called, Itself::body, 1);
    }
    if (k + 2 < sentence.last && at(k).is("is") && !entity.state) {
      // "Vell is the capital of Norvia"
      const Range what = phrase_at(k + 1, sentence.last, true);
      if (!what.empty()) owner = owner_of_seat(what);
    }
    const std::uint32_t first = mention.words.first;
    if (owner.empty() && first > sentence.first + 1) {
      const bool comma = at(first - 1).token.kind == TokenKind::comma;
      const Range before = phrases_.noun_phrase_before(comma ? first - 1 : first, sentence.first);
      const std::uint32_t seat = before.empty() ? no_index : head_of(stripped(before));
      if (seat != no_index && (comma || seat + 1 == first) && !phrases_.is_verb(seat)) owner = owner_of_seat(before);
      // "the government sits in Vell Street", "the queen lives in the Glass Palace"
      const std::uint32_t in = at(first - 1).is(wc::determiner) ? first - 2 : first - 1;
      if (owner.empty() && !entity.state && in > sentence.first + 1 && at(in).is("in") &&
          relates(in - 1, relation::seat) && phrases_.is_verb(in - 1)) {
        const Range whose = phrases_.subject_of(phrases_.verb_group(in - 1)).words;
        const std::uint32_t head = whose.empty() ? no_index : head_of(whose);
        if (head != no_index && relates(head, relation::state | relation::office))
          owner = party_of(whose, Itself::no, 1);
      }
      if (owner.empty() && !entity.state && at(first - 1).is("in") && relates(first - 2, relation::state)) {
        const Range whose = phrases_.noun_phrase_before(first - 1, sentence.first);
        const Range inside = mentions_in(whose);
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

// The state of the document by whose name another ends: "… of Norvia"; empty where there is none.
std::string Ties::state_that_ends(std::string_view name) const {
  for (std::size_t of = name.find(" of "); of != std::string_view::npos; of = name.find(" of ", of + 1)) {
    if (const auto known = states_.find(std::string(name.substr(of + 4))); known != states_.end()) return known->second;
  }
  return {};
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
    // "Ministry of Labour of Norvia": the place is within the name.
    if (std::string place = state_that_ends(entity.name); !place.empty()) {
      entity.party = std::move(place);
      continue;
    }
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
    // "the king": as his bearer's ties will tell.
    if (stripped(whole) == role.words && bearer_of(role, role.words.first) != no_index) continue;
    if (whole.last > role.words.last || whole.first < role.words.first) {
      role.party = party_of(whole, Itself::no, 1);
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

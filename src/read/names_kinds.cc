// What a run of capitalised words names: a person, a body, a place, something else. By what the document knows, by its
// head ("Union", "Province"), by a given name or a title, at last by the words around.
#include "read/name_finder.h"

namespace entente::read {

using text::EntryKind;
using text::Gender;
using text::Sense;
using text::Shape;
using text::TitleKind;
using text::TokenKind;
namespace wc = word_class;

namespace {

constexpr std::uint32_t most_names = 5;        // words of a person's name
constexpr std::uint32_t most_plain_names = 3;  // the same where nothing but the words around tells a person
constexpr std::size_t longest_initials = 6;    // bytes: "NATO"
constexpr std::uint32_t nearest_bearer = 8;    // less words than these from an office to its bearer behind a comma

}  // namespace

std::uint32_t NameFinder::name_at(Range words, const text::Hit& hit) {
  while (words.size() > 1 &&
         at(words.last - 1).is(wc::determiner | wc::preposition | wc::coordinator | wc::subordinator) &&
         at(words.last - 1).token.shape != Shape::upper)
    --words.last;
  const bool titled = pending_.has_title() && pending_.last == words.first && !pending_.plural;
  const std::string_view name = analysis_.text_of(words);
  std::uint32_t thing = entities_.known_thing(name);
  if (thing == no_index && words.size() == 1 && words.first > words_.first && at(words.first - 1).is(wc::determiner)) {
    thing = entities_.known_short(name);
  }
  if (thing != no_index && !titled) {
    if (entities_.at(thing).kind == MentionKind::person) return person_at(words, titled);
    clear();
    push(words, entities_.at(thing).kind, thing);
    hold(words, entities_.at(thing).party);
    return words.last;
  }
  const bool given = hit.sense(EntryKind::given_name) != nullptr && hit.first == words.first;
  const MentionKind head = kind_by_head(words);
  const MentionKind kind = kind_of_name(words, head, given, titled);
  return kind == MentionKind::person ? person_at(words, titled) : unlisted_at(words, kind, head);
}

MentionKind NameFinder::kind_by_head(Range words) const {
  const MentionKind head = words.size() > 1 || pending_.any() ? head_kind(words.last - 1) : MentionKind::role;
  const bool leads = words.size() > 1 && head == MentionKind::role &&
                     head_kind(words.first) == MentionKind::organisation;  // "Radio Marenne"
  return leads ? MentionKind::organisation : head;
}

MentionKind NameFinder::kind_of_name(Range words, MentionKind head, bool given, bool titled) const {
  const std::string_view name = analysis_.text_of(words);
  if (head == MentionKind::organisation && !(given && titled)) return MentionKind::organisation;
  if (!titled && polities_.has(text::fold(name))) return MentionKind::place;
  if (body_inside(words)) return MentionKind::organisation;
  if (titled || (given && words.size() >= 2 && words.size() <= most_names)) return MentionKind::person;
  if (words.size() == 1 && entities_.known_person(name) != no_index) return MentionKind::person;
  if (head == MentionKind::place || head == MentionKind::other) return head;
  const bool initials = words.size() == 1 && at(words.first).token.shape == Shape::upper && name.size() >= 2 &&
                        name.size() <= longest_initials && name.find('-') == std::string_view::npos;
  return initials ? MentionKind::organisation : by_context(words, given);
}

bool NameFinder::body_inside(Range words) const {
  for (std::uint32_t k = words.first; k + 1 < words.last; ++k) {
    if ((at(k + 1).is("of") || at(k + 1).is("for")) && head_kind(k) == MentionKind::organisation) return true;
  }
  return false;
}

MentionKind NameFinder::by_context(Range words, bool given) const {
  const Word* before = words.first > words_.first ? &at(words.first - 1) : nullptr;
  const Word* after = words.last < words_.last ? &at(words.last) : nullptr;
  const bool speaks = after != nullptr && after->info.verb >= 0 && !after->token.starts_upper();
  const bool article = before != nullptr && before->is("the");
  // "the newsletter Morning Tide"
  if (before != nullptr && before->token.kind == TokenKind::word && !before->token.starts_upper() &&
      head_kind(words.first - 1) == MentionKind::organisation)
    return MentionKind::organisation;
  if (words.size() == 2 && heads_.relates(text::fold(written(words.first)), relation::qualifier))
    return MentionKind::place;  // "Upper Norvia"
  if (words.size() >= 2 && words.size() <= most_plain_names && !article) {
    bool common = false;
    for (std::uint32_t k = words.first; k < words.last; ++k)
      common |= at(k).info.forms != 0 || at(k).info.noun >= 0 || at(k).info.classes != 0;
    if (!common) return MentionKind::person;
  }
  if (words.size() == 1) {
    if (polities_.has(text::fold(written(words.first)))) return MentionKind::place;
    if (given) return MentionKind::person;
    if (before != nullptr && (before->is("in") || before->is("near") || before->is("at"))) return MentionKind::place;
    if (speaks && !article) return MentionKind::person;
  }
  return MentionKind::other;
}

std::uint32_t NameFinder::unlisted_at(Range words, MentionKind kind, MentionKind head) {
  const std::string_view name = analysis_.text_of(words);
  // A body that no list knows speaks for itself, or, where it is a state's, for the country that is named before it; so
  // may a place.
  std::string party;
  const bool of_state = kind != MentionKind::organisation ||
                        heads_.relates(text::fold(written(words.last - 1)), relation::state) ||
                        heads_.relates(text::fold(written(words.first)), relation::state);
  if (of_state && pending_.any() && !pending_.has_title() && pending_.last == words.first) party = pending_.party;
  clear();
  if (head == MentionKind::other) {
    party.clear();
  } else if (party.empty()) {
    party = name;
  }
  if (words.size() == 1 && heads_.relates(text::fold(name), relation::wide)) party.clear();  // "Western"
  const std::uint32_t entity = entities_.thing(name, kind, party, false);
  if (kind == MentionKind::place && polities_.has(text::fold(name))) {
    entities_[entity].state = true;
    entities_[entity].party = entities_[entity].name;
  }
  push(words, entities_[entity].kind, entity);
  // "(ISW)"
  if (words.last + 2 < words_.last && at(words.last).token.kind == TokenKind::bracket_open &&
      at(words.last + 2).token.kind == TokenKind::bracket_close && at(words.last + 1).token.shape == Shape::upper) {
    entities_.add_alias(written(words.last + 1), entity);
  }
  hold(words, party);
  return words.last;
}

std::uint32_t NameFinder::person_at(Range words, bool titled) {
  std::vector<std::string_view> parts;
  for (std::uint32_t k = words.first; k < words.last; ++k) {
    if (at(k).is_word()) parts.push_back(written(k));
  }
  Gender gender = pending_.gender;
  if (gender == Gender::unknown && words.size() > 1) {
    const text::Hit hit = hit_at(words.first);
    if (const Sense* given = hit.sense(EntryKind::given_name); given != nullptr) gender = given->entry->gender;
  }
  const std::uint32_t entity = entities_.person(parts, gender, titled ? pending_.title : std::string());
  tie_before(words, entity, titled);
  pending_ = {};
  pending_before_comma_ = no_index;
  after_person_ = push(words, MentionKind::person, entity);
  if (words.last + 1 < words_.last && at(words.last).token.kind == TokenKind::clitic) {
    // "Weber's spokesman" speaks for whom Weber speaks for.
    after_person_ = no_index;
    hold(words, entities_[entity].party);
  }
  return words.last;
}

void NameFinder::tie_before(Range words, std::uint32_t entity, bool titled) {
  // The possessive of a person before a title does not make that person the bearer: "Vell's spokesman".
  if (titled || (pending_.has_title() && pending_.last + 1 == words.first)) {
    give(entity);
    if (pending_.title_kind != TitleKind::honorific) push_role();
    return;
  }
  NamedEntity& bearer = entities_[entity];
  if (pending_before_comma_ != no_index && words.first > words_.first &&
      at(words.first - 1).token.kind == TokenKind::comma &&
      words.first - mentions_[pending_before_comma_].words.last < nearest_bearer) {
    bearer.titles.push_back(mentions_[pending_before_comma_].title);
    if (bearer.party.empty()) bearer.party = mentions_[pending_before_comma_].party;
  } else if (pending_.has_title()) {
    clear();
  } else if (pending_.any() && pending_.last == words.first && !pending_.party.empty() && bearer.party.empty()) {
    bearer.party = pending_.party;  // "Ukraine's Zelensky"
  }
}

}  // namespace entente::read

// Titles before and behind a name: "Foreign Minister Mara Vell", "Mara Vell, the foreign minister", and offices that
// say for whom they are held: "spokesman for the ministry".
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

constexpr std::uint32_t farthest_apposition = 8;  // words from a person to the title behind the name
constexpr std::uint32_t most_determiners = 3;     // that are passed over from "of" to the name of an office

}  // namespace

void NameFinder::clear() {
  if (pending_.has_title() && pending_.title_kind != TitleKind::honorific) push_role();
  pending_ = {};
}

void NameFinder::push_role() {
  NameMention role;
  role.words = {pending_.first, pending_.last};
  role.kind = MentionKind::role;
  role.title = pending_.title;
  role.party = pending_.party;
  role.gender = pending_.gender;
  role.plural = pending_.plural;
  mentions_.push_back(std::move(role));
}

std::uint32_t NameFinder::title_at(std::uint32_t i, std::uint32_t last, const Sense& title) {
  if (title.entry->title == TitleKind::honorific &&
      !(last < words_.last && (capital(last) || at(last).token.kind == TokenKind::stop))) {
    clear();
    return last;
  }
  if (pending_.has_title() && pending_.last != i) clear();
  if (!pending_.any()) pending_.first = i;
  // "former", "deputy", "acting" before it belong to the role.
  pending_.title = title.entry->name;
  pending_.title_kind = title.entry->title;
  pending_.plural = title.form == text::AliasForm::plural;
  if (title.entry->gender != Gender::unknown) pending_.gender = title.entry->gender;
  pending_.last = last;
  attach_behind();
  return last;
}

void NameFinder::attach_behind() {
  if (after_person_ == no_index || pending_.plural) return;
  const NameMention& person = mentions_[after_person_];
  if (pending_.first - person.words.last > farthest_apposition) return;
  // "…, the minister", "… (the minister", "… is the minister": not whom he or she met.
  std::uint32_t next = person.words.last;
  while (next < words_.last && at(next).is(wc::auxiliary | wc::adverb)) ++next;
  const bool apposed = next < words_.last &&
                       (at(next).token.kind == TokenKind::comma || at(next).token.kind == TokenKind::bracket_open ||
                        at(next).is("as") || next > person.words.last || next == pending_.first);
  if (!apposed) return;
  for (std::uint32_t k = next; k < pending_.first; ++k) {
    // "Vell, the speaker, cautioned the president": a verb has come between.
    const bool phrase = at(k - 1).is(wc::determiner | wc::possessive | wc::adverb);
    if (k > next && !phrase && at(k).token.shape == Shape::lower && at(k).info.form(verb_form::past | verb_form::third))
      return;
  }
  give(person.entity);
}

void NameFinder::give(std::uint32_t entity) {
  NamedEntity& bearer = entities_[entity];
  if (pending_.has_title() && pending_.title_kind != TitleKind::honorific) bearer.titles.push_back(pending_.title);
  if (bearer.party.empty() && (pending_.title_kind == TitleKind::state || pending_.title_kind == TitleKind::body))
    bearer.party = pending_.party;
  if (bearer.gender == Gender::unknown) bearer.gender = pending_.gender;
}

void NameFinder::office_of(std::uint32_t i) {
  std::uint32_t k = i + 1;
  while (k < words_.last && k <= i + most_determiners && at(k).is(wc::determiner | wc::possessive)) ++k;
  if (k >= words_.last) return clear();
  // "Minister of Health of Norvia": the state further on tells more than a portfolio.
  if (capital(k) && hit_at(k).last <= k) {
    const std::uint32_t portfolio = run_end(k);
    if (portfolio + 1 < words_.last && at(portfolio).is("of") && capital(portfolio + 1)) k = portfolio + 1;
  }
  const text::Hit hit = hit_at(k);
  const bool listed = hit.last > k && hit.sense(EntryKind::title) == nullptr && !owns_name(k);
  const bool named = listed || capital(k);
  // "leader of Norvia's Coast Party": of what Norvia has.
  const std::uint32_t end = listed ? hit.last : named ? run_end(k) : k;
  if (end < words_.last && at(end).token.kind == TokenKind::clitic) return clear();
  const std::string party = !named   ? std::string()
                            : listed ? text::party_of(hit.senses[0])
                                     : unlisted_party({k, run_end(k)});
  if (party.empty()) return clear();
  if (pending_.party.empty()) pending_.party = party;
  attach_behind();
  pending_before_comma_ = static_cast<std::uint32_t>(mentions_.size());
  push_role();
  pending_ = {};
}

std::string NameFinder::unlisted_party(Range words) const {
  const std::uint32_t known = entities_.known_thing(analysis_.text_of(words));
  if (known != no_index) return entities_.at(known).party;
  // "a commander of the Front"
  const std::uint32_t short_for = words.size() == 1 && words.first > words_.first && at(words.first - 1).is("the")
                                      ? entities_.known_short(written(words.first))
                                      : no_index;
  if (short_for != no_index) return entities_.at(short_for).party;
  if (words.size() == 1 && entities_.known_person(written(words.first)) != no_index) return {};
  if (words.size() > 1 && hit_at(words.first).sense(EntryKind::given_name) != nullptr) return {};
  return std::string(analysis_.text_of(words));
}

}  // namespace entente::read

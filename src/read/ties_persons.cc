// What stands beside a person's name says for whom he or she speaks. Each place is looked at in turn; the first that
// tells something decides:
//   behind the name                "Governor Liese Aumont of Upper Tarsa", "Mara Vell, for the Reds,"
//   before it                      "Lower Tarsa's governor Mirela Kost", "the Coast Party's Mirela Kost"
//   at the head of the sentence    "In neighbouring Norvia, President Orlen", "For the Reds, Mara Vell"
//   in brackets                    "Mara Vell (Reds)"
//   as the subject of a verb       "Mara Vell has led Norvia's delegation since spring", "Mara Vell is Norvia's envoy"
//   before a comma before it       "Norvia's chief delegate, Pavel Immen,", "Norvia's man, Pavel Immen,"
//   after a comma behind it        "Mara Vell, who leads the Reds,", "Mara Vell, the Reds' whip,"
#include <algorithm>
#include <array>

#include "read/ties.h"

namespace entente::read {
namespace {

using text::TokenKind;
namespace wc = word_class;

constexpr unsigned longest_chain = 3;  // appositions one after another

}  // namespace

Ties::Beside Ties::beside(const NameMention& mention) const {
  const Range sentence = analysis_.sentence_of(mention.words.first).words;
  Range whole = phrases_.noun_phrase_before(mention.words.last, sentence.first);
  const std::uint32_t first = mention.words.first;
  if (whole.empty() || whole.first > first) whole.first = first;
  for (std::uint32_t k = whole.first; k < first; ++k) {
    const bool cut = (at(k).is(wc::preposition) && !phrases_.is_nominal(k)) || at(k).is(wc::coordinator);
    if (cut) whole.first = k + 1;
  }
  // "…, retired judge Noor Halim"
  if (whole.first > sentence.first + 1 && at(whole.first - 1).info.form(verb_form::participle) &&
      !at(whole.first - 1).token.starts_upper() && at(whole.first - 2).token.kind == TokenKind::comma)
    --whole.first;
  return {sentence, mention.words, {whole.first, first}};
}

// Whether a phrase beside a name says who that is: a role, or something that a body or a state owns ("Norvia's man").
bool Ties::introduces(Range phrase) const {
  if (describes_person(phrase)) return true;
  const std::uint32_t head = head_of(phrase);
  if (head == no_index || at(head).token.starts_upper() || heads_.kind_of(folded(head)) != MentionKind::role)
    return false;
  if (at(head).is(wc::weekday | wc::month | wc::time)) return false;
  return owned_part(core_of(phrase), head) == head;
}

Ties::Told Ties::told_before(const Beside& here) const {
  Range front = here.front;
  if (front.empty()) return std::nullopt;
  const Word& sign = at(front.last - 1);
  const bool plural = sign.token.kind == TokenKind::single_quote && !sign.token.space_before && front.size() > 1 &&
                      analysis_.text_of(front.last - 2).back() == 's';
  if (sign.token.kind == TokenKind::clitic || plural) {
    // "Norvia's Mara Vell"
    const NameMention* owner = front.size() < 2 ? nullptr : mention_at(front.last - 2);
    if (owner == nullptr || owner->entity == no_index || owner->kind == MentionKind::person || owner->adjective)
      return std::nullopt;
    std::string party = speaks_for(*owner);
    return party.empty() ? std::nullopt : Told(std::move(party));
  }
  while (!front.empty() && !at(front.last - 1).is_word() && at(front.last - 1).token.kind != TokenKind::stop)
    --front.last;
  if (front.empty() || !introduces(front)) return std::nullopt;
  std::string party = party_of(front, Itself::body, 1);
  if (!party.empty()) return party;
  // "opposition leader Mara Vell"
  for (std::uint32_t k = front.first; k < front.last; ++k) {
    if (at(k).is_word() && folded(k) == "opposition") return "opposition";
  }
  return relates(head_of(front), relation::kin) ? Told("") : std::nullopt;
}

// "In neighbouring Norvia, President Orlen", "For the Reds, Mara Vell", "Speaking on behalf of the islands, Mara Vell",
// "On the Norvian side, Mara Vell"
Ties::Told Ties::told_in_place(const Beside& here) const {
  std::uint32_t k = here.sentence.first;
  while (k + 3 < here.name.first && k < here.sentence.first + 3 && at(k).is_one_of({"speaking", "appearing"})) ++k;
  const bool for_whom = at(k).is("for") || relates(k, relation::lead);  // "representing the Reds"
  const bool behalf = at(k).is("on") && folded(k + 1) == "behalf";
  const bool on_side = at(k).is("on") && !behalf;
  if (!at(k).is("in") && !for_whom && !on_side && !behalf) return std::nullopt;
  if (behalf) k += 2;
  if (k + 1 >= here.name.first) return std::nullopt;
  const Range place = phrase_at(k + 1, here.name.first, true);
  if (place.empty() || place.last >= here.name.first || at(place.last).token.kind != TokenKind::comma)
    return std::nullopt;
  // "In Norvia, the ombudsman, Mara Vell,"
  const bool direct = place.last + 1 == std::min(here.front.first, here.name.first);
  for (std::uint32_t i = place.last + 1; i < here.name.first; ++i) {
    if (phrases_.is_verb(i) || at(i).is(wc::finite | wc::modal | wc::subject)) return std::nullopt;
  }
  const bool described = !direct && at(here.name.first - 1).token.kind == TokenKind::comma &&
                         at(place.last + 1).is(wc::determiner) && here.name.first < place.last + 10;
  if (!direct && !described) return std::nullopt;
  if (for_whom || behalf || on_side) {
    if (on_side && folded(head_of(stripped(place))) != "side") return std::nullopt;
    std::string party = party_of(place, for_whom || behalf ? Itself::anybody : Itself::no, 1);
    return party.empty() ? std::nullopt : Told(std::move(party));
  }
  if (!described && (here.front.empty() || !describes_person(here.front))) return std::nullopt;
  const NameMention* state = mention_at(place.last - 1);
  if (state == nullptr || state->entity == no_index || state->adjective || state->kind == MentionKind::person ||
      state->kind == MentionKind::organisation)
    return std::nullopt;
  std::string party = speaks_for(*state);
  return party.empty() ? std::nullopt : Told(std::move(party));
}

Ties::Told Ties::told_behind(const Beside& here) const {
  std::uint32_t k = here.name.last;
  const Range sentence = here.sentence;
  // "Mara Vell, for the Reds,"
  const bool comma =
      k + 2 < sentence.last && at(k).token.kind == TokenKind::comma && at(k + 1).is_one_of({"for", "from", "of"});
  if (comma) ++k;
  // "Mara Vell speaks for the Reds, Idris Orlen for the Greens."
  if (k + 1 < sentence.last && at(k).is("for") && here.name.first > sentence.first + 3 &&
      at(here.name.first - 1).token.kind == TokenKind::comma) {
    bool spoken_for = false;
    for (std::uint32_t i = sentence.first; i + 1 < here.name.first; ++i)
      spoken_for |= relates(i, relation::lead) && at(i + 1).is("for");
    const Range whom = spoken_for ? phrase_at(k + 1, sentence.last, false) : Range{};
    if (!whom.empty()) return party_of(whom, Itself::anybody, 1);
  }
  if (k + 1 >= sentence.last || !(comma || at(k).is_one_of({"of", "from", "at"}))) return std::nullopt;
  const Range owner = phrase_at(k + 1, sentence.last, false);
  if (owner.empty()) return std::nullopt;
  const std::uint32_t head = head_of(stripped(owner));
  const NameMention* name = mention_at(head);
  if (name != nullptr && (name->entity == no_index || name->kind == MentionKind::person)) return std::nullopt;
  if (comma && (owner.last >= sentence.last || at(owner.last).token.kind != TokenKind::comma)) return std::nullopt;
  if (name != nullptr) return party_of(owner, Itself::body, 1);
  // "Mara Vell of the Norvian delegation", "Mara Vell from the drivers' union"
  const bool body = heads_.kind_of(folded(head)) == MentionKind::organisation || relates(head, relation::staff);
  std::string party = body ? party_of(owner, Itself::body, 1) : std::string();
  return party.empty() ? std::nullopt : Told(std::move(party));
}

Ties::Told Ties::told_in_brackets(const Beside& here) const {
  const std::uint32_t open = here.name.last;
  if (open + 2 >= here.sentence.last || at(open).token.kind != TokenKind::bracket_open) return std::nullopt;
  const std::uint32_t first = open + 1 + (at(open + 1).is(wc::determiner) ? 1 : 0);
  const NameMention* name = mention_at(first);
  if (name == nullptr || name->entity == no_index || name->kind == MentionKind::person || name->words.first != first ||
      name->words.last >= here.sentence.last || at(name->words.last).token.kind != TokenKind::bracket_close)
    return std::nullopt;
  std::string party = speaks_for(*name);
  return party.empty() ? std::nullopt : Told(std::move(party));
}

Ties::Told Ties::told_by_verb(const Beside& here) const {
  std::uint32_t verb = here.name.last;
  while (verb < here.sentence.last && verb < here.name.last + 3 && at(verb).is(wc::finite | wc::adverb) &&
         !relates(verb, relation::lead))
    ++verb;
  if (verb + 1 >= here.sentence.last) return std::nullopt;
  if (relates(verb, relation::lead) && phrases_.is_verb(verb)) {
    const std::uint32_t object = verb + (at(verb + 1).is_one_of({"for", "as", "over"}) ? 2 : 1);
    const Range led = phrase_at(object, here.sentence.last, true);
    const bool named = at(verb + 1).is("for");  // "speaks for the councils"
    std::string party = led.empty() ? std::string() : party_of(led, named ? Itself::anybody : Itself::body, 1);
    return party.empty() ? std::nullopt : Told(std::move(party));
  }
  // "Mara Vell is the Reds' chief whip"
  const bool is = at(verb - 1).is_one_of({"is", "remains"}) && verb > here.name.last;
  if (!is) return std::nullopt;
  const Range what = phrase_at(verb, here.sentence.last, true);
  if (what.empty() || !describes_person(what)) return std::nullopt;
  std::string party = party_of(what, Itself::body, 1);
  return party.empty() ? std::nullopt : Told(std::move(party));
}

Ties::Told Ties::told_before_comma(const Beside& here) const {
  const Range sentence = here.sentence;
  const std::uint32_t first = here.front.first;
  const std::uint32_t last = here.name.last;
  if (first <= sentence.first + 1 || at(first - 1).token.kind != TokenKind::comma) return std::nullopt;
  const Range before = phrases_.noun_phrase_before(first - 1, sentence.first);
  const bool closes =
      last >= sentence.last || !at(last).is_word() || phrases_.is_verb(last) || at(last).is(wc::finite | wc::modal);
  if (before.empty() || !closes) return std::nullopt;
  const bool led_in = before.first > sentence.first && at(before.first - 1).is(wc::preposition);
  if (!(describes_person(before) || (!led_in && introduces(before)))) return std::nullopt;
  const NameMention* other = mention_at(head_of(before));
  if (other != nullptr && other->kind == MentionKind::person) return std::nullopt;
  std::string party = party_of(before, Itself::body, 1);
  if (!party.empty() || relates(head_of(before), relation::kin)) return party;
  return std::nullopt;
}

// "who leads the Reds", "who came for the Reds"
Ties::Told Ties::told_by_clause(std::uint32_t who, std::uint32_t ceiling) const {
  std::uint32_t k = who + 1;
  while (k + 1 < ceiling && k < who + 4 && at(k).is(wc::auxiliary | wc::adverb) && !relates(k, relation::lead)) ++k;
  if (k + 1 >= ceiling) return std::nullopt;
  const bool leads = relates(k, relation::lead);
  ++k;
  const bool joined = at(k).is_one_of({"for", "as", "over", "on"});
  if (!leads && !at(k).is_one_of({"for"})) return std::nullopt;
  if (joined) ++k;
  const Range led = phrase_at(k, ceiling, true);
  if (led.empty()) return std::nullopt;
  if (!leads) {
    const NameMention* name = mention_at(head_of(stripped(led)));
    if (name == nullptr || name->entity == no_index || name->kind == MentionKind::person) return std::nullopt;
  }
  return party_of(led, at(k - 1).is("for") ? Itself::anybody : Itself::body, 1);
}

// One after another: "Mara Vell, a former general, now the Reds' man at the talks,".
Ties::Told Ties::told_after_comma(const Beside& here) const {
  Told told;
  std::uint32_t comma = here.name.last;
  for (unsigned link = 0; link < longest_chain; ++link) {
    std::uint32_t end = comma;
    Told next = told_by_apposition(here, comma, end);
    if (next && !next->empty()) return next;
    if (next && !told) told = std::move(next);
    if (end <= comma) break;
    comma = end;
  }
  return told;
}

// What stands behind the comma there; `end` becomes the next comma where it is an apposition that ends with one.
Ties::Told Ties::told_by_apposition(const Beside& here, std::uint32_t comma, std::uint32_t& end) const {
  if (comma + 1 >= here.sentence.last || at(comma).token.kind != TokenKind::comma) return std::nullopt;
  std::uint32_t start = comma + 1;
  if (comma > here.name.last && at(start).is("and")) ++start;
  if (start + 1 < here.sentence.last && at(start).is_one_of({"now", "currently", "then", "also"})) ++start;
  if (start + 3 < here.sentence.last && at(start).is("one") && at(start + 1).is("of")) start += 2;
  if (at(start).is("who")) return told_by_clause(start, here.sentence.last);
  Range behind = phrase_at(start, here.sentence.last, true);
  if (behind.empty()) return std::nullopt;
  if (behind.last < here.sentence.last && at(behind.last).token.kind == TokenKind::comma) end = behind.last;
  // "her cousin and the chief counsel of the Reds"
  const std::uint32_t head_behind = head_of(behind);
  if (relates(head_behind, relation::kin) && head_behind + 2 < here.sentence.last && at(head_behind + 1).is("and"))
    behind = phrase_at(head_behind + 2, here.sentence.last, true);
  if (behind.empty()) return std::nullopt;
  const NameMention* other = mention_at(head_of(behind));
  if (other != nullptr && other->kind == MentionKind::person) return std::nullopt;
  const bool closes = behind.last >= here.sentence.last || at(behind.last).token.kind == TokenKind::comma ||
                      at(behind.last).token.kind == TokenKind::stop;
  if (describes_person(behind) || (closes && introduces(behind))) return party_of(behind, Itself::body, 1);
  // "a cheerful man of sixty who speaks for the Assembly"
  if (at(start).is_one_of({"a", "an"})) {
    for (std::uint32_t k = behind.first + 1; k < std::min(behind.last + 2, here.sentence.last); ++k) {
      if (at(k).is("who")) return told_by_clause(k, here.sentence.last);
    }
  }
  return std::nullopt;
}

std::string Ties::party_beside(const NameMention& mention) const {
  const Beside here = beside(mention);
  constexpr std::array places = {&Ties::told_behind,      &Ties::told_before,  &Ties::told_in_place,
                                 &Ties::told_in_brackets, &Ties::told_by_verb, &Ties::told_before_comma,
                                 &Ties::told_after_comma};
  for (const auto place : places) {
    if (Told party = (this->*place)(here)) return *party;
  }
  return {};
}

void Ties::tie_person(const NameMention& mention) {
  if (mention.kind != MentionKind::person || !names_.entities[mention.entity].party.empty()) return;
  std::string party = party_beside(mention);
  if (!party.empty()) names_.entities[mention.entity].party = std::move(party);
}

}  // namespace entente::read

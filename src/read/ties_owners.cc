// What a noun phrase says of its head: complements ("spokesman for the ministry"), owners ("Norvia's chief negotiator",
// "his office") and modifiers ("a Norvian official", "a union source").
#include <algorithm>

#include "read/ties.h"

namespace entente::read {
namespace {

using text::TokenKind;
namespace wc = word_class;

bool points_back(const Word& word) { return word.is_one_of({"the", "this", "these", "those", "that"}); }

}  // namespace

Ties::Complement Ties::party_of_complement(Range phrase, std::uint32_t head, unsigned depth) const {
  const std::string word = folded(head);
  const bool staff = heads_.relates(word, relation::staff);
  const bool reach = heads_.relates(word, relation::reach);
  Complement found;
  for (std::uint32_t k = head + 1; k + 1 < phrase.last; ++k) {
    const Word& preposition = at(k);
    if (preposition.token.kind == TokenKind::comma || preposition.is(wc::relative)) break;
    if (preposition.is_one_of({"close", "familiar"}) || passes_on(folded(k)) || folded(k) == "briefed") break;
    if (!preposition.is(wc::preposition)) continue;
    const bool ties = preposition.is_one_of({"of", "for", "from", "at", "with", "by"}) ||
                      (preposition.is("to") && reach) || preposition.is("in") || preposition.is("within");
    if (!ties) continue;
    const Range owner = phrases_.noun_phrase_at(k + 1, phrase.last, false);
    if (owner.empty()) continue;
    const std::uint32_t owner_head = head_of(stripped(owner));
    if (at(owner_head).is(wc::time | wc::weekday | wc::month) || relates(owner_head, relation::span))
      continue;  // "for nine years"
    const NameMention* name = mention_at(owner_head);
    // "of Norvia and Estmark": the noun phrase holds both.
    if (const std::string both = two_states(owner); !both.empty()) return {both, true};
    const bool named = name != nullptr && name->entity != no_index;
    if (preposition.is("in") && !(named && is_state(*name))) {
      // "the ministry in Vell", "a source in the delegation": a seat or a body tells it, another place does not.
      const bool seat = named && !names_.entities[name->entity].stands_for.empty();
      const bool body = named ? name->kind == MentionKind::organisation
                              : heads_.kind_of(folded(owner_head)) == MentionKind::organisation;
      // "officials in Vell"
      const bool there = named && name->kind != MentionKind::person && heads_.relates(word, relation::state);
      if (!seat && !body && !there) continue;
    }
    const bool speaks = preposition.is_one_of({"for", "to", "of", "from"});
    std::string party =
        party_of(owner, (staff && speaks) || preposition.is("for") ? Itself::anybody : Itself::body, depth + 1);
    if (party.empty()) continue;
    // "Minister of Health of Norvia": a state further on tells more than a portfolio; where somebody is, less than who
    // sent him or her ("Norvia's envoy in Estmark").
    const bool sent = preposition.is_one_of({"in", "at"}) && owned_part(core_of(phrase), head) != 0;
    const bool certain =
        !sent && named &&
        (is_state(*name) || preposition.is("for") || (name->kind != MentionKind::other && !preposition.is("in")));
    if (certain) return {std::move(party), true};
    if (found.party.empty()) found.party = std::move(party);
  }
  return found;
}

// "Norvia and Estmark"; empty for anything else.
std::string Ties::two_states(Range phrase) const {
  const Range inside = mentions_in(phrase);
  if (inside.size() != 2) return {};
  const NameMention& first = names_.mentions[inside.first];
  const NameMention& second = names_.mentions[inside.first + 1];
  const bool joined = first.words.last + 1 == second.words.first && at(first.words.last).is("and") &&
                      second.words.last == phrase.last && !first.adjective && !second.adjective;
  const auto is_place = [&](const NameMention& mention) {
    return mention.entity != no_index && (is_state(mention) || mention.kind == MentionKind::place);
  };
  if (!joined || !is_place(first) || !is_place(second)) return {};
  return names_.entities[first.entity].party + " and " + names_.entities[second.entity].party;
}

// The last genitive or possessive pronoun before the head: the first word behind it, or 0 where there is none.
std::uint32_t Ties::owned_part(Range core, std::uint32_t head) const {
  for (std::uint32_t k = head; k > core.first; --k) {
    const Word& sign = at(k - 1);
    const bool plural = sign.token.kind == TokenKind::single_quote && k >= 2 && !sign.token.space_before &&
                        analysis_.text_of(k - 2).back() == 's';
    if (!(sign.token.kind == TokenKind::clitic || plural ||
          sign.is_one_of({"his", "her", "its", "their", "my", "our", "your"})))
      continue;
    // "People's Party": within a name it owns nothing.
    const NameMention* name = mention_at(k - 1);
    const bool inside =
        name != nullptr && name->kind != MentionKind::role && name->words.first + 1 < k && name->words.last > k;
    if (!inside) return k;
  }
  return 0;
}

std::string Ties::party_of_owner(Range core, std::uint32_t owned, Itself itself, unsigned depth) const {
  const Word& sign = at(owned - 1);
  if (shy_ && sign.is("their")) return {};
  if (sign.is_one_of({"my", "our", "your"})) {
    const std::uint32_t person = sign.is("your") ? interviewed(owned - 1) : voice_of(owned - 1);
    return person == no_index ? std::string() : names_.entities[person].party;
  }
  if (sign.is_one_of({"his", "her", "its", "their"})) return antecedent(owned - 1, no_index, no_index, depth + 1).party;
  if (owned - 1 == core.first) return {};
  // With its article: "the bloc" may be a body named before.
  const bool article = core.first > 0 && points_back(at(core.first - 1));
  return party_of({core.first - (article ? 1 : 0), owned - 1}, itself, depth + 1);
}

// A name or an adjective of a place before the head.
std::string Ties::party_of_modifier(Range core, std::uint32_t head, Itself itself) const {
  const std::string word = folded(head);
  const bool body = heads_.kind_of(word) == MentionKind::organisation || heads_.kind_of(word) == MentionKind::other;
  const Range inside = mentions_in({core.first, head});
  std::string found;
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.entity == no_index || mention.kind == MentionKind::person || mention.words.last > head) continue;
    if (relates(mention.words.first, relation::wide | relation::nobody)) continue;  // "a European diplomat"
    const NamedEntity& entity = names_.entities[mention.entity];
    // "Energy Secretary": a portfolio.
    const bool portfolio = mention.kind == MentionKind::other && !entity.listed && !entity.state &&
                           mention.words.last == head && at(head).token.starts_upper();
    if (portfolio) continue;
    const bool sender = mention.kind == MentionKind::place && heads_.relates(word, relation::sent);
    if (entity.state || mention.kind == MentionKind::organisation || sender || !body) {
      if (found.empty()) found = speaks_for(mention);
    } else if (itself != Itself::no) {
      // "the Orsk ceasefire commission": a name of its own.
      return std::string(analysis_.text_of({mention.words.first, head + 1}));
    }
  }
  if (found.empty() && at(core.first).token.starts_upper() && mention_at(core.first) == nullptr &&
      core.first == analysis_.sentence_of(core.first).words.first && core.first < head) {
    // "Reform leader Mara Vell": a common word opens the sentence, but the text has it as a name.
    if (const NameMention* meant = called(folded(core.first))) found = speaks_for(*meant);
  }
  for (std::uint32_t k = core.first; k < head && found.empty(); ++k) {
    // "an education ministry official", "a government spokesman"
    const bool inner = at(k).token.shape == text::Shape::lower && relates(k, relation::state | relation::public_body) &&
                       !relates(k, relation::staff) && heads_.kind_of(folded(k)) == MentionKind::organisation;
    if (inner) {
      // "a ministry spokesman", where the text names the ministry
      const NameMention* named = core.first == k ? body_called(folded(k), k) : nullptr;
      found = named != nullptr ? speaks_for(*named) : state_around(core.first);
    }
    // "Federation president Omar Diaz", "a union source"
    const std::string noun = folded(k);
    const bool of_body = !inner && mention_at(k) == nullptr && heads_.may_stand_alone(noun) &&
                         heads_.kind_of(noun) == MentionKind::organisation;
    const NameMention* meant = of_body ? body_called(noun, k) : nullptr;
    // "a club owner" is of no club in particular.
    const bool indefinite = core.first > 0 && at(core.first - 1).is_one_of({"a", "an"});
    if (meant == nullptr && of_body && !indefinite && heads_.relates(noun, relation::generic))
      meant = body_before(k, noun);
    if (meant != nullptr) found = speaks_for(*meant);
  }
  if (found.empty() && relates(core.first, relation::compass) && core.first < head &&
      at(core.first).token.shape == text::Shape::lower &&
      (heads_.relates(word, relation::state) || mention_at(head) != nullptr)) {
    found = folded(core.first);
    found = found.substr(0, found.size() - 3);  // "northern" -> "north"
  }
  return found;
}

// "Norvia's water board", "the Norvian central bank"; empty where no state owns it.
std::string Ties::state_that_owns(Range core, std::uint32_t head) const {
  const Range inside = mentions_in({core.first, head});
  if (inside.empty()) return {};
  const NameMention& owner = names_.mentions[inside.first];
  const bool owns =
      owner.words.last < head && (owner.adjective || at(owner.words.last).token.kind == TokenKind::clitic);
  return owns && (is_state(owner) || owner.kind == MentionKind::place) ? names_.entities[owner.entity].party
                                                                       : std::string();
}

// What an adjective or demonym of a state among these words tells, or its name where names count too ("her Norvia
// counterpart").
std::string Ties::state_among(Range words, bool adjectives_only) const {
  const Range inside = mentions_in(words);
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.entity == no_index || (adjectives_only && !mention.adjective)) continue;
    const bool place = !adjectives_only && mention.kind == MentionKind::place;
    if (is_state(mention) || place) return names_.entities[mention.entity].party;
  }
  return {};
}

// "an institute economist": of the body that is named before the head.
std::string Ties::organisation_among(Range words) const {
  const Range inside = mentions_in(words);
  std::string found;
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.kind == MentionKind::organisation && mention.entity != no_index && mention.words.last <= words.last &&
        !relates(mention.words.first, relation::wide))
      found = names_.entities[mention.entity].party;
  }
  return found;
}

}  // namespace entente::read

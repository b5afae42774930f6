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
using text::Gender;
using text::TitleKind;
using text::TokenKind;
namespace wc = word_class;

constexpr std::uint32_t farthest_words = 600;  // that a definite description looks back

bool is_definite(const Word& word) { return word.is_one_of({"the", "this", "these", "those", "that"}); }

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
  return last - 1;
}

// Whether the words before a short name already make it the full one: "the Friends of [the Strait]".
bool Ties::written_before(std::string_view full, Range mention, Range phrase) const {
  for (std::uint32_t first = phrase.first; first < mention.first; ++first) {
    if (text::fold(analysis_.text_of({first, mention.last})) == text::fold(full)) return true;
  }
  return false;
}

std::string Ties::described(Range phrase, unsigned depth) const {
  std::string name;
  const auto add = [&](std::string_view piece, bool space) {
    if (!name.empty() && space) name += ' ';
    name += piece;
  };
  for (std::uint32_t i = phrase.first; i < phrase.last;) {
    const Word& word = at(i);
    const bool space = word.token.space_before;
    if (word.is(wc::possessive) && word.is_one_of({"his", "her", "its", "their"})) {
      const Referent owner = antecedent(i, no_index, no_index, depth + 1);
      if (!owner.name.empty()) {
        add(owner.name, space);
        name += owner.name.back() == 's' && owner.entity == no_index ? "'" : "'s";
        ++i;
        continue;
      }
    }
    const NameMention* mention = mention_at(i);
    if (mention != nullptr && mention->words.first == i && mention->words.last <= phrase.last) {
      // A title before a name says nothing that the name does not.
      if (mention->kind == MentionKind::role && mention->words.last < phrase.last) {
        const NameMention* next = mention_at(mention->words.last);
        if (next != nullptr && next->kind == MentionKind::person && next->words.first == mention->words.last) {
          i = mention->words.last;
          continue;
        }
      }
      if (mention->kind == MentionKind::role && mention->words.last < phrase.last &&
          at(mention->words.last).token.kind == TokenKind::clitic) {
        // "the king's secretary"
        if (const std::uint32_t bearer = bearer_of(*mention, i); bearer != no_index) {
          if (name.ends_with("the")) name.erase(name.size() - 3);
          add(names_.entities[bearer].name, space && !name.empty() && name.back() != ' ');
          i = mention->words.last;
          continue;
        }
      }
      if (mention->entity != no_index && !mention->adjective && names_.entities[mention->entity].stands_for.empty()) {
        const NamedEntity& entity = names_.entities[mention->entity];
        const bool fuller = entity.name.size() > analysis_.text_of(mention->words).size();
        if (fuller && written_before(entity.name, mention->words, phrase)) {
          add(analysis_.text_of(mention->words), space);
          i = mention->words.last;
          continue;
        }
        if (mention->kind == MentionKind::person || fuller) {
          add(entity.name, space);
          i = mention->words.last;
          continue;
        }
      }
    }
    add(analysis_.text_of(i), space);
    ++i;
  }
  return name;
}

bool Ties::describes_person(Range phrase) const {
  const std::uint32_t head = head_of(phrase);
  if (head == no_index) return false;
  const std::string word = folded(head);
  if (heads_.relates(word, relation::kin | relation::staff)) return true;
  const NameMention* mention = mention_at(head);
  return mention != nullptr && mention->kind == MentionKind::role;
}

// The state that the words around name: of the last mention before, in this paragraph or the one before it.
std::string Ties::state_around(std::uint32_t word) const {
  const std::uint32_t paragraph = analysis_.sentence_of(word).paragraph;
  const Range before = mentions_in({0, word});
  for (std::uint32_t m = before.last; m > 0; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (analysis_.sentence_of(mention.words.first).paragraph + 1 < paragraph) break;
    if (is_state(mention)) return names_.entities[mention.entity].party;
  }
  return {};
}

// The only state that this paragraph names up to a word, or the only state or body; empty where there are several.
std::string Ties::only_party_around(std::uint32_t word, bool bodies) const {
  const std::uint32_t paragraph = analysis_.sentence_of(word).paragraph;
  const Range before = mentions_in({0, word});
  std::string found;
  for (std::uint32_t m = before.last; m > 0; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (analysis_.sentence_of(mention.words.first).paragraph < paragraph) break;
    const bool body = bodies && mention.kind == MentionKind::organisation && mention.entity != no_index;
    if (!is_state(mention) && !body) continue;
    const std::string& party = names_.entities[mention.entity].party;
    if (!found.empty() && found != party) return {};
    found = party;
  }
  return found;
}

bool Ties::has_owner(std::uint32_t head) const {
  const Range sentence = analysis_.sentence_of(head).words;
  if (head > sentence.first) {
    const Word& before = at(head - 1);
    if (before.token.kind == TokenKind::clitic || before.is(wc::possessive)) return true;
    if (phrases_.is_nominal(head - 1) && !phrases_.is_verb(head - 1)) return true;
  }
  return head + 1 < sentence.last && (at(head + 1).is_one_of({"of", "for", "from", "at", "in"}) ||
                                      (at(head + 1).is("to") && relates(head, relation::reach)));
}

Range Ties::fuller_before(Range phrase) const {
  phrase = stripped(phrase);
  const std::uint32_t head = head_of(phrase);
  if (head == no_index) return {};
  const std::string word = folded(head);
  const std::uint32_t floor = phrase.first > farthest_words ? phrase.first - farthest_words : 0;
  for (std::uint32_t k = phrase.first; k > floor; --k) {
    const std::string_view written = analysis_.text_of(k - 1);
    if (written.size() != word.size() || folded(k - 1) != word || !has_owner(k - 1)) continue;
    const Range sentence = analysis_.sentence_of(k - 1).words;
    Range whole = phrases_.noun_phrase_before(k, sentence.first);
    for (std::uint32_t j = whole.first; j + 1 < k; ++j) {
      if ((at(j).is(wc::preposition) && !phrases_.is_nominal(j)) || at(j).is(wc::coordinator)) whole.first = j + 1;
    }
    const Range right = phrase_at(k - 1, sentence.last, false);
    if (whole.empty()) whole = {k - 1, k};
    whole.last = std::max(whole.last, right.last);
    // "spokesman for the ministry", "economist at the institute"
    if (whole.last == k && k + 1 < sentence.last && at(k).is_one_of({"for", "from", "at", "to"})) {
      const Range owner = phrase_at(k + 1, sentence.last, false);
      if (!owner.empty()) whole.last = owner.last;
    }
    return whole;
  }
  return {};
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
      // "the minister" may be the foreign minister.
      return title == role.title || title.ends_with(wanted);
    });
  };
  const Range before = mentions_in({0, word});
  for (std::uint32_t m = before.last; m > 0 && before.last - m <= 200; --m) {
    if (holds(names_.mentions[m - 1])) return names_.mentions[m - 1].entity;
  }
  const auto end = static_cast<std::uint32_t>(names_.mentions.size());
  if (word > 60) return no_index;  // only what opens a report is told before it is named
  for (std::uint32_t m = before.last; m < end && m < before.last + 40; ++m) {
    if (holds(names_.mentions[m])) return names_.mentions[m].entity;
  }
  return no_index;
}

std::string Ties::party_of_complement(Range phrase, std::uint32_t head, unsigned depth) const {
  const std::string word = folded(head);
  const bool staff = heads_.relates(word, relation::staff);
  const bool reach = heads_.relates(word, relation::reach);
  std::string found;
  for (std::uint32_t k = head + 1; k + 1 < phrase.last; ++k) {
    const Word& preposition = at(k);
    if (preposition.token.kind == TokenKind::comma || preposition.is(wc::relative)) break;
    if (!preposition.is(wc::preposition)) continue;
    const bool ties = preposition.is_one_of({"of", "for", "from", "at", "with", "by"}) ||
                      (preposition.is("to") && reach) || preposition.is("in") || preposition.is("within");
    if (!ties) continue;
    const Range owner = phrases_.noun_phrase_at(k + 1, phrase.last, false);
    if (owner.empty()) continue;
    const NameMention* name = mention_at(head_of(stripped(owner)));
    if (preposition.is("in") && (name == nullptr || name->entity == no_index || !is_state(*name))) {
      // "the ministry in Vell": a seat tells it, another place does not.
      if (name == nullptr || name->entity == no_index || names_.entities[name->entity].stands_for.empty()) continue;
    }
    const bool speaks = preposition.is_one_of({"for", "to", "of", "from"});
    const std::string party = party_of(owner, staff && speaks ? Itself::anybody : Itself::body, depth + 1);
    if (party.empty()) continue;
    // "Minister of Health of Norvia": a state further on tells more than a portfolio.
    const bool certain = name != nullptr && name->entity != no_index &&
                         (is_state(*name) || name->kind != MentionKind::other || preposition.is("for"));
    if (certain) return party;
    if (found.empty()) found = party;
  }
  return found;
}

std::string Ties::party_of_owner(Range phrase, Range core, std::uint32_t head, Itself itself, unsigned depth) const {
  // The last genitive before the head.
  for (std::uint32_t k = head; k > core.first; --k) {
    const Word& sign = at(k - 1);
    const bool plural = sign.token.kind == TokenKind::single_quote && k >= 2 && !sign.token.space_before &&
                        analysis_.text_of(k - 2).back() == 's';
    if (sign.token.kind == TokenKind::clitic || plural) {
      if (k - 1 == core.first) return {};
      const Range owner{core.first, k - 1};
      const std::string party = party_of(owner, Itself::body, depth + 1);
      return party;
    }
    if (sign.is_one_of({"his", "her", "its", "their"})) return antecedent(k - 1, no_index, no_index, depth + 1).party;
  }
  (void)phrase;
  // A name or an adjective of a place before the head.
  const std::string word = folded(head);
  const bool body = heads_.kind_of(word) == MentionKind::organisation || heads_.kind_of(word) == MentionKind::other;
  const Range inside = mentions_in({core.first, head});
  std::string found;
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.entity == no_index || mention.kind == MentionKind::person || mention.words.last > head) continue;
    const NamedEntity& entity = names_.entities[mention.entity];
    if (entity.state || mention.kind == MentionKind::organisation || !body) {
      if (found.empty()) found = entity.party;
    } else if (itself != Itself::no) {
      // "the Orsk ceasefire commission": a name of its own.
      return std::string(analysis_.text_of({mention.words.first, head + 1}));
    }
  }
  if (found.empty() && relates(core.first, relation::compass) && core.first < head &&
      (heads_.relates(word, relation::state) || mention_at(head) != nullptr)) {
    found = folded(core.first);
    found = found.substr(0, found.size() - 3);  // "northern" -> "north"
  }
  return found;
}

std::string Ties::party_of(Range phrase, Itself itself, unsigned depth) const {
  while (!phrase.empty() && at(phrase.last - 1).token.kind == TokenKind::clitic) --phrase.last;
  if (phrase.empty() || depth > deepest) return {};
  if (phrase.size() == 1 && at(phrase.first).is(wc::subject | wc::object | wc::possessive) &&
      !phrases_.is_nominal(phrase.first))
    return antecedent(phrase.first, no_index, no_index, depth + 1).party;
  const bool definite = is_definite(at(phrase.first));
  phrase = stripped(phrase);
  if (phrase.empty()) return {};
  const Range core = core_of(phrase);
  const std::uint32_t head = head_of(phrase);
  const std::string word = folded(head);
  const bool state_body = heads_.relates(word, relation::state);
  const bool body = heads_.kind_of(word) == MentionKind::organisation;
  const NameMention* named = mention_at(head);
  if (named != nullptr && named->entity != no_index && named->words.last == head + 1) {
    const NamedEntity& entity = names_.entities[named->entity];
    if (named->kind == MentionKind::person) return entity.party;
    if (!entity.party.empty() && (entity.listed || entity.state || named->words.first == core.first || !state_body))
      return entity.party;
  }
  if (heads_.relates(word, relation::kin)) return {};
  const NameMention* role = named != nullptr && named->kind == MentionKind::role ? named : nullptr;
  bool profession = false;
  if (role != nullptr) {
    const text::Hit hit = gazetteer_.look_up(role->title);
    if (const text::Sense* title = hit.sense(EntryKind::title))
      profession = title->entry->title == TitleKind::profession;
  }
  const bool own = body && !state_body;
  std::string found;
  const bool is_event = heads_.kind_of(word) == MentionKind::other;
  if (!own && !is_event) {
    found = party_of_complement(phrase, head, depth);
    if (found.empty() && (!profession || heads_.relates(word, relation::staff)))
      found = party_of_owner(phrase, core, head, itself, depth);
    if (found.empty() && profession) {
      // An economist of the institute, but not a Norvian economist.
      const Range inside = mentions_in({core.first, head});
      for (std::uint32_t m = inside.first; m < inside.last; ++m) {
        const NameMention& mention = names_.mentions[m];
        if (mention.kind == MentionKind::organisation && mention.entity != no_index)
          found = names_.entities[mention.entity].party;
      }
    }
    if (found.empty() && role != nullptr) {
      found = role->party;
      const std::uint32_t bearer = found.empty() ? bearer_of(*role, phrase.first) : no_index;
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
  const bool bare = head == core.first && (definite || depth > 0);
  if (bare && depth < 3) {
    const Range fuller = fuller_before(phrase);
    if (!fuller.empty()) found = party_of(fuller, Itself::body, depth + 1);
    if (!found.empty()) return found;
  }
  if (state_body && !heads_.relates(word, relation::staff)) {
    // "The treasury", "a foreign ministry official": of the state that the text speaks of.
    found = state_around(phrase.first);
    if (!found.empty()) return found;
  }
  if (itself == Itself::no) return {};
  if (body || is_event || itself == Itself::anybody) {
    if (bare && itself == Itself::body && depth == 0 && !body) return {};
    // Its own name, with what owns it where that is named.
    Range own_name = core;
    if (at(core.first).is(wc::possessive)) return described(core, depth + 1);
    while (own_name.size() > 1 &&
           (at(own_name.first).is(wc::determiner) || (at(own_name.first).token.kind == TokenKind::number)))
      ++own_name.first;
    if (phrase.last > core.last && at(core.last).is("of") && (body || is_event)) {
      const Range owner = phrases_.noun_phrase_at(core.last + 1, phrase.last, false);
      if (!owner.empty()) own_name.last = owner.last;
    }
    return std::string(analysis_.text_of(own_name));
  }
  return {};
}

}  // namespace entente::read

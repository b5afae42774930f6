// The party of a noun phrase is read off its own words. Its head is the last word before its complements; then the
// first of these that names a party wins: a complement ("spokesman for the ministry", "economist at the institute"), an
// owner
// ("Norvia's chief negotiator", "his office"), a name or an adjective of a place before the head ("a Norvian
// official"), and for a body its own name, unless it is a body of a state. A definite phrase without any of these ("the
// union") takes what the same word had before. Owners are phrases themselves, so that the reading recurs, at most five
// deep.
//
// A person is tied by the words that stand beside the name: before it, before a comma before it, behind it with "of",
// in an apposition or a relative clause behind it. The first place in the text that tells it counts.
#include "read/ties.h"

#include <algorithm>
#include <unordered_map>

namespace entente::read {
namespace {

using text::EntryKind;
using text::Gender;
using text::TitleKind;
using text::TokenKind;
namespace wc = word_class;

constexpr std::uint32_t farthest_sentences = 12;
constexpr std::uint32_t farthest_words = 600;  // that a definite description looks back
constexpr unsigned deepest = 5;

bool is_one_of(const Word& word, std::initializer_list<std::string_view> folded) {
  return std::find(folded.begin(), folded.end(), word.info.folded) != folded.end();
}

bool is_definite(const Word& word) { return is_one_of(word, {"the", "this", "these", "those", "that"}); }

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

// ---- referents

std::uint32_t Ties::person_before(std::uint32_t word, Gender gender, std::uint32_t last_speaker,
                                  std::uint32_t excluded) const {
  const std::uint32_t here = at(word).sentence;
  const Range before = mentions_in({0, word});
  double best = -1e9;
  std::uint32_t chosen = no_index;
  std::uint32_t looked = 0;
  for (std::uint32_t m = before.last; m > 0 && looked < 60; --m, ++looked) {
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

// An office without a name that a pronoun may mean: the subject of this sentence or the last one, where no person is
// named between ("Norvia's president …; his office …").
const NameMention* Ties::unnamed_role_before(std::uint32_t pronoun) const {
  const Range before = mentions_in({0, pronoun});
  for (std::uint32_t m = before.last; m > 0; --m) {
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
    if (mention.words.first > words.first + 6) continue;
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
  const Range before = mentions_in({0, word});
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
  for (std::size_t p = analysis_.sentence_of(word).paragraph + 1u; p > 0; --p) {
    const Range words = analysis_.paragraphs[p - 1].words;
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

std::uint32_t Ties::apposed_within(Range phrase) const {
  const Range core = core_of(phrase);
  return core.empty() || core.last >= phrase.last ? no_index : apposed_person(core);
}

Referent Ties::antecedent(std::uint32_t pronoun, std::uint32_t last_speaker, std::uint32_t excluded,
                          unsigned depth) const {
  if (depth > deepest) return {};
  const Word& word = at(pronoun);
  const bool male = is_one_of(word, {"he", "him", "his", "himself"});
  const bool female = is_one_of(word, {"she", "her", "herself"});
  if (male || female) {
    const Gender gender = male ? Gender::male : Gender::female;
    if (const NameMention* role = unnamed_role_before(pronoun);
        role != nullptr && (role->gender == Gender::unknown || role->gender == gender)) {
      Range phrase = role_phrase(*role);
      phrase.last = std::min(phrase.last, pronoun);
      std::string party = party_of(phrase, Itself::body, depth + 1);
      return {no_index, described(stripped(phrase), depth + 1), party.empty() ? role->party : party};
    }
    const std::uint32_t person = person_before(pronoun, gender, last_speaker, excluded);
    if (person == no_index) return {};
    return {person, names_.entities[person].name, names_.entities[person].party};
  }
  const bool one = is_one_of(word, {"it", "its", "itself"});
  if (!one && !is_one_of(word, {"they", "them", "their", "themselves"})) return {};
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
      const bool people = !one && last.size() > 3 && last.back() == 's' && !at(head).token.starts_upper();
      if ((one && body) || people) {
        const Range core = core_of(stripped(opening));
        std::string party = party_of(opening, Itself::body, depth + 1);
        return {no_index, described(core, depth + 1), std::move(party)};
      }
    }
    const Range inside = mentions_in(before);
    for (std::uint32_t m = inside.first; m < inside.last; ++m) {
      const NameMention& mention = names_.mentions[m];
      if (mention.entity == no_index || mention.adjective || mention.kind == MentionKind::person) continue;
      if (mention.kind != MentionKind::organisation && !is_state(mention)) continue;
      const NamedEntity& entity = names_.entities[mention.entity];
      return {mention.entity, entity.name, entity.party};
    }
    // A body in small letters: "…, their union announced."
    for (std::uint32_t k = before.last; one && k > before.first + 1; --k) {
      const Word& body_word = at(k - 1);
      if (body_word.token.starts_upper() || !body_word.is_word()) continue;
      if (heads_.kind_of(folded(k - 1)) != MentionKind::organisation || phrases_.is_verb(k - 1)) continue;
      Range phrase = phrases_.noun_phrase_before(k, before.first);
      for (std::uint32_t j = phrase.first; j + 1 < k; ++j) {
        if (at(j).is(wc::preposition) && !phrases_.is_nominal(j)) phrase.first = j + 1;
      }
      if (phrase.empty() || !at(phrase.first).is(wc::determiner | wc::possessive)) continue;
      std::string party = party_of(phrase, Itself::body, depth + 1);
      return {no_index, described(stripped(phrase), depth + 1), std::move(party)};
    }
  }
  return {};
}

// ---- phrases

Range Ties::stripped(Range phrase) const {
  while (!phrase.empty() && !at(phrase.last - 1).is_word() && at(phrase.last - 1).token.kind != TokenKind::stop)
    --phrase.last;
  if (phrase.size() > 1 && is_one_of(at(phrase.first), {"the", "a", "an"})) ++phrase.first;
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
    const bool ends = is_one_of(word, {"close", "familiar"}) ||
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
    if (word.is(wc::possessive) && is_one_of(word, {"his", "her", "its", "their"})) {
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
  return head + 1 < sentence.last && (is_one_of(at(head + 1), {"of", "for", "from", "at", "in"}) ||
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
    if (whole.last == k && k + 1 < sentence.last && is_one_of(at(k), {"for", "from", "at", "to"})) {
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
    const bool ties = is_one_of(preposition, {"of", "for", "from", "at", "with", "by"}) ||
                      (preposition.is("to") && reach) || preposition.is("in") || preposition.is("within");
    if (!ties) continue;
    const Range owner = phrases_.noun_phrase_at(k + 1, phrase.last, false);
    if (owner.empty()) continue;
    const NameMention* name = mention_at(head_of(stripped(owner)));
    if (preposition.is("in") && (name == nullptr || name->entity == no_index || !is_state(*name))) {
      // "the ministry in Vell": a seat tells it, another place does not.
      if (name == nullptr || name->entity == no_index || names_.entities[name->entity].stands_for.empty()) continue;
    }
    const bool speaks = is_one_of(preposition, {"for", "to", "of", "from"});
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
    if (is_one_of(sign, {"his", "her", "its", "their"})) return antecedent(k - 1, no_index, no_index, depth + 1).party;
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
    if (core.last + 2 < phrase.last && is_one_of(at(core.last), {"that", "which"}) && role == nullptr) {
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
    if (whole.last + 1 < sentence.last && is_one_of(at(whole.last), {"of", "in"})) {
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
  if (last + 1 < sentence.last && is_one_of(at(last), {"of", "from", "at"})) {
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
    if (k < sentence.last && is_one_of(at(k), {"for", "as", "over", "on"})) ++k;
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

// "Foreign Minister Tomas Rell", "leader Jonna Piet", where the text speaks of one state, or one body, alone.
void Ties::tie_to_state_around() {
  for (const NameMention& mention : names_.mentions) {
    if (mention.kind != MentionKind::person || !names_.entities[mention.entity].party.empty()) continue;
    NamedEntity& entity = names_.entities[mention.entity];
    for (const std::string& title : entity.titles) {
      const text::Hit hit = gazetteer_.look_up(title);
      const text::Sense* sense = hit.sense(EntryKind::title);
      if (sense == nullptr || sense->entry->title != TitleKind::state || title == "opposition leader") continue;
      entity.party = only_party_around(mention.words.first, title.ends_with("leader"));
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

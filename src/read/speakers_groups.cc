// Several who speak as one, and one of several: "the two leaders", "Mara Vell and Idris Orlen", "two funds, Vell and
// Orlen Partners", "one of them", "another".
#include <algorithm>

#include "read/speakers.h"

namespace entente::read {
namespace {

using text::Gender;
using text::TokenKind;
namespace wc = word_class;

// Joins the party of one more to that of those before.
void join_party(std::string& party, const std::string& other) {
  if (party.empty()) {
    party = other;
  } else if (!other.empty() && other != party) {
    party += " and " + other;
  }
}

std::string last_word(const std::string& name) {
  return text::fold(std::string_view(name).substr(name.rfind(' ') + 1));
}

// "two other officials" -> "officials"
std::string without_number(std::string name) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view word :
         {"the ", "two ", "three ", "four ", "other ", "several ", "some ", "many ", "both "}) {
      const std::size_t size = word.size();
      if (name.size() <= size || text::fold(name.substr(0, size)) != word) continue;
      name.erase(0, size);
      cut = true;
    }
  }
  return name;
}

}  // namespace

// "The two leaders", "both sides": the two persons, or states, named last.
Speaker Speakers::of_two(Range phrase) const {
  const std::uint32_t head = ties_.head_of(phrase);
  const std::string word = text::fold(analysis_.text_of(head));
  const bool states = heads_.relates(word, relation::state) || analysis_.words[phrase.first].is_one_of({"neither"}) ||
                      word == "sides" || word == "countries" || word == "states" || word == "governments" ||
                      word == "capitals" || word == "parties" || word == "delegations" || word == "side";
  const Range before = ties_.mentions_before(phrase.first);
  std::uint32_t second = no_index;
  for (std::uint32_t m = before.last; m > before.first && before.last - m < 40; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (mention.entity == no_index) continue;
    const NamedEntity& entity = names_.entities[mention.entity];
    if (states ? !entity.state : mention.kind != MentionKind::person) continue;
    if ((word == "women" && entity.gender == Gender::male) || (word == "men" && entity.gender == Gender::female))
      continue;
    if (second == no_index) {
      second = mention.entity;
      continue;
    }
    if (mention.entity == second) continue;
    const NamedEntity& other = names_.entities[second];
    Speaker speaker;
    speaker.plural = true;
    speaker.name = entity.name + " and " + other.name;
    speaker.party = entity.party == other.party || other.party.empty() ? entity.party
                    : entity.party.empty()                             ? other.party
                                                                       : entity.party + " and " + other.party;
    return speaker;
  }
  return {};
}

// "Norvia and Estmark", "the Reds and the Greens": two names and nothing else.
Speaker Speakers::of_two_things(Range phrase) const {
  const Range inside = mentions_in(phrase);
  if (inside.size() != 2) return {};
  const NameMention& first = names_.mentions[inside.first];
  const NameMention& second = names_.mentions[inside.first + 1];
  const auto is_thing = [](const NameMention& mention) {
    return mention.entity != no_index && !mention.adjective && mention.kind != MentionKind::person &&
           mention.kind != MentionKind::role;
  };
  if (!is_thing(first) || !is_thing(second) || first.entity == second.entity) return {};
  for (std::uint32_t k = phrase.first; k < phrase.last; ++k) {
    const Word& word = analysis_.words[k];
    if (first.words.contains(k) || second.words.contains(k) || word.is("the") || word.is("both")) continue;
    if (!word.is("and") || k < first.words.last) return {};
  }
  Speaker speaker;
  speaker.plural = true;
  speaker.name = names_.entities[first.entity].name + " and " + names_.entities[second.entity].name;
  speaker.party = ties_.speaks_for(first);
  join_party(speaker.party, ties_.speaks_for(second));
  return speaker;
}

// A person, or two that "and" joins.
Speaker Speakers::of_persons(const NameMention& person, Range phrase) const {
  Speaker speaker = of_entity(person.entity, phrase);
  const Range inside = mentions_in({person.words.last, phrase.last});
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.kind != MentionKind::person || mention.entity == person.entity) continue;
    const std::uint32_t start = start_of(mention);
    const bool possessor =
        mention.words.last < phrase.last && analysis_.words[mention.words.last].token.kind == TokenKind::clitic;
    if (possessor || start <= person.words.last || !analysis_.words[start - 1].is("and")) continue;
    const NamedEntity& other = names_.entities[mention.entity];
    speaker.entity = no_index;
    speaker.plural = true;
    speaker.name += " and " + other.name;
    if (speaker.party.empty()) {
      speaker.party = other.party;
    } else if (!other.party.empty() && other.party != speaker.party) {
      speaker.party += " and " + other.party;
    }
    break;
  }
  return speaker;
}

// "Two hedge funds, Vell and Orlen Partners,", "its allies, Upper Tarsa and Norvia,"
Speaker Speakers::of_listed(Range phrase) const {
  const Range core = ties_.core_of(phrase);
  const std::uint32_t head = ties_.head_of(phrase);
  const auto size = static_cast<std::uint32_t>(analysis_.words.size());
  if (core.size() < 2 || core.last + 3 >= size || analysis_.words[core.last].token.kind != TokenKind::comma) return {};
  const std::string word = text::fold(analysis_.text_of(head));
  if (analysis_.words[head].token.starts_upper() || word.size() < 4 || word.back() != 's') return {};
  const Range sentence = analysis_.sentence_of(phrase.first).words;
  Speaker several;
  several.plural = true;
  std::uint32_t named = 0;
  for (std::uint32_t i = core.last + 1; i < sentence.last;) {
    if (analysis_.words[i].is(wc::determiner)) ++i;
    const NameMention* name = i < sentence.last ? ties_.mention_at(i) : nullptr;
    if (name == nullptr || name->words.first != i || name->entity == no_index || name->adjective) break;
    const NamedEntity& entity = names_.entities[name->entity];
    several.name += (named == 0 ? "" : " and ") + entity.name;
    join_party(several.party, name->kind == MentionKind::person ? entity.party : ties_.speaks_for(*name));
    ++named;
    i = name->words.last;
    if (i >= sentence.last || !(analysis_.words[i].is("and") || analysis_.words[i].token.kind == TokenKind::comma))
      break;
    ++i;
  }
  return named > 1 ? several : Speaker{};
}

// "Norvia's negotiators are gloomy. “We have a date,” one of them said.": those with whom one of the last sentences of
// the paragraph begins.
Speaker Speakers::group_before(std::uint32_t word) const {
  const std::uint32_t here = analysis_.words[word].sentence;
  for (std::uint32_t back = 1; back <= 2 && back <= here; ++back) {
    const Sentence& sentence = analysis_.sentences[here - back];
    if (sentence.paragraph != analysis_.sentences[here].paragraph) break;
    const Range opening = phrases_.noun_phrase_at(sentence.words.first, sentence.words.last, true);
    if (opening.empty() || !ties_.describes_person(opening)) continue;
    const std::uint32_t head = ties_.head_of(ties_.stripped(opening));
    const std::string last = text::fold(analysis_.text_of(head));
    if (last.size() < 4 || last.back() != 's' || analysis_.words[head].token.starts_upper()) continue;
    Speaker group;
    group.plural = true;
    group.where = opening.first;
    group.name = phrase_name({opening.first, head + 1});
    group.party = ties_.party_of(opening);
    return group;
  }
  return {};
}

// "One", "another", "a second" without a noun: of those who were described last.
Speaker Speakers::of_member(Range phrase) const {
  const auto is_one_of = [&](std::uint32_t i, std::initializer_list<std::string_view> words) {
    return i < phrase.last && std::find(words.begin(), words.end(), text::fold(analysis_.text_of(i))) != words.end();
  };
  const std::uint32_t first = phrase.first + (is_one_of(phrase.first, {"a", "the"}) ? 1 : 0);
  const bool of_group = is_one_of(first, {"one", "some", "several", "many", "most", "few", "others"});
  const bool other = is_one_of(first, {"another", "second", "third", "fourth", "other"});
  std::uint32_t next = first + 1;
  if (next + 1 < phrase.last && analysis_.words[next].is("of") && analysis_.words[next + 1].is("them")) next += 2;
  const bool alone = next >= phrase.last || analysis_.words[next].token.kind == TokenKind::comma;
  if (!(of_group || other) || !alone) return {};
  if (const Speaker named = of_apposed({first, phrase.last}); named.known()) return named;
  const auto is_near = [&](const Speaker& group) {
    return group.known() && group.where != no_index &&
           analysis_.words[group.where].sentence + 3 >= analysis_.words[first].sentence;
  };
  // "one said" is none of a palace.
  const auto is_several = [&](const Speaker& described) {
    return is_near(described) && !(heads_.relates(last_word(described.name), relation::state) &&
                                   !heads_.relates(last_word(described.name), relation::staff));
  };
  Speaker group = group_before(first);
  if (is_near(last_plural_) && (!group.known() || last_plural_.where >= group.where)) group = last_plural_;
  if (!group.known() && is_several(last_described_)) group = last_described_;
  if (!group.known()) return {};
  Speaker speaker;
  speaker.plural = of_group && !is_one_of(first, {"one"});
  speaker.name = std::string(analysis_.text_of(first)) + (group.plural ? " of the " : " ") + without_number(group.name);
  speaker.party = group.party;
  if (next < phrase.last) {
    if (std::string own = ties_.party_of({first, phrase.last}); !own.empty()) speaker.party = std::move(own);
  }
  return speaker;
}

// "one, Mara Vell, mending a net", "one, the banker Mara Vell,"
Speaker Speakers::of_apposed(Range phrase) const {
  for (std::uint32_t i = phrase.first + 2; i < phrase.last && i < phrase.first + 6; ++i) {
    const NameMention* name = ties_.mention_at(i);
    if (name != nullptr && name->kind == MentionKind::person && name->words.first == i)
      return of_entity(name->entity, name->words);
    if (analysis_.words[i].token.kind == TokenKind::comma) break;
  }
  return {};
}

}  // namespace entente::read

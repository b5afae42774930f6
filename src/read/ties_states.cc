// Offices and bodies of a state that is not named beside them ("the defence minister", "the army") are those of the
// state named last before them, nearby; else of the one that the document speaks of most by far.
#include <algorithm>
#include <unordered_map>

#include "read/digest.h"
#include "read/ties.h"

namespace entente::read {
namespace {

using text::TitleKind;
namespace wc = word_class;

constexpr std::uint32_t farthest_body = 8;        // sentences
constexpr std::uint32_t farthest_mentions = 200;  // that are looked back at
constexpr std::uint32_t far_more = 3;             // times that the home state is named for each time of any other

}  // namespace

void Ties::note_articles() {
  const auto end = static_cast<std::uint32_t>(analysis_.words.size());
  std::uint32_t first = 0;
  for (const std::uint32_t byte : article_starts(*analysis_.document)) {
    const auto start =
        std::lower_bound(analysis_.words.begin(), analysis_.words.end(), byte,
                         [](const Word& word, std::uint32_t place) { return word.token.span.start < place; });
    const auto last = static_cast<std::uint32_t>(start - analysis_.words.begin());
    if (last > first) articles_.push_back({{first, last}, {}, {}, {}});
    first = last;
  }
  if (first < end || articles_.empty()) articles_.push_back({{first, end}, {}, {}, {}});
}

std::size_t Ties::article_number(std::uint32_t word) const {
  const auto next = std::upper_bound(articles_.begin() + 1, articles_.end(), word,
                                     [](std::uint32_t place, const Article& a) { return place < a.words.first; });
  return static_cast<std::size_t>(next - articles_.begin()) - 1;
}

Range Ties::article_of(std::uint32_t word) const { return articles_[article_number(word)].words; }

Range Ties::mentions_before(std::uint32_t word) const { return mentions_in({article_of(word).first, word}); }

const std::string& Ties::home_state(std::uint32_t word) const { return articles_[article_number(word)].home_state; }

void Ties::note_home_states() {
  for (Article& article : articles_) {
    note_only_actor(article);
    std::unordered_map<std::string, std::uint32_t> named;
    const Range within = mentions_in(article.words);
    for (std::uint32_t m = within.first; m < within.last; ++m) {
      const NameMention& mention = names_.mentions[m];
      if (is_state(mention)) ++named[names_.entities[mention.entity].party];
    }
    for (const auto& [party, times] : named) article.states.insert(party);
    std::uint32_t most = 0;
    std::uint32_t second = 0;
    for (const auto& [party, times] : named) {
      if (times > 1) article.states_spoken_of.insert(party);
      if (times > most) {
        second = most;
        most = times;
        article.home_state = party;
      } else {
        second = std::max(second, times);
      }
    }
    if (most < 2 || most < far_more * second) article.home_state.clear();
  }
}

// Where an article names no state, the only place that does something in it is one ("Norvia closed the crossing").
void Ties::note_only_actor(const Article& article) {
  const Range within = mentions_in(article.words);
  std::uint32_t actor = no_index;
  for (std::uint32_t m = within.first; m < within.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    if (is_state(mention)) return;
    if (mention.kind != MentionKind::place || mention.entity == no_index || mention.adjective) continue;
    if (names_.entities[mention.entity].listed || !names_.entities[mention.entity].stands_for.empty()) continue;
    const std::uint32_t next = mention.words.last;
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    const bool acts = mention.words.first == sentence.first && next < sentence.last && !at(next).is(wc::auxiliary) &&
                      phrases_.is_verb(next);
    if (!acts || mention.entity == actor) continue;
    if (actor != no_index) return;
    actor = mention.entity;
  }
  if (actor == no_index) return;
  names_.entities[actor].state = true;
  names_.entities[actor].party = names_.entities[actor].name;
}

// Of the two states that an article names, the one that has not this party; empty where it names more.
std::string Ties::other_of_two(const std::string& party, std::uint32_t word) const {
  const auto& states = articles_[article_number(word)].states;
  if (states.size() != 2 || !states.contains(party)) return {};
  return *states.begin() == party ? *std::next(states.begin()) : *states.begin();
}

// The state that the words around name: of the last mention before, in this paragraph or the one before it; else the
// home state.
std::string Ties::state_around(std::uint32_t word) const {
  const std::uint32_t paragraph = analysis_.sentence_of(word).paragraph;
  const Range before = mentions_before(word);
  for (std::uint32_t m = before.last; m > before.first && before.last - m < farthest_mentions; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (analysis_.sentence_of(mention.words.first).paragraph + 1 < paragraph) break;
    if (is_state(mention)) return names_.entities[mention.entity].party;
  }
  return home_state(word);
}

// An office of a state that is not named with its bearer ("the prime minister"): where a name follows, that name's ties
// tell more.
bool Ties::holds_office(const NameMention& role) const {
  if (role.plural || !relates(role.words.last - 1, relation::office)) return false;
  const std::uint32_t next = role.words.last;
  if (next >= analysis_.words.size()) return true;
  const NameMention* name = mention_at(next);
  return name == nullptr || name->kind != MentionKind::person;
}

// The state whose office it is that stands without one: as for a body, but of a state that is named but once, nothing
// follows.
std::string Ties::state_of_office(std::uint32_t word) const {
  std::string state = state_around(word);
  return articles_[article_number(word)].states_spoken_of.contains(state) ? state : std::string();
}

// The only state that this paragraph, and so many before it, name up to a word, or the only state or body; empty where
// there are several.
std::string Ties::only_party_around(std::uint32_t word, bool bodies, std::uint32_t back) const {
  const std::uint32_t paragraph = analysis_.sentence_of(word).paragraph;
  const Range before = mentions_before(word);
  std::string found;
  for (std::uint32_t m = before.last; m > before.first && before.last - m < farthest_mentions; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (analysis_.sentence_of(mention.words.first).paragraph + back < paragraph) break;
    const bool body = bodies && mention.kind == MentionKind::organisation && mention.entity != no_index;
    if (!is_state(mention) && !body) continue;
    const std::string& party = names_.entities[mention.entity].party;
    if (!found.empty() && found != party) return {};
    found = party;
  }
  return found;
}

// The state for which the first person of these words, or the first office, speaks.
std::string Ties::first_office_in(std::uint32_t first, std::uint32_t last) const {
  const Range inside = mentions_in({first, last});
  for (std::uint32_t m = inside.first; m < inside.last; ++m) {
    const NameMention& mention = names_.mentions[m];
    const std::string& party =
        mention.kind == MentionKind::person ? names_.entities[mention.entity].party : mention.party;
    if ((mention.kind == MentionKind::person || mention.kind == MentionKind::role) && is_state_party(party))
      return party;
  }
  return {};
}

// "In Vell, a spokesman said": the place that a sentence opens with; empty where it opens with none.
std::string Ties::place_in_front(std::uint32_t word) const {
  const Range sentence = analysis_.sentence_of(word).words;
  if (word < sentence.first + 3 || word > sentence.first + 12 || !at(sentence.first).is("in")) return {};
  const Range place = phrase_at(sentence.first + 1, word, false);
  if (place.empty() || place.last >= word || at(place.last).token.kind != text::TokenKind::comma) return {};
  if (std::string owner = owner_of_seat(place); !owner.empty()) return owner;
  const NameMention* name = mention_at(place.last - 1);
  const bool named = name != nullptr && name->entity != no_index && !name->adjective &&
                     (is_state(*name) || name->kind == MentionKind::place) && name->words.first + 2 >= place.first;
  return named ? speaks_for(*name) : std::string();
}

bool Ties::is_state_party(const std::string& party) const {
  return std::any_of(names_.entities.begin(), names_.entities.end(),
                     [&](const NamedEntity& entity) { return entity.state && entity.party == party; });
}

// "former", "opposition": whose office is not, or no more, the state's.
bool Ties::stands_apart(Range words) const {
  for (std::uint32_t k = words.first; k < words.last; ++k) {
    if (relates(k, relation::apart)) return true;
  }
  return false;
}

bool Ties::relates_last(std::string_view title, std::uint32_t wanted) const {
  return heads_.relates(title.substr(title.find_last_of(" -") + 1), wanted);  // npos + 1 is 0
}

}  // namespace entente::read

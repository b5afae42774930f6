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

// The thing of that single name, wherever the document has it; null where it has none.
const NameMention* Ties::called(const std::string& folded) const {
  const auto known = single_.find(folded);
  return known == single_.end() ? nullptr : &names_.mentions[known->second];
}

// The body that the text calls a band of rebels: "the rebel Reed Front", "Reed Front rebels", "the Reeds, a rebel
// group".
const NameMention* Ties::band_around(std::uint32_t word) const {
  const Range before = mentions_before(word);
  for (std::uint32_t m = before.last; m > before.first && before.last - m < farthest_mentions; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (mention.entity == no_index || mention.adjective || mention.kind == MentionKind::person ||
        names_.entities[mention.entity].state)
      continue;
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    const auto is_band = [&](std::uint32_t k) { return sentence.contains(k) && relates(k, relation::band); };
    const std::uint32_t next = mention.words.last;
    const bool apposed = next + 2 < sentence.last && at(next).token.kind == text::TokenKind::comma &&
                         at(next + 1).is(wc::determiner) && is_band(next + 2);
    if (apposed || is_band(next) || (mention.words.first > 0 && is_band(mention.words.first - 1))) return &mention;
  }
  return nullptr;
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

// As a subject first.
const NameMention* Ties::body_before(std::uint32_t word, std::string_view noun) const {
  const NameMention* last = nullptr;
  const Range before = mentions_before(word);
  for (std::uint32_t m = before.last; m > before.first && before.last - m < farthest_mentions; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (at(mention.words.first).sentence + farthest_body < at(word).sentence) break;
    if (mention.entity == no_index || mention.adjective) continue;
    const NamedEntity& entity = names_.entities[mention.entity];
    const bool firm = !noun.empty() && heads_.relates(noun, relation::firm) && mention.kind != MentionKind::person &&
                      entity.party == entity.name && mention.kind != MentionKind::role;
    if (mention.kind != MentionKind::organisation && !firm) continue;
    if (entity.state || (!entity.party.empty() && entity.party != entity.name)) continue;
    if (!noun.empty()) {
      const std::string head = text::fold(std::string_view(entity.name).substr(entity.name.rfind(' ') + 1));
      const bool headed = heads_.kind_of(head) == MentionKind::organisation;
      if (headed && heads_.relates(noun, relation::firm) != heads_.relates(head, relation::firm)) continue;
      // "the union" is no mission, "the group" may be one.
      const bool some_body = noun == "group" || noun == "organisation" || noun == "organization" || noun == "body" ||
                             heads_.relates(noun, relation::firm);
      const bool other_body = headed && head != noun && !some_body && entity.name.find(' ') != std::string::npos;
      if (other_body) continue;
    }
    if (subject_mention_[m - 1]) return &mention;
    if (last == nullptr) last = &mention;
  }
  return last;
}

// The body whose name ends with that word ("the mission"), the one named last before a place, else the next behind it.
const NameMention* Ties::body_called(std::string_view word, std::uint32_t near) const {
  const auto known = bodies_.find(std::string(word));
  if (known == bodies_.end()) return nullptr;
  const auto place_of = [&](std::uint32_t m) { return names_.mentions[m].words.first; };
  const auto next = std::upper_bound(known->second.begin(), known->second.end(), near,
                                     [&](std::uint32_t place, auto m) { return place <= place_of(m); });
  const Range article = article_of(near);
  if (next != known->second.begin() && article.contains(place_of(*std::prev(next))))
    return &names_.mentions[*std::prev(next)];
  return next != known->second.end() && article.contains(place_of(*next)) ? &names_.mentions[*next] : nullptr;
}

void Ties::note_bodies() {
  for (std::uint32_t m = 0; m < names_.mentions.size(); ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.entity == no_index || mention.adjective) continue;
    if (mention.kind != MentionKind::person && mention.words.size() == 1)
      single_.emplace(text::fold(analysis_.text_of(mention.words)), m);
    if (mention.kind != MentionKind::organisation) continue;
    const std::string& name = names_.entities[mention.entity].name;
    const std::size_t space = name.rfind(' ');
    if (space != std::string::npos) bodies_[text::fold(std::string_view(name).substr(space + 1))].push_back(m);
  }
  for (const NamedEntity& entity : names_.entities) {
    if (entity.state) states_.emplace(entity.name, entity.party);
  }
}

// For whom the person, body or state named last in this sentence or the one before speaks.
std::string Ties::party_nearby(std::uint32_t word) const {
  const Range before = mentions_before(word);
  for (std::uint32_t m = before.last; m > before.first && before.last - m < farthest_mentions; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (at(mention.words.first).sentence + 1 < at(word).sentence) break;
    if (mention.entity == no_index || mention.adjective) continue;
    const NamedEntity& entity = names_.entities[mention.entity];
    const bool actor = mention.kind == MentionKind::person || mention.kind == MentionKind::organisation || entity.state;
    if (actor && !entity.party.empty()) return entity.party;
  }
  return {};
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

// "The teachers' union voted no. “Never,” said general secretary Mara Vell.": the body without a name that opens this
// sentence's last ones in its paragraph.
std::string Ties::described_body_before(std::uint32_t word) const {
  const std::uint32_t here = at(word).sentence;
  for (std::uint32_t back = 1; back <= 2 && back <= here; ++back) {
    const Sentence& sentence = analysis_.sentences[here - back];
    if (sentence.paragraph != analysis_.sentences[here].paragraph) break;
    const Range opening = phrases_.noun_phrase_at(sentence.words.first, sentence.words.last, false);
    if (opening.empty() || !at(opening.first).is(wc::determiner)) continue;
    const std::uint32_t head = head_of(stripped(opening));
    if (head == no_index || heads_.kind_of(folded(head)) != MentionKind::organisation) continue;
    return party_of(opening, Itself::body, 1);
  }
  return {};
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

// "On the other side of the line, President Mara Vell": of the other of two states.
std::string Ties::home_or_other(std::uint32_t word) const {
  const std::uint32_t first = analysis_.sentence_of(word).words.first;
  const std::string& home = home_state(word);
  for (std::uint32_t k = first; k + 1 < word && k < first + 4; ++k) {
    if (folded(k) == "other" && folded(k + 1) == "side") return other_of_two(home, word);
  }
  return home;
}

// "The premier of Norvia left on Monday. Mara Vell said …": a person whom nothing introduces, who opens a sentence soon
// after an office that nobody was named for, holds it.
void Ties::tie_to_office_before() {
  std::vector<bool> met(names_.entities.size(), false);
  for (std::uint32_t m = 0; m < names_.mentions.size(); ++m) {
    const NameMention& mention = names_.mentions[m];
    if (mention.kind != MentionKind::person || mention.words.size() < 2 || met[mention.entity]) continue;
    met[mention.entity] = true;
    NamedEntity& entity = names_.entities[mention.entity];
    if (!entity.party.empty() || !entity.titles.empty() || entity.name.find(' ') == std::string::npos) continue;
    const Range sentence = analysis_.sentence_of(mention.words.first).words;
    const bool opens = mention.words.first <= sentence.first + 2 && !stands_behind_preposition(mention.words.first);
    const NameMention* office = opens ? office_before(m) : nullptr;
    if (office == nullptr) office = office_behind(m, opens);
    if (office == nullptr) continue;
    entity.party = office->party;
    entity.titles.push_back(office->title);
  }
}

// "Admiral Mara Vell did not smile. “Never,” Norvia's delegate began.": the office that the same paragraph names next,
// as somebody's in particular; null where it names none.
const NameMention* Ties::office_behind(std::uint32_t mention, bool opens) const {
  const Sentence& here = analysis_.sentence_of(names_.mentions[mention].words.first);
  if (here.words.first != analysis_.paragraphs[here.paragraph].words.first) return nullptr;
  for (std::uint32_t m = mention + 1; m < names_.mentions.size() && m < mention + 8; ++m) {
    const NameMention& other = names_.mentions[m];
    const Sentence& sentence = analysis_.sentence_of(other.words.first);
    if (sentence.paragraph != here.paragraph || other.kind == MentionKind::person) return nullptr;
    if (other.kind != MentionKind::role || other.plural || other.party.empty() || &sentence == &here ||
        at(other.words.first).quotation != no_index)
      continue;
    // "Few know the dam as Mara Vell does. The deputy governor of Norvia …": right behind, as the subject.
    if (!opens && (&sentence != &here + 1 || other.words.first > sentence.words.first + 2)) return nullptr;
    const Range phrase = role_phrase(other);
    const bool owned = owned_part(core_of(stripped(phrase)), other.words.last - 1) != 0 || is_definite(phrase.first);
    return owned && bearer_of(other, other.words.first) == no_index ? &other : nullptr;
  }
  return nullptr;
}

bool Ties::is_definite(std::uint32_t word) const { return at(word).is("the"); }

// The subject's office, within two sentences, where no person is named between; null where there is none.
const NameMention* Ties::office_before(std::uint32_t mention) const {
  const std::uint32_t here = at(names_.mentions[mention].words.first).sentence;
  const Range article = article_of(names_.mentions[mention].words.first);
  for (std::uint32_t m = mention; m > 0; --m) {
    const NameMention& other = names_.mentions[m - 1];
    const std::uint32_t sentence = at(other.words.first).sentence;
    if (sentence == here || sentence + 2 < here || !article.contains(other.words.first)) {
      if (sentence == here) continue;
      return nullptr;
    }
    if (other.kind == MentionKind::person) return nullptr;
    const std::uint32_t start = analysis_.sentences[sentence].words.first;
    const bool office = other.kind == MentionKind::role && !other.plural && !other.party.empty() &&
                        other.words.first <= start + 5 &&
                        relates(other.words.last - 1, relation::office | relation::envoy | relation::staff) &&
                        is_state_party(other.party);
    if (!office) continue;
    return bearer_of(other, other.words.first) == no_index ? &other : nullptr;
  }
  return nullptr;
}

// The treaty, accord or other paper with a name that was named last; empty where none was.
std::string Ties::document_before(std::uint32_t word) const {
  const Range before = mentions_before(word);
  for (std::uint32_t m = before.last; m > before.first && before.last - m < farthest_mentions; --m) {
    const NameMention& mention = names_.mentions[m - 1];
    if (mention.entity == no_index || mention.kind == MentionKind::person || mention.adjective) continue;
    const std::string& name = names_.entities[mention.entity].name;
    const std::string last = text::fold(std::string_view(name).substr(name.rfind(' ') + 1));
    if (name.find(' ') != std::string::npos && heads_.kind_of(last) == MentionKind::other) return name;
  }
  return {};
}

// "union" of "union boss Mara Vell"; empty where no noun for a body stands before the title.
std::string Ties::noun_before_title(std::uint32_t person) const {
  const NameMention* title = person > 1 ? mention_at(person - 1) : nullptr;
  if (title == nullptr || title->kind != MentionKind::role || title->words.first == 0) return {};
  const std::uint32_t k = title->words.first - 1;
  const bool body = at(k).token.shape == text::Shape::lower && heads_.kind_of(folded(k)) == MentionKind::organisation;
  return body ? folded(k) : std::string();
}

// "Foreign Minister Tomas Rell", "leader Jonna Piet", where the text speaks of one state, or one body, alone. A title
// that says for whom it is held ("opposition leader") is none of a state.
void Ties::tie_to_state_around() {
  for (const NameMention& mention : names_.mentions) {
    if (mention.kind != MentionKind::person || !names_.entities[mention.entity].party.empty()) continue;
    NamedEntity& entity = names_.entities[mention.entity];
    // "a former minister, Mara Vell"
    const Range near{std::max(analysis_.sentence_of(mention.words.first).words.first,
                              mention.words.first - std::min(mention.words.first, 4u)),
                     mention.words.first};
    if (stands_apart(near)) continue;
    for (const std::string& title : entity.titles) {
      const TitleKind kind = kind_of_title(title);
      if (kind == TitleKind::body && relates_last(title, relation::corporate)) {
        // "Chief executive Mara Vell": of the body that the text speaks of.
        const std::string noun = noun_before_title(mention.words.first);
        if (const NameMention* meant = body_before(mention.words.first, noun)) entity.party = speaks_for(*meant);
      }
      if (entity.party.empty() && relates_last(title, relation::corporate | relation::elected))
        entity.party = described_body_before(mention.words.first);
      if (!entity.party.empty()) break;
      if (kind != TitleKind::state) continue;
      entity.party = only_party_around(mention.words.first, relates_last(title, relation::staff));
      if (entity.party.empty() && relates_last(title, relation::office)) {
        const std::string home = home_or_other(mention.words.first);
        entity.party = home.empty() ? only_party_around(mention.words.first, false, 1) : home;
      }
      if (!entity.party.empty()) break;
    }
  }
}

}  // namespace entente::read

// Bodies that a short or generic description means ("the group", "the mission", "the rebels", "a union boss").
#include "read/ties.h"

namespace entente::read {
namespace {

namespace wc = word_class;

constexpr std::uint32_t farthest_body = 8;        // sentences
constexpr std::uint32_t farthest_mentions = 200;  // that are looked back at

}  // namespace

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

}  // namespace entente::read

// Persons who have no party yet: by the office named just before or behind them, else by the one state or body that the
// text speaks of.
#include "read/ties.h"

namespace entente::read {
namespace {

using text::TitleKind;

}  // namespace

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

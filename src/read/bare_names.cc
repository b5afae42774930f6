#include "read/bare_names.h"

#include <functional>
#include <set>
#include <string>

namespace entente::read {
namespace {

namespace wc = word_class;
using text::TokenKind;

constexpr std::uint32_t introduced_at_least = 2;
constexpr std::uint32_t owned_within = 4;  // words from an owner to what it owns

bool has_space(const std::string& name) { return name.find(' ') != std::string::npos; }

// The last words of persons' full names: a headline may name somebody by it before the text introduces them.
std::set<std::string, std::less<>> surnames_of(const Names& names) {
  std::set<std::string, std::less<>> surnames;
  for (const NamedEntity& entity : names.entities) {
    if (entity.kind == MentionKind::person && has_space(entity.name))
      surnames.insert(entity.name.substr(entity.name.rfind(' ') + 1));
  }
  return surnames;
}

// What stands beside a mention tells of its name.
enum class Sign : std::uint8_t { none, place, state };

class Beside {
 public:
  Beside(const Analysis& analysis, const Names& names, const NameHeads& heads)
      : analysis_(analysis), names_(names), heads_(heads) {}

  Sign sign_at(std::size_t number) const {
    const Range words = names_.mentions[number].words;
    const Range sentence = analysis_.sentence_of(words.first).words;
    if (words.last < sentence.last) {
      if (at(words.last).token.kind == TokenKind::clitic && at(words.last).is("'s") &&
          owns(words.last + 1, sentence.last))
        return Sign::state;
      if (words.first > sentence.first && at(words.first - 1).is(wc::determiner) && is_of_state(words.last))
        return Sign::state;
    }
    if (is_subject_with_its(words, sentence)) return Sign::state;
    if (words.first <= sentence.first) return Sign::none;
    const Word& before = at(words.first - 1);
    if (before.is_one_of({"in", "near", "across", "inside", "throughout"}) && !continues(words.last, sentence.last))
      return Sign::place;
    // "Mara Orlen of Vell", "Minister of Health of Vell"
    const bool from = before.is_one_of({"of", "from"}) && number > 0 && words.first >= sentence.first + 2;
    if (!from) return Sign::none;
    const NameMention& other = names_.mentions[number - 1];
    const bool full = other.kind == MentionKind::person && other.words.size() > 1;
    return other.words.last + 1 == words.first && full ? Sign::place : Sign::none;
  }

 private:
  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  std::string folded(std::uint32_t i) const { return text::fold(analysis_.text_of(i)); }

  // Whether a name goes on there ("in Mara Vell"), or a thing that it names ("in Vell Street").
  bool continues(std::uint32_t i, std::uint32_t end) const {
    return i < end && at(i).token.kind == TokenKind::word && at(i).token.starts_upper();
  }

  // What only places and states have: "capital", "army", "border", "ambassador".
  bool is_of_state(std::uint32_t i) const {
    if (at(i).token.kind != TokenKind::word) return false;
    const std::string word = folded(i);
    return heads_.relates(word, relation::territory | relation::envoy) || word == "capital";
  }

  bool owns(std::uint32_t start, std::uint32_t end) const {
    for (std::uint32_t k = start; k < end && k < start + owned_within; ++k) {
      if (at(k).token.kind != TokenKind::word || at(k).is(wc::preposition | wc::finite | wc::modal)) return false;
      if (is_of_state(k)) return true;
    }
    return false;
  }

  // "Vell closed its border": what only states have, and owned as by a thing.
  bool is_subject_with_its(Range words, Range sentence) const {
    if (words.first != sentence.first) return false;
    for (std::uint32_t k = words.last; k + 1 < sentence.last; ++k) {
      if (at(k).token.kind == TokenKind::word && at(k).token.starts_upper()) return false;
      if (at(k).is("its")) return owns(k + 1, sentence.last);
    }
    return false;
  }

  const Analysis& analysis_;
  const Names& names_;
  const NameHeads& heads_;
};

}  // namespace

void judge_bare_names(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer,
                      const NameHeads& heads) {
  std::uint32_t introduced = 0;
  for (const NamedEntity& entity : names.entities)
    introduced += entity.kind == MentionKind::person && has_space(entity.name);
  const auto surnames = surnames_of(names);
  std::vector<bool> unknown(names.entities.size(), false);
  for (std::uint32_t e = 0; e < names.entities.size(); ++e) {
    const NamedEntity& entity = names.entities[e];
    const bool bare = entity.kind != MentionKind::role && entity.titles.empty() && entity.honorific.empty() &&
                      entity.gender == text::Gender::unknown && !entity.listed && !entity.state &&
                      (entity.party.empty() || entity.party == entity.name) && entity.stands_for.empty();
    if (!bare || entity.name.empty() || has_space(entity.name) || surnames.contains(entity.name)) continue;
    const text::Hit hit = gazetteer.look_up(entity.name);
    unknown[e] = hit.sense(text::EntryKind::given_name) == nullptr && hit.sense(text::EntryKind::member) == nullptr;
  }
  const Beside beside(analysis, names, heads);
  std::vector<Sign> signs(names.entities.size(), Sign::none);
  for (std::size_t m = 0; m < names.mentions.size(); ++m) {
    const std::uint32_t entity = names.mentions[m].entity;
    if (entity != no_index && unknown[entity] && !names.mentions[m].adjective)
      signs[entity] = std::max(signs[entity], beside.sign_at(m));
  }
  std::vector<bool> thing(names.entities.size(), false);
  for (std::uint32_t e = 0; e < names.entities.size(); ++e) {
    NamedEntity& entity = names.entities[e];
    if (!unknown[e]) continue;
    const bool person_or_other = entity.kind == MentionKind::person || entity.kind == MentionKind::other;
    if (signs[e] != Sign::none && (person_or_other || signs[e] == Sign::state)) {
      if (person_or_other) entity.kind = MentionKind::place;
      entity.state = signs[e] == Sign::state;
    } else if (person_or_other && introduced >= introduced_at_least && entity.party.empty()) {
      entity.kind = MentionKind::organisation;
    } else {
      continue;
    }
    entity.party = entity.name;
    thing[e] = true;
  }
  for (NameMention& mention : names.mentions) {
    if (mention.entity != no_index && thing[mention.entity] && !mention.adjective)
      mention.kind = names.entities[mention.entity].kind;
  }
}

}  // namespace entente::read

#include "read/bare_names.h"

#include <algorithm>

namespace entente::read {
namespace {

constexpr std::uint32_t introduced_at_least = 2;

bool has_space(const std::string& name) { return name.find(' ') != std::string::npos; }

// By entity: whether "it" stands for it right behind a verb of its own: "Vell Steel said on Friday it would close".
std::vector<bool> called_by_it(const Analysis& analysis, const Names& names) {
  std::vector<bool> called(names.entities.size(), false);
  for (std::size_t m = 0; m < names.mentions.size(); ++m) {
    const NameMention& mention = names.mentions[m];
    if (mention.entity == no_index || called[mention.entity]) continue;
    const Range sentence = analysis.sentence_of(mention.words.first).words;
    const std::uint32_t next = m + 1 < names.mentions.size() ? names.mentions[m + 1].words.first : sentence.last;
    const std::uint32_t end = std::min({sentence.last, next, mention.words.last + 6});
    if (mention.words.first > sentence.first + 2 || mention.words.last >= end ||
        analysis.words[mention.words.last].info.verb < 0)
      continue;
    for (std::uint32_t i = mention.words.last + 1; i < end; ++i) {
      const Word& word = analysis.words[i];
      if (word.is("it")) called[mention.entity] = true;
      const bool goes_on = word.is(word_class::preposition | word_class::weekday | word_class::time |
                                   word_class::complementizer | word_class::adverb);
      if (!goes_on) break;
    }
  }
  return called;
}

}  // namespace

void judge_bare_names(const Analysis& analysis, Names& names, const text::Gazetteer& gazetteer) {
  const std::vector<bool> called = called_by_it(analysis, names);
  std::uint32_t introduced = 0;
  for (const NamedEntity& entity : names.entities) introduced += entity.kind == MentionKind::person && has_space(entity.name);
  std::vector<bool> thing(names.entities.size(), false);
  for (std::uint32_t e = 0; e < names.entities.size(); ++e) {
    NamedEntity& entity = names.entities[e];
    const bool unknown = entity.kind == MentionKind::person && entity.titles.empty() && entity.honorific.empty() &&
                         entity.gender == text::Gender::unknown && !entity.listed && entity.party.empty();
    const bool bare = !has_space(entity.name) && introduced >= introduced_at_least;
    if (!unknown || !(bare || called[e])) continue;
    const text::Hit hit = gazetteer.look_up(std::string_view(entity.name).substr(0, entity.name.find(' ')));
    if (hit.sense(text::EntryKind::given_name) != nullptr || hit.sense(text::EntryKind::member) != nullptr) continue;
    entity.kind = MentionKind::other;
    entity.party = entity.name;
    thing[e] = true;
  }
  for (NameMention& mention : names.mentions) {
    if (mention.entity != no_index && thing[mention.entity]) mention.kind = MentionKind::other;
  }
}

}  // namespace entente::read

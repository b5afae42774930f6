// To whom: the object of telling ("told reporters", "urged Velmar to …"), "to reporters" behind a cue, and whom the
// speaker met where it was said ("in talks with …", "during a meeting with …").
#include "read/telling.h"

namespace entente::read {
namespace {

namespace wc = word_class;

bool is_meeting(const Word& word) {
  return word.is("meeting") || word.is("talks") || word.is("discussions") || word.is("conversation") ||
         word.is("call") || word.is("negotiations") || word.is("meetings") || word.is("letter") || word.is("message") ||
         word.is("discussion");
}

}  // namespace

std::string addressee_of(const Analysis& analysis, const Draft& draft, Speakers& resolver) {
  if (!draft.candidate.addressee.empty()) return resolver.of_phrase(draft.candidate.addressee, nullptr).name;
  // "… said in talks with the envoys of Velmar that …": beside the cue, not within the content.
  const Range sentence = analysis.sentence_of(draft.candidate.head).words;
  const Phrases phrases(analysis);
  for (std::uint32_t i = draft.candidate.head + 1; i + 1 < sentence.last && i < draft.candidate.head + 30; ++i) {
    bool told = false;
    for (const Range& piece : draft.content) told |= piece.contains(i);
    if (told && draft.candidate.is_clause) return {};
    if (!is_meeting(analysis.words[i])) continue;
    for (std::uint32_t k = i + 1; k + 1 < sentence.last && k < i + 6; ++k) {
      if (!analysis.words[k].is("with") && !analysis.words[k].is("to")) continue;
      const Range whom = phrases.noun_phrase_at(k + 1, sentence.last, true);
      return whom.empty() ? std::string() : resolver.of_phrase(whom, nullptr).name;
    }
  }
  return {};
}

}  // namespace entente::read

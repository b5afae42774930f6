#include "read/passives.h"

#include "read/telling.h"

namespace entente::read {
namespace {

namespace wc = word_class;

constexpr std::uint32_t farthest_auxiliary = 4;  // words before the participle
constexpr std::uint32_t farthest_passive = 14;   // words from a passive to the participle joined to it

bool is_be(const Word& word) { return word.is_one_of({"is", "are", "was", "were", "been", "being", "be"}); }

// The participle's own auxiliary, or that of the passive it is joined to ("were shown … and told"); no_index where
// neither stands there.
std::uint32_t passive_auxiliary(const Analysis& analysis, std::uint32_t head) {
  const std::uint32_t floor = analysis.sentence_of(head).words.first;
  const bool joined = head > floor + 1 && analysis.words[head - 1].is("and") && analysis.words[head - 2].is_word();
  const std::uint32_t reach = joined ? farthest_passive : farthest_auxiliary;
  for (std::uint32_t i = head; i > floor && head - i < reach; --i) {
    const Word& word = analysis.words[i - 1];
    if (is_be(word)) return joined && !analysis.words[i].info.form(verb_form::participle) ? no_index : i - 1;
    if (!joined && !word.is(wc::adverb | wc::negation | wc::auxiliary | wc::modal)) return no_index;
    if (word.token.kind == text::TokenKind::stop || word.token.kind == text::TokenKind::semicolon) return no_index;
  }
  return no_index;
}

}  // namespace

Range told_in_passive(const Analysis& analysis, const Draft& draft) {
  const std::uint32_t head = draft.candidate.head;
  if (!analysis.words[head].info.form(verb_form::participle) || !addresses(text::fold(analysis.text_of(head))))
    return {};
  // "was told by the minister"
  if (head + 1 < analysis.words.size() && analysis.words[head + 1].is("by")) return {};
  for (const Range& piece : draft.source) {
    if (piece.first > head) return {};
  }
  const std::uint32_t auxiliary = passive_auxiliary(analysis, head);
  if (auxiliary == no_index) return {};
  const Phrases phrases(analysis);
  const Range subject = phrases.subject_of(phrases.verb_group(auxiliary + 1)).words;
  return subject.empty() && draft.source.size() == 1 ? draft.source.front() : subject;
}

Range raised_subject(const Analysis& analysis, const Draft& draft) {
  const std::string hedge = hedge_of(analysis, draft);
  if (!draft.source.empty() || !hedge.ends_with(" to")) return {};
  const Range cue = draft.candidate.cue;
  const Range sentence = analysis.sentence_of(cue.first).words;
  std::uint32_t k = cue.last;
  if (k >= sentence.last || !analysis.words[k].is("to")) return {};
  for (++k; k < sentence.last && k < cue.last + 4; ++k) {
    if (analysis.words[k].info.verb < 0) continue;
    const Phrases phrases(analysis);
    return phrases.subject_of(phrases.verb_group(cue.last - 1)).words;
  }
  return {};
}

}  // namespace entente::read

// "Reportedly", "allegedly" in the cue's verb group, beside it, or at the head of the content; and "is said to", "was
// believed to": a passive that names nobody. The form of a statement: direct where speech in quotation marks is all of
// it.
#include "read/telling.h"

namespace entente::read {
namespace {

namespace wc = word_class;

}  // namespace

std::string hedge_of(const Analysis& analysis, const Draft& draft) {
  const Range sentence = analysis.sentence_of(draft.candidate.head).words;
  const Range cue = draft.candidate.cue;
  const std::uint32_t from = cue.first > sentence.first + 1 ? cue.first - 2 : sentence.first;
  const std::uint32_t to = std::min(cue.last + 2, sentence.last);
  for (std::uint32_t i = from; i < to; ++i) {
    if (analysis.words[i].is(wc::hedge)) return std::string(analysis.text_of(i));
  }
  for (const Range& piece : draft.content) {
    for (std::uint32_t i = piece.first; i < std::min(piece.first + 4, piece.last); ++i) {
      if (analysis.words[i].is(wc::hedge) && analysis.words[i].quotation == no_index)
        return std::string(analysis.text_of(i));
    }
    break;
  }
  if (draft.candidate.pattern == "be+to" && draft.source.empty()) {
    return std::string(analysis.text_of({cue.first, cue.last})) + " to";
  }
  return {};
}

Form form_of(const Analysis& analysis, const Draft& draft) {
  bool quoted = false;
  bool plain = false;
  for (const Range& piece : draft.content) {
    for (std::uint32_t i = piece.first; i < piece.last; ++i) {
      if (!analysis.words[i].is_word()) continue;
      (analysis.words[i].quotation != no_index ? quoted : plain) = true;
    }
  }
  if (draft.in_speech) return plain ? Form::indirect : Form::indirect;
  if (quoted && !plain) return Form::direct;
  return quoted ? Form::mixed : Form::indirect;
}

}  // namespace entente::read

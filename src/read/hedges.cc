// The reporter's distance from a word: "reportedly", "allegedly" in the cue's verb group, beside it, or at the head of
// the content; a passive that names nobody, before the cue ("is said to have offered", "are believed to want") or as
// its cue; "seems to"; and a clause set apart by commas ("it is understood", "so it is claimed", "it seems"). The form
// of a statement: direct where speech in quotation marks is all of it.
#include <unordered_set>

#include "read/telling.h"

namespace entente::read {
namespace {

namespace wc = word_class;
using text::TokenKind;

const std::unordered_set<std::string>& distancing() {
  static const std::unordered_set<std::string> words = [] {
    std::unordered_set<std::string> all;
    for (const text::Row& row : text::data_rows("cues/hedges.txt")) all.emplace(row[0]);
    return all;
  }();
  return words;
}

bool distances(const Analysis& analysis, std::uint32_t word) {
  return analysis.words[word].token.kind == TokenKind::word &&
         distancing().contains(text::fold(analysis.text_of(word)));
}

bool seems(const Word& word) {
  return word.is("seems") || word.is("seemed") || word.is("seem") || word.is("appears") || word.is("appeared") ||
         word.is("appear");
}

// "is said to", "are widely believed to", "seems to" right before the cue or within it.
std::string passive_before(const Analysis& analysis, Range sentence, Range cue) {
  std::uint32_t to = cue.first;
  const auto at = [&](std::uint32_t i) -> const Word& { return analysis.words[i]; };
  while (to > sentence.first && (at(to - 1).is(wc::auxiliary | wc::adverb) && !at(to - 1).is("to"))) --to;
  if (to == sentence.first || !at(to - 1).is("to")) {
    // The cue may hold it all: "is said to want".
    for (to = cue.first; to < cue.last && !at(to).is("to"); ++to) {
    }
    if (to >= cue.last || to == cue.first) return {};
    ++to;
  }
  if (to < sentence.first + 2) return {};
  std::uint32_t verb = to - 2;
  if (seems(at(verb))) return std::string(analysis.text_of({verb, to}));
  if (!distances(analysis, verb)) return {};
  std::uint32_t be = verb;
  while (be > sentence.first && at(be - 1).is(wc::auxiliary | wc::adverb)) --be;
  if (be == verb) return {};
  return std::string(analysis.text_of({be, to}));
}

// ", it is understood," ", so it is said." "It seems, …"
std::string clause_apart(const Analysis& analysis, Range sentence, Range cue) {
  const auto at = [&](std::uint32_t i) -> const Word& { return analysis.words[i]; };
  for (std::uint32_t i = sentence.first; i + 1 < sentence.last; ++i) {
    if (!at(i).is("it")) continue;
    std::uint32_t first = i;
    if (first > sentence.first && (at(first - 1).is("so") || at(first - 1).is("or"))) --first;
    const bool opened = first == sentence.first || at(first - 1).token.kind == TokenKind::comma;
    std::uint32_t k = i + 1;
    if (seems(at(k))) {
      ++k;
    } else {
      while (k < sentence.last && at(k).is(wc::auxiliary | wc::adverb)) ++k;
      if (k == i + 1 || k >= sentence.last || !distances(analysis, k)) continue;
      ++k;
    }
    const bool closed =
        k < sentence.last && (at(k).token.kind == TokenKind::comma || at(k).token.kind == TokenKind::stop);
    if (!opened || !closed || cue.overlaps({i, k}) || at(i).quotation != no_index) continue;
    if (first == sentence.first && at(k).token.kind == TokenKind::stop) continue;
    return std::string(analysis.text_of({first, k}));
  }
  return {};
}

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
  if (draft.candidate.pattern == "be+to" && draft.source.empty() && distances(analysis, draft.candidate.head)) {
    return std::string(analysis.text_of({cue.first, cue.last})) + " to";
  }
  if (draft.in_speech) return {};
  if (std::string passive = passive_before(analysis, sentence, cue); !passive.empty()) return passive;
  if (draft.parent) return {};
  return clause_apart(analysis, sentence, cue);
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
  if (draft.in_speech) return Form::indirect;
  if (draft.candidate.pattern == "answer") return Form::direct;
  if (quoted && !plain) return Form::direct;
  return quoted ? Form::mixed : Form::indirect;
}

}  // namespace entente::read

#include "read/candidate_judge.h"

#include <cmath>

namespace entente::read {
namespace {

using text::TokenKind;
namespace wc = word_class;
namespace vf = verb_form;

// What tells of a source and a mood tells partly what the pattern told already.
constexpr double damping = 0.7;

}  // namespace

std::string_view CandidateJudge::source_kind(const Candidate& candidate) const {
  if (candidate.source.empty()) return candidate.shared ? "shared" : "none";
  const Range source = candidate.source.front();
  const Word& first = at(source.first);
  if (source.size() == 1 || (source.size() == 2 && kind(source.last - 1) == TokenKind::clitic)) {
    if (first.is("he") || first.is("she") || first.is("his") || first.is("her")) return "he";
    if (first.is("they") || first.is("their")) return "they";
    if (first.is("i") || first.is("we") || first.is("you") || first.is("my") || first.is("our") || first.is("your"))
      return "i";
    if (first.is("it") || first.is("its") || first.is("this") || first.is("there") || first.is("one")) return "it";
    if (first.is("who")) return "who";
    if (first.is(wc::relative)) return "which";
  }
  std::string_view found = "noun";
  std::string folded;
  for (std::uint32_t i = source.first; i < source.last; ++i) {
    if (!at(i).is_word()) continue;
    if (at(i).is(wc::preposition) && found != "name") break;
    if (i > source.first && at(i).token.starts_upper()) return "name";
    if (i == source.first && at(i).token.starts_upper() && phrases_.is_nominal(i)) found = "name";
    text::fold_into(analysis_.text_of(i), folded);
    if (lexicon_.tells(folded)) {
      found = "document";
    } else if (found != "name" && phrases_.is_nominal(i)) {
      found = folded.size() > 3 && folded.back() == 's' ? "nouns" : "noun";
    }
  }
  return found;
}

std::string_view CandidateJudge::mood(const Candidate& candidate) const {
  bool modal = false;
  bool negated = false;
  bool aided = false;
  for (std::uint32_t i = candidate.cue.first; i < candidate.head; ++i) {
    modal |= at(i).is(wc::modal);
    negated |= at(i).is(wc::negation);
    aided |= at(i).is(wc::auxiliary);
  }
  if (negated) return "negated";
  if (modal) return "modal";
  if (aided) return "aided";
  const std::uint16_t forms = at(candidate.head).info.forms;
  const bool capital = at(candidate.head).token.starts_upper();
  if (capital) return "capital";
  if ((forms & vf::past) != 0) return "past";
  if ((forms & vf::gerund) != 0) {
    const bool comma = candidate.head > analysis_.sentence_of(candidate.head).words.first &&
                       kind(candidate.head - 1) == TokenKind::comma;
    return comma ? "comma-gerund" : "gerund";
  }
  return (forms & vf::third) != 0 ? "third" : "base";
}

void CandidateJudge::judge(Candidate& candidate) const {
  candidate.source_kind = source_kind(candidate);
  candidate.mood = mood(candidate);
  const double chance = lexicon_.chance(candidate.cue_index, candidate.pattern);
  const double odds = std::log(chance / (1 - chance)) +
                      damping * (lexicon_.source_evidence(candidate.cue_index, candidate.source_kind) +
                                 lexicon_.mood_evidence(candidate.cue_index, candidate.mood));
  candidate.chance = 1 / (1 + std::exp(-odds));
}

}  // namespace entente::read

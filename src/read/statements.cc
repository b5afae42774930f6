#include "read/statements.h"

#include <algorithm>

namespace entente::read {
namespace {

// A candidate counts from this chance on; chosen on articles that were held out from the counts.
constexpr double least_chance = 0.40;
constexpr double least_chance_of_stance = 0.34;  // of a known source's wish, refusal …: annotators differ on these
constexpr double least_chance_in_speech = 0.60;
constexpr double least_chance_unsourced = 0.50;

bool takes_a_stance(const Lexicon& lexicon, const Candidate& candidate) {
  if (candidate.cue_index < 0) return false;
  const std::string& group = lexicon.cue(candidate.cue_index).group;
  for (const std::string_view stance :
       {"demand", "want", "support", "oppose", "refuse", "promise", "fear", "adjective"}) {
    if (group != stance) continue;
    const bool continued = candidate.source_kind == "shared" && (candidate.mood == "past" || candidate.mood == "third");
    return continued || candidate.source_kind == "name" || candidate.source_kind == "he" ||
           candidate.source_kind == "they";
  }
  return false;
}

// The source of a candidate that has none of its own: that of the clause that it continues, the last one before it in
// its sentence that had one; else the sentence's subject.
class SharedSources {
 public:
  explicit SharedSources(const Analysis& analysis) : analysis_(analysis), phrases_(analysis) {}

  std::vector<Range> of(const Candidate& candidate) {
    const std::uint32_t sentence = analysis_.words[candidate.head].sentence;
    if (sentence != sentence_) {
      sentence_ = sentence;
      last_.clear();
      last_spoke_before_ = false;
      const Range subject = phrases_.main_subject(analysis_.sentences[sentence]);
      main_ = subject.empty() ? std::vector<Range>{} : std::vector<Range>{subject};
    }
    if (!candidate.source.empty()) {
      // A noun's holder or a relative clause's subject is no subject that a later verb would share.
      const bool pronoun = analysis_.words[candidate.source.front().first].is(word_class::relative);
      if (analysis_.words[candidate.head].info.noun < 0 && !pronoun) {
        last_ = candidate.source;
        last_spoke_before_ = candidate.from_before;
      }
      return candidate.source;
    }
    if (!candidate.shared) return {};
    if (last_spoke_before_ && !last_.empty()) return last_;
    const std::uint32_t first = candidate.cue.first;
    const bool second_main = first > 1 && analysis_.words[first - 1].is(word_class::coordinator) &&
                             analysis_.words[first - 2].token.kind == text::TokenKind::comma;
    if (second_main && !main_.empty() && main_.front().first < candidate.head) return main_;
    const bool behind_comma = candidate.mood == "comma-gerund" || candidate.mood == "gerund";
    if (behind_comma && !main_.empty() && main_.front().first < candidate.head) return main_;
    if (!last_.empty() && last_.front().first < candidate.head) return last_;
    return main_;
  }

 private:
  const Analysis& analysis_;
  Phrases phrases_;
  std::uint32_t sentence_ = no_index;
  std::vector<Range> last_;
  std::vector<Range> main_;
  bool last_spoke_before_ = false;  // “…,” she said, adding …
};

}  // namespace

bool stands_in_speech(const Analysis& analysis, std::uint32_t word) {
  const std::uint32_t quotation = analysis.words[word].quotation;
  return quotation != no_index && analysis.quotations[quotation].speech;
}

std::vector<Draft> choose_statements(const Analysis& analysis, const Lexicon& lexicon,
                                     std::vector<Candidate> candidates) {
  SharedSources sources(analysis);
  std::vector<Draft> drafts;
  for (Candidate& candidate : candidates) {
    Draft draft;
    draft.source = sources.of(candidate);
    draft.in_speech = stands_in_speech(analysis, candidate.head);
    const bool stance = takes_a_stance(lexicon, candidate);
    const double least = draft.in_speech        ? least_chance_in_speech
                         : draft.source.empty() ? least_chance_unsourced
                         : stance               ? least_chance_of_stance
                                                : least_chance;
    if (candidate.chance < least) continue;
    draft.content = candidate.content;
    draft.candidate = std::move(candidate);
    drafts.push_back(std::move(draft));
  }
  attach_quotations(analysis, drafts);
  nest(analysis, drafts);
  return drafts;
}

}  // namespace entente::read

#include "read/statements.h"

#include <algorithm>

namespace entente::read {
namespace {

// A candidate counts from this chance on; chosen on articles that were held out from the counts.
constexpr double least_chance = 0.40;
constexpr double least_chance_in_speech = 0.60;

bool in_speech(const Analysis& analysis, const Candidate& candidate) {
  const std::uint32_t quotation = analysis.words[candidate.head].quotation;
  return quotation != no_index && analysis.quotations[quotation].speech;
}

// The source of a candidate that has none of its own: that of the clause that it continues, the last one before it in its
// sentence that had one; else the sentence's subject.
class SharedSources {
 public:
  explicit SharedSources(const Analysis& analysis) : analysis_(analysis), phrases_(analysis) {}

  std::vector<Range> of(const Candidate& candidate) {
    const std::uint32_t sentence = analysis_.words[candidate.head].sentence;
    if (sentence != sentence_) {
      sentence_ = sentence;
      last_.clear();
      const Range subject = phrases_.main_subject(analysis_.sentences[sentence]);
      main_ = subject.empty() ? std::vector<Range>{} : std::vector<Range>{subject};
    }
    if (!candidate.source.empty()) {
      last_ = candidate.source;
      return candidate.source;
    }
    if (!candidate.shared) return {};
    if (!last_.empty() && last_.front().first < candidate.head) return last_;
    return main_;
  }

 private:
  const Analysis& analysis_;
  Phrases phrases_;
  std::uint32_t sentence_ = no_index;
  std::vector<Range> last_;
  std::vector<Range> main_;
};

}  // namespace

std::vector<Draft> choose_statements(const Analysis& analysis, const Lexicon&, std::vector<Candidate> candidates) {
  SharedSources sources(analysis);
  std::vector<Draft> drafts;
  for (Candidate& candidate : candidates) {
    Draft draft;
    draft.source = sources.of(candidate);
    draft.in_speech = in_speech(analysis, candidate);
    if (candidate.chance < (draft.in_speech ? least_chance_in_speech : least_chance)) continue;
    draft.content = candidate.content;
    draft.candidate = std::move(candidate);
    drafts.push_back(std::move(draft));
  }
  attach_quotations(analysis, drafts);
  nest(analysis, drafts);
  return drafts;
}

}  // namespace entente::read

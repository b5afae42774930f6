// How likely a candidate is an attribution: from its pattern, who its source is and in which mood its cue stands, by
// the weights of data/cues/weights.tsv.
#pragma once

#include <string_view>

#include "read/candidates.h"
#include "read/phrases.h"

namespace entente::read {

class CandidateJudge {
 public:
  // All must outlive the judge.
  CandidateJudge(const Analysis& analysis, const Lexicon& lexicon, const Phrases& phrases)
      : analysis_(analysis), lexicon_(lexicon), phrases_(phrases) {}

  // Fills in source kind, mood and chance (0–1) of a candidate whose cue is listed.
  void judge(Candidate& candidate) const;

 private:
  std::string_view source_kind(const Candidate& candidate) const;
  std::string_view mood(const Candidate& candidate) const;
  const Word& at(std::uint32_t i) const { return analysis_.words[i]; }
  text::TokenKind kind(std::uint32_t i) const { return at(i).token.kind; }

  const Analysis& analysis_;
  const Lexicon& lexicon_;
  const Phrases& phrases_;
};

}  // namespace entente::read

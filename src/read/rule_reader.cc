#include "read/candidates.h"
#include "read/read.h"
#include "read/statements.h"

namespace entente::read {
namespace {

class RuleReader : public Reader {
 public:
  explicit RuleReader(const CaseFacts&) {}

  Reading read(const Document& document) const override {
    Reading reading;
    const Analysis analysis = analyse(document, lexicon_, splitter_);
    for (const Sentence& sentence : analysis.sentences) reading.sentences.push_back(analysis.span_of(sentence.words));
    const std::vector<Draft> drafts = choose_statements(analysis, lexicon_, find_candidates(analysis, lexicon_));
    for (const Draft& draft : drafts) {
      Statement statement;
      for (const Range& piece : draft.source) statement.source.push_back(analysis.span_of(piece));
      statement.cue.push_back(analysis.span_of(draft.candidate.cue));
      for (const Range& piece : draft.content) statement.content.push_back(analysis.span_of(piece));
      statement.parent = draft.parent;
      statement.confidence = draft.candidate.chance;
      reading.statements.push_back(std::move(statement));
    }
    return reading;
  }

  ReaderIdentity identity() const override { return {"rules", "1", "", ""}; }

 private:
  Lexicon lexicon_;
  text::SentenceSplitter splitter_;
};

}  // namespace

std::unique_ptr<Reader> make_rule_reader(const CaseFacts& facts) { return std::make_unique<RuleReader>(facts); }

}  // namespace entente::read

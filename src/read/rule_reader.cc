// The reader by rules, in one listing: lay out, find candidates for cues, choose, resolve.
#include "read/candidates.h"
#include "read/read.h"
#include "read/resolve.h"
#include "text/dates.h"

namespace entente::read {
namespace {

// Raised whenever the answers may change.
constexpr const char* version = "9";

class RuleReader : public Reader {
 public:
  explicit RuleReader(const CaseFacts& facts) : gazetteer_(facts), options_(options_of(facts)) {}

  Reading read(const Document& document) const override {
    const Analysis analysis = analyse(document, lexicon_, splitter_);
    Names names = find_names(analysis, gazetteer_, heads_);
    const std::vector<Draft> drafts = choose_statements(analysis, lexicon_, find_candidates(analysis, lexicon_));
    return resolve(analysis, names, drafts, gazetteer_, heads_, dates_);
  }

  ReaderIdentity identity() const override { return {"rules", version, "", options_}; }

 private:
  Lexicon lexicon_;
  text::SentenceSplitter splitter_;
  NameHeads heads_;
  text::DateFinder dates_;
  text::Gazetteer gazetteer_;
  std::string options_;
};

}  // namespace

std::unique_ptr<Reader> make_rule_reader(const CaseFacts& facts) { return std::make_unique<RuleReader>(facts); }

}  // namespace entente::read

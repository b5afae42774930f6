// The reader by rules, in one listing: lay out, find candidates for cues, choose, resolve.
#include <fmt/format.h>
#include <xxhash.h>

#include "read/candidates.h"
#include "read/names.h"
#include "read/read.h"
#include "read/speakers.h"
#include "read/statements.h"
#include "read/telling.h"
#include "text/dates.h"

namespace entente::read {
namespace {

// Raised whenever the answers may change.
constexpr const char* version = "3";

std::string hash_of(const CaseFacts& facts) {
  std::string all;
  for (const PartyFacts& party : facts.parties) {
    all += "p\x1f" + party.name;
    for (const std::string& alias : party.aliases) all += "\x1f" + alias;
    all += '\x1e';
    for (const std::string& member : party.members) all += "\x1f" + member;
    all += '\x1d';
  }
  return fmt::format("facts={:016x}", XXH3_64bits(all.data(), all.size()));
}

class RuleReader : public Reader {
 public:
  explicit RuleReader(const CaseFacts& facts) : gazetteer_(facts), options_(hash_of(facts)) {}

  Reading read(const Document& document) const override {
    Reading reading;
    const Analysis analysis = analyse(document, lexicon_, splitter_);
    for (const Sentence& sentence : analysis.sentences) reading.sentences.push_back(analysis.span_of(sentence.words));
    Names names = find_names(analysis, gazetteer_, heads_);
    const std::vector<Draft> drafts = choose_statements(analysis, lexicon_, find_candidates(analysis, lexicon_));
    Speakers resolver(analysis, names, gazetteer_, heads_);
    std::vector<Speaker> speakers = resolver.of(drafts);
    const auto via = find_via(analysis, drafts, speakers, resolver, gazetteer_, heads_);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      Statement statement;
      for (const Range& piece : drafts[i].source) statement.source.push_back(analysis.span_of(piece));
      if (!drafts[i].candidate.cue.empty()) statement.cue.push_back(analysis.span_of(drafts[i].candidate.cue));
      for (const Range& piece : drafts[i].content) statement.content.push_back(analysis.span_of(piece));
      statement.speaker = speakers[i].name;
      statement.party = speakers[i].party;
      statement.addressee = addressee_of(analysis, drafts[i], speakers[i], resolver);
      statement.via = via[i];
      statement.hedge = hedge_of(analysis, drafts[i]);
      statement.form = form_of(analysis, drafts[i]);
      statement.parent = drafts[i].parent;
      statement.confidence = drafts[i].candidate.chance;
      reading.statements.push_back(std::move(statement));
    }
    for (const NameMention& mention : names.mentions) {
      const Span span = analysis.span_of(mention.words);
      std::string name =
          mention.entity == no_index ? std::string(span.in(document.text)) : names.entities[mention.entity].name;
      reading.mentions.push_back({span, mention.kind, std::move(name)});
    }
    std::vector<text::Token> tokens;
    tokens.reserve(analysis.words.size());
    for (const Word& word : analysis.words) tokens.push_back(word.token);
    reading.dates = dates_.find(document.text, tokens, document.published);
    return reading;
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

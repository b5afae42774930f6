// The grammar of the sentences in a terms file: docs/terms.md describes it to those who write them.
#pragma once

#include <string_view>
#include <vector>

#include "verify/terms.h"
#include "verify/terms_words.h"

namespace entente::verify {

// What the sentences may name, gathered before any is read.
struct Vocabulary {
  const Agreement* agreement = nullptr;  // its parties, kinds, things, grounds, start, end, zone
  std::vector<AgreedWord> terms;               // names of all terms
  std::vector<AgreedWord> grounds;             // by the index of the ground
};

struct SentenceProblem {
  std::size_t offset = 0;  // into the text
  std::string code;
  std::string message;
};

struct SentenceReading {
  std::vector<Rule> rules;            // `place` is not set
  std::vector<std::size_t> offsets;   // of each rule's sentence
  std::vector<SentenceProblem> problems;  // one a sentence at most
};

SentenceReading read_sentences(std::string_view text, const Vocabulary& vocabulary);

// The trigger of a guarantee: "a breach of quiet or release by Ostrel", or a phrase for an incident.
std::vector<SentenceProblem> read_trigger(std::string_view text, const Vocabulary& vocabulary, Guarantee& guarantee);

}  // namespace entente::verify

// Documents as weighted vocabularies: the same news in other words. Private to the room.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/stories_words.h"
#include "text/text.h"

namespace entente::read {

struct Term {
  std::uint32_t hash = 0;  // of the stem
  float count = 0;         // before weighting: 1 + log of the occurrences, where titles, names and figures count more
};

struct WeightedTerm {
  std::uint32_t hash = 0;
  float weight = 0;
};

// A unit vector; terms ascending by hash.
using Vector = std::vector<WeightedTerm>;

// Stems words, makes those that say the same (data/discrepancies/equal_words.tsv) one, and forgets nothing: a
// vocabulary is small beside the text. One thread uses an instance at a time.
class StemHashes {
 public:
  StemHashes();
  // 0 for words that say nothing of what a document is about ("the", "said").
  std::uint32_t hash_of(const StoryWord& word, const StoryWords& words);

 private:
  text::Stemmer stemmer_;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;
  std::unordered_map<std::string, std::uint32_t> group_of_;  // stems of words that say the same
};

// The terms of a document. `title_words` of the first words are its title. `names` are names known to be of actors.
std::vector<Term> terms_of(const StoryWords& words, std::size_t title_words, std::span<const StoryWord> names,
                           const StoryWords& name_words, StemHashes& stems);

// How many documents of a sample have a term.
class DocumentFrequencies {
 public:
  void add(std::span<const Term> terms);
  void remove(std::span<const Term> terms);
  // The inverse document frequency. A small sample says little of how common a term is, so that fifty imagined
  // documents count with it, one of which has the term: in a dossier of three reports every term weighs nearly the
  // same.
  float idf(std::uint32_t term) const;
  std::size_t size() const { return documents_; }

 private:
  std::unordered_map<std::uint32_t, std::uint32_t> counts_;
  std::size_t documents_ = 0;
};

Vector weighted(std::span<const Term> terms, const DocumentFrequencies& frequencies);
double cosine(const Vector& a, const Vector& b);  // O(|a| + |b|)

// Hashes of the heaviest terms, heaviest first (ties by hash).
std::vector<std::uint32_t> heaviest(const Vector& vector, std::size_t most);

}  // namespace entente::read

// The verb phrases of a sentence: adverbs, auxiliaries and a verb of the lexicon with its fixed words; what negates it,
// what makes it absolute, and intentions ("will do X") by verbs that the lexicon does not know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "frame/clause.h"

namespace entente::frame {

constexpr unsigned form_bit(VerbForm form) { return 1u << static_cast<unsigned>(form); }

class PredicateReader {
 public:
  // Both must outlive the reader.
  PredicateReader(const std::vector<Word>& words, const Lexicon& lexicon) : words_(words), lexicon_(lexicon) {}

  // The verb phrase that starts at a word; a bare participle ("noting") only where it is asked for.
  std::optional<Predicate> at(std::uint32_t at, bool participle_too) const;

  // "will do X", "would not do X" with a verb that the lexicon does not know; what is negated or softened so far stands
  // in `found`.
  std::optional<Predicate> intention(Predicate found, std::uint32_t verb_at, bool willing) const;

  // Whether a verb of the lexicon stands at a word in one of these forms (form_bit); fills in what it is.
  bool match(Predicate& found, std::uint32_t head, unsigned forms) const;

  bool adverb(std::uint32_t at) const;

  // "accept no veto" negates as "not accept a veto" does; "of any kind", "at any price" make a refusal absolute. To be
  // called when the complement is known.
  void settle_refusal(Predicate& verb) const;

 private:
  bool match(Predicate& found, std::uint32_t head, std::uint32_t after, unsigned forms) const;
  bool in(std::uint32_t at) const { return at < words_.size(); }
  bool is(std::uint32_t at, std::string_view word) const { return in(at) && words_[at].is(word); }
  bool is(std::uint32_t at, std::uint64_t classes) const { return in(at) && words_[at].is(classes); }

  const std::vector<Word>& words_;
  const Lexicon& lexicon_;
};

// The word after one of the phrases that start with the word `at` (each without that word), 0 where none does.
std::uint32_t phrase_end(const std::vector<Word>& words, std::uint32_t at,
                         const std::vector<std::vector<std::string>>& phrases);

}  // namespace entente::frame

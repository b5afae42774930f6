// The vocabulary of issues: stems of a phrase, their weights, and the keywords of the case.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "frame/frame.h"
#include "text/text.h"

namespace entente::frame {

// Vectors closer than this name one issue. Two phrases of two equally rare words that share one have 0.5.
inline constexpr double same_issue_cosine = 0.58;

struct Weighted {
  std::uint32_t term = 0;
  double weight = 0;
};

// Of two vectors whose terms each stand once. O(|a| + |b|) for short vectors.
double cosine(const std::vector<Weighted>& a, const std::vector<Weighted>& b);

// Turns phrases into stems, small words left out. Remembers stems: one instance serves one thread.
class TermReader {
 public:
  std::vector<std::string> terms(std::string_view phrase);  // in the order of the phrase, repetitions kept
  // Whether a phrase has no word that could be something to settle (data/stances/no_things.txt).
  bool names_nothing(std::string_view phrase) const;

 private:
  const std::string& stem(const std::string& folded);
  text::Stemmer stemmer_;
  std::unordered_map<std::string, std::string> stems_;
};

// The sorted, distinct terms as one string: two phrases with the same key are the same bag.
std::string key_of(std::vector<std::string> terms);

// How much each term tells: the logarithm of how rare it is, next to nothing for words of any negotiation.
class Weights {
 public:
  Weights(const std::vector<std::vector<std::string>>& terms, const std::vector<std::uint32_t>& which);
  std::vector<Weighted> vector(std::vector<std::string> terms) const;  // unit length, heaviest first
  static bool is_generic(const std::string& stem);

 private:
  struct Term {
    std::uint32_t number = 0;
    double weight = 0;
  };
  std::unordered_map<std::string, Term> terms_;
};

// The issues that a person told, by their names and keywords.
class CaseIssues {
 public:
  explicit CaseIssues(const CaseFacts& facts);
  // The issue with the longest keyword in the phrase, else in its context; the first told of two equally long.
  std::optional<std::uint32_t> issue_of(const IssuePhrase& phrase, TermReader& reader) const;

 private:
  struct Keyword {
    std::vector<std::string> stems;
    std::uint32_t issue = 0;
  };
  std::optional<std::uint32_t> issue_in(const std::vector<std::string>& terms) const;
  std::unordered_map<std::string, std::vector<Keyword>> by_first_stem_;
};

}  // namespace entente::frame

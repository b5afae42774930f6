// The forms of English verbs.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace entente::text {

struct VerbForms {
  std::string base;        // "deny"
  std::string third;       // "denies"
  std::string past;        // "denied"
  std::string participle;  // "denied"
  std::string gerund;      // "denying"
};

// Forms by rule, but for the verbs of data/grammar/irregular.tsv.
class Inflections {
 public:
  Inflections();
  VerbForms of(std::string_view lemma) const;

 private:
  struct Irregular {
    std::string past;
    std::string participle;
  };
  std::unordered_map<std::string, Irregular> irregular_;
  std::unordered_set<std::string> doubling_;  // "admit": "admitted"
};

// "fears" of "fear", "policies" of "policy".
std::string plural_of(std::string_view noun);

}  // namespace entente::text

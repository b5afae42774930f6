// What the words of a condition say: of what kind it is, and the thing alone.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "text/text.h"

namespace entente::app {

enum class ConditionKind : std::uint8_t {
  plain,   // the other thing must hold
  order,   // the other thing must happen before
  unless,  // the other thing must not hold
};

// The lists are data/settle/condition_words.tsv and the verbs of saying of data/cues/verbs.tsv.
class ConditionWords {
 public:
  ConditionWords();

  ConditionKind kind_of(std::string_view condition) const;

  // Without the words that open it and without who said so behind it: "only after Marenne has released the crews, the
  // chair said on Saturday" -> "Marenne has released the crews". The whole where nothing else is left.
  std::string thing_of(std::string_view condition) const;

 private:
  bool is_saying(std::string_view clause) const;

  enum class Role : std::uint8_t { order, unless, lead };
  std::map<std::string, Role> roles_;
  std::set<std::string> saying_;  // stems
  mutable text::Stemmer stemmer_;
};

}  // namespace entente::app

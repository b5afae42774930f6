// Whether words name a thing: by the stems that they share.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace entente::app {

class WordMatch {
 public:
  // The stems of the words of four letters or more, and of numbers.
  std::set<std::string> stems(std::string_view words);

  // The share of `name`'s stems that stand in `words`; 0 where it has none.
  double share(std::string_view name, const std::set<std::string>& words);

  // The place among `names` with the largest share, at least `least`, of equal ones that with more stems; -1 where
  // there is none or two are alike.
  int best(const std::vector<std::string>& names, const std::set<std::string>& words, double least);

 private:
  text::Stemmer stemmer_;
};

}  // namespace entente::app

// Which option of an issue words speak of.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/word_match.h"
#include "settle/problem.h"

namespace entente::app {

// An option is named where enough of its stems stand in the words, or else where stems stand there that no other option
// of the issue has. One that begins with a word of data/settle/negative_words.txt ("no guarantee") is named only where
// such a word stands there too: what it says beyond that is the issue itself. In a whole sentence, which speaks of
// other things as well, two stems of its own are asked for, and those options are not looked for.
class OptionWords {
 public:
  OptionWords();

  enum class Where : std::uint8_t { thing, sentence };
  // Nothing where no option is named, or two are alike.
  std::optional<settle::OptionIndex> named(const settle::Issue& issue, std::string_view words, Where where);

  // The one option in which the thing does not come about; nothing where there is none or several.
  std::optional<settle::OptionIndex> negative(const settle::Issue& issue) const;

 private:
  bool is_negative(std::string_view option) const;

  WordMatch match_;
  std::set<std::string, std::less<>> negative_;
};

}  // namespace entente::app

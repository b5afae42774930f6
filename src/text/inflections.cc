#include "text/inflections.h"

#include "text/text.h"

namespace entente::text {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() >= end.size() && word.substr(word.size() - end.size()) == end;
}

bool consonant_y(std::string_view word) {
  return word.size() > 1 && word.back() == 'y' && !is_vowel(word[word.size() - 2]);
}

}  // namespace

std::string plural_of(std::string_view noun) {
  const std::string word(noun);
  if (consonant_y(noun)) return word.substr(0, word.size() - 1) + "ies";
  for (const std::string_view end : {"s", "x", "z", "ch", "sh"}) {
    if (ends_with(noun, end)) return word + "es";
  }
  return word + "s";
}

Inflections::Inflections() {
  for (const Row& row : data_rows("grammar/irregular.tsv")) {
    if (row.size() >= 3) {
      irregular_[std::string(row[0])] = {std::string(row[1]), std::string(row[2])};
    } else {
      doubling_.insert(std::string(row[0]));
    }
  }
}

VerbForms Inflections::of(std::string_view lemma) const {
  const std::string base(lemma);
  VerbForms forms{base, plural_of(lemma), base, base, base};
  std::string stem = base;
  if (doubling_.contains(base)) stem += base.back();
  if (consonant_y(lemma)) {
    forms.past = base.substr(0, base.size() - 1) + "ied";
  } else if (base.back() == 'e') {
    forms.past = base + "d";
  } else {
    forms.past = stem + "ed";
  }
  forms.participle = forms.past;
  if (ends_with(lemma, "ie")) {
    forms.gerund = base.substr(0, base.size() - 2) + "ying";
  } else if (base.size() > 2 && base.back() == 'e' && !ends_with(lemma, "ee") && !ends_with(lemma, "oe")) {
    forms.gerund = base.substr(0, base.size() - 1) + "ing";
  } else {
    forms.gerund = stem + "ing";
  }
  const auto irregular = irregular_.find(base);
  if (irregular == irregular_.end()) return forms;
  forms.past = irregular->second.past;
  forms.participle = irregular->second.participle;
  // "put", "hit", "begin", "run", "win", "set": a short vowel before the last consonant doubles it before -ing.
  const std::size_t size = base.size();
  const bool short_syllable = size >= 3 && !is_vowel(base[size - 1]) && is_vowel(base[size - 2]) &&
                              !is_vowel(base[size - 3]) && base[size - 1] != 'w' && base[size - 1] != 'y' &&
                              base[size - 1] != 'x';
  const bool ends_stressed = size <= 4 || base == "begin" || base == "forget" || base == "forbid" || base == "undercut";
  if (short_syllable && ends_stressed) forms.gerund = base + base.back() + "ing";
  return forms;
}

}  // namespace entente::text

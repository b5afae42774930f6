// Places that no list knows and that the text itself treats as states, towns or provinces: what has a minister or a
// government ("Norvia's president", "governor of Upper Norv", "the government of Norvia"), and the adjectives made from
// such names where both stand in the text ("Norvian").
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "read/names.h"

namespace entente::read {

struct Polities {
  std::unordered_set<std::string> places;                 // folded names
  std::unordered_map<std::string, std::string> demonyms;  // folded adjective -> the place's name as written

  bool has(std::string_view folded) const { return !places.empty() && places.contains(std::string(folded)); }
};

// O(n).
Polities find_polities(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads);

}  // namespace entente::read

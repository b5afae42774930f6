// Names in a document: persons, organisations, places and roles, each mention tied to an entity of the document, whose
// name is the fullest form that the document has.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/statement.h"
#include "read/analysis.h"
#include "read/name_heads.h"
#include "text/gazetteer.h"

namespace entente::read {

struct NamedEntity {
  MentionKind kind = MentionKind::other;
  std::string name;   // fullest
  std::string party;  // for whom it speaks, where that is known: a country, a body, a party of the case facts
  text::Gender gender = text::Gender::unknown;
  std::vector<std::string> titles;  // folded: "foreign minister"
  std::string honorific;            // of a person, the title last used before the name: "dr"
  bool listed = false;              // known from the gazetteer
  bool state = false;               // a country, a party of the case facts, or a place that the text gives a government
  std::string stands_for;           // of a place by whose name its state or body is called: "Vell" for Norvia
};

struct NameMention {
  Range words;
  MentionKind kind = MentionKind::other;
  std::uint32_t entity = no_index;  // none for a role whose bearer is not named beside it
  std::string title;                // of a role: the title's canonical name
  std::string party;                // of a role: "Russian" foreign minister, spokesman "for the ministry"
  text::Gender gender = text::Gender::unknown;
  bool plural = false;     // "foreign ministers"
  bool adjective = false;  // "Russian": of a place, but not its name
};

struct Names {
  std::vector<NameMention> mentions;  // in the order of the text; a role and its bearer do not overlap
  std::vector<NamedEntity> entities;
};

// Finds all names. O(n) but for looking among entities with the same surname.
Names find_names(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads);

}  // namespace entente::read

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
#include "text/gazetteer.h"

namespace entente::read {

struct NamedEntity {
  MentionKind kind = MentionKind::other;
  std::string name;   // fullest
  std::string party;  // for whom it speaks, where that is known: a country, a body, a party of the case facts
  text::Gender gender = text::Gender::unknown;
  std::vector<std::string> titles;  // folded: "foreign minister"
  bool listed = false;              // known from the gazetteer
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

// What ends the names of bodies and places: data/gazetteer/heads.tsv.
class NameHeads {
 public:
  NameHeads();
  // The kind that a folded last word tells, or `role` where it tells none.
  MentionKind kind_of(std::string_view folded) const;
  bool may_stand_alone(std::string_view folded) const { return alone_.contains(std::string(folded)); }

 private:
  std::unordered_map<std::string, MentionKind> kinds_;
  std::unordered_set<std::string> alone_;
};

// Finds all names. O(n) but for looking among entities with the same surname.
Names find_names(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads);

// For whom an entry of the gazetteer speaks: its own name for a country, a party, a body; its country for nothing else.
std::string party_of(const text::Sense& sense);

}  // namespace entente::read

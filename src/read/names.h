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

// How a word ties those beside it to one another (data/gazetteer/relations.tsv).
namespace relation {
constexpr std::uint32_t state = 1;  // a state's body speaks for the state
constexpr std::uint32_t kin = 2;    // ties to no party
constexpr std::uint32_t staff = 4;  // speaks for whoever is named beside it
constexpr std::uint32_t lead = 8;   // a verb: to lead a body
constexpr std::uint32_t seat = 16;  // a place named so stands for its state or body
constexpr std::uint32_t compass = 32;
constexpr std::uint32_t reach = 64;  // "to" may follow: "an aide to"
}  // namespace relation

// What ends the names of bodies and places, and which words tie a person to one: data/gazetteer/heads.tsv,
// relations.tsv and demonyms.tsv.
class NameHeads {
 public:
  NameHeads();
  // Whether a folded word has one of these relations (bits of `relation`).
  bool relates(std::string_view folded, std::uint32_t wanted) const;
  // (ending of a place's name, ending of the adjective made from it)
  const std::vector<std::pair<std::string, std::string>>& demonym_endings() const { return demonyms_; }
  // The kind that a folded last word tells, or `role` where it tells none.
  MentionKind kind_of(std::string_view folded) const;
  bool may_stand_alone(std::string_view folded) const { return alone_.contains(std::string(folded)); }

 private:
  std::unordered_map<std::string, MentionKind> kinds_;
  std::unordered_set<std::string> alone_;
  std::unordered_map<std::string, std::uint32_t> relations_;
  std::vector<std::pair<std::string, std::string>> demonyms_;
};

// Finds all names. O(n) but for looking among entities with the same surname.
Names find_names(const Analysis& analysis, const text::Gazetteer& gazetteer, const NameHeads& heads);

}  // namespace entente::read

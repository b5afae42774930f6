// The words that end names of bodies and places, and those that tie a person to one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/statement.h"

namespace entente::read {

// How a word ties those beside it to one another (data/gazetteer/relations.tsv).
namespace relation {
constexpr std::uint32_t state = 1;  // a state's body speaks for the state
constexpr std::uint32_t kin = 2;    // ties to no party
constexpr std::uint32_t staff = 4;  // speaks for whoever is named beside it
constexpr std::uint32_t lead = 8;   // a verb: to lead a body
constexpr std::uint32_t seat = 16;  // a place named so stands for its state or body
constexpr std::uint32_t compass = 32;
constexpr std::uint32_t reach = 64;              // "to" may follow: "an aide to"
constexpr std::uint32_t office = 128;            // that only states have
constexpr std::uint32_t apart = 256;             // before an office: not, or no more, of that state
constexpr std::uint32_t realm = 512;             // "the Republic of X" is the state X
constexpr std::uint32_t generic = 1024;          // "the group" is the body named before
constexpr std::uint32_t opposite = 2048;         // of another party than whoever owns it: "her counterpart"
constexpr std::uint32_t attached = 4096;         // without an owner, belongs to whoever was named last: "a spokesman"
constexpr std::uint32_t corporate = 8192;        // without an owner, of the body named last: "a senior manager"
constexpr std::uint32_t wide = 16384;            // an adjective, but of no state: "European"
constexpr std::uint32_t qualifier = 32768;       // the first word of names of places: "Upper"
constexpr std::uint32_t envoy = 65536;           // whom only states send
constexpr std::uint32_t firm = 131072;           // a company
constexpr std::uint32_t span = 262144;           // a span of time: "for nine years"
constexpr std::uint32_t nobody = 524288;         // who speaks for nobody: "residents"
constexpr std::uint32_t band = 1048576;          // who fight under no state: "the rebels" are a party of their own
constexpr std::uint32_t territory = 4194304;     // what only a state has: an army, a border
constexpr std::uint32_t sent = 8388608;          // of the place that it is named after: "the Vell delegation"
constexpr std::uint32_t across = 16777216;       // of the other side than whoever speaks: "mainland negotiators"
constexpr std::uint32_t public_body = 33554432;  // a state's, where the state owns it: "Norvia's water board"
constexpr std::uint32_t elected = 67108864;  // by a body, which may be described without a name: "general secretary"
constexpr std::uint32_t under = 134217728;   // before a title: of another office below it
constexpr std::uint32_t part = 268435456;    // of a paper: "article"
constexpr std::uint32_t chief = 2097152;     // who heads what is named beside it, or the body named last: "its chief"
}  // namespace relation

// What ends the names of bodies and places, and which words tie a person to one: data/gazetteer/heads.tsv and
// relations.tsv.
class NameHeads {
 public:
  NameHeads();
  // Whether a folded word has one of these relations (bits of `relation`). A plural that is not listed ("negotiators",
  // "ministries") has those of its singular, but for what one thing alone is ("the group", "the capital").
  bool relates(std::string_view folded, std::uint32_t wanted) const;
  // The kind that a folded last word tells, or `role` where it tells none. A plural of bodies ("councils") is one too.
  MentionKind kind_of(std::string_view folded) const;
  bool may_stand_alone(std::string_view folded) const { return alone_.contains(std::string(folded)); }

 private:
  std::uint32_t relations_of(std::string_view folded) const;

  std::unordered_map<std::string, MentionKind> kinds_;
  std::unordered_set<std::string> alone_;
  std::unordered_map<std::string, std::uint32_t> relations_;
};

}  // namespace entente::read

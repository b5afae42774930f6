// Names from lists: countries, bodies, titles, given names …, looked up token by token, longest match first.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/case_facts.h"
#include "text/text.h"

namespace entente::text {

enum class EntryKind : std::uint8_t {
  party,   // from the case facts
  member,  // from the case facts; `of` is the party
  country,
  territory,
  body,    // international and other well-known organisations
  group,   // parties that speak together ("G-77/China")
  outlet,  // newspapers, agencies, channels
  place,   // other places; `of` is their country
  title,   // "foreign minister"
  given_name,
};

// Which of an entry's names was met.
enum class AliasForm : std::uint8_t { name, alias, adjective, demonym, capital, metonym, plural };

// What a title says about its bearer.
enum class TitleKind : std::uint8_t { none, state, body, faith, profession, honorific };

enum class Gender : std::uint8_t { unknown, male, female };

struct Entry {
  std::string name;  // canonical
  EntryKind kind = EntryKind::place;
  std::string of;  // the party of a member, the country of a place
  TitleKind title = TitleKind::none;
  Gender gender = Gender::unknown;
};

// One entry that a run of tokens may name.
struct Sense {
  const Entry* entry = nullptr;
  AliasForm form = AliasForm::name;
};

// The tokens [first, last) name something; the first sense comes from the case facts where these have one, else from
// the lists in the order of EntryKind.
struct Hit {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::span<const Sense> senses;

  // The first sense of that kind, or null.
  const Sense* sense(EntryKind kind) const;
};

// For whom an entry speaks: a country, party, body or group for itself, a member for its party; empty for all others.
std::string party_of(const Sense& sense);

// How adjectives are made from the names of places: (ending of the name, that of the adjective), the former empty where
// something is only added (data/gazetteer/demonyms.tsv).
const std::vector<std::pair<std::string, std::string>>& demonym_endings();

// Immutable once made; serves all threads. Hits point into it.
class Gazetteer {
 public:
  explicit Gazetteer(const CaseFacts& facts);  // the lists of data/gazetteer and the facts, which come first
  ~Gazetteer();
  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;

  // All hits from left to right, none within another: at each token the longest. Capitals count: "US" is not "us",
  // "Turkey" not "turkey"; a name that is written in capitals throughout ("SAUDI ARABIA") is known. Titles are known in
  // any case. O(n · longest name).
  std::vector<Hit> find(std::string_view text, std::span<const Token> tokens) const;

  // The longest hit that starts at tokens[at]; `last` is `at` where there is none.
  Hit match(std::string_view text, std::span<const Token> tokens, std::uint32_t at) const;

  // The hit for a whole name ("the Russian Federation"; a leading "the" is passed over), or an empty one.
  Hit look_up(std::string_view name) const;

  // What the entry of a party, country, body or group is called by this reader for a name, an adjective, a capital or a
  // metonym: "Kremlin" -> "Russia". Empty where the name is none of these.
  std::string party_of(std::string_view name) const;

  // The one member of the case facts who is called by two or three capitalised words ("Mara Vell") and by this as the
  // last of them; null where there is none, or several.
  const Entry* member_by_surname(std::string_view word) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente::text

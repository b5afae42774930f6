// The names that a dossier's positions are under: which of them are one party, which name nobody, and which are
// parties, speakers or countries and so no question to be settled.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/problem_from_dossier.h"
#include "core/case_facts.h"
#include "text/gazetteer.h"

namespace entente::app {

class PartyNames {
 public:
  explicit PartyNames(const CaseFacts& facts);  // must outlive it

  // One party under several names: what the case calls a name or member of a party counts as that party; a person who
  // speaks for a party elsewhere as that one; "Ostrelian" and "Ostrelian foreign minister" as Ostrel, where it is a
  // party here. Changes the positions' parties. O(names²).
  void put_together(std::vector<DossierPosition>& positions) const;

  // Remembers who holds positions and speaks for them.
  void note(const std::vector<DossierPosition>& positions);

  // Whether a name is that of a party, a speaker or a member of the case, or of a country or body.
  bool has(const std::string& name) const;

  // Not "the chair", "officials" or "Prime Minister", which name nobody.
  bool is_proper(const std::string& party) const;

 private:
  std::string party_of(const std::string& name) const;
  bool is_told(const std::string& party) const;
  bool speaks_for_country(std::string_view name, std::string_view country) const;
  void note(const std::string& name, bool person);

  const CaseFacts& facts_;
  text::Gazetteer gazetteer_;
  std::set<std::string> names_;  // folded
};

}  // namespace entente::app

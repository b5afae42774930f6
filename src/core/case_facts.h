// What a person told the dossier of a negotiation: its parties, their names and members, its issues. Also what is known
// of one without being told. Reading does well with none of it.
#pragma once

#include <string>
#include <vector>

namespace entente {

struct PartyFacts {
  std::string name;
  std::vector<std::string> aliases;  // "Moscow", "the Kremlin"
  std::vector<std::string> members;  // persons and bodies that speak for it
};

struct IssueFacts {
  std::string name;
  std::vector<std::string> keywords;  // phrases that name the issue
  std::vector<std::string> options;
};

struct CaseFacts {
  std::vector<PartyFacts> parties;
  std::vector<IssueFacts> issues;
};

}  // namespace entente

// A draft against where the parties stand.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "settle/problem.h"

namespace entente::settle {

enum class Reception : std::uint8_t { accepted, conditional, silent, refused };
std::string_view to_string(Reception reception);

// How one party takes one provision, and the position that decides it.
struct Finding {
  std::size_t provision = 0;
  PartyIndex party = 0;
  Reception reception = Reception::silent;
  std::optional<std::size_t> position;  // absent for silent
  bool red_line = false;                // refused, and the position is one
  // For refused: the choice of the provision that the position excludes. For conditional: what the draft leaves open.
  std::optional<Choice> about;
  std::vector<Choice> conditions;     // not settled by the draft, or settled otherwise where refused
  std::vector<StepIndex> steps;       // that must have happened before
  std::vector<std::string> provided;  // conditions in words alone, which no draft can be held against
};

// What a party says to the draft as a whole.
struct PartyVerdict {
  PartyIndex party = 0;
  Reception reception = Reception::silent;  // the worst of its findings; silent only where it is on all provisions
  std::vector<std::size_t> refusals;        // indices of findings
  std::vector<std::size_t> red_lines;       // those of the refusals that are
  std::vector<std::size_t> silent_on;       // provisions
  std::vector<std::size_t> unanswered;      // demands on issues that the draft leaves out: indices of positions
};

struct CheckAnswer {
  std::vector<Finding> findings;          // provisions in order, within each the parties in order
  std::vector<PartyVerdict> parties;      // every party that signs
  std::vector<PartyIndex> missing;        // sign, but have said nothing on any provision
  std::vector<IssueIndex> open;           // issues that the draft does not settle, or leaves in brackets
  std::vector<std::size_t> violated;      // constraints that the draft breaks, as far as it settles their issues
  Reception overall = Reception::silent;  // refused, conditional, silent (somebody has not spoken) or accepted
};

// A provision that leaves several options in brackets is refused only where the party excludes all of them. Conditions
// are judged by the rest of the draft: met where it settles the issue so, broken where it settles it otherwise, else
// they make the reception conditional. Of several positions the decisive one is a refusal before a condition before an
// acceptance, a stronger before a weaker one, the later before the earlier.
CheckAnswer check_draft(const Problem& problem, const std::vector<Provision>& draft);

}  // namespace entente::settle

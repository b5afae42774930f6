// Decides rules from what was seen, in the plainest way: every incident against every other. It shares no code with the
// engine, on purpose. Costs, for each rule, the square of the incidents that it is about.
#pragma once

#include <optional>

#include "certify/explanation_facts.h"

namespace entente::certify {

enum So { no, perhaps, yes };

// An incident as its reports show it under the standard: `happened` for sure, perhaps or not at all; what does not
// `accuse` breaks no rule, and only may excuse or be a duty done. A case puts in what it takes for granted.
struct Seen : Incident {
  std::string showing;  // no, claimed, contested or shown
  So happened = no;
  bool accuses = false;
  Range when;
};
using Scene = std::vector<Seen>;
Seen seen(const StatedFacts& facts, const Incident& incident);

struct Breach {
  So so = no;
  Range when;        // it began
  Moment until = 0;  // it lasted
  Words incidents;
};

struct RuleFound {
  Range start, end, due, fulfilled{far_future, far_future};  // each from its earliest to its latest
  std::vector<Breach> breaches;                              // that are so, or perhaps
  bool awaited = false;                                      // an answer still has time
  std::string verdict;
};

struct Judgement {
  std::vector<RuleFound> rules;
  std::string verdict;               // on the stated term: the worst of its rules'
  bool circular = false;             // a rule waits for itself
  std::optional<std::size_t> doubt;  // a place in the scene: what to settle next where the verdict is undetermined
};
Judgement judge(const StatedFacts& facts, const Scene& scene);

}  // namespace entente::certify

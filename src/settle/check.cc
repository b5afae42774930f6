#include "settle/check.h"

#include <algorithm>

namespace entente::settle {
namespace {

enum class Truth : std::uint8_t { no, unknown, yes };

// What a draft settles: per issue the options that it leaves.
class Settled {
 public:
  Settled(const Problem& problem, const std::vector<Provision>& draft) : options_(problem.issues.size()) {
    for (const Provision& provision : draft) {
      for (const Choice& choice : provision.settles) {
        auto& left = options_[choice.issue];
        if (!left) {
          left = choice.options;
          continue;
        }
        std::vector<OptionIndex> both;
        std::set_intersection(left->begin(), left->end(), choice.options.begin(), choice.options.end(),
                              std::back_inserter(both));
        left = std::move(both);
      }
    }
  }

  bool settles(IssueIndex issue) const { return options_[issue].has_value(); }
  bool in_brackets(IssueIndex issue) const { return options_[issue] && options_[issue]->size() > 1; }

  Truth holds(const Choice& choice) const {
    const auto& left = options_[choice.issue];
    if (!left || left->empty()) return Truth::unknown;
    const auto in = std::count_if(left->begin(), left->end(), [&](OptionIndex option) {
      return std::binary_search(choice.options.begin(), choice.options.end(), option);
    });
    return in == 0 ? Truth::no : static_cast<std::size_t>(in) == left->size() ? Truth::yes : Truth::unknown;
  }

  Truth holds(const Clause& clause) const {
    Truth best = Truth::no;
    for (const Choice& choice : clause) best = std::max(best, holds(choice));
    return best;
  }

 private:
  std::vector<std::optional<std::vector<OptionIndex>>> options_;
};

bool contains(const std::vector<OptionIndex>& set, OptionIndex option) {
  return std::binary_search(set.begin(), set.end(), option);
}

int weight(Reception reception) {
  switch (reception) {
    case Reception::silent:
      return 0;
    case Reception::accepted:
      return 1;
    case Reception::conditional:
      return 2;
    case Reception::refused:
      return 3;
  }
  return 0;
}

class Checker {
 public:
  Checker(const Problem& problem, const std::vector<Provision>& draft)
      : problem_(problem), draft_(draft), settled_(problem, draft) {}

  Finding judge(std::size_t provision, PartyIndex party) const {
    Finding found{provision, party, Reception::silent, std::nullopt, false, std::nullopt, {}, {}, {}};
    for (std::size_t p = 0; p < problem_.positions.size(); ++p) {
      const SettlePosition& position = problem_.positions[p];
      if (position.party != party || !applies(position)) continue;
      for (const Choice& choice : draft_[provision].settles) {
        Finding one = judge(position, choice);
        if (one.reception == Reception::silent) continue;
        one.provision = provision;
        one.party = party;
        one.position = p;
        one.red_line = one.reception == Reception::refused && position.strength == Strength::red_line;
        if (decides(one, found)) found = std::move(one);
      }
    }
    return found;
  }

 private:
  bool applies(const SettlePosition& position) const {
    return std::all_of(position.when.begin(), position.when.end(),
                       [&](const Choice& choice) { return settled_.holds(choice) == Truth::yes; });
  }

  bool decides(const Finding& one, const Finding& other) const {
    if (weight(one.reception) != weight(other.reception)) return weight(one.reception) > weight(other.reception);
    return problem_.positions[*one.position].strength >= problem_.positions[*other.position].strength;
  }

  Finding judge(const SettlePosition& position, const Choice& choice) const {
    Finding found;
    found.about = choice;
    for (const Clause& clause : position.any_of) {
      const auto about =
          std::find_if(clause.begin(), clause.end(), [&](const Choice& c) { return c.issue == choice.issue; });
      // What asks for one of no choices cannot be had, whatever the provision.
      if (about == clause.end() && !clause.empty()) continue;
      const Truth truth = settled_.holds(clause);
      if (truth == Truth::no) {
        found.reception = Reception::refused;
        return found;
      }
      found.reception = truth == Truth::yes ? Reception::accepted : Reception::conditional;
      if (truth == Truth::unknown) found.conditions = clause;
    }
    if (!position.issue || *position.issue != choice.issue) return found;

    Reception least = Reception::refused;  // of the options in brackets the most welcome counts
    Finding best;
    for (const OptionIndex option : choice.options) {
      Finding one = judge(position, choice.issue, option);
      if (option == choice.options.front() || weight_of_welcome(one.reception) > weight_of_welcome(least)) {
        least = one.reception;
        best = std::move(one);
      }
    }
    if (weight(best.reception) < weight(found.reception)) return found;
    best.about = choice;
    return best;
  }

  static int weight_of_welcome(Reception reception) {
    switch (reception) {
      case Reception::accepted:
        return 3;
      case Reception::silent:
        return 2;
      case Reception::conditional:
        return 1;
      case Reception::refused:
        return 0;
    }
    return 0;
  }

  Finding judge(const SettlePosition& position, IssueIndex issue, OptionIndex option) const {
    Finding found;
    found.about = Choice{issue, {option}};
    const bool demanded = contains(position.demands, option);
    const bool accepted = contains(position.accepts, option);
    const bool refused = contains(position.refuses, option);
    if (!position.demands.empty() && !demanded) {
      found.reception = Reception::refused;
      return found;
    }
    if (!demanded && !accepted && !refused) return found;
    bool broken = false;
    for (const Choice& condition : position.only_if) {
      const Truth truth = settled_.holds(condition);
      if (truth != Truth::yes) found.conditions.push_back(condition);
      broken = broken || truth == Truth::no;
    }
    for (const StepIndex step : position.only_after) {
      if (!problem_.steps[step].done) found.steps.push_back(step);
    }
    found.provided = position.provided;
    // Conditions in words alone lift no refusal: as things stand it is one.
    const bool has_conditions = !position.only_if.empty() || !position.only_after.empty();
    const bool open = !found.conditions.empty() || !found.steps.empty() || !found.provided.empty();
    if (broken || (refused && !has_conditions))
      found.reception = Reception::refused;
    else
      found.reception = open ? Reception::conditional : Reception::accepted;
    return found;
  }

  const Problem& problem_;
  const std::vector<Provision>& draft_;
  Settled settled_;
};

Reception overall_of(const CheckAnswer& answer) {
  Reception worst = Reception::accepted;
  for (const PartyVerdict& verdict : answer.parties) {
    if (verdict.reception == Reception::refused) return Reception::refused;
    if (verdict.reception == Reception::conditional) worst = Reception::conditional;
    if (!verdict.silent_on.empty() && worst == Reception::accepted) worst = Reception::silent;
  }
  return answer.parties.empty() ? Reception::silent : worst;
}

}  // namespace

std::string_view to_string(Reception reception) {
  switch (reception) {
    case Reception::accepted:
      return "accepted";
    case Reception::conditional:
      return "conditional";
    case Reception::silent:
      return "silent";
    case Reception::refused:
      return "refused";
  }
  return "silent";
}

CheckAnswer check_draft(const Problem& problem, const std::vector<Provision>& draft) {
  CheckAnswer answer;
  const Checker checker(problem, draft);
  const Settled settled(problem, draft);
  for (std::size_t provision = 0; provision < draft.size(); ++provision) {
    for (PartyIndex party = 0; party < problem.parties.size(); ++party) {
      Finding finding = checker.judge(provision, party);
      // A mediator's silence is no news.
      if (problem.parties[party].signs || finding.reception != Reception::silent)
        answer.findings.push_back(std::move(finding));
    }
  }
  for (PartyIndex party = 0; party < problem.parties.size(); ++party) {
    if (!problem.parties[party].signs) continue;
    PartyVerdict verdict;
    verdict.party = party;
    for (std::size_t f = 0; f < answer.findings.size(); ++f) {
      const Finding& finding = answer.findings[f];
      if (finding.party != party) continue;
      if (weight(finding.reception) > weight(verdict.reception)) verdict.reception = finding.reception;
      if (finding.reception == Reception::silent) verdict.silent_on.push_back(finding.provision);
      if (finding.reception == Reception::refused) verdict.refusals.push_back(f);
      if (finding.red_line) verdict.red_lines.push_back(f);
    }
    for (std::size_t p = 0; p < problem.positions.size(); ++p) {
      const SettlePosition& position = problem.positions[p];
      if (position.party == party && position.issue && !position.demands.empty() && !settled.settles(*position.issue)) {
        verdict.unanswered.push_back(p);
      }
    }
    if (verdict.reception == Reception::silent) answer.missing.push_back(party);
    answer.parties.push_back(std::move(verdict));
  }
  for (IssueIndex issue = 0; issue < problem.issues.size(); ++issue) {
    if (!settled.settles(issue) || settled.in_brackets(issue)) answer.open.push_back(issue);
  }
  for (std::size_t c = 0; c < problem.constraints.size(); ++c) {
    const auto& clauses = problem.constraints[c].clauses;
    if (std::any_of(clauses.begin(), clauses.end(), [&](const Clause& k) { return settled.holds(k) == Truth::no; })) {
      answer.violated.push_back(c);
    }
  }
  answer.overall = overall_of(answer);
  if (!answer.violated.empty()) answer.overall = Reception::refused;
  return answer;
}

}  // namespace entente::settle

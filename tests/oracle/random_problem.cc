#include "oracle/random_problem.h"

namespace entente::oracle {

using namespace settle;

namespace {

std::size_t below(std::mt19937_64& random, std::size_t end) { return random() % end; }

Choice random_choice(std::mt19937_64& random, const Problem& problem) {
  Choice choice{static_cast<IssueIndex>(below(random, problem.issues.size())), {}};
  const std::size_t options = problem.issues[choice.issue].options.size();
  for (OptionIndex option = 0; option < options; ++option) {
    if (below(random, 2) == 0) choice.options.push_back(option);
  }
  return choice;
}

std::vector<Choice> random_choices(std::mt19937_64& random, const Problem& problem, std::size_t most) {
  std::vector<Choice> choices;
  for (std::size_t n = below(random, most + 1); n > 0; --n) choices.push_back(random_choice(random, problem));
  return choices;
}

}  // namespace

Problem random_problem(std::mt19937_64& random, const ProblemShape& shape) {
  Problem problem;
  problem.title = "generated";
  problem.utilities_from = "numbers";
  for (std::size_t i = 0, n = 1 + below(random, shape.most_issues); i < n; ++i) {
    Issue issue;
    issue.name = "issue " + std::to_string(i);
    for (std::size_t o = 0, m = 1 + below(random, shape.most_options); o < m; ++o) {
      issue.options.push_back({"option " + std::to_string(o), "", {}});
    }
    problem.issues.push_back(std::move(issue));
  }
  for (std::size_t p = 0; p < shape.parties; ++p) {
    Party party;
    party.name = "party " + std::to_string(p);
    party.preferences.issues.resize(problem.issues.size());
    double most = 0;
    for (std::size_t i = 0; i < problem.issues.size(); ++i) {
      IssuePreference& preference = party.preferences.issues[i];
      preference.given = true;
      preference.weight = static_cast<double>(1 + below(random, 5)) / 10;
      for (std::size_t o = 0; o < problem.issues[i].options.size(); ++o) {
        preference.values.push_back(static_cast<double>(below(random, static_cast<std::size_t>(shape.grain))));
      }
      most += preference.weight * shape.grain;
    }
    if (below(random, 4) == 0) {
      for (IssuePreference& preference : party.preferences.issues) preference.by_largest = true;
      most /= shape.grain;
    }
    if (shape.reservations && below(random, 2) == 0) {
      party.preferences.reservation =
          static_cast<double>(static_cast<int>(most * static_cast<double>(below(random, 80)))) / 100;
    }
    problem.parties.push_back(std::move(party));
  }
  if (shape.most_constraints > 0) {
    for (std::size_t c = 0, n = below(random, shape.most_constraints + 1); c < n; ++c) {
      Constraint constraint;
      constraint.name = "constraint " + std::to_string(c);
      for (std::size_t k = 0, m = 1 + below(random, 2); k < m; ++k) {
        constraint.clauses.push_back(random_choices(random, problem, 3));
        constraint.clauses.back().push_back(random_choice(random, problem));
      }
      problem.constraints.push_back(std::move(constraint));
    }
  }
  if (shape.most_positions > 0) {
    for (std::size_t p = 0, n = below(random, shape.most_positions + 1); p < n; ++p) {
      SettlePosition position;
      position.party = static_cast<PartyIndex>(below(random, shape.parties));
      position.name = "position " + std::to_string(p);
      const Choice about = random_choice(random, problem);
      position.issue = about.issue;
      switch (below(random, 3)) {
        case 0:
          position.demands = about.options;
          break;
        case 1:
          position.accepts = about.options;
          break;
        default:
          position.refuses = about.options;
      }
      if (about.options.empty()) position.refuses = {0};
      if (below(random, 2) == 0) position.only_if = random_choices(random, problem, 2);
      if (below(random, 5) == 0) position.provided = {"if \"asked\", once", "unless\nnot"};
      if (below(random, 4) == 0) position.when = random_choices(random, problem, 2);
      if (below(random, 4) == 0) position.any_of = {random_choices(random, problem, 2)};
      position.strength = static_cast<Strength>(below(random, 3));
      position.origin.evidence.push_back(
          {"report " + std::to_string(p), 3, 9, "so it was \"said\"", "a minister", "2031-03"});
      problem.positions.push_back(std::move(position));
    }
  }
  return problem;
}

}  // namespace entente::oracle

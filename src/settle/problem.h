// A settlement problem: who negotiates about what, where each party stands, and what has to happen in which order.
// Value types alone. Everything refers to everything else by its index in the problem's vectors; read_problem,
// the other readers and app/problem_from_dossier give problems in which every index is in range.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostic.h"
#include "core/position.h"
#include "core/result.h"

namespace entente::settle {

using PartyIndex = std::uint32_t;
using IssueIndex = std::uint32_t;
using OptionIndex = std::uint32_t;  // within its issue
using StepIndex = std::uint32_t;

// The words that an element came from. `document`, `start` and `end` are as the dossier names them (code points); a
// problem written by hand may have the words alone.
struct Evidence {
  std::string document;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::string words;    // the quotation
  std::string speaker;  // whose words they are
  std::string date;     // as core/date prints it; may be empty
};

// Where an element stands in its file, and the words that it rests on.
struct Origin {
  Place place;
  std::vector<Evidence> evidence;
};

struct Option {
  std::string name;
  std::string title;  // for people; empty: the name
  Origin origin;
};

// A question to be settled: a package takes exactly one of its options.
struct Issue {
  std::string name;
  std::string title;
  std::vector<Option> options;  // at least one
  Origin origin;
};

// "The issue takes one of these options": a literal over a finite domain. Its negation is the choice of the others.
struct Choice {
  IssueIndex issue = 0;
  std::vector<OptionIndex> options;  // ascending, without repetition
  friend bool operator==(const Choice&, const Choice&) = default;
};

// At least one of the choices holds. An empty clause cannot hold.
using Clause = std::vector<Choice>;

// How much a party likes the options of one issue.
struct IssuePreference {
  bool given = false;  // whether anything below was said
  double weight = 1;
  bool by_largest = false;          // values count as shares of the issue's largest one (as Genius has it)
  std::vector<double> values;       // one per option; empty: no numbers for this issue
  std::vector<std::uint32_t> rank;  // one per option, 0 is the best, equal ranks are ties; empty: no order
};

// A party's preferences. With values the utility of a package is the sum over issues of weight * value, or of
// weight * value / (largest value of the issue) where `by_largest` is set.
struct Preferences {
  std::vector<IssuePreference> issues;  // one per issue of the problem, or empty: none known
  std::vector<IssueIndex> importance;   // issues from the most important down, as far as it was said
  std::optional<double> reservation;    // the least utility that the party would sign for
};

struct Party {
  std::string name;
  std::string title;
  std::vector<std::string> aliases;
  bool signs = true;  // its consent is needed; a mediator's is not
  Preferences preferences;
  Origin origin;
};

// How strongly a position is held: core's red_line is a hard constraint for every engine.
using entente::Strength;

// Where a party stands on one issue. What it excludes, given `when`:
//   demands    packages that take none of these
//   refuses    packages that take one of these
//   accepts    nothing by itself
// With conditions (`only_if`, `only_after`) the options named by demands and accepts are excluded where a condition
// does not hold, and those named by refuses only there ("refuses … unless"). Clauses further to these stand in
// `any_of`.
struct SettlePosition {
  std::string name;  // unique; made up from party and number where the file gives none
  PartyIndex party = 0;
  std::optional<IssueIndex> issue;  // absent where only `any_of` speaks
  std::vector<OptionIndex> demands;
  std::vector<OptionIndex> accepts;
  std::vector<OptionIndex> refuses;
  std::vector<Choice> only_if;        // all of them
  std::vector<StepIndex> only_after;  // all of them
  std::vector<std::string> provided;  // conditions that name nothing here, in words: they exclude nothing
  std::vector<Choice> when;           // the position applies only to packages in which all of these hold
  std::vector<Clause> any_of;         // each must hold
  Strength strength = Strength::firm;
  double weight = 0;  // the price of giving it up; 0: by strength (open 1, firm 3, red line 10)
  Origin origin;
};

// A logical fact about options, binding on everybody.
struct Constraint {
  std::string name;
  std::vector<Clause> clauses;
  Origin origin;
};

// One numbered clause of a draft: it settles these issues. Several options in one choice are bracketed alternatives.
struct Provision {
  std::string name;
  std::string text;
  std::vector<Choice> settles;
  Origin origin;
};

// A step must not happen before one of `any_of` has; with `within_days` not later than that many days after it.
struct Wait {
  std::vector<StepIndex> any_of;
  std::optional<double> within_days;
  Origin origin;
};

struct Step {
  std::string name;
  std::string title;
  std::optional<PartyIndex> party;    // who does it
  std::optional<Choice> carries_out;  // the option that it realises
  double days = 0;                    // how long it takes
  bool done = false;                  // it has happened
  std::vector<Wait> waits;            // all of them
  std::vector<StepIndex> together;    // happen at the same moment as this one
  Origin origin;
};

struct Problem {
  std::string title;
  std::string source;          // file or dossier
  std::string utilities_from;  // "numbers", "orders", "positions" or empty: where the preferences come from
  std::vector<Party> parties;
  std::vector<Issue> issues;
  std::vector<SettlePosition> positions;
  std::vector<Constraint> constraints;
  std::vector<Provision> provisions;
  std::vector<Step> steps;
};

// The choice of all the other options.
Choice complement(const Problem& problem, const Choice& choice);

// What a position excludes, as clauses over choices: it holds in a package if and only if all of them do. A step that a
// position waits for counts as the choice that it carries out, and as nothing where it carries out none.
std::vector<Clause> clauses_of(const Problem& problem, const SettlePosition& position);

// The weight of giving a position up.
double weight_of(const SettlePosition& position);

// A package: an option for every issue, in the order of the issues.
using Package = std::vector<OptionIndex>;
bool holds(const Clause& clause, const Package& package);

// Lookups by name, then by alias, then without regard to ASCII case.
std::optional<PartyIndex> find_party(const Problem& problem, std::string_view name);
std::optional<IssueIndex> find_issue(const Problem& problem, std::string_view name);
std::optional<OptionIndex> find_option(const Issue& issue, std::string_view name);
std::optional<StepIndex> find_step(const Problem& problem, std::string_view name);

// For people: the title, or the name where there is none.
const std::string& shown(const Option& option);
const std::string& shown(const Issue& issue);
const std::string& shown(const Party& party);
const std::string& shown(const Step& step);
std::string shown(const Problem& problem, const Choice& choice);  // "transit fees: half or none"

// Whether every index is in range, every set ascending, every issue has options, all numbers are finite.
// For assertions and fuzzing.
bool is_well_formed(const Problem& problem);

}  // namespace entente::settle

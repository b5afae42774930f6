#include "app/problem_from_dossier.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/word_match.h"

namespace entente::app {
namespace {

using settle::Choice;
using settle::IssueIndex;
using settle::OptionIndex;
using settle::PartyIndex;
using settle::Problem;
using settle::SettlePosition;
using settle::StepIndex;

constexpr double least_share = 0.6;  // of a name's stems that must stand in the words

double weight_of(const Position& position) {
  const double by_strength = position.strength == Strength::red_line ? 3 : position.strength == Strength::firm ? 2 : 1;
  return (position.polarity == 0 ? 0.2 : 1.0) * by_strength * position.confidence;
}

enum class ConditionKind : std::uint8_t { plain, order, unless };

class Maker {
 public:
  Maker(DossierPositions dossier, const DossierLimits& limits) : dossier_(std::move(dossier)), limits_(limits) {
    for (DossierPosition& row : dossier_.positions) row.position.party = party_of(row.position.party);
    for (const text::Row& row : text::data_rows("settle/condition_words.tsv")) {
      if (row.size() > 1)
        condition_words_[std::string(row[0])] = row[1] == "order" ? ConditionKind::order : ConditionKind::unless;
    }
  }

  Result<Problem> make() {
    problem_.title = dossier_.title;
    problem_.utilities_from = "positions";
    choose_issues();
    choose_parties();
    for (PartyIndex p = 0; p < problem_.parties.size(); ++p) {
      for (IssueIndex i = 0; i < problem_.issues.size(); ++i) add_position(p, i);
    }
    if (problem_.positions.empty()) {
      return error("positions-missing", "nobody takes a side on anything here", {dossier_.title, 0, 0});
    }
    link_steps();
    return {std::move(problem_), std::move(notes_)};
  }

 private:
  // The heaviest names first, those of `told` before all others.
  static std::vector<std::string> chosen(const std::map<std::string, double>& weight,
                                         const std::vector<std::string>& told, std::size_t most) {
    std::vector<std::string> names;
    for (const std::string& name : told) {
      if (weight.contains(name)) names.push_back(name);
    }
    std::vector<std::pair<double, std::string>> others;
    for (const auto& [name, value] : weight) {
      if (std::find(told.begin(), told.end(), name) == told.end()) others.emplace_back(-value, name);
    }
    std::sort(others.begin(), others.end());
    for (const auto& [value, name] : others) {
      if (names.size() >= std::max(most, told.size())) break;
      names.push_back(name);
    }
    return names;
  }

  void note_left_out(std::size_t all, std::size_t kept, std::string_view what) {
    if (kept < all) {
      notes_.push_back(warning("left-out",
                               std::to_string(all - kept) + " of " + std::to_string(all) + " " + std::string(what) +
                                   " with less to show are left out",
                               {dossier_.title, 0, 0}));
    }
  }

  void choose_issues() {
    std::map<std::string, double> weight;
    for (const DossierPosition& row : dossier_.positions) {
      if (!row.position.issue.empty() && row.position.polarity != 0)
        weight[row.position.issue] += weight_of(row.position);
    }
    // An issue that only a condition speaks of still belongs to the problem where the case knows it.
    for (const IssueFacts& facts : dossier_.facts.issues) {
      for (const DossierPosition& row : dossier_.positions) {
        for (const std::string& condition : row.conditions) {
          if (!weight.contains(facts.name) && names_issue(facts, condition)) weight[facts.name] = 0;
        }
      }
    }
    std::vector<std::string> told;
    for (const IssueFacts& facts : dossier_.facts.issues) told.push_back(facts.name);
    const std::vector<std::string> names = chosen(weight, told, limits_.most_issues);
    note_left_out(weight.size(), names.size(), "issues");
    for (const std::string& name : names) {
      settle::Issue issue;
      issue.name = name;
      const IssueFacts* facts = facts_of(name);
      if (facts != nullptr && facts->options.size() > 1) {
        for (const std::string& option : facts->options) issue.options.push_back({option, "", {}});
      } else {
        issue.options = {{"adopted", "", {}}, {"not adopted", "", {}}};
      }
      problem_.issues.push_back(std::move(issue));
    }
  }

  void choose_parties() {
    std::map<std::string, double> weight;
    for (const DossierPosition& row : dossier_.positions) {
      if (!row.position.party.empty() && row.position.polarity != 0 && find_issue(problem_, row.position.issue)) {
        weight[row.position.party] += weight_of(row.position);
      }
    }
    std::vector<std::string> told;
    for (const PartyFacts& facts : dossier_.facts.parties) told.push_back(facts.name);
    const std::vector<std::string> names = chosen(weight, told, limits_.most_parties);
    note_left_out(weight.size(), names.size(), "parties");
    for (const std::string& name : names) {
      settle::Party party;
      party.name = name;
      for (const PartyFacts& facts : dossier_.facts.parties) {
        if (facts.name == name) party.aliases = facts.aliases;
      }
      problem_.parties.push_back(std::move(party));
    }
  }

  const IssueFacts* facts_of(const std::string& issue) const {
    for (const IssueFacts& facts : dossier_.facts.issues) {
      if (facts.name == issue) return &facts;
    }
    return nullptr;
  }

  bool names_issue(const IssueFacts& facts, std::string_view words) {
    const auto stems = match_.stems(words);
    if (match_.share(facts.name, stems) >= least_share) return true;
    const auto stands = [&](const std::string& name) { return match_.share(name, stems) >= 1; };
    return std::any_of(facts.keywords.begin(), facts.keywords.end(), stands) ||
           std::any_of(facts.options.begin(), facts.options.end(), stands);
  }

  bool has_own_options(IssueIndex issue) const {
    const IssueFacts* facts = facts_of(problem_.issues[issue].name);
    return facts != nullptr && facts->options.size() > 1;
  }

  // The option that the words name; `adopted` where the issue has no options of its own.
  std::optional<OptionIndex> option_in(IssueIndex issue, std::string_view words) {
    if (!has_own_options(issue)) return OptionIndex{0};
    std::vector<std::string> names;
    for (const settle::Option& option : problem_.issues[issue].options) names.push_back(option.name);
    const int best = match_.best(names, match_.stems(words), least_share);
    return best < 0 ? std::nullopt : std::optional(static_cast<OptionIndex>(best));
  }

  // Later first; undated ones last, in the order that they came in.
  std::vector<const DossierPosition*> history_of(const std::string& party, const std::string& issue) const {
    std::vector<const DossierPosition*> rows;
    for (const DossierPosition& row : dossier_.positions) {
      if (row.position.party == party && row.position.issue == issue && row.position.polarity != 0)
        rows.push_back(&row);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const DossierPosition* a, const DossierPosition* b) { return a->date > b->date; });
    return rows;
  }

  static settle::Evidence evidence_of(const DossierPosition& row) {
    return {row.document, row.start, row.end, row.sentence.empty() ? row.what : row.sentence, row.speaker, row.date};
  }

  void add_position(PartyIndex party, IssueIndex issue) {
    const auto rows = history_of(problem_.parties[party].name, problem_.issues[issue].name);
    const DossierPosition* latest = nullptr;
    std::optional<OptionIndex> option;
    for (const DossierPosition* row : rows) {
      option = option_in(issue, row->what);
      if (!option) option = option_in(issue, row->sentence);
      if (option) {
        latest = row;
        break;
      }
    }
    if (latest == nullptr) {
      if (!rows.empty()) {
        notes_.push_back(warning("position-unclear",
                                 "which option of \"" + problem_.issues[issue].name + "\" " +
                                     problem_.parties[party].name + " speaks of cannot be told from its words",
                                 {rows.front()->document, 0, 0}));
      }
      return;
    }
    SettlePosition position;
    position.party = party;
    position.issue = issue;
    position.strength = latest->position.strength;
    position.name = problem_.parties[party].name + " on " + problem_.issues[issue].name;
    if (latest->position.polarity < 0) {
      position.refuses = {*option};
    } else if (demands(latest->position)) {
      position.demands = {*option};
    } else {
      position.accepts = {*option};
    }
    for (const DossierPosition* row : rows) {
      const bool same =
          row->position.polarity == latest->position.polarity && row->position.strength == latest->position.strength;
      if (row == latest || same) position.origin.evidence.push_back(evidence_of(*row));
    }
    position.origin.place.file = latest->document;
    for (const std::string& condition : latest->conditions) add_condition(position, *option, condition, *latest);
    problem_.positions.push_back(std::move(position));
  }

  // Offers, acceptance and support leave room for other answers, unless they are absolute.
  static bool demands(const Position& position) {
    if (position.strength == Strength::red_line || position.stance == Stance::demands) return true;
    return position.strength == Strength::firm &&
           (position.stance == Stance::proposes || position.stance == Stance::states);
  }

  ConditionKind kind_of(std::string_view condition) const {
    for (const text::Token& token : text::tokenize(condition)) {
      const auto at = condition_words_.find(text::fold(token.span.in(condition)));
      if (at != condition_words_.end()) return at->second;
    }
    return ConditionKind::plain;
  }

  // The issue whose name, keyword or option the words name best; not `own`.
  std::optional<IssueIndex> issue_in(std::string_view condition, IssueIndex own) {
    std::vector<std::string> names;
    std::vector<IssueIndex> issue_of;
    for (IssueIndex i = 0; i < problem_.issues.size(); ++i) {
      if (i == own) continue;
      const auto add = [&](const std::string& name) {
        names.push_back(name);
        issue_of.push_back(i);
      };
      add(problem_.issues[i].name);
      if (const IssueFacts* facts = facts_of(problem_.issues[i].name)) {
        std::for_each(facts->keywords.begin(), facts->keywords.end(), add);
        if (has_own_options(i)) std::for_each(facts->options.begin(), facts->options.end(), add);
      }
    }
    const auto stems = match_.stems(condition);
    double most = 0;
    std::optional<IssueIndex> best;
    for (std::size_t n = 0; n < names.size(); ++n) {
      const double share =
          match_.share(names[n], stems) * (1 + 0.01 * static_cast<double>(match_.stems(names[n]).size()));
      if (share < least_share || share <= most) continue;
      most = share;
      best = issue_of[n];
    }
    return best;
  }

  StepIndex step_for(const std::string& name, std::optional<PartyIndex> party, std::optional<Choice> carries_out) {
    for (StepIndex s = 0; s < problem_.steps.size(); ++s) {
      if (problem_.steps[s].name == name) {
        if (!problem_.steps[s].party) problem_.steps[s].party = party;
        return s;
      }
    }
    settle::Step step;
    step.name = name;
    step.party = party;
    step.carries_out = std::move(carries_out);
    problem_.steps.push_back(std::move(step));
    return static_cast<StepIndex>(problem_.steps.size() - 1);
  }

  std::string step_name(const Choice& choice) const {
    const settle::Issue& issue = problem_.issues[choice.issue];
    const settle::Option& option = issue.options[choice.options.front()];
    return has_own_options(choice.issue) ? issue.name + ": " + option.name : issue.name;
  }

  void add_condition(SettlePosition& position, OptionIndex option, const std::string& words,
                     const DossierPosition& row) {
    const ConditionKind kind = kind_of(words);
    const auto other = issue_in(words, *position.issue);
    if (!other) {
      position.only_after.push_back(step_for(words, std::nullopt, std::nullopt));
      return;
    }
    const auto named = option_in(*other, words);
    if (!named) {
      position.only_after.push_back(step_for(words, std::nullopt, std::nullopt));
      return;
    }
    Choice condition{*other, {*named}};
    if (kind == ConditionKind::unless && position.refuses.empty()) {
      position.only_if.push_back(complement(problem_, condition));  // "accepts it unless …"
      return;
    }
    if (kind != ConditionKind::order) {
      position.only_if.push_back(std::move(condition));
      return;
    }
    const StepIndex before = step_for(step_name(condition), std::nullopt, condition);
    position.only_after.push_back(before);
    const Choice own{*position.issue, {option}};
    const StepIndex after = step_for(step_name(own), position.party, own);
    settle::Wait wait;
    wait.any_of = {before};
    settle::Evidence evidence = evidence_of(row);
    evidence.words = words;
    wait.origin.evidence.push_back(std::move(evidence));
    if (after != before) problem_.steps[after].waits.push_back(std::move(wait));
  }

  // A party that waits twice for the same step waits once.
  void link_steps() {
    for (settle::Step& step : problem_.steps) {
      std::vector<settle::Wait> once;
      for (settle::Wait& wait : step.waits) {
        const auto same = [&](const settle::Wait& other) { return other.any_of == wait.any_of; };
        if (std::none_of(once.begin(), once.end(), same)) once.push_back(std::move(wait));
      }
      step.waits = std::move(once);
    }
  }

  // The party that the case says this is a name or a member of: whole, or behind a title ("Minister Anna Holt").
  std::string party_of(const std::string& name) const {
    const auto is = [&](const std::string& known) {
      return !known.empty() && (name == known || (name.size() > known.size() && name.ends_with(" " + known)));
    };
    for (const PartyFacts& facts : dossier_.facts.parties) {
      if (is(facts.name) || std::any_of(facts.aliases.begin(), facts.aliases.end(), is) ||
          std::any_of(facts.members.begin(), facts.members.end(), is)) {
        return facts.name;
      }
    }
    return name;
  }

  DossierPositions dossier_;
  const DossierLimits& limits_;
  WordMatch match_;
  std::map<std::string, ConditionKind> condition_words_;
  Problem problem_;
  Diagnostics notes_;
};

}  // namespace

Result<settle::Problem> problem_from_dossier(const DossierPositions& dossier, const DossierLimits& limits) {
  return Maker(dossier, limits).make();
}

}  // namespace entente::app

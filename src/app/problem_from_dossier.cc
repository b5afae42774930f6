#include "app/problem_from_dossier.h"

#include <algorithm>
#include <map>
#include <set>

#include "app/condition_words.h"
#include "app/option_words.h"
#include "app/party_names.h"
#include "app/word_match.h"
#include "text/gazetteer.h"

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

class Maker {
 public:
  Maker(DossierPositions dossier, const DossierLimits& limits)
      : dossier_(std::move(dossier)), limits_(limits), names_(dossier_.facts) {
    names_.put_together(dossier_.positions);
    names_.note(dossier_.positions);
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
    note_unclear();
    finish_steps();
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

  // What each party says of an issue counts once, by its weightiest position: a report that repeats itself does not
  // make an issue. One that parties are divided on counts more, one that a single party speaks of less.
  std::map<std::string, double> weight_of_issues() {
    struct Said {
      double weight = 0;
      bool supports = false;
      bool opposes = false;
    };
    std::map<std::string, std::map<std::string, Said>> said;
    for (const DossierPosition& row : dossier_.positions) {
      const Position& position = row.position;
      if (position.issue.empty() || position.party.empty() || position.polarity == 0) continue;
      Said& one = said[position.issue][position.party];
      one.weight = std::max(one.weight, weight_of(position));
      (position.polarity > 0 ? one.supports : one.opposes) = true;
    }
    std::map<std::string, double> weight;
    for (const auto& [issue, parties] : said) {
      double& sum = weight[issue];
      bool supports = false;
      bool opposes = false;
      for (const auto& [party, one] : parties) {
        sum += one.weight;
        supports = supports || one.supports;
        opposes = opposes || one.opposes;
      }
      if (parties.size() == 1) sum *= 0.3;
      if (parties.size() > 1 && supports && opposes) sum *= 2;
    }
    std::erase_if(weight,
                  [&](const auto& entry) { return facts_of(entry.first) == nullptr && names_.has(entry.first); });
    for (auto& [issue, sum] : weight) {
      if (facts_of(issue) == nullptr && says_little(issue)) sum *= 0.3;
    }
    return weight;
  }

  // A single word that names something ("Friends") or can be a verb ("commit", "said") is a poor name of a question.
  bool says_little(const std::string& issue) {
    const auto tokens = text::tokenize(issue);
    if (tokens.size() != 1) return false;
    if (tokens.front().shape == text::Shape::capital) return true;
    if (verbs_.empty()) {
      for (const char* list : {"cues/verbs.tsv", "grammar/verbs.txt", "grammar/irregular.tsv"}) {
        for (const text::Row& row : text::data_rows(list)) {
          verbs_.emplace(row[0]);
          if (std::string_view(list) != "grammar/irregular.tsv") continue;
          for (std::size_t form = 1; form < row.size(); ++form) verbs_.emplace(row[form]);
        }
      }
    }
    const std::string word = text::fold(issue);
    const bool is_past = word.ends_with("ed") && (verbs_.contains(word.substr(0, word.size() - 1)) ||
                                                  verbs_.contains(word.substr(0, word.size() - 2)));
    return is_past || verbs_.contains(word);
  }

  void choose_issues() {
    std::map<std::string, double> weight = weight_of_issues();
    // An issue that only a condition speaks of still belongs to the problem where the case knows it.
    for (const IssueFacts& facts : dossier_.facts.issues) {
      for (const DossierPosition& row : dossier_.positions) {
        for (const DossierWords& condition : row.conditions) {
          if (!weight.contains(facts.name) && names_issue(facts, condition.words)) weight[facts.name] = 0;
        }
      }
    }
    std::vector<std::string> told;
    told.reserve(dossier_.facts.issues.size());
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
    std::map<std::string, std::map<std::string, double>> by_issue;
    for (const DossierPosition& row : dossier_.positions) {
      const Position& position = row.position;
      if (position.party.empty() || position.polarity == 0 || !find_issue(problem_, position.issue)) continue;
      double& most = by_issue[position.party][position.issue];
      most = std::max(most, weight_of(position));
    }
    std::map<std::string, double> weight;
    for (const auto& [party, issues] : by_issue) {
      for (const auto& [issue, most] : issues) weight[party] += most;
      if (!names_.is_proper(party)) weight[party] *= 0.1;
    }
    std::vector<std::string> told;
    told.reserve(dossier_.facts.parties.size());
    for (const PartyFacts& facts : dossier_.facts.parties) told.push_back(facts.name);
    // What is no name comes in only where there are not two parties with one.
    const auto named =
        std::count_if(weight.begin(), weight.end(), [&](const auto& entry) { return names_.is_proper(entry.first); });
    const std::size_t all = weight.size();
    if (named > 1) {
      std::erase_if(weight, [&](const auto& entry) {
        return !names_.is_proper(entry.first) && std::find(told.begin(), told.end(), entry.first) == told.end();
      });
    }
    const std::vector<std::string> names = chosen(weight, told, limits_.most_parties);
    note_left_out(all, names.size(), "parties");
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

  // Whether the words name the issue and little else.
  bool is_all_of(const IssueFacts& facts, std::string_view words) {
    auto known = match_.stems(facts.name);
    for (const std::string& keyword : facts.keywords) known.merge(match_.stems(keyword));
    const auto stems = match_.stems(words);
    const auto of_issue = static_cast<double>(
        std::count_if(stems.begin(), stems.end(), [&](const std::string& stem) { return known.contains(stem); }));
    return of_issue > 0 && of_issue >= least_share * static_cast<double>(stems.size());
  }

  bool has_own_options(IssueIndex issue) const {
    const IssueFacts* facts = facts_of(problem_.issues[issue].name);
    return facts != nullptr && facts->options.size() > 1;
  }

  // The option that the words name; `adopted` where the issue has no options of its own.
  std::optional<OptionIndex> option_in(IssueIndex issue, std::string_view words,
                                       OptionWords::Where where = OptionWords::Where::thing) {
    if (!has_own_options(issue)) return OptionIndex{0};
    return options_.named(problem_.issues[issue], words, where);
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

  static settle::Evidence evidence_of(const DossierPosition& row, const DossierWords& words) {
    return {row.document, words.start, words.end, words.words, row.speaker, row.date};
  }

  static settle::Evidence evidence_of(const DossierPosition& row) {
    return evidence_of(row, row.sentence.words.empty() ? row.what : row.sentence);
  }

  // What a position excludes or asks for; nothing where its words do not tell.
  struct Side {
    OptionIndex option = 0;  // that it is about
    bool wants = true;       // it, or to be without it
  };

  std::optional<Side> side_of(IssueIndex issue, const DossierPosition& row) {
    const bool wants = row.position.polarity > 0;
    std::optional<OptionIndex> option = option_in(issue, row.what.words);
    if (!option) option = option_in(issue, row.sentence.words, OptionWords::Where::sentence);
    if (option) return Side{*option, wants};
    // For or against the thing as a whole: against or for the option in which it does not come about.
    const auto negative = options_.negative(problem_.issues[issue]);
    const IssueFacts* facts = facts_of(problem_.issues[issue].name);
    if (negative && facts != nullptr && is_all_of(*facts, row.what.words)) return Side{*negative, !wants};
    return std::nullopt;
  }

  void add_position(PartyIndex party, IssueIndex issue) {
    const auto rows = history_of(problem_.parties[party].name, problem_.issues[issue].name);
    const DossierPosition* latest = nullptr;
    std::optional<Side> side;
    for (const DossierPosition* row : rows) {
      if (latest != nullptr && (row->date != latest->date || weight_of(row->position) <= weight_of(latest->position)))
        continue;
      const std::optional<Side> told = side_of(issue, *row);
      if (!told) continue;
      latest = row;
      side = told;
    }
    if (latest == nullptr) {
      if (!rows.empty()) unclear_.push_back(problem_.parties[party].name + " on " + problem_.issues[issue].name);
      return;
    }
    SettlePosition position;
    position.party = party;
    position.issue = issue;
    position.strength = latest->position.strength;
    position.name = problem_.parties[party].name + " on " + problem_.issues[issue].name;
    const bool against = latest->position.polarity < 0;
    if (side->wants && (against || demands(latest->position))) {
      position.demands = {side->option};
    } else if (side->wants) {
      position.accepts = {side->option};
    } else if (against || demands(latest->position)) {
      position.refuses = {side->option};
    } else {
      position.accepts = complement(problem_, {issue, {side->option}}).options;
    }
    position.origin.evidence.push_back(evidence_of(*latest));
    for (const DossierPosition* row : rows) {
      const bool same =
          row->position.polarity == latest->position.polarity && row->position.strength == latest->position.strength;
      if (row != latest && same) position.origin.evidence.push_back(evidence_of(*row));
    }
    position.origin.place.file = latest->document;
    for (const DossierWords& condition : latest->conditions) add_condition(position, side->option, condition, *latest);
    problem_.positions.push_back(std::move(position));
  }

  // Offers, acceptance and support leave room for other answers, unless they are absolute.
  static bool demands(const Position& position) {
    if (position.strength == Strength::red_line || position.stance == Stance::demands) return true;
    return position.strength == Strength::firm &&
           (position.stance == Stance::proposes || position.stance == Stance::states);
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

  StepIndex step_named(const std::string& name) {
    for (StepIndex s = 0; s < problem_.steps.size(); ++s) {
      if (problem_.steps[s].name == name) return s;
    }
    settle::Step step;
    step.name = name;
    problem_.steps.push_back(std::move(step));
    return static_cast<StepIndex>(problem_.steps.size() - 1);
  }

  // What is said of the order of things is said of an issue's coming about, by whichever of its options: one step for
  // each issue, which carries out any of the options that were named.
  StepIndex step_of(IssueIndex issue, std::optional<OptionIndex> option) {
    const StepIndex index = step_named(problem_.issues[issue].name);
    if (!option || option == options_.negative(problem_.issues[issue])) return index;
    auto& carries_out = problem_.steps[index].carries_out;
    if (!carries_out) carries_out = Choice{issue, {}};
    auto& options = carries_out->options;
    const auto at = std::lower_bound(options.begin(), options.end(), *option);
    if (at == options.end() || *at != *option) options.insert(at, *option);
    return index;
  }

  // The party whose name opens the words ("Marenne has released the crews").
  std::optional<PartyIndex> party_at_start(std::string_view words) const {
    const std::string folded = text::fold(words);
    const auto opens = [&](const std::string& name) {
      const std::string whole = text::fold(name) + " ";
      return !name.empty() && (folded.starts_with(whole) || folded.starts_with("the " + whole));
    };
    for (PartyIndex p = 0; p < problem_.parties.size(); ++p) {
      const auto& aliases = problem_.parties[p].aliases;
      if (opens(problem_.parties[p].name) || std::any_of(aliases.begin(), aliases.end(), opens)) return p;
    }
    return std::nullopt;
  }

  void add_condition(SettlePosition& position, OptionIndex option, const DossierWords& condition_words,
                     const DossierPosition& row) {
    const std::string& words = condition_words.words;
    const ConditionKind kind = conditions_.kind_of(words);
    // What opens a condition ("only once") says nothing of its matter.
    const auto other = issue_in(conditions_.thing_of(words), *position.issue);
    if (kind == ConditionKind::order) {
      add_wait(position, option, condition_words, row, other);
      return;
    }
    const auto named = other ? option_in(*other, words) : std::nullopt;
    if (!named) {
      position.provided.push_back(words);
      return;
    }
    Choice condition{*other, {*named}};
    // "accepts it unless …"
    if (kind == ConditionKind::unless && position.refuses.empty()) condition = complement(problem_, condition);
    position.only_if.push_back(std::move(condition));
  }

  void add_wait(SettlePosition& position, OptionIndex option, const DossierWords& condition_words,
                const DossierPosition& row, std::optional<IssueIndex> other) {
    const std::string& words = condition_words.words;
    const StepIndex before =
        other ? step_of(*other, option_in(*other, words)) : step_named(conditions_.thing_of(words));
    if (!problem_.steps[before].party) problem_.steps[before].party = party_at_start(conditions_.thing_of(words));
    position.only_after.push_back(before);
    const StepIndex after = step_of(*position.issue, option);
    if (!problem_.steps[after].party) problem_.steps[after].party = position.party;
    settle::Wait wait;
    wait.any_of = {before};
    wait.origin.evidence.push_back(evidence_of(row, condition_words));
    if (after != before) problem_.steps[after].waits.push_back(std::move(wait));
  }

  // A step that waits twice for the same step waits once.
  void finish_steps() {
    for (settle::Step& step : problem_.steps) {
      std::vector<settle::Wait> once;
      for (settle::Wait& wait : step.waits) {
        const auto same = [&](const settle::Wait& other) { return other.any_of == wait.any_of; };
        if (std::none_of(once.begin(), once.end(), same)) once.push_back(std::move(wait));
      }
      step.waits = std::move(once);
      if (step.carries_out && step.carries_out->options.size() == 1 && has_own_options(step.carries_out->issue))
        step.title = shown(problem_, *step.carries_out);
    }
  }

  void note_unclear() {
    if (unclear_.empty()) return;
    constexpr std::size_t most = 4;
    std::string names;
    for (std::size_t i = 0; i < std::min(most, unclear_.size()); ++i) names += (i == 0 ? "" : ", ") + unclear_[i];
    if (unclear_.size() > most) names += " and " + std::to_string(unclear_.size() - most) + " more";
    notes_.push_back(warning("position-unclear",
                             "left out, as the words do not tell which of the case's options they speak of: " + names,
                             {dossier_.title, 0, 0}));
  }

  DossierPositions dossier_;
  const DossierLimits& limits_;
  PartyNames names_;
  WordMatch match_;
  std::set<std::string, std::less<>> verbs_;
  OptionWords options_;
  ConditionWords conditions_;
  std::vector<std::string> unclear_;  // positions
  Problem problem_;
  Diagnostics notes_;
};

}  // namespace

Result<settle::Problem> problem_from_dossier(const DossierPositions& dossier, const DossierLimits& limits) {
  return Maker(dossier, limits).make();
}

}  // namespace entente::app

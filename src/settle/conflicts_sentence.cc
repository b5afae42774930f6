// Positions and conflicts in words.
#include <algorithm>

#include "settle/conflicts_problem.h"

namespace entente::settle {
namespace {

std::string joined(const std::vector<std::string>& words, const char* last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : ", ";
    text += words[i];
  }
  return text;
}

// "transit fees: half"; of an issue that is adopted or not, the issue alone.
std::string in_words(const Problem& problem, const Choice& choice) {
  const Issue& issue = problem.issues[choice.issue];
  const bool adopted =
      issue.options.size() == 2 && choice.options.size() == 1 && issue.options[choice.options[0]].name == "adopted";
  return adopted ? shown(issue) : shown(problem, choice);
}

std::string choices_in_words(const Problem& problem, const std::vector<Choice>& choices, const char* last) {
  std::vector<std::string> words;
  words.reserve(choices.size());
  for (const Choice& choice : choices) words.push_back(in_words(problem, choice));
  return joined(words, last);
}

}  // namespace

std::string in_words(const Problem& problem, const SettlePosition& position) {
  std::vector<Choice> conditions = position.only_if;
  std::vector<std::string> condition_words;
  if (!conditions.empty()) condition_words.push_back("with " + choices_in_words(problem, conditions, " and "));
  for (const StepIndex step : position.only_after) condition_words.push_back("after " + shown(problem.steps[step]));
  const std::string under = joined(condition_words, " and ");
  std::vector<std::string> parts;
  if (position.issue) {
    const auto say = [&](const char* verb, const std::vector<OptionIndex>& options) {
      if (!options.empty()) parts.push_back(verb + in_words(problem, Choice{*position.issue, options}));
    };
    say("demands ", position.demands);
    say("accepts ", position.accepts);
    say("refuses ", position.refuses);
  }
  for (const Clause& clause : position.any_of) parts.push_back("demands " + choices_in_words(problem, clause, " or "));
  std::string text = joined(parts, " and ");
  if (!under.empty()) {
    const bool only_refuses = position.demands.empty() && position.accepts.empty() && !position.refuses.empty();
    const bool only_accepts = position.demands.empty() && position.refuses.empty() && position.any_of.empty();
    text += text.empty()   ? "signs only " + under
            : only_refuses ? " except " + under
            : only_accepts ? " only " + under
                           : ", and that only " + under;
  }
  for (const std::string& condition : position.provided) text += ", “" + condition + "”";
  if (!position.when.empty()) text += ", given " + choices_in_words(problem, position.when, " and ");
  return text.empty() ? "asks for nothing that excludes anything" : text;
}

std::string conflict_sentence(const Problem& problem, const std::vector<std::uint32_t>& positions) {
  std::vector<PartyIndex> parties;
  parties.reserve(positions.size());
  for (const std::uint32_t position : positions) parties.push_back(problem.positions[position].party);
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  std::vector<std::string> names;
  names.reserve(parties.size());
  for (const PartyIndex party : parties) names.push_back(shown(problem.parties[party]));
  if (names.empty()) return "What binds everybody cannot hold";
  if (names.size() == 1) {
    return positions.size() == 1 ? names[0] + " asks for what cannot be"
                                 : names[0] + "'s own positions cannot all hold";
  }
  return joined(names, " and ") + (names.size() == 2 ? " cannot both have their way" : " cannot all have their way");
}

}  // namespace entente::settle

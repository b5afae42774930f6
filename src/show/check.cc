#include "show/check.h"

#include <fmt/format.h>

#include "show/settle_words.h"
#include "show/table.h"

namespace entente::show {
namespace {

using format::Json;
using settle::CheckAnswer;
using settle::Finding;
using settle::Problem;
using settle::Reception;

std::string_view verdict_word(Reception overall) {
  switch (overall) {
    case Reception::accepted:
      return "accepted";
    case Reception::conditional:
      return "conditional";
    case Reception::silent:
      return "undecided";
    case Reception::refused:
      return "refused";
  }
  return "undecided";
}

// Why: what the party wants instead, or what it waits for.
std::string reason(const Problem& problem, const Finding& finding) {
  if (!finding.position) return {};
  const settle::SettlePosition& position = problem.positions[*finding.position];
  std::string words;
  const auto add = [&](const std::string& more) { words += (words.empty() ? "" : "; ") + more; };
  if (finding.reception == Reception::refused && finding.conditions.empty() && position.issue) {
    if (!position.demands.empty()) add("demands " + shown(problem, {*position.issue, position.demands}));
    if (!position.refuses.empty()) add("refuses " + shown(problem, {*position.issue, position.refuses}));
  }
  for (const settle::Choice& condition : finding.conditions) add("only if " + shown(problem, condition));
  for (const settle::StepIndex step : finding.steps) add("only after " + shown(problem.steps[step]));
  for (const std::string& condition : finding.provided) add("“" + condition + "”");
  return words;
}

std::string settles_words(const Problem& problem, const settle::Provision& provision) {
  std::string words;
  for (const settle::Choice& choice : provision.settles) words += (words.empty() ? "" : "\n") + shown(problem, choice);
  return words;
}

Table table_of(const Problem& problem, const std::vector<settle::Provision>& draft, const CheckAnswer& answer) {
  Table table{{{"provision", false, 2}, {"party", false, 0}, {"", false, 0}, {"why", false, 3}}, {}};
  std::size_t last = draft.size();
  for (const Finding& finding : answer.findings) {
    const settle::Provision& provision = draft[finding.provision];
    const bool first = finding.provision != last;
    last = finding.provision;
    std::string why = reason(problem, finding);
    if (finding.position) {
      const std::string words = evidence_words(problem.positions[*finding.position].origin);
      why += (why.empty() || words.empty() ? "" : "\n") + words;
    }
    table.rows.push_back({first ? provision.name + ". " + settles_words(problem, provision) : "",
                          shown(problem.parties[finding.party]),
                          std::string(to_string(finding.reception)) + (finding.red_line ? "\n(red line)" : ""), why});
  }
  return table;
}

Table csv_of(const Problem& problem, const std::vector<settle::Provision>& draft, const CheckAnswer& answer) {
  Table table{{{"provision"}, {"settles"}, {"party"}, {"verdict"}, {"red line"}, {"position"}, {"reason"}, {"words"}},
              {}};
  for (const Finding& finding : answer.findings) {
    const settle::Provision& provision = draft[finding.provision];
    const settle::SettlePosition* position = finding.position ? &problem.positions[*finding.position] : nullptr;
    table.rows.push_back({provision.name, settles_words(problem, provision), problem.parties[finding.party].name,
                          std::string(to_string(finding.reception)), finding.red_line ? "yes" : "no",
                          position == nullptr ? "" : position->name, reason(problem, finding),
                          position == nullptr ? "" : evidence_words(position->origin, SIZE_MAX)});
  }
  return table;
}

Json choice_json(const Problem& problem, const settle::Choice& choice) {
  Json options = Json::array();
  for (const settle::OptionIndex option : choice.options)
    options.push_back(problem.issues[choice.issue].options[option].name);
  return {{"issue", problem.issues[choice.issue].name}, {"options", std::move(options)}};
}

Json choices_json(const Problem& problem, const std::vector<settle::Choice>& choices) {
  Json list = Json::array();
  for (const settle::Choice& choice : choices) list.push_back(choice_json(problem, choice));
  return list;
}

Json json_of(const Problem& problem, const std::vector<settle::Provision>& draft, const CheckAnswer& answer) {
  Json provisions = Json::array();
  for (std::size_t p = 0; p < draft.size(); ++p) {
    Json receptions = Json::array();
    for (const Finding& finding : answer.findings) {
      if (finding.provision != p) continue;
      Json one = {{"party", problem.parties[finding.party].name},
                  {"verdict", to_string(finding.reception)},
                  {"red_line", finding.red_line},
                  {"position", nullptr},
                  {"reason", reason(problem, finding)},
                  {"conditions", choices_json(problem, finding.conditions)},
                  {"steps", Json::array()},
                  {"provided", finding.provided},
                  {"evidence", Json::array()}};
      for (const settle::StepIndex step : finding.steps) one["steps"].push_back(problem.steps[step].name);
      if (finding.position) {
        one["position"] = problem.positions[*finding.position].name;
        one["evidence"] = evidence_json(problem.positions[*finding.position].origin);
      }
      receptions.push_back(std::move(one));
    }
    provisions.push_back({{"provision", draft[p].name},
                          {"text", draft[p].text},
                          {"settles", choices_json(problem, draft[p].settles)},
                          {"parties", std::move(receptions)}});
  }
  Json parties = Json::array();
  for (const settle::PartyVerdict& verdict : answer.parties) {
    Json unanswered = Json::array();
    for (const std::size_t p : verdict.unanswered) unanswered.push_back(problem.positions[p].name);
    Json silent_on = Json::array();
    for (const std::size_t p : verdict.silent_on) silent_on.push_back(draft[p].name);
    parties.push_back({{"party", problem.parties[verdict.party].name},
                       {"verdict", to_string(verdict.reception)},
                       {"refusals", verdict.refusals.size()},
                       {"red_lines", verdict.red_lines.size()},
                       {"silent_on", std::move(silent_on)},
                       {"unanswered_demands", std::move(unanswered)}});
  }
  Json missing = Json::array();
  for (const settle::PartyIndex party : answer.missing) missing.push_back(problem.parties[party].name);
  Json open = Json::array();
  for (const settle::IssueIndex issue : answer.open) open.push_back(problem.issues[issue].name);
  Json violated = Json::array();
  for (const std::size_t c : answer.violated) violated.push_back(problem.constraints[c].name);
  return {{"verdict", verdict_word(answer.overall)}, {"provisions", std::move(provisions)},
          {"parties", std::move(parties)},           {"missing", std::move(missing)},
          {"open_issues", std::move(open)},          {"violated_constraints", std::move(violated)}};
}

void print_sentences(const Problem& problem, const std::vector<settle::Provision>& draft, const CheckAnswer& answer,
                     Console& console) {
  console.out << '\n' << bold(console, fmt::format("The draft is {}.", verdict_word(answer.overall))) << '\n';
  for (const settle::PartyVerdict& verdict : answer.parties) {
    const std::string& name = shown(problem.parties[verdict.party]);
    if (verdict.reception == Reception::silent) continue;
    console.out << name << ": " << to_string(verdict.reception);
    if (!verdict.refusals.empty()) {
      console.out << fmt::format(" ({} refused, {} of them across a red line)", verdict.refusals.size(),
                                 verdict.red_lines.size());
    }
    if (!verdict.silent_on.empty()) {
      console.out << "; silent on";
      for (std::size_t i = 0; i < verdict.silent_on.size(); ++i) {
        console.out << (i == 0 ? " " : ", ") << draft[verdict.silent_on[i]].name;
      }
    }
    for (const std::size_t p : verdict.unanswered) {
      console.out << "; its demand on " << shown(problem.issues[*problem.positions[p].issue]) << " is not answered";
    }
    console.out << ".\n";
  }
  for (const settle::PartyIndex party : answer.missing) {
    console.out << shown(problem.parties[party]) << ": missing, has taken no position on any provision.\n";
  }
  if (!answer.open.empty()) {
    console.out << "Not settled:";
    for (std::size_t i = 0; i < answer.open.size(); ++i) {
      console.out << (i == 0 ? " " : ", ") << shown(problem.issues[answer.open[i]]);
    }
    console.out << ".\n";
  }
  for (const std::size_t c : answer.violated)
    console.out << "Impossible: breaks " << problem.constraints[c].name << ".\n";
}

}  // namespace

void print_check(const Problem& problem, const std::vector<settle::Provision>& draft, const CheckAnswer& answer,
                 OutputFormat format, Console& console) {
  if (format == OutputFormat::json) {
    console.out << format::dump_json(json_of(problem, draft, answer)) << '\n';
    return;
  }
  if (format == OutputFormat::csv) {
    print_csv(csv_of(problem, draft, answer), console.out);
    return;
  }
  print_terminal(table_of(problem, draft, answer), console);
  print_sentences(problem, draft, answer, console);
}

}  // namespace entente::show

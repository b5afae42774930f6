#include "show/conflicts.h"

#include <algorithm>

#include <fmt/format.h>

#include "show/conflicts_groups.h"
#include "show/settle_words.h"
#include "show/table.h"

namespace entente::show {
namespace {

using format::Json;
using settle::Concession;
using settle::Problem;
using settle::SettlePosition;

using Positions = std::vector<std::uint32_t>;

void append_numbers(std::string& line, const settle::GroupSet& groups) {
  for (const settle::Group group : groups) {
    line += ' ';
    line += std::to_string(group);
  }
}

Json position_json(const Problem& problem, std::uint32_t index) {
  const SettlePosition& position = problem.positions[index];
  return Json{{"position", position.name},
              {"party", problem.parties[position.party].name},
              {"strength", to_string(position.strength)},
              {"weight", weight_of(position)},
              {"words", in_words(problem, position)},
              {"evidence", evidence_json(position.origin)}};
}

Json positions_json(const Problem& problem, const Positions& positions) {
  Json list = Json::array();
  for (const std::uint32_t position : positions) list.push_back(position_json(problem, position));
  return list;
}

Json concession_json(const Problem& problem, const Concession& concession) {
  return Json{{"weight", concession.weight},
              {"positions", positions_json(problem, concession.positions)},
              {"package", package_json(problem, concession.package)}};
}

std::string strength_words(const SettlePosition& position) {
  return position.strength == settle::Strength::red_line ? "a red line" : std::string(to_string(position.strength));
}

std::string quotations(const SettlePosition& position) {
  std::string words = evidence_words(position.origin);
  for (std::size_t at = 0; (at = words.find('\n', at)) != std::string::npos;) words.replace(at, 1, "; ");
  return words.empty() ? "" : " — " + words;
}

std::string full_line(const Problem& problem, std::uint32_t index) {
  const SettlePosition& position = problem.positions[index];
  return fmt::format("{} {} ({}){}", shown(problem.parties[position.party]), in_words(problem, position),
                     strength_words(position), quotations(position));
}

std::string given_up(const Problem& problem, const Positions& positions) {
  std::string text;
  for (const std::uint32_t index : positions) {
    const SettlePosition& position = problem.positions[index];
    text += fmt::format("{}{} gives up: {} ({})", text.empty() ? "" : "; ", shown(problem.parties[position.party]),
                        in_words(problem, position), strength_words(position));
  }
  return text.empty() ? "nothing" : text;
}

void print_alone(const Problem& problem, const settle::ProblemConflicts& conflicts, Console& console) {
  if (conflicts.alone.empty()) {
    if (conflicts.outcome.stopped) console.out << "\nWhat each party alone could concede was not reached in time.\n";
    return;
  }
  console.out << '\n' << bold(console, "What one party alone could concede") << "\n\n";
  Table table{{{"party"}, {"weight", true}, {"the least", false, 3}}, {}};
  for (const settle::PartyAlone& alone : conflicts.alone) {
    const std::string party = shown(problem.parties[alone.party]);
    if (alone.least) {
      table.rows.push_back({party, number_words(alone.least->weight), given_up(problem, alone.least->positions)});
    } else {
      table.rows.push_back(
          {party, "", alone.known ? "nothing it could give makes a deal possible" : "not known: stopped"});
    }
  }
  print_terminal(table, console);
}

void print_everybody(const Problem& problem, const settle::ProblemConflicts& conflicts, Console& console) {
  if (!conflicts.everybody) return;
  console.out << '\n' << bold(console, everybody_title(problem, conflicts)) << "\n\n";
  for (const std::uint32_t index : conflicts.everybody->positions) {
    const auto& balance = conflicts.given_for_balance;
    const bool spare = std::find(balance.begin(), balance.end(), index) != balance.end();
    console.out << "  - " << given_up(problem, {index})
                << (spare ? " — for balance alone, a deal does not need it" : "") << '\n';
  }
  console.out << "  then possible: " << package_words(problem, conflicts.everybody->package) << '\n';
}

constexpr std::size_t most_groups = 20;
constexpr std::size_t most_concessions = 10;
constexpr std::size_t most_of_side = 6;  // positions of one side of a group

void print_side(const Problem& problem, const Positions& positions, Console& console) {
  for (std::size_t i = 0; i < std::min(most_of_side, positions.size()); ++i)
    console.out << "   - " << full_line(problem, positions[i]) << '\n';
  if (positions.size() > most_of_side)
    console.out << fmt::format("   - and {} more positions\n", positions.size() - most_of_side);
}

void print_groups(const Problem& problem, const settle::ProblemConflicts& conflicts, Console& console) {
  const std::vector<ConflictGroup> groups = grouped(conflicts.conflicts);
  for (std::size_t i = 0; i < std::min(most_groups, groups.size()); ++i) {
    const ConflictGroup& group = groups[i];
    const std::string several = group.conflicts() > 1 ? fmt::format(" ({} conflicts)", group.conflicts()) : "";
    console.out << bold(console, fmt::format("{}. {}{}", i + 1, group_sentence(problem, group), several)) << '\n';
    print_side(problem, group.positions, console);
    if (!group.others.empty()) console.out << "   against\n";
    print_side(problem, group.others, console);
    console.out << '\n';
  }
  if (groups.size() > most_groups)
    console.out << fmt::format("And {} more (--json or --csv for all).\n\n", groups.size() - most_groups);
}

void print_concessions(const Problem& problem, const settle::ProblemConflicts& conflicts, Console& console) {
  if (conflicts.concessions.empty()) return;
  console.out << bold(console, conflicts.starts_with_the_least
                                   ? "The least that would have to be given up, any one of these"
                                   : "What it would be enough to give up, any one of these (less may do)")
              << "\n\n";
  const std::size_t rows = std::min(most_concessions, conflicts.concessions.size());
  std::vector<settle::Package> packages;
  packages.reserve(rows);
  for (std::size_t i = 0; i < rows; ++i) packages.push_back(conflicts.concessions[i].package);
  const std::vector<bool> common = rows > 1 ? common_issues(packages) : std::vector<bool>(problem.issues.size(), false);
  std::vector<bool> different = common;
  different.flip();
  Table table{{{"", true}, {"weight", true}, {"concession", false, 3}, {"then possible", false, 2}}, {}};
  for (std::size_t i = 0; i < rows; ++i) {
    const Concession& concession = conflicts.concessions[i];
    table.rows.push_back({std::to_string(i + 1), number_words(concession.weight),
                          given_up(problem, concession.positions),
                          package_words(problem, concession.package, different)});
  }
  print_terminal(table, console);
  if (const std::string words = package_words(problem, packages.front(), common); !words.empty())
    console.out << "with, in all of these: " << words << '\n';
  if (conflicts.concessions.size() > rows)
    console.out << fmt::format("and {} more (--json or --csv for all)\n", conflicts.concessions.size() - rows);
}

void print_for_people(const Problem& problem, const settle::ProblemConflicts& conflicts, Console& console) {
  if (conflicts.outcome.always_broken) {
    console.out << "The constraints that bind everybody exclude every package, whatever the positions.\n";
    return;
  }
  if (conflicts.conflicts.empty() && conflicts.outcome.complete) {
    console.out << "All positions can hold together: no conflict.\n";
    return;
  }
  print_groups(problem, conflicts, console);
  print_concessions(problem, conflicts, console);
  print_alone(problem, conflicts, console);
  print_everybody(problem, conflicts, console);
  if (!conflicts.outcome.complete) console.out << "\nThe lists are partial: there may be more.\n";
}

Table rows_of(const Problem& problem, const settle::ProblemConflicts& conflicts) {
  Table table{{{"kind"}, {"number"}, {"position"}, {"party"}, {"strength"}, {"weight"}, {"words"}, {"evidence"}}, {}};
  const auto add = [&](const std::string& kind, std::size_t number, const Positions& positions) {
    for (const std::uint32_t index : positions) {
      const SettlePosition& position = problem.positions[index];
      std::string words;
      for (const auto& evidence : position.origin.evidence) words += (words.empty() ? "" : " | ") + evidence.words;
      table.rows.push_back({kind, std::to_string(number), position.name, problem.parties[position.party].name,
                            std::string(to_string(position.strength)), number_words(weight_of(position)),
                            in_words(problem, position), words});
    }
  };
  for (std::size_t i = 0; i < conflicts.conflicts.size(); ++i) add("conflict", i + 1, conflicts.conflicts[i]);
  for (std::size_t i = 0; i < conflicts.concessions.size(); ++i)
    add("concession", i + 1, conflicts.concessions[i].positions);
  for (std::size_t i = 0; i < conflicts.alone.size(); ++i) {
    if (conflicts.alone[i].least) add("alone", i + 1, conflicts.alone[i].least->positions);
  }
  if (conflicts.everybody) add("everybody", 1, conflicts.everybody->positions);
  return table;
}

}  // namespace

ConflictsPrinter::ConflictsPrinter(const settle::GroupedFormula& formula, bool marco_lines, OutputFormat format,
                                   Console& console)
    : formula_(formula), marco_lines_(marco_lines), format_(format), console_(console) {
  if (!marco_lines_ && format_ == OutputFormat::csv) console_.out << "kind,cost,groups\n";
}

void ConflictsPrinter::found(const settle::FoundSet& set) {
  line_.clear();
  if (marco_lines_) {
    line_ = set.is_conflict ? "U" : "S";
    append_numbers(line_, set.is_conflict ? set.groups : settle::complement(set.groups, formula_.groups));
  } else if (format_ == OutputFormat::json) {
    (set.is_conflict ? conflicts_ : concessions_).push_back(set.groups);
    return;
  } else if (format_ == OutputFormat::csv) {
    line_ = fmt::format("{},{},", set.is_conflict ? "conflict" : "concession", set.cost);
    std::string numbers;
    append_numbers(numbers, set.groups);
    if (!numbers.empty()) line_.append(numbers, 1);
  } else {
    line_ = set.is_conflict ? "cannot all hold:" : "enough to give up:";
    append_numbers(line_, set.groups);
  }
  line_ += '\n';
  console_.out << line_;
  if (console_.out_is_terminal) console_.out.flush();
}

void ConflictsPrinter::finish(const settle::ConflictsOutcome& outcome) {
  if (marco_lines_ || format_ == OutputFormat::csv) return;
  if (format_ == OutputFormat::json) {
    const Json document{{"complete", outcome.complete},
                        {"stopped", outcome.stopped},
                        {"conflicts", std::move(conflicts_)},
                        {"concessions", std::move(concessions_)}};
    console_.out << format::dump_json(document) << '\n';
    return;
  }
  console_.out << fmt::format("{} conflicts, {} concessions{}\n", outcome.conflicts, outcome.concessions,
                              outcome.complete ? ", that is all" : "; there may be more");
}

Json conflicts_json(const Problem& problem, const settle::ProblemConflicts& conflicts) {
  Json document{{"complete", conflicts.outcome.complete},
                {"stopped", conflicts.outcome.stopped},
                {"starts_with_the_least", conflicts.starts_with_the_least},
                {"constraints_broken", conflicts.outcome.always_broken}};
  document["conflicts"] = Json::array();
  for (const Positions& conflict : conflicts.conflicts) {
    document["conflicts"].push_back(
        Json{{"sentence", conflict_sentence(problem, conflict)}, {"positions", positions_json(problem, conflict)}});
  }
  document["concessions"] = Json::array();
  for (const Concession& concession : conflicts.concessions) {
    document["concessions"].push_back(concession_json(problem, concession));
  }
  document["alone"] = Json::array();
  for (const settle::PartyAlone& alone : conflicts.alone) {
    Json row{
        {"party", problem.parties[alone.party].name}, {"known", alone.known}, {"possible", alone.least.has_value()}};
    if (alone.least) row.update(concession_json(problem, *alone.least));
    document["alone"].push_back(std::move(row));
  }
  document["everybody"] = nullptr;
  if (conflicts.everybody) {
    document["everybody"] = concession_json(problem, *conflicts.everybody);
    document["everybody"]["for_balance"] = positions_json(problem, conflicts.given_for_balance);
  }
  return document;
}

void print_conflicts(const Problem& problem, const settle::ProblemConflicts& conflicts, OutputFormat format,
                     Console& console) {
  switch (format) {
    case OutputFormat::json:
      console.out << format::dump_json(conflicts_json(problem, conflicts), 2) << '\n';
      break;
    case OutputFormat::csv:
      print_csv(rows_of(problem, conflicts), console.out);
      break;
    case OutputFormat::terminal:
      print_for_people(problem, conflicts, console);
      break;
  }
}

}  // namespace entente::show

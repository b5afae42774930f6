#include "show/sequence.h"

#include <algorithm>

#include <fmt/format.h>

#include "show/settle_words.h"
#include "show/table.h"

namespace entente::show {
namespace {

using format::Json;
using settle::Problem;
using settle::Sequence;
using settle::StepIndex;

Json names_json(const Problem& problem, const std::vector<StepIndex>& steps) {
  Json names = Json::array();
  for (const StepIndex step : steps) names.push_back(problem.steps[step].name);
  return names;
}

std::string party_of(const Problem& problem, StepIndex step) {
  const auto& party = problem.steps[step].party;
  return party ? shown(problem.parties[*party]) : "";
}

const settle::Wait& wait_of(const Problem& problem, const settle::WaitOf& wait) {
  return problem.steps[wait.step].waits[wait.wait];
}

std::string wait_words(const Problem& problem, const settle::WaitOf& which) {
  const settle::Wait& wait = wait_of(problem, which);
  const std::string party = party_of(problem, which.step);
  std::string words = fmt::format("“{}”{} waits for {}", shown(problem.steps[which.step]),
                                  party.empty() ? "" : " (" + party + ")", listed_steps(problem, wait.any_of, " or "));
  if (wait.any_of.empty()) words += "something that no step brings";
  if (wait.within_days) words += fmt::format(", not later than {} days after it", number_words(*wait.within_days));
  const std::string evidence = evidence_words(wait.origin);
  return evidence.empty() ? words : words + ": " + evidence;
}

Json wait_json(const Problem& problem, const settle::WaitOf& which) {
  const settle::Wait& wait = wait_of(problem, which);
  return Json{{"step", problem.steps[which.step].name},
              {"for", names_json(problem, wait.any_of)},
              {"within_days", wait.within_days ? Json(*wait.within_days) : Json(nullptr)},
              {"evidence", evidence_json(wait.origin)}};
}

void print_schedule(const Problem& problem, const Sequence& sequence, Console& console) {
  if (sequence.schedule.empty()) return;
  constexpr std::size_t most_rows = 200;
  console.out << '\n'
              << bold(console, sequence.days > 0
                                   ? fmt::format("What can be carried out, in {} days", number_words(sequence.days))
                                   : std::string("What can be carried out (how long it takes is not known)"))
              << "\n\n";
  Table table{{{"step", false, 3}, {"party"}, {"start", true}, {"finish", true}, {"slack", true}, {""}}, {}};
  for (std::size_t i = 0; i < std::min(most_rows, sequence.schedule.size()); ++i) {
    const settle::StepTime& time = sequence.schedule[i];
    table.rows.push_back({shown(problem.steps[time.step]), party_of(problem, time.step), number_words(time.start),
                          number_words(time.finish), number_words(time.slack), time.critical ? "critical" : ""});
  }
  print_terminal(table, console);
  if (sequence.schedule.size() > most_rows) {
    console.out << fmt::format("and {} more (--json or --csv gives all)\n", sequence.schedule.size() - most_rows);
  }
  console.out << "\nCritical path: " << listed_steps(problem, sequence.critical_path, ", then ") << '\n';
  if (!sequence.schedule_exact) console.out << "Not all choices of limits were tried: a shorter schedule may exist.\n";
}

void print_deadlocks(const Problem& problem, const Sequence& sequence, Console& console) {
  std::size_t number = 0;
  for (const settle::Deadlock& deadlock : sequence.deadlocks) {
    console.out << '\n'
                << bold(console, fmt::format("Deadlock {}: {}", ++number, deadlock_sentence(problem, deadlock)))
                << '\n';
    constexpr std::size_t most_waits = 12;
    for (std::size_t i = 0; i < std::min(most_waits, deadlock.waits.size()); ++i) {
      console.out << "   - " << wait_words(problem, deadlock.waits[i]) << '\n';
    }
    if (deadlock.waits.size() > most_waits)
      console.out << fmt::format("   - and {} more\n", deadlock.waits.size() - most_waits);
    if (!deadlock.minimal) console.out << "   (a part of it may be a deadlock of its own)\n";
    for (const auto& swap : deadlock.swaps) {
      console.out << "   It breaks if " << listed_steps(problem, swap, " and ") << " happen at one moment"
                  << (deadlock.swaps_are_smallest  ? ""
                      : deadlock.swaps_are_minimal ? " (no part of these would do; another, smaller set may)"
                                                   : " (a part of these may do)")
                  << ".\n";
    }
    if (deadlock.swaps.empty() && deadlock.swaps_complete) {
      console.out << "   No steps happening at one moment break it: some of what they wait for nothing brings.\n";
    }
    if (!deadlock.swaps.empty() && !deadlock.swaps_complete && deadlock.swaps_are_smallest) {
      console.out << "   There are further sets as small.\n";
    }
  }
  if (!sequence.deadlocks.empty() && !sequence.deadlocks_complete) console.out << "\nThere may be further deadlocks.\n";
}

void print_for_people(const Problem& problem, const Sequence& sequence, Console& console) {
  if (problem.steps.empty()) {
    console.out << "The problem has no steps.\n";
    return;
  }
  console.out << bold(console, "Can start now: ")
              << (sequence.can_start.empty() ? "nothing" : listed_steps(problem, sequence.can_start, " and ")) << '\n';
  print_schedule(problem, sequence, console);
  for (const settle::BrokenWindow& broken : sequence.broken_windows) {
    console.out << (broken.certain ? "\nCannot be kept: " : "\nNot kept, as far as was searched: ")
                << wait_words(problem, broken.window)
                << "\n   Between them: " << listed_steps(problem, broken.chain, ", then ")
                << ". The schedule is given without that limit.\n";
  }
  print_deadlocks(problem, sequence, console);
  if (!sequence.guarantees.empty()) {
    console.out << '\n' << bold(console, "What one further guarantee would unlock") << "\n\n";
    Table table{{{"in place of", false, 1}, {"steps", true}, {"unlocks", false, 2}}, {}};
    for (const settle::Guarantee& guarantee : sequence.guarantees) {
      table.rows.push_back({shown(problem.steps[guarantee.in_place_of]), std::to_string(guarantee.unlocks.size()),
                            listed_steps(problem, guarantee.unlocks, " and ")});
    }
    print_terminal(table, console);
  }
  if (!sequence.blocked.empty()) {
    console.out << "\nNever, as things stand: " << listed_steps(problem, sequence.blocked, " and ") << '\n';
  }
  if (sequence.stopped) console.out << "\nStopped before the end: the answer is partial.\n";
}

Table rows_of(const Problem& problem, const Sequence& sequence) {
  Table table{{{"step"}, {"party"}, {"state"}, {"start"}, {"finish"}, {"slack"}, {"critical"}, {"deadlocks"}}, {}};
  std::vector<std::vector<std::string>> rows(problem.steps.size());
  for (StepIndex step = 0; step < problem.steps.size(); ++step) {
    const char* state = problem.steps[step].done ? "done" : "blocked";
    rows[step] = {problem.steps[step].name, party_of(problem, step), state, "", "", "", "", ""};
  }
  for (const settle::StepTime& time : sequence.schedule) {
    auto& row = rows[time.step];
    row[2] = "later";
    row[3] = number_words(time.start);
    row[4] = number_words(time.finish);
    row[5] = number_words(time.slack);
    row[6] = time.critical ? "yes" : "no";
  }
  for (const StepIndex step : sequence.can_start) rows[step][2] = "can start";
  for (std::size_t i = 0; i < sequence.deadlocks.size(); ++i) {
    for (const StepIndex step : sequence.deadlocks[i].steps) {
      rows[step][7] += (rows[step][7].empty() ? "" : " ") + std::to_string(i + 1);
    }
  }
  table.rows = std::move(rows);
  return table;
}

}  // namespace

std::string listed_steps(const Problem& problem, const std::vector<StepIndex>& steps, const char* last) {
  constexpr std::size_t most = 12;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(most + 1, steps.size()); ++i)
    names.push_back("“" + shown(problem.steps[steps[i]]) + "”");
  names.resize(steps.size());
  return joined(names, last, most);
}

std::string deadlock_sentence(const Problem& problem, const settle::Deadlock& deadlock) {
  if (deadlock.steps.size() == 1)
    return listed_steps(problem, deadlock.steps, " and ") + " waits for what nothing brings";
  return listed_steps(problem, deadlock.steps, " and ") +
         (deadlock.steps.size() == 2 ? " wait for each other" : " wait for one another");
}

Json sequence_json(const Problem& problem, const Sequence& sequence) {
  Json document{{"can_start", names_json(problem, sequence.can_start)}, {"days", sequence.days}};
  document["schedule"] = Json::array();
  for (const settle::StepTime& time : sequence.schedule) {
    const std::string party =
        problem.steps[time.step].party ? problem.parties[*problem.steps[time.step].party].name : "";
    document["schedule"].push_back(Json{{"step", problem.steps[time.step].name},
                                        {"party", party.empty() ? Json(nullptr) : Json(party)},
                                        {"start", time.start},
                                        {"finish", time.finish},
                                        {"slack", time.slack},
                                        {"critical", time.critical}});
  }
  document["critical_path"] = names_json(problem, sequence.critical_path);
  document["broken_windows"] = Json::array();
  for (const settle::BrokenWindow& broken : sequence.broken_windows) {
    Json row = wait_json(problem, broken.window);
    row["chain"] = names_json(problem, broken.chain);
    row["certain"] = broken.certain;
    document["broken_windows"].push_back(std::move(row));
  }
  document["schedule_exact"] = sequence.schedule_exact;
  document["blocked"] = names_json(problem, sequence.blocked);
  document["deadlocks"] = Json::array();
  for (const settle::Deadlock& deadlock : sequence.deadlocks) {
    Json row{{"sentence", deadlock_sentence(problem, deadlock)}, {"steps", names_json(problem, deadlock.steps)}};
    row["waits"] = Json::array();
    for (const settle::WaitOf& wait : deadlock.waits) row["waits"].push_back(wait_json(problem, wait));
    row["minimal"] = deadlock.minimal;
    row["swaps"] = Json::array();
    for (const auto& swap : deadlock.swaps) row["swaps"].push_back(names_json(problem, swap));
    row["swaps_are_smallest"] = deadlock.swaps_are_smallest;
    row["swaps_are_minimal"] = deadlock.swaps_are_minimal;
    row["swaps_complete"] = deadlock.swaps_complete;
    document["deadlocks"].push_back(std::move(row));
  }
  document["deadlocks_complete"] = sequence.deadlocks_complete;
  document["guarantees"] = Json::array();
  for (const settle::Guarantee& guarantee : sequence.guarantees) {
    document["guarantees"].push_back(Json{{"in_place_of", problem.steps[guarantee.in_place_of].name},
                                          {"unlocks", names_json(problem, guarantee.unlocks)}});
  }
  document["stopped"] = sequence.stopped;
  return document;
}

void print_sequence(const Problem& problem, const Sequence& sequence, OutputFormat format, Console& console) {
  switch (format) {
    case OutputFormat::json:
      console.out << format::dump_json(sequence_json(problem, sequence), 2) << '\n';
      break;
    case OutputFormat::csv:
      print_csv(rows_of(problem, sequence), console.out);
      break;
    case OutputFormat::terminal:
      print_for_people(problem, sequence, console);
      break;
  }
}

}  // namespace entente::show

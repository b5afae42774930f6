#include <algorithm>

#include <fmt/format.h>

#include "show/brief_settlement.h"
#include "show/picture.h"
#include "show/sequence.h"
#include "show/sequence_svg.h"
#include "show/settle_words.h"

namespace entente::show {
namespace {

using settle::Problem;
using settle::Sequence;

constexpr std::size_t most_deadlocks = 6;
constexpr std::size_t most_waits = 8;
constexpr std::size_t most_rows = 30;
constexpr std::size_t most_swaps = 3;

std::string who(const Problem& problem, settle::StepIndex step) {
  const auto& party = problem.steps[step].party;
  return party ? escaped(shown(problem.parties[*party])) : "";
}

std::string deadlock_html(const Problem& problem, const settle::Deadlock& deadlock) {
  std::string out = "<h3>Deadlock: " + escaped(deadlock_sentence(problem, deadlock)) + "</h3>\n<ul>";
  for (std::size_t i = 0; i < std::min(most_waits, deadlock.waits.size()); ++i) {
    const settle::WaitOf& which = deadlock.waits[i];
    const settle::Wait& wait = problem.steps[which.step].waits[which.wait];
    const std::string party = who(problem, which.step);
    out +=
        "<li>“" + escaped(shown(problem.steps[which.step])) + "”" + (party.empty() ? "" : " (" + party + ")") +
        " waits for " +
        (wait.any_of.empty() ? "something that no step brings" : escaped(listed_steps(problem, wait.any_of, " or "))) +
        quotation_html(wait.origin) + "</li>\n";
  }
  if (deadlock.waits.size() > most_waits)
    out += fmt::format("<li class=\"soft\">and {} more waits</li>", deadlock.waits.size() - most_waits);
  out += "</ul>\n";
  for (std::size_t i = 0; i < std::min(most_swaps, deadlock.swaps.size()); ++i) {
    out += "<p>It breaks if " + escaped(listed_steps(problem, deadlock.swaps[i], " and ")) + " happen at one moment" +
           (deadlock.swaps_are_smallest ? "" : " (another, smaller set may do)") + ".</p>\n";
  }
  if (deadlock.swaps.size() > most_swaps)
    out +=
        fmt::format("<p class=\"soft\">{} further sets as small would do.</p>\n", deadlock.swaps.size() - most_swaps);
  if (deadlock.swaps.empty() && deadlock.swaps_complete)
    out += "<p>No steps happening at one moment break it: some of what they wait for nothing brings.</p>\n";
  return out;
}

std::string schedule_html(const Problem& problem, const Sequence& sequence) {
  if (sequence.schedule.empty()) return "";
  const bool timed = sequence.days > 0;  // a dossier rarely says how long things take
  std::string out =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Schedule\"><table><caption>" +
      (timed
           ? fmt::format("What can be carried out, in {} days from now; slack is by how much a step could start later "
                         "without delaying the end.",
                         number_words(sequence.days))
           : std::string("What can be carried out, in this order; how long it takes is not known.")) +
      "</caption><thead><tr><th scope=\"col\">Step</th><th scope=\"col\">Party</th>";
  if (timed) out += "<th scope=\"col\">Days</th><th scope=\"col\">Slack</th>";
  out += "</tr></thead><tbody>\n";
  const std::size_t rows = std::min(most_rows, sequence.schedule.size());
  for (std::size_t i = 0; i < rows; ++i) {
    const settle::StepTime& time = sequence.schedule[i];
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>", escaped(shown(problem.steps[time.step])),
                       who(problem, time.step));
    if (timed) {
      out += fmt::format("<td>{} to {}</td><td>{}</td>", number_words(time.start), number_words(time.finish),
                         time.critical ? "critical" : number_words(time.slack));
    }
    out += "</tr>\n";
  }
  out += "</tbody></table></div>\n";
  if (sequence.schedule.size() > rows)
    out += fmt::format("<p class=\"soft\">And {} more.</p>\n", sequence.schedule.size() - rows);
  if (!sequence.schedule_exact)
    out += "<p class=\"soft\">Not all choices of limits were tried: a shorter schedule may exist.</p>\n";
  return out;
}

}  // namespace

std::string sequence_html(const Problem& problem, const Sequence& sequence) {
  std::string out =
      "<p><strong>Can start now:</strong> " +
      (sequence.can_start.empty() ? "nothing" : escaped(listed_steps(problem, sequence.can_start, " and "))) +
      ".</p>\n";
  const std::size_t shown_deadlocks = std::min(most_deadlocks, sequence.deadlocks.size());
  for (std::size_t i = 0; i < shown_deadlocks; ++i) out += deadlock_html(problem, sequence.deadlocks[i]);
  if (sequence.deadlocks.size() > shown_deadlocks)
    out += fmt::format("<p class=\"soft\">And {} more deadlocks.</p>\n", sequence.deadlocks.size() - shown_deadlocks);
  else if (!sequence.deadlocks_complete)
    out += "<p class=\"soft\">There may be further deadlocks.</p>\n";
  out += wide_picture(sequence_svg(problem, sequence), "The steps and what they wait for, deadlocks marked");
  out += schedule_html(problem, sequence);
  for (const settle::BrokenWindow& broken : sequence.broken_windows) {
    out += fmt::format("<p>A limit of days cannot be kept: “{}” comes too late, by way of {}.</p>\n",
                       escaped(shown(problem.steps[broken.window.step])),
                       escaped(listed_steps(problem, broken.chain, ", then ")));
  }
  if (!sequence.guarantees.empty()) {
    out += "<h3>What one further guarantee would unlock</h3>\n<ul>";
    for (std::size_t i = 0; i < std::min<std::size_t>(5, sequence.guarantees.size()); ++i) {
      const settle::Guarantee& guarantee = sequence.guarantees[i];
      out += "<li>In place of “" + escaped(shown(problem.steps[guarantee.in_place_of])) +
             "”: " + escaped(listed_steps(problem, guarantee.unlocks, " and ")) + "</li>\n";
    }
    out += "</ul>\n";
  }
  if (sequence.stopped) out += "<p class=\"soft\">Time ran out: the answer is partial.</p>\n";
  return out;
}

}  // namespace entente::show

#include "app/brief_sections.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <sstream>

#include "app/forecast.h"
#include "app/problem_file.h"
#include "app/verify_terms.h"
#include "show/brief_settlement.h"
#include "show/brief_verdicts.h"
#include "show/conflicts.h"
#include "show/forecast.h"
#include "show/packages.h"
#include "show/picture.h"
#include "show/sequence.h"
#include "show/verdicts.h"

namespace entente::app {
namespace {

using show::BriefSection;

// True once so many seconds have passed since it was made.
std::function<bool()> after_seconds(double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  return [end] { return std::chrono::steady_clock::now() > end; };
}

// What `print` writes to a console of 96 columns without colour, line by line.
std::vector<std::string> printed(const std::function<void(show::Console&)>& print) {
  std::ostringstream out;
  std::ostringstream err;
  show::Console console{out, err};
  console.width = 96;
  print(console);
  std::vector<std::string> lines;
  std::istringstream in(out.str());
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

BriefSection packages_section(const settle::Problem& problem, const Diagnostics& notes) {
  settle::PackagesConfig config;
  config.prices = false;
  config.sensitivity = false;
  config.most_points = 20'000;
  config.expired = after_seconds(3);
  const settle::Problem valued = settle::with_assumed_values(problem);
  const settle::PackagesAnswer answer = settle::find_packages(valued, config);
  BriefSection section{"packages", "What all of them could sign", "", {}, nullptr};
  show::PackagesView view;
  view.most_rows = 8;
  section.lines =
      printed([&](show::Console& console) { show::print_packages(valued, answer, std::nullopt, view, console); });
  section.html = show::packages_html(valued, answer);
  // What the problem was made without.
  std::string without;
  for (const Diagnostic& note : notes) {
    section.lines.push_back(note.message);
    without += (without.empty() ? "" : "; ") + note.message;
  }
  if (!without.empty()) section.html += "<p class=\"soft\">Of this dossier " + show::escaped(without) + ".</p>\n";
  section.json = show::packages_json(valued, answer, std::nullopt, view);
  return section;
}

BriefSection conflicts_section(const settle::Problem& problem, const show::Brief& brief) {
  settle::ConflictsConfig config;
  config.most_conflicts = 500;
  config.most_concessions = 500;
  config.stop = after_seconds(3);
  const settle::ProblemConflicts found = settle::conflicts_of(problem, config);
  BriefSection section{"conflicts", "What excludes what, and the least to give up", "", {}, nullptr};
  section.lines = printed(
      [&](show::Console& console) { show::print_conflicts(problem, found, show::OutputFormat::terminal, console); });
  section.html = show::conflicts_html(problem, found, show::WordsLink(brief));
  section.json = show::conflicts_json(problem, found);
  return section;
}

BriefSection sequence_section(const settle::Problem& problem) {
  settle::SequenceConfig config;
  config.stop = after_seconds(3);
  const settle::Sequence sequence = settle::sequence_of(problem, config);
  BriefSection section{"sequence", "What waits for what", "", {}, nullptr};
  section.lines = printed(
      [&](show::Console& console) { show::print_sequence(problem, sequence, show::OutputFormat::terminal, console); });
  section.html = show::sequence_html(problem, sequence);
  section.json = show::sequence_json(problem, sequence);
  return section;
}

std::optional<BriefSection> forecast_section(const settle::Problem& problem) {
  const std::vector<settle::ForecastIssue> issues = settle::forecast_issues_of(problem);
  const auto parameters = forecast_parameters("");
  if (issues.empty() || !parameters) return std::nullopt;
  const std::vector<settle::Forecast> forecasts = settle::forecast(issues, *parameters);
  BriefSection section{"forecast", "What will likely come of it", "", {}, nullptr};
  section.lines = printed([&](show::Console& console) {
    show::print_forecast(issues, forecasts, problem, show::OutputFormat::terminal, console);
  });
  section.html = show::forecast_html(problem, issues, forecasts);
  section.json = show::forecast_json(issues, forecasts, problem);
  return section;
}

}  // namespace

std::vector<BriefSection> settlement_sections(const std::string& dossier_path, const show::Brief& brief) {
  const auto problem = load_problem(dossier_path);
  if (!problem) return {};
  std::vector<BriefSection> sections;
  sections.push_back(packages_section(*problem, problem.diagnostics()));
  sections.push_back(conflicts_section(*problem, brief));
  if (!problem->steps.empty()) sections.push_back(sequence_section(*problem));
  if (auto forecast = forecast_section(*problem)) sections.push_back(std::move(*forecast));
  return sections;
}

std::vector<BriefSection> verification_sections(const store::Dossier& dossier) {
  const auto agreement = terms_of(dossier);
  const auto incidents = incidents_of(dossier);
  if (!agreement || !incidents || incidents->incidents.empty()) return {};
  const verify::Facts facts(*agreement, *incidents);
  VerifyQuestion question;
  question.explain = true;
  const VerifyAnswer answer = verify_terms(facts, question);
  const auto guarantees = verify::guarantee_states(facts, answer.assessment.as_of);
  std::vector<show::VerdictReason> reasons;
  for (const auto& why : answer.reasons) reasons.push_back({why.term, why.standard, why.explanation});
  BriefSection section{"verdicts", "Whether what they signed is kept", "", {}, nullptr};
  section.lines = printed([&](show::Console& console) {
    show::print_verdicts(facts, answer.assessment, {}, answer.compliance, guarantees, show::OutputFormat::terminal,
                         console);
  });
  section.html = show::verdicts_html(facts, answer.assessment, reasons, answer.compliance, guarantees);
  section.json = show::verdicts_json(facts, answer.assessment, {}, answer.compliance);
  return {std::move(section)};
}

}  // namespace entente::app

#include "app/conflicts.h"

#include <optional>
#include <vector>

#include <fmt/format.h>

#include "app/conflicts_input.h"
#include "app/input_file.h"
#include "show/conflicts.h"

namespace entente::app {
namespace {

using settle::FoundSet;

void warn_if_partial(const settle::ConflictsOutcome& outcome, Diagnostics& warnings) {
  if (outcome.stopped) {
    warnings.push_back(warning("partial", "stopped before the end: the list is partial, what stands in it is right"));
  }
}

// The sets of one enumeration as certificates: a file for each, and one for the whole list where that is complete.
class CertificateFolder {
 public:
  CertificateFolder(std::string folder, std::string form, const settle::GroupedFormula& formula,
                    const settle::Stop& stop)
      : folder_(std::move(folder)), form_(std::move(form)), formula_(formula), writer_(form_, formula), stop_(stop) {}

  void add(const FoundSet& found) { (found.is_conflict ? conflicts_ : concessions_).push_back(found); }

  Status write(bool complete) {
    if (!settle::form_means(form_, formula_)) {
      return error("certificate-form", "the canonical form does not mean the problem: nothing was certified");
    }
    std::vector<settle::GroupSet> conflicts;
    for (const FoundSet& found : conflicts_) conflicts.push_back(found.groups);
    for (std::size_t i = 0; i < conflicts_.size(); ++i) {
      write("conflict", i + 1, writer_.conflict(conflicts_[i].groups, stop_));
    }
    for (std::size_t i = 0; i < concessions_.size(); ++i) {
      write("concession", i + 1, writer_.concession(concessions_[i].groups, concessions_[i].model, stop_));
    }
    if (complete) write("all", 0, writer_.all(conflicts, concessions_, stop_));
    for (const Diagnostic& diagnostic : diagnostics_) {
      if (diagnostic.severity == Severity::error) return diagnostics_;
    }
    return {Nothing{}, std::move(diagnostics_)};
  }

 private:
  void write(const char* kind, std::size_t number, const std::optional<std::string>& text) {
    const std::string name = number == 0 ? std::string(kind) : fmt::format("{}-{:04}", kind, number);
    const std::string path = folder_ + "/" + name + ".certificate";
    if (!text) {
      diagnostics_.push_back(warning("certificate-missing", "stopped before this certificate was made", {path, 0, 0}));
      return;
    }
    const Status status = write_output_file(path, *text);
    diagnostics_.insert(diagnostics_.end(), status.diagnostics().begin(), status.diagnostics().end());
  }

  std::string folder_;
  std::string form_;
  const settle::GroupedFormula& formula_;
  settle::CertificateWriter writer_;
  const settle::Stop& stop_;
  std::vector<FoundSet> conflicts_;
  std::vector<FoundSet> concessions_;
  Diagnostics diagnostics_;
};

Status with_warnings(Status status, Diagnostics warnings) {
  if (!status) return status;
  warnings.insert(warnings.end(), status.diagnostics().begin(), status.diagnostics().end());
  return {Nothing{}, std::move(warnings)};
}

Status of_formula(const settle::GroupedFormula& formula, const ConflictsRequest& request, show::Console& console) {
  Diagnostics warnings;
  const bool certified = !request.certificates.empty();
  CertificateFolder folder(request.certificates, certified ? settle::canonical_form(formula) : "", formula,
                           request.config.stop);
  show::ConflictsPrinter printer(formula, request.marco_lines, request.format, console);
  const auto outcome = settle::enumerate_conflicts(formula, request.config, [&](const FoundSet& found) {
    printer.found(found);
    if (certified) folder.add(found);
    return true;
  });
  printer.finish(outcome);
  warn_if_partial(outcome, warnings);
  if (!certified) return {Nothing{}, std::move(warnings)};
  const bool whole_list = outcome.complete && request.config.conflicts && request.config.concessions;
  return with_warnings(folder.write(whole_list), std::move(warnings));
}

Status of_problem(const settle::Problem& problem, const ConflictsRequest& request, show::Console& console) {
  const settle::ProblemConflicts found = settle::conflicts_of(problem, request.config);
  show::print_conflicts(problem, found, request.format, console);
  Diagnostics warnings;
  warn_if_partial(found.outcome, warnings);
  if (request.certificates.empty()) return {Nothing{}, std::move(warnings)};
  const settle::ProblemFormula formula = settle::formula_of(problem);
  CertificateFolder folder(request.certificates, settle::canonical_form(problem), formula.formula, request.config.stop);
  for (const auto& positions : found.conflicts) folder.add(settle::found_conflict(positions));
  for (const auto& concession : found.concessions) folder.add(settle::found_concession(formula, concession));
  const bool whole_list = found.outcome.complete && request.config.conflicts && request.config.concessions;
  return with_warnings(folder.write(whole_list), std::move(warnings));
}

}  // namespace

Status conflicts(const ConflictsRequest& request, show::Console& console) {
  const Result<ConflictsInput> input = load_conflicts_input(request.path);
  if (!input) return input.diagnostics();
  if (const auto* formula = std::get_if<settle::GroupedFormula>(&*input)) {
    return with_warnings(of_formula(*formula, request, console), input.diagnostics());
  }
  if (request.marco_lines) {
    return error("marco-problem", "--format marco is for formulas (DIMACS CNF, group CNF, WCNF)", {request.path, 0, 0});
  }
  return with_warnings(of_problem(std::get<settle::Problem>(*input), request, console), input.diagnostics());
}

}  // namespace entente::app

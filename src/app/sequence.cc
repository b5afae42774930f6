#include "app/sequence.h"

#include "app/input_file.h"
#include "app/problem_file.h"
#include "show/sequence.h"
#include "show/sequence_svg.h"

namespace entente::app {

Status sequence(const settle::Problem& problem, const SequenceRequest& request, show::Console& console) {
  const settle::Sequence answer = settle::sequence_of(problem, request.config);
  show::print_sequence(problem, answer, request.format, console);
  if (!request.svg.empty()) {
    const Status written = write_output_file(request.svg, show::sequence_svg(problem, answer));
    if (!written) return written;
  }
  Diagnostics notes;
  if (answer.stopped)
    notes.push_back(warning("partial", "stopped before the end: deadlocks and what breaks them are partial"));
  return {Nothing{}, std::move(notes)};
}

Status sequence(const SequenceRequest& request, show::Console& console) {
  const auto problem = load_problem(request.path);
  if (!problem) return problem.diagnostics();
  const Status status = sequence(*problem, request, console);
  if (!status) return status;
  Diagnostics notes = problem.diagnostics();
  notes.insert(notes.end(), status.diagnostics().begin(), status.diagnostics().end());
  return {Nothing{}, std::move(notes)};
}

}  // namespace entente::app

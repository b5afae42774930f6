#include <fmt/format.h>

#include "verify/monitor_core.h"
#include "verify/reorder.h"
#include "verify/state.h"
#include "verify/verdict_writer.h"
#include "verify/verify.h"

namespace entente::verify {
namespace {

// A log whose time points are arrivals, in the order in which they came.
Result<LogReport> run_late_log(const Formula& formula, std::string_view formula_text, std::string_view formula_file,
                               const Signature& signature, ByteSource log, std::string log_file,
                               const std::function<void(std::string_view)>& write, const LogRun& run) {
  ReorderConfig config;
  config.lateness = run.lateness;
  config.provisional = run.revisions;
  config.keep_log = run.recompute;
  Result<ReorderingMonitor> monitor = ReorderingMonitor::make(formula, signature, config, formula_text, formula_file);
  if (!monitor) return monitor.diagnostics();
  Interner interner;
  VerdictWriter writer(run.format, monitor->columns(), interner);
  LogReport report;
  const auto flush = [&] {
    if (!writer.out().empty()) write(writer.out());
    writer.out().clear();
  };
  Arrival arrival;
  const auto take = [&](const Outcome& outcome, const Arrival* cause) {
    for (const Revision& revision : outcome.revisions) writer.add(revision, '~', cause);
    for (const Verdict& verdict : outcome.final) {
      ++report.verdicts;
      writer.add(verdict);
    }
    report.late.insert(report.late.end(), outcome.late.begin(), outcome.late.end());
    if (writer.out().size() > (1 << 16)) flush();
  };
  LogReader reader(
      signature, interner,
      [&](char* to, std::size_t size) {
        flush();
        return log(to, size);
      },
      std::move(log_file));
  while (const LogReader::TimePoint* point = reader.next()) {
    ++report.time_points;
    arrival.time = point->time;
    if (point->predicates.empty()) {
      arrival.event = {};
      take(*monitor->arrive_time(point->time), &arrival);
    }
    const Word* words = point->words.data();
    for (const std::uint32_t predicate : point->predicates) {
      const PredicateDeclaration& declared = signature.predicates[predicate];
      arrival.event.predicate = declared.name;
      arrival.event.arguments.clear();
      for (const ValueType type : declared.types) arrival.event.arguments.push_back(value_of(*words++, type, interner));
      take(*monitor->arrive(arrival), &arrival);
    }
  }
  if (reader.status()) {
    take(monitor->finish(), nullptr);
    if (run.recompute && !report.late.empty()) {
      const LateArrival& first = report.late.front();
      const Result<Outcome> again = monitor->recompute();
      for (const Revision& revision : again->revisions) writer.add(revision, '!', &first.arrival);
    }
  }
  writer.end();
  flush();
  if (!reader.status()) return reader.status().diagnostics();
  report.decided = report.time_points;
  return report;
}

}  // namespace

Result<LogReport> run_log(std::string_view formula_text, std::string_view formula_file, const Signature& signature,
                          ByteSource log, std::string log_file, const std::function<void(std::string_view)>& write,
                          const LogRun& run) {
  const Result<Formula> formula = parse_formula(formula_text, formula_file);
  if (!formula) return formula.diagnostics();
  if (run.out_of_order)
    return run_late_log(*formula, formula_text, formula_file, signature, std::move(log), std::move(log_file), write,
                        run);
  Result<Compiled> compiled = compile(*formula, signature, formula_text, formula_file);
  if (!compiled) return compiled.diagnostics();
  MonitorCore core(std::move(*compiled), signature);
  if (!run.state.empty()) {
    if (const Status restored = restore_state(run.state, core); !restored) return restored.diagnostics();
  }
  VerdictWriter writer(run.format, core.compiled.columns, core.interner);
  const auto flush = [&] {
    if (!writer.out().empty()) write(writer.out());
    writer.out().clear();
  };
  LogReport report;
  const auto decide = [&] {
    core.each_ready([&](std::uint64_t point, std::int64_t time, const Rows& rows) {
      ++report.verdicts;
      writer.add(point, time, rows);
    });
    if (writer.out().size() > (1 << 16)) flush();
  };
  LogReader reader(
      core.signature, core.interner,
      [&](char* to, std::size_t size) {
        flush();
        return log(to, size);
      },
      log_file);
  std::vector<bool> used;
  for (std::uint32_t i = 0; i < core.signature.predicates.size(); ++i) used.push_back(core.engine.uses(i));
  reader.keep_only(std::move(used));
  Status status = ok_status();
  while (const LogReader::TimePoint* point = reader.next()) {
    if (core.fed > 0 && point->time < core.engine.timeline().last()) {
      status = error("log-time-backwards",
                     fmt::format("the time stamp {} is before the one before it, {}: a log that is not in order "
                                 "is read with --lateness",
                                 point->time, core.engine.timeline().last()),
                     {log_file, static_cast<std::size_t>(reader.line()), 0});
      break;
    }
    core.begin(point->time);
    const Word* words = point->words.data();
    for (const std::uint32_t predicate : point->predicates) {
      core.engine.put(predicate, words);
      words += core.signature.predicates[predicate].types.size();
    }
    decide();
  }
  if (!reader.status()) status = reader.status();
  if (status && !run.stays_open) {
    core.end();
    decide();
  }
  writer.end();
  flush();
  if (!status) return status.diagnostics();
  report.time_points = core.fed;
  report.decided = std::min(core.engine.decided(), core.fed);
  if (run.stays_open) report.state = save_state(core);
  return report;
}

}  // namespace entente::verify

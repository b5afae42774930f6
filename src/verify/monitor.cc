#include "verify/monitor.h"

#include <algorithm>

#include "verify/answers.h"
#include "verify/compiled.h"
#include "verify/event_check.h"
#include "verify/monitor_core.h"
#include "verify/state.h"

namespace entente::verify {

std::string to_string(const Verdict& verdict) {
  std::string line = "@" + std::to_string(verdict.time) + " (time point " + std::to_string(verdict.time_point) + "):";
  for (const std::vector<Value>& row : verdict.rows) {
    line += row.empty() ? " true" : " (";
    for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "," : "") + to_string(row[i]);
    if (!row.empty()) line += ')';
  }
  return line;
}

MonitorCore::MonitorCore(Compiled made, Signature declared)
    : compiled(std::move(made)),
      signature(std::move(declared)),
      engine(compiled.plan, compiled.types, signature, interner),
      answers(compiled.columns, engine.columns()) {
  interner.pin();  // the formula's constants
}

void MonitorCore::forget_texts() {
  std::vector<bool> marks(interner.size(), false);
  Archive archive(marks);
  engine.exchange(archive);
  interner.keep_only(marks);
  most_texts = std::max<std::size_t>(1 << 15, interner.in_use() * 2);
}

struct Monitor::Inside : MonitorCore {
  using MonitorCore::MonitorCore;

  std::vector<Verdict> ready() {
    std::vector<Verdict> verdicts;
    each_ready([&](std::uint64_t point, std::int64_t time, const Rows& rows) {
      Verdict verdict;
      verdict.time_point = point;
      verdict.time = time;
      for (std::size_t i = 0; i < rows.count; ++i) {
        std::vector<Value>& row = verdict.rows.emplace_back();
        for (std::size_t k = 0; k < compiled.columns.size(); ++k) {
          row.push_back(value_of(rows.row(i)[k], compiled.columns[k].type, interner));
        }
      }
      verdicts.push_back(std::move(verdict));
    });
    return verdicts;
  }
};

Monitor::Monitor(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Monitor::Monitor(Monitor&&) noexcept = default;
Monitor& Monitor::operator=(Monitor&&) noexcept = default;
Monitor::~Monitor() = default;

Result<Monitor> Monitor::make(const Formula& formula, const Signature& signature, std::string_view text,
                              std::string_view file) {
  Result<Compiled> compiled = compile(formula, signature, text, file);
  if (!compiled) return compiled.diagnostics();
  return Monitor(std::make_unique<Inside>(std::move(*compiled), signature));
}

const std::vector<Column>& Monitor::columns() const { return inside_->compiled.columns; }
std::uint64_t Monitor::fed() const { return inside_->fed; }
std::uint64_t Monitor::decided() const { return std::min(inside_->engine.decided(), inside_->fed); }

Result<std::vector<Verdict>> Monitor::feed(std::int64_t time, std::span<const Event> events) {
  Inside& inside = *inside_;
  if (inside.fed > 0 && time < inside.engine.timeline().last()) {
    return error("log-time-backwards", "the time stamp " + std::to_string(time) + " is before the one before it, " +
                                           std::to_string(inside.engine.timeline().last()));
  }
  if (Diagnostic wrong = wrong_with_time(time); !wrong.code.empty()) return wrong;
  for (const Event& event : events) {
    if (Diagnostic wrong = wrong_with(event, inside.signature); !wrong.code.empty()) return wrong;
  }
  inside.begin(time);
  std::vector<Word> words;
  for (const Event& event : events) {
    const auto predicate =
        static_cast<std::uint32_t>(inside.signature.find(event.predicate) - inside.signature.predicates.data());
    words.clear();
    for (const Value& value : event.arguments) words.push_back(word_of(value, inside.interner));
    inside.engine.put(predicate, words.data());
  }
  return inside.ready();
}

std::vector<Verdict> Monitor::finish() {
  inside_->end();
  return inside_->ready();
}

std::string Monitor::save() const { return save_state(*inside_); }

Result<Monitor> Monitor::restore(std::string_view bytes, const Formula& formula, const Signature& signature) {
  Result<Monitor> monitor = make(formula, signature);
  if (!monitor) return monitor;
  if (Status status = restore_state(bytes, *monitor->inside_); !status) return status.diagnostics();
  return monitor;
}

}  // namespace entente::verify

#include <fmt/format.h>

#include "verify/monitor_core.h"
#include "verify/state.h"
#include "verify/verify.h"

namespace entente::verify {
namespace {

void append_quoted(std::string& out, std::string_view text, char quote_by) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || (quote_by == '\\' && c == '\\')) out += quote_by;
    if (quote_by == '\\' && static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

// Verdicts as text, in one of the three formats.
class Writer {
 public:
  Writer(VerdictFormat format, const std::vector<Column>& columns, const Interner& interner)
      : format_(format), columns_(columns), interner_(interner) {
    if (format == VerdictFormat::csv) {
      out_ = "time_point,time";
      for (const Column& column : columns) out_ += ',' + column.name;
      out_ += '\n';
    } else if (format == VerdictFormat::json) {
      out_ = "{\"columns\": [";
      for (std::size_t i = 0; i < columns.size(); ++i) {
        out_ += i > 0 ? ", {\"name\": " : "{\"name\": ";
        append_quoted(out_, columns[i].name, '\\');
        out_ += ", \"type\": \"" + std::string(to_string(columns[i].type)) + "\"}";
      }
      out_ += "], \"verdicts\": [";
    }
  }

  void add(std::uint64_t point, std::int64_t time, const Rows& rows) {
    if (format_ == VerdictFormat::lines) {
      append_verdict(out_, point, time, rows, columns_, interner_);
      out_ += '\n';
    } else if (format_ == VerdictFormat::csv) {
      for (std::size_t i = 0; i < rows.count; ++i) {
        fmt::format_to(std::back_inserter(out_), "{},{}", point, time);
        add_row(rows.row(i), ",", '"');
        out_ += '\n';
      }
    } else {
      fmt::format_to(std::back_inserter(out_), "{}\n{{\"time_point\": {}, \"time\": {}, \"rows\": [", any_ ? "," : "", point, time);
      for (std::size_t i = 0; i < rows.count; ++i) {
        out_ += i > 0 ? ", [" : "[";
        add_row(rows.row(i), ", ", '\\');
        out_ += ']';
      }
      out_ += "]}";
    }
    any_ = true;
  }
  void end() {
    if (format_ == VerdictFormat::json) out_ += any_ ? "\n]}\n" : "]}\n";
  }
  std::string& out() { return out_; }

 private:
  void add_row(const Word* row, std::string_view between, char quote_by) {
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      if (k > 0 || format_ == VerdictFormat::csv) out_ += between;
      const ValueType type = columns_[k].type;
      if (type == ValueType::text || type == ValueType::pattern) {
        append_quoted(out_, interner_.text(row[k]), quote_by);
      } else if (type == ValueType::real && !(real_of(row[k]) - real_of(row[k]) == 0)) {
        out_ += format_ == VerdictFormat::json ? "null" : fmt::format("{}", real_of(row[k]));
      } else if (type == ValueType::real) {
        fmt::format_to(std::back_inserter(out_), "{}", real_of(row[k]));
      } else {
        append_value(out_, row[k], type, interner_);
      }
    }
  }
  VerdictFormat format_;
  const std::vector<Column>& columns_;
  const Interner& interner_;
  std::string out_;
  bool any_ = false;
};

}  // namespace

Result<LogReport> run_log(std::string_view formula_text, std::string_view formula_file, const Signature& signature, ByteSource log,
                          std::string log_file, const std::function<void(std::string_view)>& write, const LogRun& run) {
  const Result<Formula> formula = parse_formula(formula_text, formula_file);
  if (!formula) return formula.diagnostics();
  Result<Compiled> compiled = compile(*formula, signature, formula_text, formula_file);
  if (!compiled) return compiled.diagnostics();
  MonitorCore core(std::move(*compiled), signature);
  if (!run.state.empty()) {
    if (const Status restored = restore_state(run.state, core); !restored) return restored.diagnostics();
  }
  Writer writer(run.format, core.compiled.columns, core.interner);
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
  LogReader reader(core.signature, core.interner,
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
      status = error("log-time-backwards", fmt::format("the time stamp {} is before the one before it, {}: a log that is not in order "
                                                       "is read with --lateness", point->time, core.engine.timeline().last()),
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

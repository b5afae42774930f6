#include "verify/verdict_writer.h"

#include <fmt/format.h>

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

// Of a time point at which nothing happened: "nothing".
std::string event_text(const Event& event) {
  if (event.predicate.empty()) return "nothing";
  std::string text = event.predicate + '(';
  for (std::size_t i = 0; i < event.arguments.size(); ++i) {
    if (i > 0) text += ',';
    text += to_string(event.arguments[i]);
  }
  return text + ')';
}

}  // namespace

VerdictWriter::VerdictWriter(VerdictFormat format, const std::vector<Column>& columns, Interner& interner)
    : format_(format), columns_(columns), interner_(interner), words_(columns.size()) {
  if (format == VerdictFormat::csv) {
    out_ = "time_point,time";
    for (const Column& column : columns) out_ += ',' + column.name;
    out_ += '\n';
  } else if (format == VerdictFormat::json) {
    out_ = "{\"columns\": [";
    for (std::size_t i = 0; i < columns.size(); ++i) {
      out_ += i > 0 ? ", {\"name\": " : "{\"name\": ";
      append_quoted(out_, columns[i].name, '\\');
      out_ += fmt::format(", \"type\": \"{}\"}}", to_string(columns[i].type));
    }
    out_ += "], \"verdicts\": [";
  }
}

const Rows& VerdictWriter::words_of(const std::vector<std::vector<Value>>& rows) {
  words_.clear();
  for (const std::vector<Value>& row : rows) {
    Word* made = words_.add();
    for (std::size_t k = 0; k < row.size(); ++k) made[k] = word_of(row[k], interner_);
  }
  return words_;
}

void VerdictWriter::add(const Verdict& verdict) { add(verdict.time_point, verdict.time, words_of(verdict.rows)); }

void VerdictWriter::add_rows_json(const Rows& rows) {
  out_ += '[';
  for (std::size_t i = 0; i < rows.count; ++i) {
    out_ += i > 0 ? ", [" : "[";
    add_row(rows.row(i), ", ", '\\');
    out_ += ']';
  }
  out_ += ']';
}

void VerdictWriter::add(std::uint64_t point, std::int64_t time, const Rows& rows) {
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
    fmt::format_to(std::back_inserter(out_), "{}\n{{\"time_point\": {}, \"time\": {}, \"rows\": ", any_ ? "," : "",
                   point, time);
    add_rows_json(rows);
    out_ += '}';
  }
  any_ = true;
}

void VerdictWriter::add(const Revision& revision, char mark, const Arrival* cause) {
  const Verdict& verdict = revision.verdict;
  if (format_ == VerdictFormat::lines) {
    out_ += mark;
    out_ += ' ';
    if (verdict.rows.empty()) {
      fmt::format_to(std::back_inserter(out_), "@{} (time point {}): none", verdict.time, verdict.time_point);
    } else {
      append_verdict(out_, verdict.time_point, verdict.time, words_of(verdict.rows), columns_, interner_);
    }
    if (cause == nullptr) {
      out_ += "  # by the end of the log\n";
      return;
    }
    fmt::format_to(std::back_inserter(out_), "  # by arrival {}, {} at {}\n", revision.cause, event_text(cause->event),
                   cause->time);
  } else if (format_ == VerdictFormat::json) {
    fmt::format_to(std::back_inserter(out_),
                   "{}\n{{\"time_point\": {}, \"time\": {}, \"{}\": true, \"rows\": ", any_ ? "," : "",
                   verdict.time_point, verdict.time, mark == '~' ? "provisional" : "corrected");
    add_rows_json(words_of(verdict.rows));
    out_ += ", \"gone\": ";
    add_rows_json(words_of(revision.gone));
    if (cause == nullptr) {
      out_ += ", \"cause\": null}";
    } else {
      fmt::format_to(std::back_inserter(out_),
                     ", \"cause\": {{\"arrival\": {}, \"time\": {}, \"event\": ", revision.cause, cause->time);
      append_quoted(out_, event_text(cause->event), '\\');
      out_ += "}}";
    }
    any_ = true;
  }
}

void VerdictWriter::end() {
  if (format_ == VerdictFormat::json) out_ += any_ ? "\n]}\n" : "]}\n";
}

void VerdictWriter::add_row(const Word* row, std::string_view between, char quote_by) {
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    if (k > 0 || format_ == VerdictFormat::csv) out_ += between;
    const ValueType type = columns_[k].type;
    if (type == ValueType::text || type == ValueType::pattern) {
      append_quoted(out_, interner_.text(row[k]), quote_by);
    } else if (type == ValueType::real) {
      // JSON has no word for what is no number, or without end.
      const bool finite = real_of(row[k]) - real_of(row[k]) == 0;
      out_ += finite || format_ == VerdictFormat::csv ? fmt::format("{}", real_of(row[k])) : "null";
    } else {
      append_value(out_, row[k], type, interner_);
    }
  }
}

}  // namespace entente::verify

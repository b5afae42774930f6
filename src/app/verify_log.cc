#include "app/verify_log.h"

#include <cerrno>
#include <charconv>
#include <fstream>
#include <memory>
#include <sstream>

#include <fcntl.h>
#include <unistd.h>

#include "verify/verify.h"

namespace entente::app {
namespace {

enum Exit { done = 0, bad_usage = 2, nothing_read = 3 };

int report(const Diagnostics& diagnostics, show::Console& console, int status) {
  for (const Diagnostic& diagnostic : diagnostics) console.err << to_string(diagnostic) << '\n';
  return status;
}

bool read_file(const std::string& path, std::string& text) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  text = std::move(content).str();
  return static_cast<bool>(file);
}

int cannot_read(const std::string& path, show::Console& console, int status) {
  return report({error("file-unreadable", "the file cannot be read", {path})}, console, status);
}

// Errors that are the log's and not the formula's.
bool of_log(const Diagnostic& diagnostic) {
  return diagnostic.code.starts_with("log-") || diagnostic.code.starts_with("event-") ||
         diagnostic.code.starts_with("state-");
}

// --lateness, --revisions, --recompute. A lateness is a number, or a time span as in formulas: 2d, 6h, 30m, 10s; or
// none.
Diagnostic read_order(const Arguments& arguments, verify::LogRun& run) {
  run.revisions = arguments.has("revisions");
  run.recompute = arguments.has("recompute");
  run.out_of_order = arguments.has("lateness");
  if (!run.out_of_order) {
    if (run.revisions || run.recompute) return error("bad-usage", "--revisions and --recompute go with --lateness");
    return {};
  }
  if (arguments.has("state")) return error("bad-usage", "--lateness and --state do not go together");
  const std::string text = arguments.get("lateness");
  if (text == "none") return {};
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(read.ptr, static_cast<std::size_t>(text.data() + text.size() - read.ptr));
  const std::int64_t factor = unit.empty() || unit == "s" ? 1
                              : unit == "m"               ? 60
                              : unit == "h"               ? 3600
                              : unit == "d"               ? 86400
                                                          : 0;
  if (read.ec != std::errc() || number < 0 || factor == 0 || number > (std::int64_t{1} << 40)) {
    return error("bad-usage", "--lateness is a number, a time span such as 6h, or none, not \"" + text + '"');
  }
  run.lateness = number * factor;
  return {};
}

}  // namespace

int verify_log(const Arguments& arguments, show::OutputFormat format, show::Console& console) {
  std::string signature_text;
  std::string formula_text;
  const std::string signature_path = arguments.get("sig");
  const std::string formula_path = arguments.get("formula");
  const std::string log_path = arguments.get("log", "-");
  if (!read_file(signature_path, signature_text)) return cannot_read(signature_path, console, bad_usage);
  if (!read_file(formula_path, formula_text)) return cannot_read(formula_path, console, bad_usage);
  const Result<verify::Signature> signature = verify::parse_signature(signature_text, signature_path);
  if (!signature) return report(signature.diagnostics(), console, bad_usage);
  verify::LogRun run;
  run.format = format == show::OutputFormat::json  ? verify::VerdictFormat::json
               : format == show::OutputFormat::csv ? verify::VerdictFormat::csv
                                                   : verify::VerdictFormat::lines;
  if (auto wrong = read_order(arguments, run); !wrong.code.empty()) return report({wrong}, console, bad_usage);
  const std::string state_path = arguments.get("state");
  run.stays_open = !state_path.empty();
  if (run.stays_open && access(state_path.c_str(), F_OK) == 0 && !read_file(state_path, run.state)) {
    return cannot_read(state_path, console, nothing_read);
  }
  const int file = log_path == "-" ? STDIN_FILENO : open(log_path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot_read(log_path, console, nothing_read);
  const auto source = [&](char* to, std::size_t size) -> std::size_t {
    while (true) {
      const ssize_t count = read(file, to, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return 0;
    }
  };
  const auto write = [&](std::string_view text) {
    console.out << text;
    console.out.flush();
  };
  const auto result =
      verify::run_log(formula_text, formula_path, *signature, source, log_path == "-" ? "" : log_path, write, run);
  if (file != STDIN_FILENO) close(file);
  if (!result)
    return report(result.diagnostics(), console, of_log(result.diagnostics().front()) ? nothing_read : bad_usage);
  for (const verify::LateArrival& late : result->late) {
    std::string event = late.arrival.event.predicate + '(';
    for (const verify::Value& value : late.arrival.event.arguments)
      event += (event.back() == '(' ? "" : ",") + to_string(value);
    console.err << to_string(warning("event-late",
                                     event + ") at " + std::to_string(late.arrival.time) + ", arrival " +
                                         std::to_string(late.number) + ", came when times before " +
                                         std::to_string(late.closed_before) + " were closed",
                                     {log_path}))
                << '\n';
  }
  if (run.stays_open) {
    // Whole or not at all: a state that is half written would lose the one before.
    const std::string fresh = state_path + ".new";
    std::ofstream out(fresh, std::ios::binary);
    out << result->state;
    out.close();
    if (!out || std::rename(fresh.c_str(), state_path.c_str()) != 0) {
      return report({error("file-unwritable", "the state cannot be written", {state_path})}, console, nothing_read);
    }
  }
  return done;
}

}  // namespace entente::app

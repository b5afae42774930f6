// correct, corrections: what a person decides, and its exchange.
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>

#include "app/correcting.h"
#include "app/dossier_access.h"
#include "cli/verbs.h"

namespace entente::cli {
namespace {

std::string now() {
  const std::time_t time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&time, &parts);
  char words[32];
  std::strftime(words, sizeof words, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return words;
}

// An option's whole number; complains where it is none. 0 where it is absent.
bool read_number(const Arguments& arguments, std::string_view option, std::int64_t& number, Console& console) {
  const std::string words = arguments.get(option);
  if (words.empty()) return true;
  char* end = nullptr;
  number = std::strtoll(words.c_str(), &end, 10);
  if (*end == '\0') return true;
  console.err << "entente: --" << option << " wants a number, not \"" << words << "\"\n";
  return false;
}

int undo_or_redo(const Arguments& arguments, store::Dossier& dossier, Console& console) {
  const bool undo = arguments.has("undo");
  std::int64_t id = 0;
  if (!read_number(arguments, undo ? "undo" : "redo", id, console)) return bad_usage;
  const std::string time = arguments.get("time").empty() ? now() : arguments.get("time");
  const auto changed = dossier.set_undone(id, undo, time);
  if (!changed) return complain(console, changed.diagnostics(), internal);
  if (!*changed) {
    console.err << "entente: there is no correction " << id << " to " << (undo ? "undo" : "redo") << "\n";
    return bad_usage;
  }
  return done;
}

}  // namespace

int run_correct(const Arguments& arguments, Console& console) {
  app::CorrectionRequest request;
  request.coder = arguments.get("coder");
  request.time = arguments.get("time").empty() ? now() : arguments.get("time");
  request.note = arguments.get("note");
  request.document = arguments.get("document");
  request.other_document = arguments.get("with");
  request.issue = arguments.get("issue");
  request.rename = arguments.get("rename");
  request.split = arguments.get("split");
  request.containing = arguments.get("containing");
  request.add = arguments.get("add");
  request.remove = arguments.has("delete");
  request.restore = arguments.has("restore");
  request.apart = arguments.has("apart");
  std::int64_t start = -1, end = -1;
  if (!read_number(arguments, "statement", request.statement, console) ||
      !read_number(arguments, "position", request.position, console) ||
      !read_number(arguments, "start", start, console) || !read_number(arguments, "end", end, console)) {
    return bad_usage;
  }
  if (start >= 0 && end > start && end <= 0xFFFFFFFFLL)
    request.span = Span{static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
  for (const std::string& setting : arguments.all("set")) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      console.err << "entente: --set wants FIELD=VALUE, not \"" << setting << "\"\n";
      return bad_usage;
    }
    request.values.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  auto dossier = app::open_dossier(arguments.positional.front(), app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  if (arguments.has("undo") || arguments.has("redo")) return undo_or_redo(arguments, *dossier, console);
  if (request.coder.empty()) {
    console.err << "entente: who corrects? Give --coder NAME, or set ENTENTE_CODER\n";
    return bad_usage;
  }
  const auto rows = app::corrections_for(*dossier, request);
  if (!rows) return complain(console, rows.diagnostics(), bad_usage);
  const auto added = dossier->add_corrections(*rows);
  if (!added) return complain(console, added.diagnostics(), internal);
  if (output_format(arguments) == show::OutputFormat::json)
    console.out << "{\"added\":" << *added << "}\n";
  else
    console.out << *added << (*added == 1 ? " correction" : " corrections") << " by " << request.coder << '\n';
  return done;
}

int run_corrections(const Arguments& arguments, Console& console) {
  auto dossier = app::open_dossier(arguments.positional.front(), app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  if (const std::string path = arguments.get("import"); !path.empty()) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
      return complain(console, {error("file-unreadable", "this file cannot be opened", {path, 0, 0})}, nothing_read);
    const auto added = app::import_corrections(*dossier, file, path);
    if (!added) return complain(console, added.diagnostics(), nothing_read);
    console.err << "entente: " << *added << " new corrections\n";
  }
  if (const std::string path = arguments.get("export"); !path.empty()) {
    const auto rows = dossier->corrections();
    if (!rows) return complain(console, rows.diagnostics(), internal);
    if (path == "-") {
      app::export_corrections(*rows, console.out);
      return done;
    }
    std::ofstream file(path, std::ios::binary);
    app::export_corrections(*rows, file);
    if (!file.flush())
      return complain(console, {error("file-unwritable", "this file cannot be written", {path, 0, 0})}, internal);
    return done;
  }
  const Status status = app::print_corrections(*dossier, output_format(arguments), console);
  return status ? done : complain(console, status.diagnostics(), internal);
}

}  // namespace entente::cli

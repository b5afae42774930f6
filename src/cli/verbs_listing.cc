// case, info, search, statements, positions: verbs that open a dossier and list.
#include <fstream>
#include <iterator>

#include "app/answers_reading.h"
#include "app/case_file.h"
#include "app/dossier_access.h"
#include "cli/verbs.h"

namespace entente::cli {
namespace {

// Reads a --since or --until; complains where it is no date.
bool read_date(const Arguments& arguments, std::string_view option, Date& date, Console& console) {
  const std::string words = arguments.get(option);
  if (words.empty()) return true;
  if (const auto parsed = parse_date(words)) {
    date = *parsed;
    return true;
  }
  console.err << "entente: --" << option << " wants a date such as 2031, 2031-03 or 2031-03-07, not \"" << words
              << "\"\n";
  return false;
}

bool read_selection(const Arguments& arguments, app::Selection& selection, Console& console) {
  selection.party = arguments.get("party");
  selection.issue = arguments.get("issue");
  selection.speaker = arguments.get("speaker");
  selection.document = arguments.get("document");
  selection.story = arguments.get("story");
  return read_date(arguments, "since", selection.since, console) &&
         read_date(arguments, "until", selection.until, console);
}

}  // namespace

int run_case(const Arguments& arguments, Console& console) {
  const std::string& path = arguments.positional.at(1);
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return complain(console, {error("file-unreadable", "this file cannot be opened", {path, 0, 0})}, nothing_read);
  const std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto facts = app::parse_case(content, path);
  if (!facts) return complain(console, facts.diagnostics(), nothing_read);
  auto dossier = store::Dossier::open(arguments.positional.front(), store::Access::read_write);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  if (const Status status = dossier->set_case("toml", content); !status)
    return complain(console, status.diagnostics(), internal);
  const auto report = app::bring_up_to_date(*dossier, {});
  if (!report) return complain(console, report.diagnostics(), internal);
  app::print_case(*facts, *report, output_format(arguments), console);
  return done;
}

int run_info(const Arguments& arguments, Console& console) {
  const auto dossier = app::open_dossier(arguments.positional.front(), app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  const Status status = app::print_info(*dossier, output_format(arguments), console);
  return status ? done : complain(console, status.diagnostics(), internal);
}

int run_search(const Arguments& arguments, Console& console) {
  const auto dossier = app::open_dossier(arguments.positional.front(), app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  std::string words;
  for (std::size_t i = 1; i < arguments.positional.size(); ++i) words += (i > 1 ? " " : "") + arguments.positional[i];
  const auto most = static_cast<std::size_t>(arguments.number("most").value_or(20));
  const Status status = app::print_search(*dossier, words, most, output_format(arguments), console);
  return status ? done : complain(console, status.diagnostics(), internal);
}

int run_statements(const Arguments& arguments, Console& console) {
  app::Selection selection;
  if (!read_selection(arguments, selection, console)) return bad_usage;
  const auto dossier = app::open_dossier(arguments.positional.front(), app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  const auto rows = app::select_statements(*dossier, selection);
  if (!rows) return complain(console, rows.diagnostics(), internal);
  app::print_statements(*rows, output_format(arguments), console);
  return done;
}

int run_positions(const Arguments& arguments, Console& console) {
  app::Selection selection;
  if (!read_selection(arguments, selection, console)) return bad_usage;
  const auto dossier = app::open_dossier(arguments.positional.front(), app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  const auto rows = app::select_positions(*dossier, selection);
  if (!rows) return complain(console, rows.diagnostics(), internal);
  app::print_positions(*rows, output_format(arguments), console);
  return done;
}

}  // namespace entente::cli

// stories, discrepancies: what several documents tell.
#include <fstream>

#include "app/answers_stories.h"
#include "app/dossier_access.h"
#include "cli/verbs.h"

namespace entente::cli {
namespace {

bool read_date(const Arguments& arguments, std::string_view option, Date& date, Console& console) {
  const std::string words = arguments.get(option);
  if (words.empty()) return true;
  const auto parsed = parse_date(words);
  if (!parsed) {
    console.err << "entente: --" << option << " wants a date such as 2031, 2031-03 or 2031-03-07, not \"" << words
                << "\"\n";
    return false;
  }
  date = *parsed;
  return true;
}

}  // namespace

int run_stories(const Arguments& arguments, Console& console) {
  const auto dossier = app::open_dossier(arguments.positional.front(), app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  if (const std::string path = arguments.get("svg"); !path.empty()) {
    const auto number = arguments.get("story");
    char* end = nullptr;
    const long long story = std::strtoll(number.c_str(), &end, 10);
    if (number.empty() || *end != '\0') {
      console.err << "entente: --svg wants the number of one story in --story\n";
      return bad_usage;
    }
    const auto picture = app::story_picture(*dossier, story);
    if (!picture) return complain(console, picture.diagnostics(), bad_usage);
    std::ofstream file(path, std::ios::binary);
    file << *picture << '\n';
    if (!file)
      return complain(console, {error("file-unwritable", "this file cannot be written", {path, 0, 0})}, internal);
  }
  const app::StorySelection selection{arguments.get("story"), arguments.get("document"), arguments.has("alone")};
  const Status status = app::print_stories(*dossier, selection, output_format(arguments), console);
  return status ? done : complain(console, status.diagnostics(), internal);
}

int run_discrepancies(const Arguments& arguments, Console& console) {
  app::Selection selection;
  selection.party = arguments.get("party");
  selection.speaker = arguments.get("speaker");
  selection.document = arguments.get("document");
  selection.story = arguments.get("story");
  if (!read_date(arguments, "since", selection.since, console) ||
      !read_date(arguments, "until", selection.until, console))
    return bad_usage;
  const auto dossier = app::open_dossier(arguments.positional.front(), app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  const Status status = app::print_discrepancies(*dossier, selection, output_format(arguments), console);
  return status ? done : complain(console, status.diagnostics(), internal);
}

}  // namespace entente::cli

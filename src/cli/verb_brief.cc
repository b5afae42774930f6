#include <filesystem>
#include <fstream>

#include "app/answers_reading.h"
#include "app/answers_stories.h"
#include "app/brief.h"
#include "app/brief_sections.h"
#include "app/dossier_access.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_brief(const Arguments& arguments, Console& console) {
  app::BriefConfig config;
  if (const std::string since = arguments.get("since"); !since.empty()) {
    const auto date = parse_date(since);
    if (!date) {
      console.err << "entente: --since wants a date such as 2031, 2031-03 or 2031-03-07, not \"" << since << "\"\n";
      return bad_usage;
    }
    config.since = *date;
  }
  config.parties = arguments.all("party");
  config.issues = arguments.all("issue");
  const std::string& path = arguments.positional.front();
  const auto dossier = app::open_dossier(path, app::Freshness::up_to_date);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  auto brief = app::make_brief(*dossier, "Brief: " + std::filesystem::path(path).stem().string(), config);
  if (!brief) return complain(console, brief.diagnostics(), internal);
  if (auto stories = app::stories_section(*dossier, 6); stories && !stories->lines.empty()) {
    brief->sections.push_back(std::move(stories).value());
  }
  for (show::BriefSection& section : app::settlement_sections(path, *brief))
    brief->sections.push_back(std::move(section));
  for (show::BriefSection& section : app::verification_sections(*dossier))
    brief->sections.push_back(std::move(section));
  if (const std::string page = arguments.get("html"); !page.empty()) {
    std::ofstream file(page, std::ios::binary);
    file << show::brief_html(*brief);
    if (!file)
      return complain(console, {error("file-unwritable", "the page cannot be written", {page, 0, 0})}, bad_usage);
  }
  app::print_brief(*brief, output_format(arguments), console);
  return done;
}

}  // namespace entente::cli

#include <algorithm>
#include <chrono>
#include <iostream>

#include <fmt/format.h>

#include "app/answers_reading.h"
#include "app/input_file.h"
#include "app/pipeline.h"
#include "cli/verbs.h"
#include "show/progress.h"

namespace entente::cli {

int run_read(const Arguments& arguments, Console& console) {
  auto dossier = store::Dossier::open(arguments.positional.front(), store::Access::read_write);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  const std::vector<std::string> paths(arguments.positional.begin() + 1, arguments.positional.end());
  const bool list = arguments.has("list");
  const auto began = std::chrono::steady_clock::now();
  app::ReadConfig config;
  config.threads = static_cast<unsigned>(arguments.number("threads").value_or(0));
  config.reader = {arguments.get("reader"), arguments.get("models")};
  config.tell = [&](const Diagnostic& note) { complain(console, {note}, done); };
  if (const std::string table = arguments.get("about"); !table.empty()) {
    const auto text = app::read_input_file(table);
    if (!text) return complain(console, text.diagnostics(), nothing_read);
    auto about = app::AboutTable::parse(*text, table);
    if (!about) return complain(console, about.diagnostics(), nothing_read);
    config.about = std::move(about).value();
  }
  const auto report = [&] {
    show::Progress progress(console);
    config.progress = [&](const app::ReadProgress& now) {
      if (list) {
        for (const std::string& origin : now.origins) console.out << origin << '\n';
        console.out.flush();
      }
      progress.show(fmt::format("{} documents read, {} read again, {:.1f} MB of text", now.documents, now.read_again,
                                static_cast<double>(now.bytes) / 1e6));
    };
    return app::read_into(*dossier, paths, std::cin, config);
  }();
  if (!report) return complain(console, report.diagnostics(), internal);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  Diagnostics told;
  std::copy_if(report->problems.begin(), report->problems.end(), std::back_inserter(told),
               [](const Diagnostic& diagnostic) { return diagnostic.severity != Severity::note; });
  complain(console, told, done);
  if (!list) app::print_read_report(*report, seconds, output_format(arguments), console);
  if (report->documents + report->known > 0) return done;
  if (told.empty()) console.err << "entente: nothing to read was found\n";
  return nothing_read;
}

}  // namespace entente::cli

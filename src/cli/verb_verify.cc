#include "app/verify_log.h"
#include "app/verify_terms.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_verify(const Arguments& arguments, Console& console) {
  if (arguments.has("sig") && arguments.has("formula") && arguments.positional.empty()) {
    return app::verify_log(arguments, output_format(arguments), console);
  }
  if (arguments.has("terms") || !arguments.positional.empty())
    return app::verify_terms(arguments, output_format(arguments), console);
  console.err << "entente: verify needs a dossier, --terms, or --sig and --formula\n";
  return bad_usage;
}

int run_terms(const Arguments& arguments, Console& console) {
  auto dossier = store::Dossier::open(arguments.positional.front(), store::Access::read_write);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  const Status kept = app::keep_terms(*dossier, arguments.positional.at(1));
  complain(console, kept.diagnostics(), done);
  return kept ? done : nothing_read;
}

int run_incidents(const Arguments& arguments, Console& console) {
  if (!arguments.has("map")) {
    console.err << "entente: incidents needs --map, which says what each column holds\n";
    return bad_usage;
  }
  auto dossier = store::Dossier::open(arguments.positional.front(), store::Access::read_write);
  if (!dossier) return complain(console, dossier.diagnostics(), nothing_read);
  const auto kept = app::keep_incidents(*dossier, arguments.positional.at(1), arguments.get("map"));
  complain(console, kept.diagnostics(), done);
  if (!kept) return nothing_read;
  if (output_format(arguments) == show::OutputFormat::json) {
    console.out << "{\"incidents\":" << kept->incidents << ",\"new_reports\":" << kept->new_reports
                << ",\"incidents_in_all\":" << kept->incidents_in_all << ",\"reports_in_all\":" << kept->reports_in_all
                << "}\n";
  } else {
    console.out << kept->incidents << " incidents, " << kept->new_reports << " new reports; the dossier has "
                << kept->incidents_in_all << " incidents and " << kept->reports_in_all << " reports\n";
  }
  return done;
}

}  // namespace entente::cli

#include "app/verify_terms.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_guarantees(const Arguments& arguments, Console& console) {
  if (!arguments.has("terms") && arguments.positional.empty()) {
    console.err << "entente: guarantees needs a dossier or --terms\n";
    return bad_usage;
  }
  return app::guarantees(arguments, output_format(arguments), console);
}

}  // namespace entente::cli

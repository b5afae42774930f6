#include "app/verify_log.h"
#include "app/verify_terms.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_verify(const Arguments& arguments, Console& console) {
  if (arguments.has("sig") && arguments.has("formula") && arguments.positional.empty()) {
    return app::verify_log(arguments, output_format(arguments), console);
  }
  if (arguments.has("terms") && arguments.positional.empty()) return app::verify_terms(arguments, output_format(arguments), console);
  console.err << "entente: verify needs --terms, or --sig and --formula\n";
  return bad_usage;
}

}  // namespace entente::cli

#include "app/verify_log.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_verify(const Arguments& arguments, Console& console) {
  if (arguments.has("sig") && arguments.has("formula") && arguments.positional.empty()) {
    return app::verify_log(arguments, output_format(arguments), console);
  }
  console.err << "entente: verify needs --sig and --formula\n";
  return bad_usage;
}

}  // namespace entente::cli

#include "app/certify.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_certify(const Arguments& arguments, Console& console) {
  const app::CertifyRequest request{arguments.positional, arguments.get("of"), output_format(arguments)};
  const Result<bool> valid = app::certify(request, console);
  for (const Diagnostic& diagnostic : valid.diagnostics()) console.err << to_string(diagnostic) << '\n';
  if (!valid) return nothing_read;
  return *valid ? done : answer_is_no;
}

}  // namespace entente::cli

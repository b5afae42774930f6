#include <iostream>

#include "app/map.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_map(const Arguments& arguments, Console& console) {
  app::MapConfig config;
  config.threads = static_cast<unsigned>(arguments.number("threads").value_or(0));
  config.reader = {arguments.get("reader"), arguments.get("models")};
  config.tell = [&](const Diagnostic& note) { complain(console, {note}, done); };
  const Status status = app::map_stream(std::cin, console.out, config);
  return status ? done : complain(console, status.diagnostics(), nothing_read);
}

}  // namespace entente::cli

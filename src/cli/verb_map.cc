#include <iostream>

#include "app/map.h"
#include "cli/verbs.h"

namespace entente::cli {

int run_map(const Arguments& arguments, Console& console) {
  app::MapConfig config;
  config.threads = static_cast<unsigned>(arguments.number("threads").value_or(0));
  app::map_stream(std::cin, console.out, config);
  return done;
}

}  // namespace entente::cli

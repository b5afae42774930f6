// The command line -> Arguments, by the option table.
#pragma once

#include <string>
#include <variant>

#include "app/options.h"

namespace entente::cli {

// What to print and exit with instead of running a verb: help, the version, or what was wrong with the usage.
struct Instead {
  int status = 0;
  std::string text;
};

std::variant<app::Arguments, Instead> parse_arguments(int argc, const char* const* argv);

}  // namespace entente::cli

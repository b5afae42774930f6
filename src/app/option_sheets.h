// The sheets that make up the option table: one an area of the program.
#pragma once

#include <span>

#include "app/options.h"

namespace entente::app {

struct Sheet {
  std::span<const Verb> verbs;
  std::span<const Option> options;
};

Sheet reading_sheet();    // read, info, search, brief, stories … map
Sheet settling_sheet();   // check, packages, conflicts, sequence, forecast, certify
Sheet verifying_sheet();  // terms, incidents, verify, guarantees

}  // namespace entente::app

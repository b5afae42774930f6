// `entente verify --sig S --formula F --log L`: a formula against a log, both in MonPoly's syntax.
#pragma once

#include <string>

#include "app/options.h"
#include "show/console.h"

namespace entente::app {

// Prints the verdicts as they become final. Answers with the exit status: 0, 2 where the signature or the formula is
// wrong, 3 where the log (or a state) cannot be read.
int verify_log(const Arguments& arguments, show::OutputFormat format, show::Console& console);

}  // namespace entente::app

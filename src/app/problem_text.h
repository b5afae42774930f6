// Any problem as TOML, to be looked at, kept or changed by hand.
#pragma once

#include <string>

#include "settle/settle.h"
#include "show/console.h"

namespace entente::app {

struct ProblemTextRequest {
  std::string path;                                          // whatever load_problem takes
  std::string output;                                        // a file; empty: the console
  show::OutputFormat format = show::OutputFormat::terminal;  // json: {"toml": the text}
};

// The text reads back as the same problem. Warnings are those of load_problem; errors too, and "file-unwritable".
Status problem_text(const ProblemTextRequest& request, show::Console& console);

}  // namespace entente::app

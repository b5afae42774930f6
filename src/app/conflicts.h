// The use case "conflicts": which positions (or clauses) exclude one another, and what is the least to give up.
#pragma once

#include <cstddef>
#include <string>

#include "core/result.h"
#include "settle/settle.h"
#include "show/console.h"

namespace entente::app {

struct ConflictsRequest {
  std::string path;          // a problem in TOML, or DIMACS CNF, group CNF or WCNF
  bool marco_lines = false;  // lines U and S instead of tables
  show::OutputFormat format = show::OutputFormat::terminal;
  settle::ConflictsConfig config;
  std::string certificates;  // folder that gets a certificate for every answer; empty: none
};

// Prints as it finds (formulas) or when done (problems). Errors where the input cannot be read or a certificate not be
// written; warnings where the answer is partial.
Status conflicts(const ConflictsRequest& request, show::Console& console);

}  // namespace entente::app

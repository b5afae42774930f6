// A problem from a path, whatever its format.
#pragma once

#include <string>
#include <vector>

#include "settle/settle.h"

namespace entente::app {

// A dossier (made up to date, see problem_from_dossier.h), an Entente problem (TOML), a Genius XML domain (its folder, or its domain file, with the profiles beside it), or a
// folder of NegoLog profiles (JSON). "-" is a TOML problem on standard input. Errors: "file-unreadable",
// "problem-format" where it is none of these, and those of the readers.
Result<settle::Problem> load_problem(const std::string& path);

}  // namespace entente::app

// `entente case`: parties, aliases, members, issues and options from a TOML file.
#pragma once

#include <string>
#include <string_view>

#include "core/case_facts.h"
#include "core/result.h"

namespace entente::app {

// [[party]] name, aliases, members; [[issue]] name, keywords, options. Every mistake is reported with line and column,
// as many as there are: "case-key", "case-value", "case-name", "case-twice", and those of the TOML parser.
Result<CaseFacts> parse_case(std::string_view toml, std::string_view file);

}  // namespace entente::app

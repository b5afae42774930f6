// A checked draft as a table, sentences and JSON.
#pragma once

#include <vector>

#include "settle/settle.h"
#include "show/console.h"

namespace entente::show {

void print_check(const settle::Problem& problem, const std::vector<settle::Provision>& draft,
                 const settle::CheckAnswer& answer, OutputFormat format, Console& console);

}  // namespace entente::show

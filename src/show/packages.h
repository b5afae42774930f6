// Packages as tables, sentences and JSON.
#pragma once

#include <optional>

#include "format/json.h"
#include "settle/settle.h"
#include "show/console.h"

namespace entente::show {

struct PackagesView {
  OutputFormat format = OutputFormat::terminal;
  std::size_t most_rows = 0;  // of the frontier, and of equal packages of a point; 0: 20 on a terminal, else all
};

// {"parties", "pareto": [{"package", "utilities", "acceptable"}…], "nash", "kalai_smorodinsky", "egalitarian",
// "utilitarian", …}, with what each red line costs, ranges of weights, and what is partial.
format::Json packages_json(const settle::Problem& problem, const settle::PackagesAnswer& answer,
                           const std::optional<settle::OrdinalAnswer>& ordinal, const PackagesView& view);

// `problem` is the one with the values that were used. `ordinal` is what the orders alone say, where there are any.
void print_packages(const settle::Problem& problem, const settle::PackagesAnswer& answer,
                    const std::optional<settle::OrdinalAnswer>& ordinal, const PackagesView& view, Console& console);

}  // namespace entente::show

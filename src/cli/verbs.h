// The verbs: one function each, in cli/verb_NAME.cc (kin share a file). Each returns the exit status.
#pragma once

#include <functional>

#include "app/options.h"
#include "core/diagnostic.h"
#include "show/console.h"

namespace entente::cli {

enum ExitStatus { done = 0, answer_is_no = 1, bad_usage = 2, nothing_read = 3, internal = 4 };

using app::Arguments;
using show::Console;

// general
int run_reference(const Arguments& arguments, Console& console);

// reading
int run_brief(const Arguments& arguments, Console& console);
int run_case(const Arguments& arguments, Console& console);
int run_correct(const Arguments& arguments, Console& console);
int run_corrections(const Arguments& arguments, Console& console);
int run_discrepancies(const Arguments& arguments, Console& console);
int run_info(const Arguments& arguments, Console& console);
int run_map(const Arguments& arguments, Console& console);
int run_positions(const Arguments& arguments, Console& console);
int run_read(const Arguments& arguments, Console& console);
int run_search(const Arguments& arguments, Console& console);
int run_statements(const Arguments& arguments, Console& console);
int run_stories(const Arguments& arguments, Console& console);

// settling
int run_check(const Arguments& arguments, Console& console);
int run_packages(const Arguments& arguments, Console& console);
int run_problem(const Arguments& arguments, Console& console);
int run_forecast(const Arguments& arguments, Console& console);
int run_conflicts(const Arguments& arguments, Console& console);
int run_certify(const Arguments& arguments, Console& console);
int run_sequence(const Arguments& arguments, Console& console);

// verifying
int run_incidents(const Arguments& arguments, Console& console);
int run_terms(const Arguments& arguments, Console& console);
int run_verify(const Arguments& arguments, Console& console);
int run_guarantees(const Arguments& arguments, Console& console);

// The function of a verb; nothing for an unknown one.
using VerbFunction = int (*)(const Arguments&, Console&);
VerbFunction function_of(std::string_view verb);

// Prints diagnostics on standard error, the first hundred and how many more; returns `status`.
int complain(Console& console, const Diagnostics& diagnostics, int status);

// The format asked for by --json or --csv.
show::OutputFormat output_format(const Arguments& arguments);

}  // namespace entente::cli

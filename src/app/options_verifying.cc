#include <array>

#include "app/option_sheets.h"

namespace entente::app {
namespace {

constexpr std::array verb_rows = {
    Verb{"verify", "", 0, 0, "Terms against incidents, or a formula against a log: what holds, and when.",
         "With --sig, --formula and --log, a formula of metric first-order temporal logic is monitored over a log, both in MonPoly's "
         "syntax (docs/logic.md). Each time point where the formula holds gives one line, as soon as its verdict is final:\n\n"
         "@10 (time point 3): (1,\"a\") (2,\"b\")\n\n"
         "The rows are the values of the free variables. At the end of the log nothing is supposed to follow, and what waited for the "
         "future is decided. With --lateness the log is read in the order of arrival, and the verdicts are those of the sorted log "
         "without repeats; a verdict is final when all that it hangs on is older than the lateness. --revisions prints the verdicts "
         "before that as well, on lines that begin with ~ and name the event that made or changed them. What comes later than the "
         "lateness is reported; --recompute corrects the verdicts by it at the end, on lines that begin with !.\n\n"
         "With --state the log is taken to go on later: the monitor goes on from the state in the file, if there is "
         "one, and leaves its own there."},
};

constexpr std::array option_rows = {
    Option{"verify", "sig", "FILE", "", "The signature: predicates and the types of their arguments."},
    Option{"verify", "formula", "FILE", "", "The formula."},
    Option{"verify", "log", "FILE", "-", "The log; - is standard input."},
    Option{"verify", "lateness", "TIME", "", "How late an event may come (a number, 6h, 2d; none: any); allows a log out of order."},
    Option{"verify", "revisions", "", "", "Prints provisional verdicts and their revisions too."},
    Option{"verify", "recompute", "", "", "Corrects the verdicts at the end by what came later than the lateness."},
    Option{"verify", "state", "FILE", "", "Goes on from the state in this file, where there is one, and leaves the new state in it."},
};

}  // namespace

Sheet verifying_sheet() { return {verb_rows, option_rows}; }

}  // namespace entente::app

#include <array>

#include "app/option_sheets.h"

namespace entente::app {
namespace {

constexpr std::array verb_rows = {
    Verb{"terms", "DOSSIER FILE", 2, 2, "Takes the terms of an agreement into a dossier.",
         "The file is TOML with sentences in it (docs/terms.md); GeoJSON files that it names are taken in too. It "
         "replaces the terms "
         "that the dossier had."},
    Verb{"incidents", "DOSSIER FILE", 2, 2, "Takes incidents into a dossier.",
         "CSV or JSON lines, packed or not, with a mapping of their columns (docs/incidents.md). Files add up: reports "
         "of one id speak of one incident, whatever file they are in, and a report that the dossier has already counts "
         "once, so that a file that has grown can be taken in again."},
    Verb{"verify", "DOSSIER", 0, 1, "Terms against incidents, or a formula against a log: what holds, and when.",
         "With a dossier that took terms and incidents in, or with --terms, --incidents and --map, the terms of an "
         "agreement (docs/terms.md) are held against incidents (docs/incidents.md), and "
         "the answer is the table of terms by whose word is taken: everybody's, the monitors' alone, two independent "
         "witnesses, what nobody "
         "disputes, and each side's (docs/verdicts.md). The exit status is 1 where a term is breached under the first "
         "standard.\n\n"
         "With --sig, --formula and --log, a formula of metric first-order temporal logic is monitored over a log, "
         "both in MonPoly's "
         "syntax (docs/logic.md). Each time point where the formula holds gives one line, as soon as its verdict is "
         "final:\n\n"
         "@10 (time point 3): (1,\"a\") (2,\"b\")\n\n"
         "The rows are the values of the free variables. At the end of the log nothing is supposed to follow, and what "
         "waited for the "
         "future is decided. With --lateness the log is read in the order of arrival, and the verdicts are those of "
         "the sorted log "
         "without repeats; a verdict is final when all that it hangs on is older than the lateness. --revisions prints "
         "the verdicts "
         "before that as well, on lines that begin with ~ and name the event that made or changed them. What comes "
         "later than the "
         "lateness is reported; --recompute corrects the verdicts by it at the end, on lines that begin with !.\n\n"
         "With --state the log is taken to go on later: the monitor goes on from the state in the file, if there is "
         "one, and leaves its own there."},
    Verb{"guarantees", "DOSSIER", 0, 1,
         "Who owes whom what on which trigger: what is due now, and what is wrong with the guarantees as written.",
         "With --incidents and --map: which guarantees are triggered, by which verdict on whose word, what is due from "
         "whom until when, and "
         "who may block it. In any case: breaches that nobody answers, obligations that contradict, and vetoes of the "
         "very party that "
         "would pull the trigger."},
};

constexpr std::array option_rows = {
    Option{"incidents", "map", "FILE", "", "Which column of the incidents holds what."},
    Option{"verify", "terms", "FILE", "", "The terms file."},
    Option{"verify", "incidents", "FILE", "", "The incidents, as CSV or JSON lines, packed or not.", true},
    Option{"verify", "map", "FILE", "",
           "Which column of the incidents holds what: one for each file, the last for all that follow.", true},
    Option{
        "verify", "standard", "WORD", "",
        "On whose word: everybody, monitors, witnesses-N, undisputed or word:PARTY; the first decides the exit status.",
        true},
    Option{"verify", "as-of", "DATE", "",
           "What was known at the end of this day or moment; else when the last word came in."},
    Option{"verify", "term", "NAME", "", "Explains this term alone.", true},
    Option{"verify", "why", "", "", "Explains every verdict that is not kept, or those of --term."},
    Option{"verify", "certificates", "FOLDER", "", "Writes a certificate of each explanation, for `entente certify`."},
    Option{"verify", "svg", "FILE", "", "Writes the grid of terms by days as a picture."},
    Option{"verify", "print-formula", "", "", "Prints each term as a formula, with the signature."},
    Option{"verify", "log-folder", "FOLDER", "",
           "Writes signature, formulas and log, as --sig, --formula and --log read them."},
    Option{"verify", "sig", "FILE", "", "The signature: predicates and the types of their arguments."},
    Option{"verify", "formula", "FILE", "", "The formula."},
    Option{"verify", "log", "FILE", "-", "The log; - is standard input."},
    Option{"verify", "lateness", "TIME", "",
           "How late an event may come (a number, 6h, 2d; none: any); allows a log out of order."},
    Option{"verify", "revisions", "", "", "Prints provisional verdicts and their revisions too."},
    Option{"verify", "recompute", "", "", "Corrects the verdicts at the end by what came later than the lateness."},
    Option{"verify", "state", "FILE", "",
           "Goes on from the state in this file, where there is one, and leaves the new state in it."},
    Option{"guarantees", "terms", "FILE", "", "The terms file with the guarantees."},
    Option{"guarantees", "incidents", "FILE", "", "The incidents, as CSV or JSON lines, packed or not.", true},
    Option{"guarantees", "map", "FILE", "",
           "Which column of the incidents holds what: one for each file, the last for all that follow.", true},
    Option{"guarantees", "as-of", "DATE", "",
           "What was known at the end of this day or moment; else when the last word came in."},
};

}  // namespace

Sheet verifying_sheet() { return {verb_rows, option_rows}; }

}  // namespace entente::app

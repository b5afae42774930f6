#include <array>

#include "app/option_sheets.h"

namespace entente::app {
namespace {

constexpr std::array verb_rows = {
    Verb{"conflicts", "P", 1, 1, "Which positions exclude one another, and what is the least that would have to be given up.",
         "P is a problem in TOML, or a formula in DIMACS CNF, group CNF or WCNF, whose clauses or groups are then taken for "
         "the positions. A conflict is a minimal set of positions that cannot all hold; a concession is a minimal set whose "
         "giving up lets a package exist. For a problem it also says what each party alone could concede, and the least "
         "in which everybody gives something; a position weighs what its file says, else 1 if open, 3 if firm, 10 if a "
         "red line.\n\nThe number of sets can grow with every position: --first and --timeout bound the answer, Ctrl-C "
         "ends it, and what was found by then is given and said to be partial."},
    Verb{"certify", "FILE...", 1, -1, "Checks certificates, sharing no code with what made them.",
         "Each file is checked step by step; the problem that it is about stands in it in a canonical form, from which the "
         "checker makes its own clauses. entente-certify does the same as a program of its own. Exit status 1 when one is "
         "not valid."},
};

constexpr std::array option_rows = {
    Option{"certify", "of", "P", "", "The problem or formula that the certificates must be about: its canonical form is made anew and compared."},
    Option{"conflicts", "format", "NAME", "", "marco: lines U with the clause numbers of a conflict, S with those of a maximal set that can hold."},
    Option{"conflicts", "only", "KIND", "", "conflicts or concessions: leaves the other kind out, which is faster."},
    Option{"conflicts", "order", "ORDER", "found", "count: fewest members first; weight: least weight first; found: as found."},
    Option{"conflicts", "first", "K", "", "Ends after K of each kind."},
    Option{"conflicts", "timeout", "SECONDS", "", "Ends after so long with what was found."},
    Option{"conflicts", "certificates", "DIR", "", "Writes into the folder one certificate for each answer, which entente certify checks."},
};

}  // namespace

Sheet settling_sheet() { return {verb_rows, option_rows}; }

}  // namespace entente::app

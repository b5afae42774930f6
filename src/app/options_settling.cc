#include <array>

#include "app/option_sheets.h"

namespace entente::app {
namespace {

constexpr std::array verb_rows = {
    Verb{"check", "P DRAFT", 1, 2,
         "Each provision of a draft against each party's positions, with the words that show it.",
         "P is a dossier or a problem in TOML; DRAFT is TOML too, with [[provision]] tables or one table [settles] of "
         "issues and options; "
         "without it the provisions of the problem are checked. Each provision is accepted, refused, conditional or "
         "met with "
         "silence by each party that signs. Exit status 1: something is refused."},
    Verb{"packages", "P", 1, 1, "What all could sign: the packages that are not worse for everyone than another.",
         "P is a dossier, a problem in TOML, a Genius XML domain (the folder, or the domain's file with the profiles "
         "beside it) or a "
         "NegoLog folder. Red lines and constraints hold in every package. The frontier is exact; it names the Nash, "
         "Kalai-Smorodinsky, egalitarian and utilitarian points, and what each red line costs whom. Where parties have "
         "given no numbers, utilities are made from their orders or positions, and the answer says so.\n\n"
         "A frontier too large to hold, or not found in time, is thinned, with a factor that is guaranteed. Exit "
         "status 1: "
         "no package is acceptable to all."},
    Verb{"forecast", "P", 1, 1,
         "What will likely come of each issue, from where the actors stand and how much they care.",
         "P is a DEU table (tab-separated: positions p<code> and salience s<code> of each actor, rp, prnr, isnr), or a "
         "dossier or problem, "
         "whose options are then taken in their order as a scale from 0 to 100. For each issue: the estimate of least "
         "expected "
         "error, the single most likely outcome, and a range that held four of five outcomes of issues that it was not "
         "fitted "
         "on. The single models of the literature stand beside it in --json and --csv."},
    Verb{
        "conflicts", "P", 1, 1,
        "Which positions exclude one another, and what is the least that would have to be given up.",
        "P is a dossier, a problem in TOML, or a formula in DIMACS CNF, group CNF or WCNF, whose clauses or groups are "
        "then taken "
        "for "
        "the positions. A conflict is a minimal set of positions that cannot all hold; a concession is a minimal set "
        "whose "
        "giving up lets a package exist. For a problem it also says what each party alone could concede, and the least "
        "in which everybody gives something; a position weighs what its file says, else 1 if open, 3 if firm, 10 if a "
        "red line.\n\nThe number of sets can grow with every position: --first and --timeout bound the answer, Ctrl-C "
        "ends it, and what was found by then is given and said to be partial."},
    Verb{"sequence", "P", 1, 1,
         "In which order the steps can be carried out, and which wait for one another in a circle.",
         "P is a dossier or a problem in TOML with steps and what they wait for. The answer says what can start now; "
         "the earliest "
         "schedule, "
         "with the critical path; the deadlocks, each a minimal set of steps none of which can start before another of "
         "them, "
         "with the words that make it; the smallest sets of steps that would have to happen at one moment to break it; "
         "and what one further guarantee, standing in for a step, would unlock. Days count from now; what is done was "
         "finished at day 0.\n\nA limit \"within n days of\" that cannot be kept is reported, and the schedule given "
         "without it. With more than 2,000 blocked steps deadlocks are found one after the other, and one set that "
         "breaks each, which is minimal but may not be the smallest; the answer says so."},
    Verb{
        "problem", "P", 1, 1, "The problem as TOML, with the words that each position rests on.",
        "P is a dossier, a problem in TOML, a Genius XML domain or a NegoLog folder. What is written reads back as the "
        "same problem: so a dossier's can be looked at, given numbers, options and constraints by hand, and put to "
        "check, packages, conflicts, sequence and forecast. docs/problem.md explains the format."},
    Verb{"certify", "FILE...", 1, -1, "Checks certificates, sharing no code with what made them.",
         "Each file is checked step by step; the problem that it is about stands in it in a canonical form, from which "
         "the "
         "checker makes its own clauses. entente-certify does the same as a program of its own. Exit status 1 when one "
         "is "
         "not valid."},
};

constexpr std::array option_rows = {
    Option{"problem", "output", "FILE", "", "Writes into the file instead of printing."},
    Option{"certify", "of", "P", "",
           "The problem or formula that the certificates must be about: its canonical form is made anew and compared."},
    Option{"packages", "acceptable", "", "", "Leaves out packages that are below somebody's reservation value."},
    Option{"packages", "ties", "", "", "Keeps every package of equal utilities, not one of each."},
    Option{"packages", "sensitivity", "", "", "Says how far each weight can move before the Nash package changes."},
    Option{"packages", "limit", "N", "", "Lists at most N packages of the frontier (a terminal: 20)."},
    Option{"packages", "most", "N", "4000000", "Thins the frontier where it would hold more than N points."},
    Option{"packages", "timeout", "SECONDS", "", "Thins the frontier where it takes longer."},
    Option{"packages", "svg", "FILE", "", "Draws the frontier into an SVG file."},
    Option{"forecast", "svg", "FILE", "", "Draws the intervals into an SVG file."},
    Option{"forecast", "parameters", "FILE", "", "Takes the weights from a table made by forecast_bench --fit."},
    Option{"conflicts", "format", "NAME", "",
           "marco: lines U with the clause numbers of a conflict, S with those of a maximal set that can hold."},
    Option{"conflicts", "only", "KIND", "", "conflicts or concessions: leaves the other kind out, which is faster."},
    Option{"conflicts", "order", "ORDER", "found",
           "count: fewest members first; weight: least weight first; found: as found."},
    Option{"conflicts", "first", "K", "", "Ends after K of each kind."},
    Option{"conflicts", "timeout", "SECONDS", "", "Ends after so long with what was found."},
    Option{"sequence", "svg", "FILE", "", "Draws the steps into an SVG file, the deadlocks marked."},
    Option{"sequence", "most", "N", "20", "Lists at most N deadlocks."},
    Option{"sequence", "timeout", "SECONDS", "", "Ends after so long with what was found."},
    Option{"conflicts", "certificates", "DIR", "",
           "Writes into the folder one certificate for each answer, which entente certify checks."},
};

}  // namespace

Sheet settling_sheet() { return {verb_rows, option_rows}; }

}  // namespace entente::app

#include <array>

#include "app/option_sheets.h"

namespace entente::app {
namespace {

constexpr std::array verb_rows = {
    Verb{
        "read", "DOSSIER PATH...", 2, -1, "Takes documents into a dossier and reads them.",
        "Takes text, Markdown with front matter, HTML, RSS and Atom, JSONL, WARC, folders, and .zip, .tar, .tar.gz and "
        ".tar.zst of those; - is standard input. What is known and read by the present reader is passed over; what "
        "another "
        "reader, model or case read is read again. A bad document is told of and does not stop the rest: see `entente "
        "info`. Exit status 3 where nothing at all could be read."},
    Verb{"info", "DOSSIER", 1, 1, "Says what is in a dossier.",
         "Documents, outlets, dates, languages, parties, the readings that made the rows, and the problems met."},
    Verb{"search", "DOSSIER WORDS...", 2, -1, "Finds words in all texts, with the statements around each hit.",
         "WORDS are stems in any order; a phrase in quotation marks, AND, OR, NOT and NEAR() are understood too."},
    Verb{"case", "DOSSIER FILE", 2, 2, "Takes parties, aliases, members, issues and options from a TOML file.",
         "The file has [[party]] tables with name, aliases and members, and [[issue]] tables with name, keywords and "
         "options. It replaces what an earlier file said; documents are read again where it matters. Makes the dossier "
         "where there is none."},
    Verb{
        "statements", "DOSSIER", 1, 1, "Lists who is reported to say what, through whom.",
        "Every statement with its source, cue and content, the speaker and party resolved, the addressee, through whom "
        "the word came (nearest to the speaker first), and the statement it is told in."},
    Verb{"positions", "DOSSIER", 1, 1, "Lists who stands where, with the words that show it.",
         "Every position with its issue, stance, polarity, strength and conditions, by date; undated documents last."},
    Verb{"brief", "DOSSIER", 1, 1, "Gives the picture on one page.",
         "Parties and positions, what moved, who says what about whom, discrepancies, and what could not be read. At "
         "most 20 "
         "parties and 12 issues by weight of evidence; --party and --issue reach the rest."},
    Verb{"stories", "DOSSIER", 1, 1, "Lists which documents tell the same news, and who took it from whom.",
         "Documents of one story, the document that each was taken from (identical, near-copy, excerpt, rewrite), the "
         "outlets "
         "that it names as its source, and the number of its witness: documents with the same number go back to one "
         "origin. "
         "Documents that tell their news alone are left out without --alone."},
    Verb{"discrepancies", "DOSSIER", 1, 1, "Lists where documents of one story tell the same thing differently.",
         "By kind: date, number, title, stage (is drafting, has signed), modality (may, will), scope, attribution, "
         "quotation, and "
         "between rewrites of one text what one of them leaves out. Both places, and the statement that they bear on."},
    Verb{
        "correct", "DOSSIER", 1, 1, "Records a person's correction.",
        "What is corrected: --statement or --position by its number, with --set FIELD=VALUE (statement: speaker, "
        "party, addressee; position: party, stance, polarity, strength, issue), --delete or --restore; --add statement "
        "or position at --document, --start and --end (code points) with --set; --issue NAME --rename NAME, which "
        "merges where the new name is there; --issue NAME --split NAME --containing WORDS, which moves the positions "
        "with these words to an issue of their own; --document NAME --with NAME for two documents of one story, with "
        "--apart for two that are not.\n\n"
        "A correction is a row of its own, by a named coder. It wins over every reading, survives each, and is told "
        "as lost where what it is anchored to is gone. What is decided of a statement bears on its positions: those "
        "of a deleted one are gone, and a corrected party is theirs. --undo and --redo take a correction's number "
        "from `entente corrections`."},
    Verb{"corrections", "DOSSIER", 1, 1, "Lists corrections, where coders disagree, and how far they agree.",
         "Each correction with its fate: holds, overruled by a later one, undone, or lost. --export writes them as "
         "JSONL, --import takes such a file in: rows that are there already are not added again, and of two states of "
         "being undone the later one holds. A report that the other coder has in another folder is known by its file's "
         "name and the words that were corrected. A file with a bad line is taken in not at all, and every bad line is "
         "told: "
         "half a merge would look like a whole one. Agreement is Krippendorff's alpha for nominal data and Cohen's "
         "kappa by pairs of coders, over the places that at least two coders decided."},
    Verb{
        "map", "", 0, 0, "Reads JSONL documents on standard input, writes one JSON answer per line.",
        "Takes {\"id\", \"text\"} and optional title, published, outlet, url on each line, and answers in the same "
        "order with "
        "id, language, statements, mentions, positions, relations and error. Offsets count Unicode code points. A line "
        "that cannot be read gets empty lists and an error, and the stream goes on."},
};

constexpr std::array option_rows = {
    Option{"read", "threads", "N", "0", "Threads that read; 0 takes one per processor."},
    Option{
        "read", "about", "FILE", "",
        "A CSV table with what documents do not say themselves: a column id, file or origin, and date, title, outlet, "
        "url, author."},
    Option{"read", "list", "", "", "Prints the origin of each document once it is safely in the dossier."},
    Option{"read", "reader", "NAME", "",
           "Which reader: trained, quick (the model only where a cue may stand) or rules; auto takes the trained one "
           "where "
           "there is a model."},
    Option{"read", "models", "DIR", "", "The folder of the models; without it, the one beside the program."},
    Option{"search", "most", "N", "20", "Hits to show."},
    Option{"statements", "party", "NAME", "", "Those of this party."},
    Option{"statements", "speaker", "NAME", "", "Those of this speaker."},
    Option{"statements", "since", "DATE", "", "From this date on (2031, 2031-03 or 2031-03-07)."},
    Option{"statements", "until", "DATE", "", "Up to this date."},
    Option{"statements", "story", "STORY", "", "In documents of this story, by number or words of its title."},
    Option{"statements", "document", "NAME", "", "In documents of this name."},
    Option{"positions", "party", "NAME", "", "Those of this party, or on its behalf."},
    Option{"positions", "issue", "NAME", "", "On this issue."},
    Option{"positions", "speaker", "NAME", "", "In statements of this speaker."},
    Option{"positions", "since", "DATE", "", "From this date on (2031, 2031-03 or 2031-03-07)."},
    Option{"positions", "until", "DATE", "", "Up to this date."},
    Option{"positions", "story", "STORY", "", "In documents of this story, by number or words of its title."},
    Option{"positions", "document", "NAME", "", "In documents of this name."},
    Option{"stories", "story", "STORY", "", "This story, by number or words of its title."},
    Option{"stories", "document", "NAME", "", "Stories that a document of this name tells."},
    Option{"stories", "alone", "", "", "Documents that tell their news alone too."},
    Option{"stories", "svg", "FILE", "", "Writes a picture of who took the story of --story from whom."},
    Option{"discrepancies", "party", "NAME", "", "In statements of this party."},
    Option{"discrepancies", "speaker", "NAME", "", "In statements of this speaker."},
    Option{"discrepancies", "since", "DATE", "", "From this date on (2031, 2031-03 or 2031-03-07)."},
    Option{"discrepancies", "until", "DATE", "", "Up to this date."},
    Option{"discrepancies", "story", "STORY", "", "In this story, by number or words of its title."},
    Option{"discrepancies", "document", "NAME", "", "Of documents of this name."},
    Option{"correct", "coder", "NAME", "", "Who corrects; ENTENTE_CODER says it for good."},
    Option{"correct", "note", "WORDS", "", "Why."},
    Option{"correct", "time", "TIME", "", "When, in ISO 8601; now where it is not given."},
    Option{"correct", "statement", "N", "", "The statement of this number."},
    Option{"correct", "position", "N", "", "The position of this number."},
    Option{"correct", "set", "FIELD=VALUE", "", "The field's right value.", true},
    Option{"correct", "delete", "", "", "The statement or position is none."},
    Option{"correct", "restore", "", "", "It is one after all."},
    Option{"correct", "add", "KIND", "", "Adds a statement or a position."},
    Option{"correct", "document", "NAME", "", "The document, by its name or a part of it that no other has."},
    Option{"correct", "start", "N", "", "Where what is added starts, in code points."},
    Option{"correct", "end", "N", "", "Where it ends."},
    Option{"correct", "with", "NAME", "", "Another document of the same story."},
    Option{"correct", "apart", "", "", "The two documents are not of one story."},
    Option{"correct", "issue", "NAME", "", "The issue to rename; with --position, the issue that it belongs to."},
    Option{"correct", "rename", "NAME", "", "The issue's new name, or that of the issue to merge it into."},
    Option{"correct", "split", "NAME", "", "Parts the issue: what --containing names goes to an issue of this name."},
    Option{"correct", "containing", "WORDS", "", "Positions of the issue with these words in what they are about."},
    Option{"correct", "undo", "N", "", "Undoes the correction of this number."},
    Option{"correct", "redo", "N", "", "Makes an undone correction hold again."},
    Option{"corrections", "export", "FILE", "", "Writes all as JSONL; - is standard output."},
    Option{"corrections", "import", "FILE", "", "Takes in another coder's."},
    Option{"brief", "html", "FILE", "", "Writes one self-contained page as well."},
    Option{"brief", "since", "DATE", "",
           "What moved since this date; without it, within the last quarter of the time covered."},
    Option{"brief", "party", "NAME", "", "This party among the rows, whatever its weight.", true},
    Option{"brief", "issue", "NAME", "", "This issue among the columns, whatever its weight.", true},
    Option{"map", "threads", "N", "0", "Threads that read; 0 takes one per processor."},
    Option{"map", "reader", "NAME", "",
           "Which reader: trained, quick (the model only where a cue may stand) or rules; auto takes the trained one "
           "where "
           "there is a model."},
    Option{"map", "models", "DIR", "", "The folder of the models; without it, the one beside the program."},
};

}  // namespace

Sheet reading_sheet() { return {verb_rows, option_rows}; }

}  // namespace entente::app

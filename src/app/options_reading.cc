#include <array>

#include "app/option_sheets.h"

namespace entente::app {
namespace {

constexpr std::array verb_rows = {
    Verb{"map", "", 0, 0, "Reads JSONL documents on standard input, writes one JSON answer per line.",
         "Takes {\"id\", \"text\"} and optional title, published, outlet, url on each line, and answers in the same order with "
         "id, language, statements, mentions, positions, relations and error. Offsets count Unicode code points. A line "
         "that cannot be read gets empty lists and an error, and the stream goes on."},
};

constexpr std::array option_rows = {
    Option{"map", "threads", "N", "0", "Threads that read; 0 takes one per processor."},
};

}  // namespace

Sheet reading_sheet() { return {verb_rows, option_rows}; }

}  // namespace entente::app

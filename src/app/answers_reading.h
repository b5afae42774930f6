// Answers about the reading, as tables, JSON or CSV.
#pragma once

#include <string>
#include <vector>

#include "app/pipeline.h"
#include "app/selection.h"
#include "show/brief.h"
#include "show/console.h"

namespace entente::app {

void print_read_report(const ReadReport& report, double seconds, show::OutputFormat format, show::Console& console);
void print_case(const CaseFacts& facts, const ReadReport& report, show::OutputFormat format, show::Console& console);
void print_statements(const std::vector<ToldRow>& rows, show::OutputFormat format, show::Console& console);
void print_positions(const std::vector<StandRow>& rows, show::OutputFormat format, show::Console& console);

void print_brief(const show::Brief& brief, show::OutputFormat format, show::Console& console);

// What is in the dossier: documents, outlets, dates, languages, parties, readings, problems.
Status print_info(const store::Dossier& dossier, show::OutputFormat format, show::Console& console);

// Full text, with the statements of the hits' documents that hold one of the words.
Status print_search(const store::Dossier& dossier, const std::string& words, std::size_t most,
                    show::OutputFormat format, show::Console& console);

}  // namespace entente::app

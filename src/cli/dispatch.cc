#include <algorithm>
#include <string_view>

#include "cli/verbs.h"

namespace entente::cli {
namespace {

struct Row {
  std::string_view verb;
  VerbFunction function;
};

constexpr Row functions[] = {
    // general
    {"reference", run_reference},

    // reading
    {"brief", run_brief},
    {"case", run_case},
    {"correct", run_correct},
    {"corrections", run_corrections},
    {"discrepancies", run_discrepancies},
    {"info", run_info},
    {"map", run_map},
    {"positions", run_positions},
    {"read", run_read},
    {"search", run_search},
    {"statements", run_statements},
    {"stories", run_stories},

    // settling
    {"check", run_check},
    {"packages", run_packages},
    {"forecast", run_forecast},
    {"conflicts", run_conflicts},
    {"certify", run_certify},
    {"sequence", run_sequence},
    {"problem", run_problem},

    // verifying
    {"incidents", run_incidents},
    {"terms", run_terms},
    {"verify", run_verify},
    {"guarantees", run_guarantees},
};

}  // namespace

VerbFunction function_of(std::string_view verb) {
  for (const auto& [name, function] : functions) {
    if (name == verb) return function;
  }
  return nullptr;
}

int complain(Console& console, const Diagnostics& diagnostics, int status) {
  constexpr std::size_t most = 100;
  for (std::size_t i = 0; i < std::min(diagnostics.size(), most); ++i) {
    console.err << "entente: " << to_string(diagnostics[i]) << '\n';
  }
  if (diagnostics.size() > most) console.err << "entente: and " << diagnostics.size() - most << " more\n";
  return status;
}

show::OutputFormat output_format(const Arguments& arguments) {
  if (arguments.has("json")) return show::OutputFormat::json;
  if (arguments.has("csv")) return show::OutputFormat::csv;
  return show::OutputFormat::terminal;
}

}  // namespace entente::cli

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
    {"map", run_map},

    // settling
    {"check", run_check},
    {"packages", run_packages},
    {"conflicts", run_conflicts},
    {"certify", run_certify},
    {"sequence", run_sequence},

    // verifying
};

}  // namespace

VerbFunction function_of(std::string_view verb) {
  for (const auto& [name, function] : functions) {
    if (name == verb) return function;
  }
  return nullptr;
}

show::OutputFormat output_format(const Arguments& arguments) {
  if (arguments.has("json")) return show::OutputFormat::json;
  if (arguments.has("csv")) return show::OutputFormat::csv;
  return show::OutputFormat::terminal;
}

}  // namespace entente::cli

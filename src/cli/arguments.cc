#include "cli/arguments.h"

#include <cstdlib>
#include <deque>
#include <sstream>

#include <CLI/CLI.hpp>

#include "cli/verbs.h"

namespace entente::cli {
namespace {

// What CLI11 writes into while it parses one verb.
struct Bound {
  const app::Verb* verb = nullptr;
  CLI::App* command = nullptr;
  std::vector<std::string> positional;
  struct Value {
    const app::Option* option;
    bool flag = false;
    std::vector<std::string> values;
  };
  std::deque<Value> values;
};

void add_options(Bound& bound, const std::vector<app::Option>& options) {
  for (const app::Option& option : options) {
    Bound::Value& value = bound.values.emplace_back();
    value.option = &option;
    const std::string name = "--" + std::string(option.name);
    const std::string help(option.help);
    CLI::Option* added = nullptr;
    if (option.value.empty()) {
      added = bound.command->add_flag(name, value.flag, help);
    } else {
      added = bound.command->add_option(name, value.values, help)->type_name(std::string(option.value));
      added->allow_extra_args(false);  // else a list option eats the positional arguments that follow it
      if (option.repeated) {
        added->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
      } else {
        added->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
      }
      if (!option.default_value.empty()) added->default_str(std::string(option.default_value));
    }
    added->envname(app::environment_name(option));
  }
}

}  // namespace

std::variant<app::Arguments, Instead> parse_arguments(int argc, const char* const* argv) {
  CLI::App program(
      "Reads the reporting on a negotiation: who stands where, on whose word; what all could sign; what is kept.",
      "entente");
  program.set_version_flag("--version", ENTENTE_VERSION);
  program.require_subcommand(1);
  program.set_help_all_flag("--help-all", "Help on every verb.");
  std::deque<Bound> all;
  std::deque<std::vector<app::Option>> tables;
  for (const app::Verb& verb : app::verbs()) {
    Bound& bound = all.emplace_back();
    bound.verb = &verb;
    bound.command = program.add_subcommand(std::string(verb.name), std::string(verb.summary));
    bound.command->footer(std::string(verb.description));
    if (verb.most_arguments != 0) {
      bound.command->add_option(std::string(verb.arguments), bound.positional)
          ->expected(verb.least_arguments, verb.most_arguments < 0 ? 1 << 20 : verb.most_arguments)
          ->required(verb.least_arguments > 0)
          ->type_name("");
    }
    add_options(bound, tables.emplace_back(app::options_of(verb.name)));
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::ostringstream out;
    std::ostringstream err;
    const int status = program.exit(e, out, err);
    return Instead{status == 0 ? 0 : bad_usage, out.str() + err.str()};
  }
  app::Arguments arguments;
  for (const Bound& bound : all) {
    if (!bound.command->parsed()) continue;
    arguments.verb = bound.verb->name;
    arguments.positional = bound.positional;
    for (const Bound::Value& value : bound.values) {
      const std::string name(value.option->name);
      if (value.option->value.empty()) {
        if (value.flag) arguments.values[name] = {""};
      } else if (!value.values.empty()) {
        arguments.values[name] = value.values;
      } else if (!value.option->default_value.empty()) {
        arguments.values[name] = {std::string(value.option->default_value)};
      }
    }
  }
  return arguments;
}

}  // namespace entente::cli

// The one table of verbs and options. It feeds the command line, the environment and the reference pages in docs/verbs.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::app {

struct Verb {
  std::string_view name;
  std::string_view arguments;  // as usage shows them: "DOSSIER PATH..."
  int least_arguments;
  int most_arguments;            // -1: any number
  std::string_view summary;      // one line
  std::string_view description;  // what a person needs to know, plain text, paragraphs split by an empty line
};

struct Option {
  std::string_view verb;           // whose option it is; "*": of every verb
  std::string_view name;           // without the dashes
  std::string_view value;          // what the value is ("FILE", "N", "DATE"); empty for a flag
  std::string_view default_value;  // as text; empty for none
  std::string_view help;           // one sentence
  bool repeated = false;           // may stand several times
};

std::span<const Verb> verbs();
std::span<const Option> options();
std::vector<Option> options_of(std::string_view verb);  // its own first, then those of every verb
const Verb* find_verb(std::string_view name);

// The environment variable that sets an option where the command line does not: ENTENTE_THREADS for --threads.
std::string environment_name(const Option& option);

// What was asked: positional arguments, and options by name.
class Arguments {
 public:
  std::string verb;
  std::vector<std::string> positional;
  std::map<std::string, std::vector<std::string>, std::less<>> values;  // a flag that is set has one empty value

  bool has(std::string_view option) const { return values.find(option) != values.end(); }
  std::string get(std::string_view option, std::string_view otherwise = "") const;
  std::vector<std::string> all(std::string_view option) const;
  std::optional<double> number(std::string_view option) const;  // nothing where absent or no number
};

// The reference page of a verb, in Markdown, from the table.
std::string reference_page(const Verb& verb);

}  // namespace entente::app

#include "app/options.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace entente::app {

std::vector<Option> options_of(std::string_view verb) {
  std::vector<Option> result;
  for (const Option& option : options()) {
    if (option.verb == verb) result.push_back(option);
  }
  for (const Option& option : options()) {
    if (option.verb == "*") result.push_back(option);
  }
  return result;
}

const Verb* find_verb(std::string_view name) {
  const auto all = verbs();
  const auto at = std::find_if(all.begin(), all.end(), [name](const Verb& verb) { return verb.name == name; });
  return at == all.end() ? nullptr : &*at;
}

std::string environment_name(const Option& option) {
  std::string name = "ENTENTE_";
  for (const char c : option.name) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

std::string Arguments::get(std::string_view option, std::string_view otherwise) const {
  const auto at = values.find(option);
  return at == values.end() || at->second.empty() ? std::string(otherwise) : at->second.back();
}

std::vector<std::string> Arguments::all(std::string_view option) const {
  const auto at = values.find(option);
  return at == values.end() ? std::vector<std::string>{} : at->second;
}

std::optional<double> Arguments::number(std::string_view option) const {
  const std::string text = get(option);
  if (text.empty()) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return value;
}

std::string reference_page(const Verb& verb) {
  std::string page = "# entente " + std::string(verb.name) + "\n\n" + std::string(verb.summary) + "\n\n```\nentente " +
                     std::string(verb.name) + (verb.arguments.empty() ? "" : " ") + std::string(verb.arguments) +
                     " [OPTIONS]\n```\n\n" + std::string(verb.description) +
                     "\n\n| option | meaning | default |\n|---|---|---|\n";
  for (const Option& option : options_of(verb.name)) {
    page += "| `--" + std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value)) +
            "` | " + std::string(option.help) + (option.repeated ? " May stand several times." : "") + " | " +
            std::string(option.default_value) + " |\n";
  }
  return page;
}

}  // namespace entente::app

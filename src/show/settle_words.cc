#include "show/settle_words.h"

#include <fmt/format.h>

namespace entente::show {

std::string evidence_words(const settle::Origin& origin) {
  std::string words;
  for (const settle::Evidence& evidence : origin.evidence) {
    if (!words.empty()) words += '\n';
    if (!evidence.words.empty()) words += "“" + evidence.words + "”";
    std::string by = evidence.speaker;
    for (const std::string* part : {&evidence.date, &evidence.document}) {
      if (!part->empty()) by += (by.empty() ? "" : ", ") + *part;
    }
    if (!by.empty()) words += (evidence.words.empty() ? "" : " ") + ("(" + by + ")");
  }
  return words;
}

format::Json evidence_json(const settle::Origin& origin) {
  format::Json list = format::Json::array();
  for (const settle::Evidence& evidence : origin.evidence) {
    list.push_back({{"document", evidence.document},
                    {"start", evidence.start},
                    {"end", evidence.end},
                    {"words", evidence.words},
                    {"speaker", evidence.speaker},
                    {"date", evidence.date}});
  }
  return list;
}

format::Json package_json(const settle::Problem& problem, const settle::Package& package) {
  format::Json json = format::Json::object();
  for (std::size_t i = 0; i < package.size(); ++i) {
    // Pushed, not looked up: an object in the order of the issues, without a search per key.
    json.get_ref<format::Json::object_t&>().push_back(
        {problem.issues[i].name, problem.issues[i].options[package[i]].name});
  }
  return json;
}

std::string package_words(const settle::Problem& problem, const settle::Package& package,
                          const settle::Package* other) {
  std::string words;
  for (std::size_t i = 0; i < package.size(); ++i) {
    if (other != nullptr && (*other)[i] == package[i]) continue;
    words +=
        (words.empty() ? "" : " · ") + shown(problem.issues[i]) + ": " + shown(problem.issues[i].options[package[i]]);
  }
  return words;
}

std::string number_words(double value) {
  std::string words = fmt::format("{:.4f}", value);
  if (words.size() > 12) return fmt::format("{:.6g}", value);
  while (words.back() == '0') words.pop_back();
  if (words.back() == '.') words.pop_back();
  return words == "-0" ? "0" : words;
}

}  // namespace entente::show

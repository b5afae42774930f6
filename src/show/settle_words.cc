#include "show/settle_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "show/table.h"

namespace entente::show {

std::string whence(const settle::Evidence& evidence) {
  const std::string document = short_name(evidence.document);
  std::string words = evidence.speaker;
  for (const std::string* part : {&evidence.date, &document}) {
    if (!part->empty()) words += (words.empty() ? "" : ", ") + *part;
  }
  return words;
}

std::string evidence_words(const settle::Origin& origin, std::size_t most) {
  std::string words;
  std::size_t shown = 0;
  for (const settle::Evidence& evidence : origin.evidence) {
    if (shown == most) break;
    ++shown;
    if (!words.empty()) words += '\n';
    if (!evidence.words.empty()) words += "“" + evidence.words + "”";
    const std::string by = whence(evidence);
    if (!by.empty()) words += (evidence.words.empty() ? "" : " ") + ("(" + by + ")");
  }
  if (shown < origin.evidence.size()) words += fmt::format("\nand {} more", origin.evidence.size() - shown);
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

std::string joined(const std::vector<std::string>& names, const char* last, std::size_t most) {
  std::string words;
  const std::size_t end = names.size() > most + 1 ? most : names.size();
  for (std::size_t i = 0; i < end; ++i) words += (i == 0 ? "" : i + 1 == names.size() ? last : ", ") + names[i];
  if (end < names.size()) words += fmt::format("{}{} more", last, names.size() - end);
  return words;
}

std::vector<bool> common_issues(const std::vector<settle::Package>& packages) {
  std::vector<bool> common(packages.empty() ? 0 : packages.front().size(), true);
  for (const settle::Package& package : packages) {
    for (std::size_t i = 0; i < common.size(); ++i) common[i] = common[i] && package[i] == packages.front()[i];
  }
  return common;
}

std::string package_words(const settle::Problem& problem, const settle::Package& package,
                          const std::vector<bool>& wanted) {
  std::string words;
  for (std::size_t i = 0; i < package.size(); ++i) {
    if (!wanted[i]) continue;
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

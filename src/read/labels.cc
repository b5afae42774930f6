#include "read/labels.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "read/flow.h"
#include "text/data_file.h"

namespace entente::read {
namespace {

template <typename Visit>
void each_line(std::string_view name, Visit&& visit) {
  std::string_view content = text::data_file(name).value_or("");
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    const std::string_view line = trimmed(content.substr(0, end));
    content.remove_prefix(end == std::string_view::npos ? content.size() : end + 1);
    if (!line.empty() && line.front() != '#') visit(line);
  }
}

const std::unordered_map<std::string, Label>& labels() {
  static const auto table = [] {
    std::unordered_map<std::string, Label> all;
    each_line("ingest/labels.tsv", [&](std::string_view line) {
      const std::size_t tab = line.find('\t');
      if (tab == std::string_view::npos) return;
      all.emplace(line.substr(tab + 1), line.substr(0, tab) == "context" ? Label::context : Label::takeaway);
    });
    return all;
  }();
  return table;
}

const std::unordered_set<std::string_view>& furniture() {
  static const auto table = [] {
    std::unordered_set<std::string_view> all;
    each_line("ingest/furniture.tsv", [&](std::string_view line) { all.insert(line); });
    return all;
  }();
  return table;
}

struct Boilerplate {
  std::string_view start;
  bool sentence = false;  // counts also where the block is a sentence
};

const std::vector<Boilerplate>& boilerplate() {
  static const auto table = [] {
    std::vector<Boilerplate> all;
    each_line("ingest/boilerplate.tsv", [&](std::string_view line) {
      const std::size_t tab = line.find('\t');
      all.push_back({line.substr(0, tab), tab != std::string_view::npos});
    });
    return all;
  }();
  return table;
}

}  // namespace

Label label_of(std::string_view line) {
  line = trimmed(line);
  if (line.size() > 60) return Label::none;
  if (line.ends_with(':')) line.remove_suffix(1);
  std::string key = lowered(trimmed(line));
  const std::size_t curly = key.find("\u2019");
  if (curly != std::string::npos) {
    key.erase(curly, 2);
    key[curly] = '\'';
  }
  const auto at = labels().find(key);
  return at == labels().end() ? Label::none : at->second;
}

std::size_t inline_context_label(std::string_view paragraph) {
  const std::size_t colon = paragraph.substr(0, 40).find(':');
  if (colon == std::string_view::npos || trimmed(paragraph.substr(colon + 1)).empty()) return 0;
  return label_of(paragraph.substr(0, colon)) == Label::context ? colon + 1 : 0;
}

bool names_furniture(std::string_view attribute) {
  std::size_t start = 0;
  // "with-sidebar" says what else is on the page.
  bool says_besides = false;
  const auto is_word = [&](std::size_t from, std::size_t to) {
    if (to <= from) return false;
    const std::string word = lowered(attribute.substr(from, to - from));
    const bool named = !says_besides && furniture().count(word) > 0;
    says_besides = word == "with" || word == "has" || word == "no" || word == "without";
    return named;
  };
  for (std::size_t i = 0; i <= attribute.size(); ++i) {
    const bool end = i == attribute.size() || std::isalnum(static_cast<unsigned char>(attribute[i])) == 0;
    const bool hump = !end && i > start && std::isupper(static_cast<unsigned char>(attribute[i])) != 0 &&
                      std::islower(static_cast<unsigned char>(attribute[i - 1])) != 0;
    if (!end && !hump) continue;
    if (is_word(start, i)) return true;
    if (end && i < attribute.size() && attribute[i] == ' ') says_besides = false;
    start = end ? i + 1 : i;
  }
  return false;
}

bool is_boilerplate(std::string_view block) {
  block = trimmed(block);
  if (block.size() > 160) return false;
  const std::string key = lowered(block);
  if (key.starts_with("\u00a9") || key.starts_with("copyright \u00a9")) return true;
  const bool sentence = ends_a_sentence(block);
  return std::any_of(boilerplate().begin(), boilerplate().end(), [&](const Boilerplate& row) {
    if (!key.starts_with(row.start) || (sentence && !row.sentence)) return false;
    if (key.size() == row.start.size() || key[row.start.size()] == ':') return true;
    return row.start.find(' ') != std::string_view::npos &&
           std::isalnum(static_cast<unsigned char>(key[row.start.size()])) == 0;
  });
}

}  // namespace entente::read

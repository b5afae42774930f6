#include "app/option_words.h"

#include <algorithm>

namespace entente::app {

using settle::OptionIndex;

OptionWords::OptionWords() {
  for (const text::Row& row : text::data_rows("settle/negative_words.txt")) negative_.emplace(row[0]);
}

bool OptionWords::is_negative(std::string_view option) const {
  const auto tokens = text::tokenize(option);
  return !tokens.empty() && negative_.contains(text::fold(tokens.front().span.in(option)));
}

std::optional<OptionIndex> OptionWords::negative(const settle::Issue& issue) const {
  std::optional<OptionIndex> found;
  for (OptionIndex option = 0; option < issue.options.size(); ++option) {
    if (!is_negative(issue.options[option].name)) continue;
    if (found) return std::nullopt;
    found = option;
  }
  return found;
}

std::optional<OptionIndex> OptionWords::named(const settle::Issue& issue, std::string_view words, Where where) {
  constexpr double least_share = 0.6;
  const std::size_t least_own = where == Where::thing ? 1 : 2;
  const auto stems = match_.stems(words);
  const auto of_issue = match_.stems(issue.name);
  bool says_no = false;
  for (const text::Token& token : text::tokenize(words)) {
    says_no = says_no || (where == Where::thing && negative_.contains(text::fold(token.span.in(words))));
  }
  std::vector<std::string> possible;
  std::vector<OptionIndex> option_of;
  std::vector<std::set<std::string>> own;
  for (OptionIndex option = 0; option < issue.options.size(); ++option) {
    const std::string& name = issue.options[option].name;
    auto& mine = own.emplace_back(match_.stems(name));
    std::erase_if(mine, [&](const std::string& stem) { return of_issue.contains(stem); });
    if (is_negative(name) && !says_no) continue;
    possible.push_back(name);
    option_of.push_back(option);
  }
  if (const int best = match_.best(possible, stems, least_share); best >= 0)
    return option_of[static_cast<std::size_t>(best)];
  std::optional<OptionIndex> best;
  std::size_t most = 0;
  bool tied = false;
  for (const OptionIndex option : option_of) {
    const auto hits =
        static_cast<std::size_t>(std::count_if(own[option].begin(), own[option].end(), [&](const auto& s) {
          return stems.contains(s) &&
                 std::count_if(own.begin(), own.end(), [&](const auto& other) { return other.contains(s); }) == 1;
        }));
    if (hits < least_own || hits < most) continue;
    tied = hits == most;
    most = hits;
    best = option;
  }
  return tied ? std::nullopt : best;
}

}  // namespace entente::app

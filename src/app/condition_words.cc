#include "app/condition_words.h"

namespace entente::app {

ConditionWords::ConditionWords() {
  for (const text::Row& row : text::data_rows("settle/condition_words.tsv")) {
    if (row.size() < 2) continue;
    roles_[std::string(row[0])] = row[1] == "order" ? Role::order : row[1] == "unless" ? Role::unless : Role::lead;
  }
  for (const text::Row& row : text::data_rows("cues/verbs.tsv")) {
    if (row.size() > 1 && row[1] == "say") saying_.insert(stemmer_.stem(row[0]));
  }
  saying_.insert("said");  // irregular
  saying_.insert("told");
}

ConditionKind ConditionWords::kind_of(std::string_view condition) const {
  for (const text::Token& token : text::tokenize(condition)) {
    const auto at = roles_.find(text::fold(token.span.in(condition)));
    if (at == roles_.end() || at->second == Role::lead) continue;
    return at->second == Role::order ? ConditionKind::order : ConditionKind::unless;
  }
  return ConditionKind::plain;
}

bool ConditionWords::is_saying(std::string_view clause) const {
  constexpr std::size_t most_words = 14;
  const auto tokens = text::tokenize(clause);
  if (tokens.empty() || tokens.size() > most_words) return false;
  const std::string first = text::fold(tokens.front().span.in(clause));
  if (first == "and" || first == "or" || first == "but") return false;
  for (const text::Token& token : tokens) {
    if (token.is_word() && saying_.contains(stemmer_.stem(text::fold(token.span.in(clause))))) return true;
  }
  return false;
}

std::string ConditionWords::thing_of(std::string_view condition) const {
  std::string_view thing = condition;
  if (const std::size_t comma = thing.find(", "); comma != std::string_view::npos) {
    if (is_saying(thing.substr(comma + 2))) thing = thing.substr(0, comma);
  }
  for (const text::Token& token : text::tokenize(thing)) {
    if (token.is_word() && roles_.contains(text::fold(token.span.in(thing)))) continue;
    if (!token.is_word() && token.kind != text::TokenKind::number) continue;
    thing = thing.substr(token.span.start);
    break;
  }
  while (!thing.empty() && std::string_view(" ,.;:").find(thing.back()) != std::string_view::npos)
    thing.remove_suffix(1);
  return std::string(thing.empty() ? condition : thing);
}

}  // namespace entente::app

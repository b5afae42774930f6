#include "app/word_match.h"

namespace entente::app {

std::set<std::string> WordMatch::stems(std::string_view words) {
  std::set<std::string> found;
  for (const text::Token& token : text::tokenize(words)) {
    const std::string_view word = token.span.in(words);
    if (token.kind == text::TokenKind::number) found.emplace(word);
    if (token.is_word() && word.size() >= 4) found.insert(stemmer_.stem(text::fold(word)));
  }
  return found;
}

double WordMatch::share(std::string_view name, const std::set<std::string>& words) {
  const std::set<std::string> wanted = stems(name);
  if (wanted.empty()) return 0;
  double shared = 0;
  for (const std::string& stem : wanted) shared += words.contains(stem) ? 1 : 0;
  return shared / static_cast<double>(wanted.size());
}

int WordMatch::best(const std::vector<std::string>& names, const std::set<std::string>& words, double least) {
  int best = -1;
  double best_share = 0;
  std::size_t best_size = 0;
  bool tied = false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double value = share(names[i], words);
    const std::size_t size = stems(names[i]).size();
    if (value < least || value < best_share || (value == best_share && size < best_size)) continue;
    tied = value == best_share && size == best_size && best >= 0;
    best = static_cast<int>(i);
    best_share = value;
    best_size = size;
  }
  return tied ? -1 : best;
}

}  // namespace entente::app

#include "frame/issue_terms.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>

#include "text/data_file.h"

namespace entente::frame {
namespace {

constexpr double generic_share = 0.15;  // of the weight that a word of any negotiation would have by its rarity

using WordSet = std::unordered_set<std::string>;

const WordSet& small_words() {
  static const WordSet words = [] {
    WordSet list;
    for (const text::Row& row : text::data_rows("stances/words.tsv")) {
      const bool small =
          row.size() > 1 &&
          (row[0] == "determiner" || row[0] == "preposition" || row[0] == "connector" || row[0] == "auxiliary" ||
           row[0] == "be" || row[0] == "modal" || row[0] == "pronoun" || row[0] == "relative" || row[0] == "negator");
      if (!small) continue;
      for (const std::string_view word : text::split_list(row[1])) list.emplace(word);
    }
    return list;
  }();
  return words;
}

const WordSet& words_of_no_thing() {
  static const WordSet words = [] {
    WordSet list;
    for (const text::Row& row : text::data_rows("stances/no_things.txt")) list.emplace(row[0]);
    return list;
  }();
  return words;
}

const WordSet& generic_stems() {
  static const WordSet stems = [] {
    WordSet list;
    text::Stemmer stemmer;
    for (const text::Row& row : text::data_rows("stances/generic_terms.txt")) list.insert(stemmer.stem(row[0]));
    return list;
  }();
  return stems;
}

}  // namespace

double cosine(const std::vector<Weighted>& a, const std::vector<Weighted>& b) {
  double sum = 0;
  for (const Weighted& x : a) {
    for (const Weighted& y : b) {
      if (x.term == y.term) sum += x.weight * y.weight;
    }
  }
  return sum;
}

bool TermReader::names_nothing(std::string_view phrase) const {
  std::string folded;
  for (const text::Token& token : text::tokenize(phrase)) {
    if (!token.is_word() && token.kind != text::TokenKind::number) continue;
    text::fold_into(token.span.in(phrase), folded);
    if (!small_words().contains(folded) && !words_of_no_thing().contains(folded)) return false;
  }
  return true;
}

const std::string& TermReader::stem(const std::string& folded) {
  const auto [at, fresh] = stems_.try_emplace(folded);
  if (fresh) at->second = stemmer_.stem(folded);
  return at->second;
}

std::vector<std::string> TermReader::terms(std::string_view phrase) {
  std::vector<std::string> result;
  std::string folded;
  for (const text::Token& token : text::tokenize(phrase)) {
    if (!token.is_word() && token.kind != text::TokenKind::number) continue;
    text::fold_into(token.span.in(phrase), folded);
    if (small_words().contains(folded)) continue;
    result.push_back(stem(folded));
  }
  return result;
}

std::string key_of(std::vector<std::string> terms) {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  std::string key;
  for (const std::string& term : terms) {
    if (!key.empty()) key += ' ';
    key += term;
  }
  return key;
}

Weights::Weights(const std::vector<std::vector<std::string>>& terms, const std::vector<std::uint32_t>& which) {
  std::map<std::string, std::uint32_t> frequency;
  for (const std::uint32_t i : which) {
    std::vector<std::string> distinct = terms[i];
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    for (const std::string& term : distinct) ++frequency[term];
  }
  const double all = static_cast<double>(which.size());
  std::uint32_t number = 0;
  for (const auto& [term, count] : frequency) {  // in the alphabet's order: numbers do not depend on the input's order
    double weight = std::log(1.0 + all / static_cast<double>(count));
    if (is_generic(term)) weight *= generic_share;
    terms_[term] = {number++, weight};
  }
}

bool Weights::is_generic(const std::string& stem) { return generic_stems().contains(stem); }

std::vector<Weighted> Weights::vector(std::vector<std::string> terms) const {
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  std::vector<Weighted> vector;
  double norm = 0;
  for (const std::string& term : terms) {
    const auto known = terms_.find(term);
    if (known == terms_.end()) continue;
    vector.push_back({known->second.number, known->second.weight});
    norm += known->second.weight * known->second.weight;
  }
  for (Weighted& term : vector) term.weight /= std::sqrt(norm);
  std::sort(vector.begin(), vector.end(), [](const Weighted& a, const Weighted& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  return vector;
}

CaseIssues::CaseIssues(const CaseFacts& facts) {
  TermReader reader;
  for (std::uint32_t issue = 0; issue < facts.issues.size(); ++issue) {
    const auto add = [&](std::string_view phrase) {
      Keyword keyword{reader.terms(phrase), issue};
      if (!keyword.stems.empty()) by_first_stem_[keyword.stems.front()].push_back(keyword);
    };
    add(facts.issues[issue].name);
    for (const std::string& keyword : facts.issues[issue].keywords) add(keyword);
  }
}

std::optional<std::uint32_t> CaseIssues::issue_of(const IssuePhrase& phrase, TermReader& reader) const {
  if (by_first_stem_.empty()) return std::nullopt;
  if (const std::optional<std::uint32_t> issue = issue_in(reader.terms(phrase.phrase))) return issue;
  return issue_in(reader.terms(phrase.context));
}

std::optional<std::uint32_t> CaseIssues::issue_in(const std::vector<std::string>& terms) const {
  std::optional<std::uint32_t> best;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto keywords = by_first_stem_.find(terms[i]);
    if (keywords == by_first_stem_.end()) continue;
    for (const Keyword& keyword : keywords->second) {
      const std::size_t length = keyword.stems.size();
      if (i + length > terms.size() ||
          !std::equal(keyword.stems.begin(), keyword.stems.end(), terms.begin() + static_cast<std::ptrdiff_t>(i)))
        continue;
      if (length > longest || (length == longest && keyword.issue < *best)) {
        best = keyword.issue;
        longest = length;
      }
    }
  }
  return best;
}

}  // namespace entente::frame

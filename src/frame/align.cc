#include "frame/align.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace entente::frame {
namespace {

constexpr double least_similarity = 0.34;
constexpr double least_rest = 0.4;  // of a second partner's weight that the first partner does not account for
constexpr double least_common_weight = 2.5;
constexpr float name_weight = 1.4F;
constexpr float number_weight = 1.2F;

Concept hash_of(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash == 0 ? 1 : hash;
}

// Sums in the order of the words.
ConceptWeights weights_of(const ToldSentence& sentence) {
  ConceptWeights weights;
  for (const ToldWord& word : sentence.words) {
    if (word.weight > 0) weights.emplace_back(word.concept_id, static_cast<double>(word.weight));
  }
  std::stable_sort(weights.begin(), weights.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (kept > 0 && weights[kept - 1].first == weights[i].first)
      weights[kept - 1].second += weights[i].second;
    else
      weights[kept++] = weights[i];
  }
  weights.resize(kept);
  return weights;
}

bool is_all_capitals(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// The weight of a concept in a sentence; 0 where it does not stand there.
double weight_in(const ConceptWeights& weights, Concept wanted) {
  const auto at = std::lower_bound(weights.begin(), weights.end(), wanted,
                                   [](const auto& entry, Concept value) { return entry.first < value; });
  return at == weights.end() || at->first != wanted ? 0 : at->second;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// Whether a mark opens a quotation: by its shape, or, of a straight one, where a space stands on one side alone. Else
// it is the other of a pair.
bool opens_quotation(std::string_view text, const text::Token& token, bool is_open) {
  const std::string_view mark = token.span.in(text);
  if (mark == "“" || mark == "„" || mark == "«" || mark == "``") return true;
  if (mark != "\"") return false;
  const bool space_behind = token.span.end >= text.size() || is_space(text[token.span.end]);
  return token.space_before == space_behind ? !is_open : token.space_before;
}

bool ends_speech(std::string_view folded) {
  return folded == "," || folded == "." || folded == "!" || folded == "?" || folded == "…" || folded == "...";
}

}  // namespace

WordKnowledge::WordKnowledge() {
  text::Stemmer stemmer;
  for (const text::Row& row : text::data_rows("stances/irregular_verbs.tsv")) {
    const std::string lemma(row.front());
    for (std::size_t i = 1; i < row.size(); ++i) {
      for (const std::string_view form : text::split_list(row[i])) lemma_of_.emplace(std::string(form), lemma);
    }
  }
  for (const text::Row& row : text::data_rows("stories/empty_words.txt")) {
    for (const std::string_view word : text::split_list(row.front(), ' ')) empty_.emplace(word);
  }
  for (const text::Row& row : text::data_rows("discrepancies/furniture.txt")) furniture_.emplace(row.front());
  Concept group = 1;
  for (const text::Row& row : text::data_rows("discrepancies/equal_words.tsv")) {
    ++group;
    for (const std::string_view word : text::split_list(row.front())) group_of_.emplace(stem(word, stemmer), group);
  }
}

std::string WordKnowledge::stem(std::string_view folded, text::Stemmer& stemmer) const {
  const auto at = lemma_of_.find(std::string(folded));
  return stemmer.stem(at == lemma_of_.end() ? folded : std::string_view(at->second));
}

std::vector<std::string> WordKnowledge::forms_of(std::string_view lemma) const {
  const std::string word(lemma);
  std::vector<std::string> forms = {word, word + "s"};
  const char last = word.back();
  const bool ends_in_y =
      last == 'y' && word.size() > 1 && std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos;
  if (last == 'e') {
    forms.push_back(word + "d");
    forms.push_back(word.substr(0, word.size() - 1) + "ing");
  } else if (ends_in_y) {
    const std::string stem = word.substr(0, word.size() - 1);
    forms.insert(forms.end(), {stem + "ies", stem + "ied", word + "ing"});
  } else {
    forms.insert(forms.end(), {word + "ed", word + "ing", word + "es", word + last + "ed", word + last + "ing"});
  }
  for (const auto& [form, of] : lemma_of_) {
    if (of == word) forms.push_back(form);
  }
  return forms;
}

Concept WordKnowledge::concept_of_stem(const std::string& stem) const {
  const auto at = group_of_.find(stem);
  return at == group_of_.end() ? hash_of(stem) : at->second;
}

Concept WordKnowledge::concept_of(std::string_view word) const {
  text::Stemmer stemmer;
  return concept_of_stem(stem(word, stemmer));
}

ToldText WordKnowledge::read(std::string_view text, const std::vector<Span>& sentences) const {
  WordMemo memo;
  return read(text, sentences, memo);
}

ToldText WordKnowledge::read(std::string_view text, const std::vector<Span>& sentences, WordMemo& memo) const {
  ToldText told;
  told.text = text;
  text::Stemmer stemmer;
  bool quoted = false;
  std::size_t before = 0;
  for (const Span span : sentences) {
    if (text.substr(before, span.start - std::min<std::size_t>(before, span.start)).find('\n') !=
        std::string_view::npos)
      quoted = false;
    before = span.end;
    ToldSentence sentence;
    sentence.span = span;
    bool marked = false;  // a quotation mark stood in the sentence already
    bool may_be_furniture = false;
    for (const text::Token& token : text::tokenize(text, span)) {
      if (token.kind == text::TokenKind::clitic) continue;
      ToldWord word;
      word.span = token.span;
      if (token.kind == text::TokenKind::quote) {
        const bool opens = opens_quotation(text, token, quoted);
        // Opened in a line before this one: all of the sentence so far is quoted.
        if (!opens && !quoted && !marked && !sentence.words.empty() && ends_speech(sentence.words.back().folded))
          for (ToldWord& earlier : sentence.words) earlier.quoted = true;
        quoted = opens;
        marked = true;
      } else {
        word.quoted = quoted;
      }
      word.folded = text::fold(token.span.in(text));
      word.starts = sentence.words.empty();
      word.punctuation = !token.is_word() && token.kind != text::TokenKind::number;
      if (!word.punctuation) {
        word.capital = token.starts_upper();
        const bool is_number = token.kind == text::TokenKind::number;
        const auto [entry, is_new] = memo.enter(word.folded);
        KnownWord& known = entry.value;
        if (is_new) {
          known.concept_id = concept_of_stem(is_number ? word.folded : stem(word.folded, stemmer));
          known.is_empty = empty_.contains(word.folded);
          known.is_furniture = furniture_.contains(word.folded);
        }
        word.concept_id = known.concept_id;
        may_be_furniture |= known.is_furniture;
        if (!known.is_empty) {
          word.weight = is_number ? number_weight : word.capital && !word.starts ? name_weight : 1.0F;
          sentence.weight += static_cast<double>(word.weight);
        }
      }
      sentence.words.push_back(std::move(word));
    }
    if (sentence.words.empty()) continue;
    // A sentence that is in capitals throughout says nothing by them.
    const bool shouted =
        std::none_of(span.in(text).begin(), span.in(text).end(), [](char c) { return c >= 'a' && c <= 'z'; });
    for (std::uint32_t i = 0; i < sentence.words.size() && may_be_furniture && !shouted; ++i) {
      const ToldWord& word = sentence.words[i];
      if (furniture_.contains(word.folded) && is_all_capitals(word.span.in(text))) sentence.furniture = i + 1;
    }
    sentence.concepts = weights_of(sentence);
    told.sentences.push_back(std::move(sentence));
  }
  for (std::uint32_t s = 0; s < told.sentences.size(); ++s) {
    for (const auto& [word, weight] : told.sentences[s].concepts) told.places.push_back({word, s, weight});
  }
  std::sort(told.places.begin(), told.places.end(), [](const ConceptPlace& a, const ConceptPlace& b) {
    return a.concept_id != b.concept_id ? a.concept_id < b.concept_id : a.sentence < b.sentence;
  });
  return told;
}

std::span<const ConceptPlace> ToldText::places_of(Concept wanted) const {
  const auto first =
      std::lower_bound(places.begin(), places.end(), wanted,
                       [](const ConceptPlace& place, Concept value) { return place.concept_id < value; });
  auto last = first;
  while (last != places.end() && last->concept_id == wanted) ++last;
  return {first, last};
}

std::vector<SentencePair> align_sentences(const ToldText& a, const ToldText& b) {
  // Common weight of every pair that shares a word, by the words of b; a word that many sentences have says less.
  std::vector<SentencePair> candidates;
  std::vector<double> common(b.sentences.size());
  for (std::uint32_t i = 0; i < a.sentences.size(); ++i) {
    std::fill(common.begin(), common.end(), 0.0);
    for (const auto& [word, weight] : a.sentences[i].concepts) {
      for (const ConceptPlace& place : b.places_of(word)) common[place.sentence] += std::min(weight, place.weight);
    }
    for (std::uint32_t j = 0; j < b.sentences.size(); ++j) {
      if (common[j] < least_common_weight) continue;
      const double x = a.sentences[i].weight;
      const double y = b.sentences[j].weight;
      const double dice = 2 * common[j] / (x + y);
      const double containment = common[j] / std::min(x, y);
      const double similarity = (dice + containment) / 2;
      if (similarity >= least_similarity) candidates.push_back({i, j, similarity});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const SentencePair& x, const SentencePair& y) { return x.similarity > y.similarity; });
  struct Partners {
    int count = 0;
    const ToldSentence* first = nullptr;
  };
  std::vector<Partners> of_a(a.sentences.size()), of_b(b.sentences.size());
  // What a sentence has in common with a second partner, and with the first one not: it must bring words of its own.
  auto rest = [](const ToldSentence& longer, const Partners& partners, const ToldSentence& other) {
    double weight = 0;
    for (const auto& [word, each] : other.concepts) {
      const double in_longer = weight_in(longer.concepts, word);
      if (in_longer > 0 && weight_in(partners.first->concepts, word) == 0) weight += std::min(each, in_longer);
    }
    return weight;
  };
  std::vector<SentencePair> pairs;
  for (const SentencePair& pair : candidates) {
    Partners& x = of_a[pair.a];
    Partners& y = of_b[pair.b];
    if (x.count + y.count > 1) continue;
    const ToldSentence& in_a = a.sentences[pair.a];
    const ToldSentence& in_b = b.sentences[pair.b];
    if (x.count + y.count == 1) {
      const double fresh = x.count == 1 ? rest(in_a, x, in_b) : rest(in_b, y, in_a);
      const double whole = x.count == 1 ? in_b.weight : in_a.weight;
      if (fresh < least_common_weight || fresh < least_rest * whole) continue;
    }
    if (++x.count == 1) x.first = &in_b;
    if (++y.count == 1) y.first = &in_a;
    pairs.push_back(pair);
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const SentencePair& x, const SentencePair& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  return pairs;
}

Likeness likeness(const ToldText& a, const ToldText& b, const std::vector<SentencePair>& pairs) {
  auto share = [&](const ToldText& text, auto side) {
    std::map<std::uint32_t, double> best;
    for (const SentencePair& pair : pairs) best[side(pair)] = std::max(best[side(pair)], pair.similarity);
    double weight = 0, all = 0;
    for (std::uint32_t i = 0; i < text.sentences.size(); ++i) {
      all += text.sentences[i].weight;
      if (const auto at = best.find(i); at != best.end()) weight += at->second * text.sentences[i].weight;
    }
    return all > 0 ? weight / all : 0;
  };
  return {share(a, [](const SentencePair& pair) { return pair.a; }),
          share(b, [](const SentencePair& pair) { return pair.b; })};
}

WordAlignment align_words(const ToldSentence& a, const ToldSentence& b) {
  const std::size_t n = a.words.size();
  const std::size_t m = b.words.size();
  auto match = [](const ToldWord& x, const ToldWord& y) {
    if (x.concept_id != y.concept_id || x.punctuation || y.punctuation) return 0.0F;
    if (x.folded == y.folded) return 0.15F + x.weight;
    return x.weight > 0 && y.weight > 0 ? 0.1F + std::min(x.weight, y.weight) : 0.0F;
  };
  std::vector<float> best((n + 1) * (m + 1), 0.0F);
  auto at = [&](std::size_t i, std::size_t j) -> float& { return best[i * (m + 1) + j]; };
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      const float both = match(a.words[i], b.words[j]);
      at(i, j) = std::max({at(i + 1, j), at(i, j + 1), both > 0 ? both + at(i + 1, j + 1) : 0.0F});
    }
  }
  WordAlignment result;
  result.b_of_a.assign(n, -1);
  result.a_of_b.assign(m, -1);
  Gap gap;
  auto close = [&](std::size_t i, std::size_t j) {
    gap.a_last = static_cast<std::uint32_t>(i);
    gap.b_last = static_cast<std::uint32_t>(j);
    if (gap.a_first < gap.a_last || gap.b_first < gap.b_last) result.gaps.push_back(gap);
    gap = {static_cast<std::uint32_t>(i + 1), 0, static_cast<std::uint32_t>(j + 1), 0};
  };
  std::size_t i = 0, j = 0;
  while (i < n && j < m) {
    const float both = match(a.words[i], b.words[j]);
    if (both > 0 && at(i, j) == both + at(i + 1, j + 1)) {
      result.b_of_a[i] = static_cast<std::int32_t>(j);
      result.a_of_b[j] = static_cast<std::int32_t>(i);
      close(i, j);
      ++i;
      ++j;
    } else if (at(i, j) == at(i + 1, j)) {
      ++i;
    } else {
      ++j;
    }
  }
  close(n, m);
  return result;
}

}  // namespace entente::frame

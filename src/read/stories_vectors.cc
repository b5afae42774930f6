#include "read/stories_vectors.h"

#include <algorithm>
#include <cmath>

namespace entente::read {
namespace {

// What a title's word, a name or a figure counts beside a word of running text; chosen on the first half of the
// triplets, where anything from 2 to 5 for titles and 0.3 to 1 more for names does nearly as well.
constexpr float title_count = 3.0F;
constexpr float name_bonus = 0.5F;
constexpr float actor_bonus = 1.0F;
// A report tells its news first: words of its lead count more. Chosen there too; 0.3 to 0.7 does as well.
constexpr float lead_bonus = 0.5F;
constexpr std::size_t lead_words = 60;

constexpr double imagined_documents = 50;
constexpr double imagined_with_term = 1;

std::uint32_t term_hash(std::string_view stem) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : stem) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  const auto folded = static_cast<std::uint32_t>(mix(hash) >> 32);
  return folded == 0 ? 1 : folded;
}

}  // namespace

StemHashes::StemHashes() {
  std::uint32_t group = 0;
  for (const text::Row& row : text::data_rows("discrepancies/equal_words.tsv")) {
    ++group;
    for (const std::string_view word : text::split_list(row.front())) {
      if (word.find(' ') == std::string_view::npos)
        group_of_.emplace(stemmer_.stem(word), term_hash("#" + std::to_string(group)));
    }
  }
  for (const text::Row& row : text::data_rows("stories/empty_words.txt")) {
    for (const std::string_view word : text::split_list(row.front(), ' ')) {
      StoryWords words;
      split_words(word, words);
      for (const StoryWord& each : words.words) known_[each.hash] = 0;
    }
  }
}

std::uint32_t StemHashes::hash_of(const StoryWord& word, const StoryWords& words) {
  const auto [at, is_new] = known_.try_emplace(word.hash, 0);
  if (is_new && (word.length > 1 || word.digit)) {
    const std::string stem(stemmer_.stem(words.letters_of(word)));
    const auto group = group_of_.find(stem);
    at->second = group == group_of_.end() ? term_hash(stem) : group->second;
  }
  return at->second;
}

std::vector<Term> terms_of(const StoryWords& words, std::size_t title_words, std::span<const StoryWord> names,
                           const StoryWords& name_words, StemHashes& stems) {
  std::vector<Term> terms;
  terms.reserve(words.words.size());
  for (std::size_t i = 0; i < words.words.size(); ++i) {
    const StoryWord& word = words.words[i];
    const std::uint32_t hash = stems.hash_of(word, words);
    if (hash == 0) continue;
    const float base = i < title_words ? title_count : i < title_words + lead_words ? 1 + lead_bonus : 1;
    terms.push_back({hash, word.capital || word.digit ? base * (1 + name_bonus) : base});
  }
  for (const StoryWord& name : names) {
    const std::uint32_t hash = stems.hash_of(name, name_words);
    if (hash != 0) terms.push_back({hash, actor_bonus});
  }
  // Counts are sums of quarters, exact in a float, so that the order of equal hashes does not matter.
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.hash < b.hash; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms.size();) {
    Term term = terms[i];
    for (++i; i < terms.size() && terms[i].hash == term.hash; ++i) term.count += terms[i].count;
    term.count = 1 + std::log(term.count);
    terms[kept++] = term;
  }
  terms.resize(kept);
  terms.shrink_to_fit();
  return terms;
}

void DocumentFrequencies::add(std::span<const Term> terms) {
  for (const Term& term : terms) ++counts_[term.hash];
  ++documents_;
}

void DocumentFrequencies::remove(std::span<const Term> terms) {
  for (const Term& term : terms) {
    const auto at = counts_.find(term.hash);
    if (at != counts_.end() && --at->second == 0) counts_.erase(at);
  }
  --documents_;
}

float DocumentFrequencies::idf(std::uint32_t term) const {
  const auto at = counts_.find(term);
  const double with_term = at == counts_.end() ? 0 : at->second;
  return static_cast<float>(
      std::log((static_cast<double>(documents_) + imagined_documents) / (with_term + imagined_with_term)));
}

Vector weighted(std::span<const Term> terms, const DocumentFrequencies& frequencies) {
  Vector vector;
  vector.reserve(terms.size());
  double squares = 0;
  for (const Term& term : terms) {
    const float weight = term.count * frequencies.idf(term.hash);
    vector.push_back({term.hash, weight});
    squares += static_cast<double>(weight) * weight;
  }
  if (squares > 0) {
    const auto scale = static_cast<float>(1 / std::sqrt(squares));
    for (WeightedTerm& term : vector) term.weight *= scale;
  }
  return vector;
}

double cosine(const Vector& a, const Vector& b) {
  double sum = 0;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() && y != b.end()) {
    if (x->hash == y->hash) {
      sum += static_cast<double>(x->weight) * y->weight;
      ++x;
      ++y;
    } else if (x->hash < y->hash) {
      ++x;
    } else {
      ++y;
    }
  }
  return sum;
}

std::vector<std::uint32_t> heaviest(const Vector& vector, std::size_t most) {
  Vector terms = vector;
  const std::size_t count = std::min(most, terms.size());
  std::partial_sort(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(count), terms.end(),
                    [](const WeightedTerm& a, const WeightedTerm& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
                    });
  std::vector<std::uint32_t> hashes;
  for (std::size_t i = 0; i < count; ++i) hashes.push_back(terms[i].hash);
  return hashes;
}

}  // namespace entente::read

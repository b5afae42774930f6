#include "read/stories_features.h"

#include <algorithm>

namespace entente::read {
namespace {

constexpr double copy_evidence = 0.5;  // containment from which shared words say more than the vocabulary
constexpr std::size_t least_copy_shingles = 12;
constexpr double quotation_bonus = 0.1;
constexpr double quotation_full = 8;  // shared shingles within quotations that give the whole bonus
// What titles add by how near their meanings are, and how much is usual, so that one threshold serves documents with
// and without. Chosen on the first half of the triplets.
constexpr double meaning_bonus = 0.3;
constexpr double usual_bonus = 0.09;
constexpr double near_days = 3;  // apart, and nothing is damped
constexpr double damping_days =
    14;  // more, and similarity counts half: reports of one event spread over some two weeks

std::uint64_t hash_text(std::string_view words, std::uint64_t seed) {
  std::uint64_t hash = seed ^ 0xcbf29ce484222325ULL;
  for (const char c : words) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mix(hash);
}

std::uint64_t hash_words(std::span<const StoryWord> words) {
  std::uint64_t hash = words.size();
  for (const StoryWord& word : words) hash = mix(hash * 0x9e3779b97f4a7c15ULL + word.hash);
  return hash;
}

double damping(const Features& a, const Features& b) {
  if (a.last_day < a.first_day || b.last_day < b.first_day) return 1;
  const std::int64_t apart = std::max(a.first_day - b.last_day, b.first_day - a.last_day);
  const double excess = static_cast<double>(apart) - near_days;
  return excess <= 0 ? 1 : 1 / (1 + excess / damping_days);
}

template <typename Common>
float similarity_by(const Features& a, const Features& b, const Common& common, double background, bool may_be_copies) {
  double result = std::max(0.0, (common.cosine() - background) / (1 - background)) * damping(a, b);
  if (!a.shingles.quoted.empty() && !b.shingles.quoted.empty()) {
    const auto shared = static_cast<double>(common.common_quoted());
    result += quotation_bonus * std::min(1.0, shared / quotation_full);
  }
  if (!a.own_meaning.empty() && a.own_meaning.size() == b.own_meaning.size()) {
    const double bonus = meaning_bonus * damping(a, b) * cosine(a.own_meaning, b.own_meaning);
    result = std::max(0.0, result + bonus - usual_bonus);
  }
  if (may_be_copies && std::min(a.shingles.all.size(), b.shingles.all.size()) >= least_copy_shingles) {
    const Overlap overlap = common.overlap();
    if (overlap.containment >= copy_evidence) result = std::max(result, overlap.containment);
  }
  if (a.words_hash == b.words_hash) result = 1;
  return static_cast<float>(std::min(result, 1.0));
}

}  // namespace

Prepared prepare(const StoryDocument& document, StemHashes& stems, const SourceFinder& sources) {
  thread_local StoryWords words;
  thread_local StoryWords names;
  words.clear();
  names.clear();
  split_words(document.title, words);
  const std::size_t title_words = words.words.size();
  for (StoryWord& word : words.words) word.quoted = false;
  split_words(document.text, words);
  for (const std::string& actor : document.actors) split_words(actor, names);
  const std::span<const StoryWord> text_words = std::span<const StoryWord>(words.words).subspan(title_words);

  Prepared prepared;
  Features& features = prepared.features;
  features.words_hash = hash_words(text_words);
  features.key = mix(features.words_hash ^ mix(hash_words(std::span<const StoryWord>(words.words).first(title_words)) +
                                               hash_words(names.words)));
  features.shingles = shingles_of(text_words);
  features.bands = minhash_keys(features.shingles.all);
  features.terms = terms_of(words, title_words, names.words, names, stems);
  features.meaning.assign(document.meaning.begin(), document.meaning.end());
  if (document.published.precision >= DatePrecision::day) {
    features.first_day = features.last_day = first_day(document.published);
  }

  Told& told = prepared.told;
  told.published = document.published;
  told.outlet = outlet_key(document.outlet);
  told.stated = sources.find(document.text);
  if (told.outlet.empty() && !told.stated.empty() && told.stated.front().dateline) {
    told.outlet = outlet_key(told.stated.front().name);  // an agency's own text
  }
  told.identity = hash_text(
      document.text,
      hash_text(document.title,
                hash_text(document.outlet, hash_text(document.url, hash_text(to_string(document.published), 0)))));
  // Documents without a word are no copies of one another.
  if (text_words.empty()) features.words_hash = features.key = mix(told.identity);
  return prepared;
}

float similarity(const Features& a, const Features& b, const Merged& common, double background, bool may_be_copies) {
  return similarity_by(a, b, common, background, may_be_copies);
}

float similarity(const Features& a, const Features& b, const Counted& common, double background, bool may_be_copies) {
  return similarity_by(a, b, common, background, may_be_copies);
}

}  // namespace entente::read

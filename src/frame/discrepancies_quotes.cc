// Quotations that two tellings give in different words.
#include <algorithm>

#include "frame/discrepancies_prepare.h"

namespace entente::frame {
namespace {

using Quotation = PreparedTelling::Quotation;

constexpr std::size_t least_words = 4;
constexpr std::size_t least_words_elsewhere = 6;
constexpr double least_common = 0.55;  // of the shorter quotation
constexpr double least_common_elsewhere = 0.7;
constexpr double whole = 0.95;  // from here on one is the other, cut perhaps
constexpr std::uint32_t least_partial_weight = 2;
constexpr std::size_t longest_other_end = 4;  // words
constexpr double least_density = 0.6;         // of common words in the stretch that they span

ToldSentence part_of(const ToldSentence& sentence, std::uint32_t first, std::uint32_t last) {
  ToldSentence part;
  for (std::uint32_t i = first; i < last; ++i) {
    if (sentence.words[i].punctuation) continue;
    part.words.push_back(sentence.words[i]);
    // "U.S." and "US", "e-mails" and "emails" are one.
    std::string& folded = part.words.back().folded;
    std::erase_if(folded, [](char c) { return c == '.' || c == '-'; });
    // "couldn't" and "could not" are one, "cannot" and "can not" too.
    const bool contracted = folded.size() > 4 && folded.ends_with("n't");
    if (!contracted && folded != "cannot" && folded != "can't") continue;
    ToldWord negation = part.words.back();
    negation.folded = "not";
    negation.weight = 0;
    folded = folded == "won't" ? "will" : contracted && folded != "can't" ? folded.substr(0, folded.size() - 3) : "can";
    part.words.push_back(std::move(negation));
  }
  return part;
}

// Compares two quotations word by word: the share of the shorter one that is common, and whether what differs between
// the first and the last common word is more than a cut or small words.
struct QuoteComparison {
  double common = 0;
  bool differs_inside = false;
  bool other_word = false;  // and that is a word that says something, for another one
  bool negated = false;     // one of them says "not" between common words, the other does not
};

bool is_negation(const ToldWord& word) { return word.folded == "not" || word.folded == "never" || word.folded == "no"; }

QuoteComparison compare_from(const ToldSentence& a, const ToldSentence& b) {
  const std::size_t n = a.words.size();
  const std::size_t m = b.words.size();
  std::vector<std::uint16_t> best((n + 1) * (m + 1), 0);
  auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& { return best[i * (m + 1) + j]; };
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      at(i, j) = a.words[i].folded == b.words[j].folded ? static_cast<std::uint16_t>(1 + at(i + 1, j + 1))
                                                        : std::max(at(i + 1, j), at(i, j + 1));
    }
  }
  QuoteComparison result;
  result.common = static_cast<double>(at(0, 0)) / static_cast<double>(std::max<std::size_t>(1, std::min(n, m)));
  std::size_t i = 0, j = 0;
  double skipped_a = 0, skipped_b = 0;
  int negations = 0;  // skipped on the one side, less those on the other
  bool begun = false;
  std::size_t first_a = 0, first_b = 0;  // the first common word
  std::size_t end_a = 0, end_b = 0;      // behind the last common word
  while (i < n && j < m) {
    if (a.words[i].folded == b.words[j].folded) {
      if (begun && skipped_a > 0 && skipped_b > 0) result.differs_inside = true;
      if (begun && skipped_a >= 1 && skipped_b >= 1) result.other_word = true;
      if (begun && negations != 0) result.negated = true;
      negations = 0;
      if (!begun) {
        first_a = i;
        first_b = j;
      }
      begun = true;
      skipped_a = skipped_b = 0;
      end_a = ++i;
      end_b = ++j;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      negations += is_negation(a.words[i]) ? 1 : 0;
      skipped_a += a.words[i++].weight > 0 ? 1 : 0.4;
    } else {
      negations -= is_negation(b.words[j]) ? 1 : 0;
      skipped_b += b.words[j++].weight > 0 ? 1 : 0.4;
    }
  }
  // A quotation may begin or end in other words too; but where one goes on for long, the other is cut.
  auto other_words = [](const ToldSentence& in, std::size_t first, std::size_t last) {
    return last > first && last - first <= longest_other_end &&
           std::any_of(in.words.begin() + static_cast<std::ptrdiff_t>(first),
                       in.words.begin() + static_cast<std::ptrdiff_t>(last),
                       [](const ToldWord& word) { return word.weight > 0; });
  };
  const bool other_end = begun && other_words(a, end_a, n) && other_words(b, end_b, m);
  const bool other_begin = begun && a.words.front().folded != b.words.front().folded && first_a > 0 && first_b > 0 &&
                           other_words(a, 0, first_a) && other_words(b, 0, first_b);
  result.differs_inside = result.differs_inside || other_end || other_begin;
  // What is common must stand together, not be gathered from all over a longer quotation.
  const double stretch = static_cast<double>(std::max(end_a - first_a, end_b - first_b));
  if (static_cast<double>(at(0, 0)) < least_density * stretch) result.common = 0;
  return result;
}

// Of two alignments that are equally long, the one whose common words stand together: where the first skips words of a,
// the other skips words of b.
QuoteComparison compare(const ToldSentence& a, const ToldSentence& b) {
  const QuoteComparison from_a = compare_from(a, b);
  const QuoteComparison from_b = compare_from(b, a);
  return from_b.common > from_a.common ? from_b : from_a;
}

bool overlaps_pair(const Comparison& comparison, std::uint32_t a, std::uint32_t b) {
  return std::any_of(comparison.pairs.begin(), comparison.pairs.end(),
                     [&](const SentencePair& pair) { return pair.a == a && pair.b == b; });
}

// Who speaks in a sentence that may be wholly quoted: it says so itself, or the one before or behind it does.
std::string speaker_of(const PreparedTelling& text, std::uint32_t sentence) {
  for (const std::int64_t offset : {0, -1, 1}) {
    for (const auto& attribution : text.attributions) {
      if (std::int64_t{attribution.sentence} == std::int64_t{sentence} + offset && !attribution.speaker.empty())
        return attribution.speaker;
    }
  }
  return "";
}

// In a rewrite: a quotation of a few words in a sentence of which the other text has nothing like them.
void find_partial(const Comparison& comparison, bool quoted_in_b, Findings& found) {
  const PreparedTelling& quoting = quoted_in_b ? comparison.b : comparison.a;
  const PreparedTelling& other = quoted_in_b ? comparison.a : comparison.b;
  for (const Quotation& quotation : quoting.quotations) {
    const ToldSentence& sentence = quoting.told.sentences[quotation.sentence];
    float weight = 0, missing = 0;
    for (std::uint32_t i = quotation.first; i < quotation.last; ++i) {
      weight += sentence.words[i].weight;
      if (sentence.words[i].weight > 0 && other.told.places_of(sentence.words[i].concept_id).empty())
        missing += sentence.words[i].weight;
    }
    if (weight < least_partial_weight || missing < weight * 0.6F) continue;
    for (std::size_t p = 0; p < comparison.pairs.size(); ++p) {
      const SentencePair& pair = comparison.pairs[p];
      if ((quoted_in_b ? pair.b : pair.a) != quotation.sentence) continue;
      // The stretch of the other sentence between the words that both have around the quotation.
      const WordAlignment& alignment = comparison.alignments[p];
      const auto& partner = quoted_in_b ? alignment.a_of_b : alignment.b_of_a;
      const ToldSentence& beside = other.told.sentences[quoted_in_b ? pair.a : pair.b];
      std::int32_t before = -1, after = -1;
      for (std::uint32_t i = quotation.first; i > 0 && before < 0; --i) before = partner[i - 1];
      for (std::uint32_t i = quotation.last; i < partner.size() && after < 0; ++i) after = partner[i];
      if (before < 0 && after < 0) continue;
      const auto first = static_cast<std::uint32_t>(before < 0 ? std::max(0, after - 4) : before);
      const auto last = static_cast<std::uint32_t>(after < 0 ? before + 1 : after + 1);
      if (last <= first) continue;
      const Span here =
          around(sentence, quotation.first > 0 ? quotation.first - 1 : 0,
                 std::min<std::uint32_t>(quotation.last + 1, static_cast<std::uint32_t>(sentence.words.size())), 3);
      const Span there = around(beside, first, last, 3);
      found.push_back(quoted_in_b ? Finding{DiscrepancyKind::quotation, there, here}
                                  : Finding{DiscrepancyKind::quotation, here, there});
      break;
    }
  }
}

}  // namespace

void prepare_quotations(PreparedTelling& text) {
  for (std::uint32_t s = 0; s < text.told.sentences.size(); ++s) {
    const auto& words = text.told.sentences[s].words;
    for (std::uint32_t i = 0; i < words.size();) {
      std::uint32_t last = i;
      while (last < words.size() && words[last].quoted) ++last;
      std::uint32_t end = last;
      while (end > i && words[end - 1].punctuation) --end;
      // "[…]" within a quotation tells openly that its words were changed there.
      const bool edited =
          std::any_of(words.begin() + i, words.begin() + end, [](const ToldWord& word) { return word.folded == "["; });
      if (end > i && !edited) text.quotations.push_back({s, i, end});
      i = std::max(last, i + 1);
    }
  }
}

void find_quotations(const Comparison& comparison, Findings& found) {
  const std::size_t least = comparison.rewrites ? least_words : least_words_elsewhere;
  std::vector<ToldSentence> parts_b;
  parts_b.reserve(comparison.b.quotations.size());
  for (const Quotation& b : comparison.b.quotations)
    parts_b.push_back(part_of(comparison.b.told.sentences[b.sentence], b.first, b.last));
  for (const Quotation& a : comparison.a.quotations) {
    const ToldSentence part = part_of(comparison.a.told.sentences[a.sentence], a.first, a.last);
    if (part.words.size() < least) continue;
    std::optional<std::size_t> best;
    QuoteComparison with_best;
    for (std::size_t k = 0; k < parts_b.size(); ++k) {
      if (parts_b[k].words.size() < least) continue;
      const QuoteComparison now = compare(part, parts_b[k]);
      if (!best || now.common > with_best.common) {
        best = k;
        with_best = now;
      }
    }
    if (!best ||
        (!with_best.negated && !with_best.other_word && (!with_best.differs_inside || with_best.common >= whole)))
      continue;
    const Quotation& b = comparison.b.quotations[*best];
    const bool beside = overlaps_pair(comparison, a.sentence, b.sentence) && comparison.rewrites;
    if (with_best.common < (beside ? least_common : least_common_elsewhere)) continue;
    // Two who say the same of a third are quoted rightly both.
    if (!beside) {
      const std::string speaker_a = speaker_of(comparison.a, a.sentence);
      const std::string speaker_b = speaker_of(comparison.b, b.sentence);
      if (!speaker_a.empty() && !speaker_b.empty() && speaker_a != speaker_b) continue;
    }
    found.push_back({DiscrepancyKind::quotation, words_span(comparison.a.told.sentences[a.sentence], a.first, a.last),
                     words_span(comparison.b.told.sentences[b.sentence], b.first, b.last)});
  }
  if (!comparison.rewrites) return;
  find_partial(comparison, false, found);
  find_partial(comparison, true, found);
}

}  // namespace entente::frame

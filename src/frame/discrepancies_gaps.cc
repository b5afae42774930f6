// What one of two rewrites leaves out, and where they speak of more or of less.
//
// A sentence is cut into units at commas and in front of words that open a condition or a restriction. A unit is
// covered where most of its words stand in the other text's sentences beside it. What is not covered, and says more
// than the report's own comment, is an omission; a restriction that one of two aligned sentences lacks is a difference
// of scope.
#include <algorithm>

#include "frame/discrepancies.h"

namespace entente::frame {
namespace {

constexpr double covered_share = 0.4;         // of a unit's weight
constexpr double covered_share_alone = 0.55;  // where no sentence stands beside it
constexpr double least_weight = 1.9;          // of a unit that may be an omission: two words
constexpr double least_lone_weight = 4;       // of a whole sentence
constexpr double scope_near_enough = 0.5;
constexpr std::uint32_t least_limit_place = 3;  // "In parallel, …" opens a sentence and restricts nothing

struct Unit {
  std::uint32_t sentence = 0, first = 0, last = 0;
  bool condition = false;
  bool limit = false;
};

bool stands_at(const std::vector<ToldWord>& words, std::uint32_t at, const std::vector<std::string>& phrase) {
  if (at + phrase.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (words[at + i].folded != phrase[i]) return false;
  }
  return true;
}

std::uint32_t opener_at(const std::vector<ToldWord>& words, std::uint32_t at,
                        const std::vector<std::vector<std::string>>& phrases) {
  for (const auto& phrase : phrases) {
    if (stands_at(words, at, phrase)) return static_cast<std::uint32_t>(phrase.size());
  }
  return 0;
}

std::vector<Unit> units_of(const ToldText& text, std::uint32_t s, const DiscrepancyWords& words) {
  std::vector<Unit> units;
  const auto& in = text.sentences[s].words;
  Unit unit{s, 0, 0, false, false};
  auto close = [&](std::uint32_t end) {
    unit.last = end;
    while (unit.last > unit.first && in[unit.last - 1].punctuation) --unit.last;
    while (unit.first < unit.last && in[unit.first].punctuation) ++unit.first;
    if (unit.last > unit.first) units.push_back(unit);
    unit = {s, end, 0, false, false};
  };
  for (std::uint32_t i = 0; i < in.size(); ++i) {
    if (in[i].punctuation) {
      if (in[i].folded == "," || in[i].folded == ";" || in[i].folded == ":" || in[i].folded == "—" ||
          in[i].folded == "–" || in[i].folded == "-") {
        close(i + 1);
      }
      continue;
    }
    if (opener_at(in, i, words.conditions) > 0) {
      if (i > unit.first) close(i);
      unit.condition = true;
    } else if (in[i].folded == "although" || in[i].folded == "while" || in[i].folded == "but") {
      if (i > unit.first) close(i);
    }
  }
  close(static_cast<std::uint32_t>(in.size()));
  return units;
}

double weight_of(const ToldSentence& sentence, std::uint32_t first, std::uint32_t last) {
  double weight = 0;
  for (std::uint32_t i = first; i < last; ++i) weight += static_cast<double>(sentence.words[i].weight);
  return weight;
}

// One side of a comparison, as the other one looks at it.
struct Side {
  const PreparedTelling& here;
  const PreparedTelling& there;
  std::vector<std::vector<std::uint32_t>> beside;  // the sentences there, of each sentence here
};

Side side_of(const Comparison& comparison, bool is_a) {
  Side side{is_a ? comparison.a : comparison.b, is_a ? comparison.b : comparison.a, {}};
  side.beside.resize(side.here.told.sentences.size());
  for (const SentencePair& pair : comparison.pairs) {
    if (is_a)
      side.beside[pair.a].push_back(pair.b);
    else
      side.beside[pair.b].push_back(pair.a);
  }
  return side;
}

// The words there that may cover a unit of sentence `s`: those of its partners and their neighbours.
std::set<Concept> concepts_beside(const Side& side, std::uint32_t s) {
  std::set<Concept> concepts;
  auto take = [&](std::size_t sentence) {
    if (sentence >= side.there.told.sentences.size()) return;
    for (const ToldWord& word : side.there.told.sentences[sentence].words) {
      if (word.weight > 0) concepts.insert(word.concept_id);
    }
  };
  for (const std::uint32_t partner : side.beside[s]) {
    if (partner > 0) take(partner - 1);
    take(partner);
    take(partner + 1);
  }
  return concepts;
}

bool stands_in(const ToldSentence& sentence, Concept wanted) {
  const auto at = std::lower_bound(sentence.concepts.begin(), sentence.concepts.end(), wanted,
                                   [](const auto& entry, Concept value) { return entry.first < value; });
  return at != sentence.concepts.end() && at->first == wanted;
}

template <typename Has>
double covered(const ToldSentence& sentence, const Unit& unit, Has has) {
  double weight = 0, common = 0;
  for (std::uint32_t i = unit.first; i < unit.last; ++i) {
    const ToldWord& word = sentence.words[i];
    weight += static_cast<double>(word.weight);
    if (word.weight > 0 && has(word.concept_id)) common += static_cast<double>(word.weight);
  }
  return weight > 0 ? common / weight : 1;
}

// The report's own voice: a comment word, and nobody speaks.
bool is_comment(const Comparison& comparison, const PreparedTelling& text, std::uint32_t s) {
  const auto& in = text.told.sentences[s].words;
  const bool commented = std::any_of(in.begin(), in.end(), [&](const ToldWord& word) {
    return comparison.words.commentary.find(word.folded) != nullptr;
  });
  return commented && std::none_of(text.attributions.begin(), text.attributions.end(),
                                   [&](const auto& x) { return x.sentence == s && !x.speaker.empty(); });
}

bool says_something(const Side& side, const Unit& unit, const DiscrepancyWords& words) {
  const ToldSentence& sentence = side.here.told.sentences[unit.sentence];
  // A dateline, a byline: names and figures alone.
  if (std::none_of(sentence.words.begin() + unit.first, sentence.words.begin() + unit.last, [](const ToldWord& word) {
        return word.weight > 0 && !word.capital && !(word.folded.front() >= '0' && word.folded.front() <= '9');
      })) {
    return false;
  }
  if (unit.condition) return true;
  bool told = false, commented = false;
  for (std::uint32_t i = unit.first; i < unit.last; ++i) {
    const ToldWord& word = sentence.words[i];
    told = told || words.telling.find(word.folded) != nullptr;
    commented = commented || words.commentary.find(word.folded) != nullptr;
  }
  // "signaling the possibility of …" is the report's own voice, "suggesting that …" and "advising President …" are
  // somebody's.
  const bool participle = sentence.words[unit.first].folded.ends_with("ing");
  if (participle) {
    const bool said = unit.first + 1 < unit.last && words.telling.find(sentence.words[unit.first].folded) != nullptr &&
                      (sentence.words[unit.first + 1].folded == "that" || sentence.words[unit.first + 1].capital);
    if (!said) return false;
  }
  for (const auto& date : side.here.dates) {
    if (date.sentence != unit.sentence || date.first < unit.first || date.last > unit.last) continue;
    const bool dated_there = std::any_of(side.there.dates.begin(), side.there.dates.end(), [&](const auto& other) {
      return other.month == date.month && other.day == date.day;
    });
    if (!dated_there) return true;
  }
  if (commented) return false;
  const bool spoken =
      std::any_of(side.here.attributions.begin(), side.here.attributions.end(), [&](const auto& attribution) {
        return attribution.sentence == unit.sentence && !attribution.speaker.empty() && attribution.at < unit.last;
      });
  return told || spoken;
}

void find_left_out(const Comparison& comparison, bool is_a, Findings& found) {
  const Side side = side_of(comparison, is_a);
  for (std::uint32_t s = 0; s < side.here.told.sentences.size(); ++s) {
    const ToldSentence& sentence = side.here.told.sentences[s];
    const std::set<Concept> concepts = concepts_beside(side, s);
    std::optional<Unit> open;  // neighbouring units that are both left out are one omission
    auto report = [&] {
      if (!open) return;
      const double weight = weight_of(sentence, open->first, open->last);
      const bool alone = side.beside[s].empty();
      if (weight >= (alone ? least_lone_weight : least_weight) && says_something(side, *open, comparison.words)) {
        const Span span = words_span(sentence, open->first, open->last);
        found.push_back(is_a ? Finding{DiscrepancyKind::omission, span, std::nullopt}
                             : Finding{DiscrepancyKind::omission, std::nullopt, span});
      }
      open.reset();
    };
    // Without a partner, the sentence there that covers a unit best.
    auto share_covered = [&](const Unit& unit) {
      if (!side.beside[s].empty())
        return covered(sentence, unit, [&](Concept word) { return concepts.contains(word); });
      double best = 0;
      for (const ToldSentence& other : side.there.told.sentences)
        best = std::max(best, covered(sentence, unit, [&](Concept word) { return stands_in(other, word); }));
      return best;
    };
    for (const Unit& unit : units_of(side.here.told, s, comparison.words)) {
      const bool left_out = unit.first >= sentence.furniture &&
                            share_covered(unit) < (side.beside[s].empty() ? covered_share_alone : covered_share) &&
                            weight_of(sentence, unit.first, unit.last) > 0;
      if (!left_out) {
        report();
      } else if (open) {
        open->last = unit.last;
        open->condition = open->condition || unit.condition;
      } else {
        open = unit;
      }
    }
    report();
  }
}

// The last word of the run [first, …) that goes with a preposition: up to punctuation, a verb of telling, or another
// opener.
std::uint32_t phrase_end(const ToldSentence& sentence, std::uint32_t first, std::uint32_t last) {
  std::uint32_t end = first;
  while (end < last && !sentence.words[end].punctuation) ++end;
  return end;
}

// "In a similar poll just before the debate in September, …": where the phrase that opens a sentence ends. It says when
// and where, and restricts nothing.
std::uint32_t opening_end(const ToldSentence& sentence, const DiscrepancyWords& words) {
  if (opener_at(sentence.words, 0, words.limits) == 0) return 0;
  std::uint32_t end = 0;
  while (end < sentence.words.size() && sentence.words[end].folded != ",") ++end;
  return end < sentence.words.size() ? end : 0;
}

void find_scope_of(const Comparison& comparison, std::size_t p, Findings& found) {
  const SentencePair& pair = comparison.pairs[p];
  const ToldSentence& a = comparison.a.told.sentences[pair.a];
  const ToldSentence& b = comparison.b.told.sentences[pair.b];
  std::set<Concept> in_a, in_b;
  for (const ToldWord& word : a.words) in_a.insert(word.concept_id);
  for (const ToldWord& word : b.words) in_b.insert(word.concept_id);
  auto fresh = [](const ToldSentence& sentence, std::uint32_t first, std::uint32_t last,
                  const std::set<Concept>& other) {
    double weight = 0;
    for (std::uint32_t i = first; i < last; ++i) {
      if (sentence.words[i].weight > 0 && !other.contains(sentence.words[i].concept_id))
        weight += static_cast<double>(sentence.words[i].weight);
    }
    return weight;
  };
  // A restriction in a gap of one side: "[under the auspices of a guarantee]".
  auto limit_in = [&](const ToldSentence& sentence, std::uint32_t first, std::uint32_t last,
                      const std::set<Concept>& other) -> std::optional<Unit> {
    for (std::uint32_t i = std::max(first, opening_end(sentence, comparison.words)); i < last; ++i) {
      if (i < least_limit_place || sentence.words[i].punctuation ||
          opener_at(sentence.words, i, comparison.words.limits) == 0)
        continue;
      const std::uint32_t end = phrase_end(sentence, i, last);
      if (fresh(sentence, i, end, other) >= 1 && weight_of(sentence, i, end) >= 1) return Unit{0, i, end, false, true};
    }
    // "[and the transit fees]"
    if (last > first + 1 && last < sentence.words.size() && !sentence.words[last].punctuation &&
        (sentence.words[first].folded == "and" || sentence.words[last - 1].folded == "and") &&
        fresh(sentence, first, last, other) >= 1) {
      return Unit{0, first, last, false, true};
    }
    return std::nullopt;
  };
  for (const Gap& gap : comparison.alignments[p].gaps) {
    if (gap.a_first < a.furniture || gap.b_first < b.furniture) continue;
    const double new_a = fresh(a, gap.a_first, gap.a_last, in_b);
    const double new_b = fresh(b, gap.b_first, gap.b_last, in_a);
    const auto limit_a = limit_in(a, gap.a_first, gap.a_last, in_b);
    const auto limit_b = limit_in(b, gap.b_first, gap.b_last, in_a);
    const bool one_sided = (limit_a && new_b == 0) || (limit_b && new_a == 0);
    // "in the [northern channel]" against "in the [strait]": behind one preposition.
    auto behind_limit = [&](const ToldSentence& sentence, std::uint32_t first) {
      for (std::uint32_t i = first; i > 0 && first - i < 3; --i) {
        if (opener_at(sentence.words, i - 1, comparison.words.limits) > 0) return true;
      }
      return false;
    };
    const bool replaced = new_a >= 1 && new_b >= 0.9 && gap.a_last - gap.a_first <= 4 &&
                          gap.b_last - gap.b_first <= 4 && behind_limit(a, gap.a_first) && behind_limit(b, gap.b_first);
    if (!one_sided && !replaced) continue;
    auto shown = [](const ToldSentence& sentence, std::uint32_t first, std::uint32_t last) {
      if (last == first && first > 0) --first;
      if (last == first) ++last;
      return around(sentence, first, std::min<std::uint32_t>(last, static_cast<std::uint32_t>(sentence.words.size())),
                    5);
    };
    found.push_back({DiscrepancyKind::scope, shown(a, gap.a_first, gap.a_last), shown(b, gap.b_first, gap.b_last)});
  }
}

}  // namespace

void find_scopes(const Comparison& comparison, Findings& found) {
  if (!comparison.rewrites) return;
  for (std::size_t p = 0; p < comparison.pairs.size(); ++p) {
    const SentencePair& pair = comparison.pairs[p];
    if (pair.similarity < scope_near_enough || is_comment(comparison, comparison.a, pair.a) ||
        is_comment(comparison, comparison.b, pair.b))
      continue;
    find_scope_of(comparison, p, found);
  }
}

void find_omissions(const Comparison& comparison, Findings& found) {
  if (!comparison.rewrites) return;
  find_left_out(comparison, true, found);
  find_left_out(comparison, false, found);
}

}  // namespace entente::frame

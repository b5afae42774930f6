// Where two tellings of one story differ. Sentences are aligned, then words; a detector for each kind looks at what is
// aligned; of several findings at one place the more certain kind stays. What is left out counts only between rewrites
// of one text: independent reports of one event leave out most of each other. Precision before recall.
#include "frame/discrepancies.h"

#include <algorithm>

#include "frame/discrepancies_prepare.h"
#include "frame/frame.h"

namespace entente::frame {
namespace {

constexpr double rewrites_likeness = 0.57;  // of the text that has more of its own in the other
constexpr double rewrites_other_likeness =
    0.35;  // and of the longer one: else it is another report that holds a short one

bool overlap(const std::optional<Span>& a, const std::optional<Span>& b) { return a && b && a->overlaps(*b); }

// Whether a finding says again what a kept one says.
bool repeats(const Finding& kept, const Finding& other) {
  const bool both = overlap(kept.a, other.a) && overlap(kept.b, other.b);
  if (kept.kind == other.kind)
    return both || (!kept.a && !other.a && overlap(kept.b, other.b)) ||
           (!kept.b && !other.b && overlap(kept.a, other.a));
  // Figures, dates, titles and quotations may differ side by side in one clause; the vaguer kinds only repeat them.
  const bool vague = other.kind == DiscrepancyKind::scope || other.kind == DiscrepancyKind::omission ||
                     other.kind == DiscrepancyKind::attribution || other.kind == DiscrepancyKind::modality;
  if (!vague) return false;
  if (other.kind == DiscrepancyKind::omission)
    return kept.kind == DiscrepancyKind::omission ? false : overlap(kept.a, other.a) || overlap(kept.b, other.b);
  return both;
}

}  // namespace

struct DiscrepancyFinder::State {
  WordKnowledge knowledge;
  DiscrepancyWords words{knowledge};
  text::Gazetteer gazetteer{CaseFacts{}};
};

DiscrepancyFinder::DiscrepancyFinder() : state_(std::make_unique<State>()) {}
DiscrepancyFinder::~DiscrepancyFinder() = default;
DiscrepancyFinder::DiscrepancyFinder(DiscrepancyFinder&&) noexcept = default;
DiscrepancyFinder& DiscrepancyFinder::operator=(DiscrepancyFinder&&) noexcept = default;

std::vector<Discrepancy> DiscrepancyFinder::find(std::span<const Telling> tellings,
                                                 std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs) const {
  std::map<std::uint32_t, PreparedTelling> prepared;
  WordMemo memo;
  for (const auto& [a, b] : pairs) {
    for (const std::uint32_t each : {a, b}) {
      if (each < tellings.size() && !prepared.contains(each)) {
        prepared.emplace(each, prepare_telling(tellings[each].text, tellings[each].sentences, state_->knowledge,
                                               state_->words, state_->gazetteer, memo));
      }
    }
  }
  std::vector<Discrepancy> discrepancies;
  for (const auto& [a, b] : pairs) {
    if (a >= tellings.size() || b >= tellings.size() || a == b) continue;
    Comparison comparison{prepared.at(a), prepared.at(b), state_->words, {}, {}, false};
    comparison.pairs = align_sentences(comparison.a.told, comparison.b.told);
    for (const SentencePair& pair : comparison.pairs) {
      comparison.alignments.push_back(
          align_words(comparison.a.told.sentences[pair.a], comparison.b.told.sentences[pair.b]));
    }
    const Likeness both = likeness(comparison.a.told, comparison.b.told, comparison.pairs);
    comparison.rewrites = std::max(both.of_a, both.of_b) >= rewrites_likeness &&
                          std::min(both.of_a, both.of_b) >= rewrites_other_likeness;
    Findings found;
    find_dates(comparison, found);
    find_numbers(comparison, found);
    find_titles(comparison, found);
    find_quotations(comparison, found);
    find_stages(comparison, found);
    find_modalities(comparison, found);
    find_attributions(comparison, found);
    find_scopes(comparison, found);
    find_omissions(comparison, found);
    Findings kept;
    for (const Finding& finding : found) {
      if (std::none_of(kept.begin(), kept.end(), [&](const Finding& other) { return repeats(other, finding); }))
        kept.push_back(finding);
    }
    for (const Finding& finding : kept) discrepancies.push_back({finding.kind, a, b, finding.a, finding.b});
  }
  return discrepancies;
}

PreparedTelling prepare_telling(std::string_view text, const std::vector<Span>& sentences,
                                const WordKnowledge& knowledge, const DiscrepancyWords& words,
                                const text::Gazetteer& gazetteer, WordMemo& memo) {
  PreparedTelling telling;
  telling.told = knowledge.read(text, sentences, memo);
  prepare_values(telling, words);
  prepare_quotations(telling);
  prepare_names(telling, words, gazetteer, memo);
  return telling;
}

}  // namespace entente::frame
